import { tableNames, type TableName } from '#shared/entities/index.ts';
import { tableEntry, tombstonesEntry, type Manifest } from '#shared/formats/snapshot.ts';
import { ReferenceCheck, tablesTargetsFirst } from './reference-check.ts';
import { Refusal } from './refusal.ts';
import { RowCheck } from './row-check.ts';
import type { ReadOptions, SnapshotFile } from './snapshot-file.ts';
import { linesOf } from './snapshot-lines.ts';
import { TombstoneCheck } from './tombstones.ts';
import { altered } from './zip-file.ts';
import { checkEntry, type UnpackOptions } from './zip-reader.ts';

interface Checks {
  references: ReferenceCheck;
  tombstones: TombstoneCheck;
}

const checkTombstones = async (
  snapshot: SnapshotFile,
  { references, tombstones }: Checks,
  options: UnpackOptions,
): Promise<void> => {
  const { source, manifest } = snapshot;
  for await (const lines of linesOf(snapshot, tombstonesEntry, options)) {
    const fault = tombstones.takeLines(lines);
    if (fault !== null) throw altered(source, tombstonesEntry, fault);
  }
  const { rows } = manifest.entries[tombstonesEntry]!;
  if (tombstones.rows !== rows)
    throw altered(source, tombstonesEntry, `it holds ${tombstones.rows} lines, not ${rows}`);
  references.allow(tombstones);
};

const checkTable = async (
  snapshot: SnapshotFile,
  table: TableName,
  { references, tombstones }: Checks,
  options: UnpackOptions,
): Promise<void> => {
  const name = tableEntry(table);
  const erased = tombstones.of(table);
  const take = references.taker(table);
  const check = new RowCheck(snapshot.source.name, table, (id, values) => {
    if (erased.has(id)) throw altered(snapshot.source, name, `row ${id} is also said to be erased`);
    take(id, values);
  });
  for await (const lines of linesOf(snapshot, name, options)) check.takeLines(lines);
  const rows = snapshot.manifest.entries[name]?.rows ?? 0;
  if (check.rows !== rows)
    throw altered(
      snapshot.source,
      name,
      `it holds ${check.rows} rows, and the manifest says ${rows}`,
    );
};

const checkOtherEntries = async (snapshot: SnapshotFile, options: UnpackOptions): Promise<void> => {
  const read = new Set([...tableNames.map(tableEntry), tombstonesEntry]);
  for (const [name, { bytes: size, sha256 }] of Object.entries(snapshot.manifest.entries))
    if (!read.has(name))
      await checkEntry(snapshot.source, snapshot.entries.get(name)!, { size, sha256 }, options);
};

/** SNAP12: what one desk has of another can point to what has not been received yet. */
const mayMiss = ({ seen }: Manifest): boolean => Object.keys(seen ?? {}).length > 1;

/** Verifies every entry of a snapshot, each by size, checksums and content: SNAP17. */
export const checkEverything = async (
  snapshot: SnapshotFile,
  { signal, onProgress }: ReadOptions,
): Promise<void> => {
  const { source } = snapshot;
  let done = 0;
  const onRead = (bytes: number) => onProgress?.((done += bytes), source.size);
  const references = new ReferenceCheck();
  const checks = { references, tombstones: new TombstoneCheck() };
  await checkTombstones(snapshot, checks, { signal, onRead });
  for (const table of tablesTargetsFirst())
    await checkTable(snapshot, table, checks, { signal, onRead });
  await checkOtherEntries(snapshot, { signal, onRead });
  const missing = references.firstMissing();
  if (missing !== null && !mayMiss(snapshot.manifest))
    throw new Refusal('snapshot.noSuchRow', { file: source.name, ...missing });
};
