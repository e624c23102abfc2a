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
import { checkEverything, ContentCheck } from './check-snapshot.ts';
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

const chunksOf = async function* (
  snapshot: SnapshotFile,
  rowsOf: (table: TableName) => AsyncIterable<Buffer>,
): AsyncGenerator<Chunk> {
  for (const table of tableNames)
    for await (const lines of rowsOf(table))
      for (const { bytes, rows } of partsOfLines(lines, chunkRows))
        // A copy of its own: a part of a larger buffer would take all of that along to the window.
        yield { kind: 'rows', table, rows, bytes: new Uint8Array(bytes) };
  for await (const lines of linesOf(snapshot, tombstonesEntry))
    for (const { bytes, rows } of partsOfLines(lines, chunkRows))
      yield { kind: 'tombstones', rows, bytes: new Uint8Array(bytes) };
};

/** The chunks of a snapshot that was verified before (SNAP19). */
const verifiedChunks = (snapshot: SnapshotFile): AsyncGenerator<Chunk> =>
  chunksOf(snapshot, (table) => linesOf(snapshot, tableEntry(table)));

/** The chunks of one that was not: verified as they pass, and the last of all checks stands before the end (SNAP23). */
const chunksAsVerified = async function* (
  snapshot: SnapshotFile,
  signal: AbortSignal | undefined,
): AsyncGenerator<Chunk> {
  const check = await ContentCheck.begin(snapshot, { signal });
  yield* chunksOf(snapshot, (table) => check.linesOf(table));
  await check.finish();
};

/** A snapshot that was verified in full, or is while it is read, and is still open. */
export class OpenSnapshot {
  readonly facts: SnapshotFacts;
  readonly #snapshot: SnapshotFile;
  readonly #begin: () => AsyncGenerator<Chunk>;
  #chunks: AsyncGenerator<Chunk>;
  #failure: Result<never> | null = null;

  constructor(snapshot: SnapshotFile, begin: () => AsyncGenerator<Chunk>) {
    this.#snapshot = snapshot;
    this.facts = factsOf(snapshot);
    this.#begin = begin;
    this.#chunks = begin();
  }

  get summary(): SnapshotSummary {
    const { manifest, rows } = this.facts;
    const { workspace, desk, createdAt, number, appVersion, lastStamp, seen } = manifest;
    const from = { desk: desk.id, deskNumber: desk.number, deskName: desk.name };
    return { workspace, ...from, createdAt, number, appVersion, rows, lastStamp, seen };
  }

  /**
   * The next chunk of rows, tables in the registry's order, ids rising; then `end`, again and again. The bytes
   * are the file's own lines, checked as they pass. After a failure there is that failure, and never an end.
   */
  async read(): Promise<Result<Chunk>> {
    if (this.#failure !== null) return this.#failure;
    const { name } = this.#snapshot.source;
    const read = await refusalsAsProblems<Chunk>(
      (error) => readProblem(error, name),
      async () => {
        const next = await this.#chunks.next();
        return next.done === true ? { kind: 'end' } : next.value;
      },
    );
    if (!read.ok) this.#failure = read;
    return read;
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
    this.#chunks = this.#begin();
    this.#failure = null;
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
    return new OpenSnapshot(snapshot, () => verifiedChunks(snapshot));
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

/**
 * Opens a snapshot whose container and manifest are checked, and which is verified as it is read (SNAP23):
 * for whoever uses nothing of it before the end.
 */
export const openToVerify = (path: string, options: ReadOptions): Promise<Result<OpenSnapshot>> =>
  reading(path, options, async () => {
    const snapshot = await openSnapshotFile(path, options);
    return new OpenSnapshot(snapshot, () => chunksAsVerified(snapshot, options.signal));
  });

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
