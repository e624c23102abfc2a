import { basename } from 'node:path';
import { tableNames, type TableName } from '#shared/entities/index.ts';
import {
  rowsOfManifest,
  tableEntry,
  tombstonesEntry,
  type Manifest,
} from '#shared/formats/snapshot.ts';
import type { Chunk, SnapshotSummary } from '#shared/ipc/messages.ts';
import type { Result } from '#shared/result.ts';
import type { Tombstone } from '#shared/sync/change.ts';
import { readProblem } from '#electron/disk/disk-problems.ts';
import { checkEverything } from './check-snapshot.ts';
import { refusalsAsProblems } from './refusal.ts';
import { openSnapshotFile, type ReadOptions, type SnapshotFile } from './snapshot-file.ts';
import { linesOf } from './snapshot-lines.ts';
import { parseTombstone } from './tombstones.ts';
import { partsOfLines } from './whole-lines.ts';

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
