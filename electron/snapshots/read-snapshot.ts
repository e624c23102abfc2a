import { basename } from 'node:path';
import { tableNames, type TableName } from '#shared/entities/index.ts';
import {
  rowsOfManifest,
  snapshotLimits,
  tableEntry,
  tombstonesEntry,
  type Manifest,
} from '#shared/formats/snapshot.ts';
import type { Chunk, SnapshotSummary } from '#shared/ipc/channels.ts';
import type { Result } from '#shared/result.ts';
import type { Tombstone } from '#shared/sync/change.ts';
import { readProblem } from '#electron/disk/disk-problems.ts';
import { ReferenceCheck, tablesTargetsFirst } from './reference-check.ts';
import { Refusal, refusalsAsProblems } from './refusal.ts';
import { RowCheck } from './row-check.ts';
import { openSnapshotFile, type ReadOptions, type SnapshotFile } from './snapshot-file.ts';
import { parseTombstone, TombstoneCheck } from './tombstones.ts';
import { partsOfLines, wholeLines, type LineFault } from './whole-lines.ts';
import { altered } from './zip-file.ts';
import { checkEntry, unpackEntry, type UnpackOptions } from './zip-reader.ts';

export type { ReadOptions } from './snapshot-file.ts';

/** What a snapshot says of itself. */
export interface SnapshotFacts {
  manifest: Manifest;
  rows: Record<TableName, number>;
  /** Whether it takes a passphrase to read it. */
  encrypted: boolean;
  /** Bytes of the file. */
  size: number;
  /** Bytes of all entries, unpacked. */
  uncompressed: number;
}

/** Rows of a chunk at most. */
const chunkRows = 2000;

const factsOf = ({ manifest, encrypted, fileSize }: SnapshotFile): SnapshotFacts => ({
  manifest,
  rows: rowsOfManifest(manifest),
  encrypted,
  size: fileSize,
  uncompressed: Object.values(manifest.entries).reduce((sum, { bytes }) => sum + bytes, 0),
});

const lineFault =
  ({ source }: SnapshotFile, name: string) =>
  (what: LineFault): Error =>
    what === 'noEnd'
      ? altered(source, name, 'its last line has no end')
      : new Refusal('snapshot.tooLarge', {
          file: source.name,
          place: name,
          reason: `a line has more than ${snapshotLimits.line} bytes`,
        });

/** The unpacked bytes of an entry as whole lines, checked by size and checksums. */
const linesOf = (
  snapshot: SnapshotFile,
  name: string,
  options: UnpackOptions = {},
): AsyncGenerator<Buffer> => {
  const { bytes: size, sha256 } = snapshot.manifest.entries[name]!;
  const entry = snapshot.entries.get(name)!;
  const blocks = unpackEntry(snapshot.source, entry, { size, sha256 }, options);
  return wholeLines(blocks, snapshotLimits.line, lineFault(snapshot, name));
};

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
  const { rows } = snapshot.manifest.entries[name]!;
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

const checkEverything = async (
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

const chunksOf = async function* (snapshot: SnapshotFile): AsyncGenerator<Chunk> {
  for (const table of tableNames)
    for await (const lines of linesOf(snapshot, tableEntry(table)))
      for (const { bytes, rows } of partsOfLines(lines, chunkRows))
        // A copy of its own: a part of a larger buffer would take all of that along to the window.
        yield { kind: 'rows', table, rows, bytes: new Uint8Array(bytes) };
  for await (const lines of linesOf(snapshot, tombstonesEntry))
    for (const { bytes, rows } of partsOfLines(lines, chunkRows))
      yield { kind: 'tombstones', rows, bytes: new Uint8Array(bytes) };
};

/** A snapshot that was verified in full and is still open. */
export class OpenSnapshot {
  readonly facts: SnapshotFacts;
  readonly #snapshot: SnapshotFile;
  #chunks: AsyncGenerator<Chunk>;

  constructor(snapshot: SnapshotFile) {
    this.#snapshot = snapshot;
    this.facts = factsOf(snapshot);
    this.#chunks = chunksOf(snapshot);
  }

  get summary(): SnapshotSummary {
    const { manifest, rows } = this.facts;
    const { workspace, desk, createdAt, number, appVersion, lastStamp, seen } = manifest;
    const from = { desk: desk.id, deskNumber: desk.number, deskName: desk.name };
    return { workspace, ...from, createdAt, number, appVersion, rows, lastStamp, seen };
  }

  /**
   * The next chunk of rows, tables in the registry's order, ids rising; then `end`, again and again.
   * The bytes are the file's own lines, checked once more as they pass (SNAP19).
   */
  read(): Promise<Result<Chunk>> {
    const { name } = this.#snapshot.source;
    return refusalsAsProblems(
      (error) => readProblem(error, name),
      async () => {
        const next = await this.#chunks.next();
        return next.done === true ? { kind: 'end' } : next.value;
      },
    );
  }

  /** What the file says was erased for good. */
  tombstones(): Promise<Result<Tombstone[]>> {
    const { name } = this.#snapshot.source;
    return refusalsAsProblems(
      (error) => readProblem(error, name),
      async () => {
        const found: Tombstone[] = [];
        for await (const lines of linesOf(this.#snapshot, tombstonesEntry))
          for (const line of lines.toString('utf8').split('\n').slice(0, -1))
            found.push(parseTombstone(line)!);
        return found;
      },
    );
  }

  /** Begins again with the first row. */
  async rewind(): Promise<void> {
    await this.#chunks.return(undefined);
    this.#chunks = chunksOf(this.#snapshot);
  }

  /** Safe at any time and twice. */
  async close(): Promise<void> {
    await this.#chunks.return(undefined);
    await this.#snapshot.source.file.close().catch(() => undefined);
  }
}

const openVerified = async (path: string, options: ReadOptions): Promise<OpenSnapshot> => {
  const snapshot = await openSnapshotFile(path, options);
  try {
    await checkEverything(snapshot, options);
    return new OpenSnapshot(snapshot);
  } catch (error) {
    await snapshot.source.file.close();
    throw error;
  }
};

const reading = <T>(
  path: string,
  { name = basename(path) }: ReadOptions,
  work: () => Promise<T>,
): Promise<Result<T>> => refusalsAsProblems((error) => readProblem(error, name), work);

/** Opens a snapshot for reading its rows, after verifying all of it: SNAP17. */
export const openSnapshot = (path: string, options: ReadOptions): Promise<Result<OpenSnapshot>> =>
  reading(path, options, () => openVerified(path, options));

/** Verifies all of a snapshot: SNAP17. */
export const verifySnapshot = (
  path: string,
  options: ReadOptions,
): Promise<Result<SnapshotFacts>> =>
  reading(path, options, async () => {
    const open = await openVerified(path, options);
    await open.close();
    return open.facts;
  });

/** What a snapshot says of itself; container and manifest are checked, the rows are not read. */
export const inspectSnapshot = (
  path: string,
  options: ReadOptions,
): Promise<Result<SnapshotFacts>> =>
  reading(path, options, async () => {
    const snapshot = await openSnapshotFile(path, options);
    await snapshot.source.file.close();
    return factsOf(snapshot);
  });
