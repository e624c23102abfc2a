import { tableNames, type TableName } from '#shared/entities/index.ts';
import { tableEntry, tombstonesEntry, type Manifest } from '#shared/formats/snapshot.ts';
import type { IdSet } from '#electron/imports/id-set.ts';
import { ReferenceCheck, tablesTargetsFirst } from './reference-check.ts';
import { Refusal } from './refusal.ts';
import { RowCheck } from './row-check.ts';
import type { ReadOptions, SnapshotFile } from './snapshot-file.ts';
import { linesOf } from './snapshot-lines.ts';
import { TombstoneCheck } from './tombstones.ts';
import { altered } from './zip-file.ts';
import { checkEntry, type UnpackOptions } from './zip-reader.ts';

const readTombstones = async (
  snapshot: SnapshotFile,
  options: UnpackOptions,
): Promise<TombstoneCheck> => {
  const { source, manifest } = snapshot;
  const tombstones = new TombstoneCheck();
  for await (const lines of linesOf(snapshot, tombstonesEntry, options)) {
    const fault = tombstones.takeLines(lines);
    if (fault !== null) throw altered(source, tombstonesEntry, fault);
  }
  const { rows } = manifest.entries[tombstonesEntry]!;
  if (tombstones.rows !== rows)
    throw altered(source, tombstonesEntry, `it holds ${tombstones.rows} lines, not ${rows}`);
  return tombstones;
};

/** SNAP12: what one desk has of another can point to what has not been received yet. */
const mayMiss = ({ seen }: Manifest): boolean => Object.keys(seen ?? {}).length > 1;

/** Verifies a snapshot (SNAP17) as its tables are read, each once and in whatever order. Throws refusals. */
export class ContentCheck {
  readonly #snapshot: SnapshotFile;
  readonly #options: UnpackOptions;
  readonly #references = new ReferenceCheck();
  readonly #erased: { of(table: TableName): IdSet };

  private constructor(
    snapshot: SnapshotFile,
    erased: { of(table: TableName): IdSet },
    options: UnpackOptions,
  ) {
    this.#snapshot = snapshot;
    this.#erased = erased;
    this.#options = options;
    this.#references.allow(erased);
  }

  /** Begins with what was erased, which the rows are held against. */
  static async begin(
    snapshot: SnapshotFile,
    { signal, onProgress }: Pick<ReadOptions, 'signal' | 'onProgress'>,
  ): Promise<ContentCheck> {
    let done = 0;
    const onRead = (bytes: number) => onProgress?.((done += bytes), snapshot.source.size);
    const options = { signal, onRead };
    return new ContentCheck(snapshot, await readTombstones(snapshot, options), options);
  }

  /** The lines of a table, each checked before it is given; at their end their number, size and checksums. */
  async *linesOf(table: TableName): AsyncGenerator<Buffer> {
    const { source, manifest } = this.#snapshot;
    const name = tableEntry(table);
    const erased = this.#erased.of(table);
    const take = this.#references.taker(table);
    const check = new RowCheck(source.name, table, (id, values) => {
      if (erased.has(id)) throw altered(source, name, `row ${id} is also said to be erased`);
      take(id, values);
    });
    for await (const lines of linesOf(this.#snapshot, name, this.#options)) {
      check.takeLines(lines);
      yield lines;
    }
    const rows = manifest.entries[name]?.rows ?? 0;
    if (check.rows !== rows)
      throw altered(source, name, `it holds ${check.rows} rows, and the manifest says ${rows}`);
  }

  /** What is left once all tables were read: the other entries, and references to nothing. */
  async finish(): Promise<void> {
    const { source, manifest, entries } = this.#snapshot;
    const read = new Set([...tableNames.map(tableEntry), tombstonesEntry]);
    for (const [name, { bytes: size, sha256 }] of Object.entries(manifest.entries))
      if (!read.has(name))
        await checkEntry(source, entries.get(name)!, { size, sha256 }, this.#options);
    const missing = this.#references.firstMissing();
    if (missing !== null && !mayMiss(manifest))
      throw new Refusal('snapshot.noSuchRow', { file: source.name, ...missing });
  }
}

/** Verifies every entry of a snapshot, each by size, checksums and content: SNAP17. */
export const checkEverything = async (
  snapshot: SnapshotFile,
  options: ReadOptions,
): Promise<void> => {
  const check = await ContentCheck.begin(snapshot, options);
  for (const table of tablesTargetsFirst()) {
    const lines = check.linesOf(table);
    while ((await lines.next()).done !== true);
  }
  await check.finish();
};
