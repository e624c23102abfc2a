import { basename } from 'node:path';
import { workTables, type TableName } from '#shared/entities/index.ts';
import {
  makeManifest,
  manifestEntry,
  rowsOfManifest,
  emptyEntries,
  tableEntry,
  tombstonesEntry,
  type Manifest,
  type ManifestEntry,
  type SnapshotHead,
} from '#shared/formats/snapshot.ts';
import { fail, type Result } from '#shared/result.ts';
import { AtomicFile, type AtomicOptions } from '#electron/disk/atomic-file.ts';
import { writeProblem } from '#electron/disk/disk-problems.ts';
import { EncryptingSink } from '#electron/encryption/encrypting-sink.ts';
import { ChunkCheck } from './chunk-check.ts';
import { readBack, type ReadBackOptions } from './read-back.ts';
import { tombstonesFault } from './tombstones.ts';
import { must, Refusal, refusalsAsProblems } from './refusal.ts';
import { dosTimeOf } from './zip-records.ts';
import { ZipWriter } from './zip-writer.ts';

export interface WrittenSnapshot {
  /** The file's name, without folders. */
  name: string;
  /** Bytes of the file. */
  size: number;
  /** Bytes of all its entries, unpacked. */
  uncompressed: number;
  rows: Record<TableName, number>;
}

export interface WriteOptions extends AtomicOptions {
  /** Encrypts the file with it (SNAP21); null or absent for a plain one. */
  passphrase?: string | null;
  /** Power of two of the work on the passphrase; age's own where it is absent. */
  work?: number;
}

/**
 * Writes a snapshot as a stream: SNAP15. Tables come in any order, each in one run, ids rising; those
 * that do not come are written empty. Calls may overlap; they are served one after the other. After a
 * failure, and after `discard`, nothing remains on disk.
 */
export class SnapshotWriter {
  readonly #head: SnapshotHead;
  readonly #file: AtomicFile;
  readonly #zip: ZipWriter;
  readonly #encrypting: EncryptingSink | null;
  readonly #passphrase: string | null;
  readonly #check = new ChunkCheck();
  readonly #entries: Record<string, ManifestEntry> = {};
  readonly #begun = new Set<TableName>();
  #table: TableName | null = null;
  #rows = 0;
  #tombstones: { bytes: Uint8Array; rows: number } = { bytes: new Uint8Array(), rows: 0 };
  #over = false;
  #last: Promise<unknown> = Promise.resolve();

  private constructor(file: AtomicFile, head: SnapshotHead, options: WriteOptions) {
    this.#head = head;
    this.#file = file;
    const { passphrase = null, work } = options;
    const toDisk = async (bytes: Uint8Array) => must(await file.write(bytes));
    const encrypting = passphrase === null ? null : new EncryptingSink(passphrase, toDisk, work);
    const sink = encrypting === null ? toDisk : (bytes: Uint8Array) => encrypting.write(bytes);
    this.#passphrase = passphrase;
    this.#encrypting = encrypting;
    this.#zip = new ZipWriter(sink, dosTimeOf(head.createdAt));
  }

  static async create(
    path: string,
    head: SnapshotHead,
    options: WriteOptions = {},
  ): Promise<Result<SnapshotWriter>> {
    const file = await AtomicFile.create(path, options);
    return file.ok ? { ok: true, value: new SnapshotWriter(file.value, head, options) } : file;
  }

  /** Runs one piece of work after all before it; what fails discards the file. */
  #inTurn<T>(work: () => Promise<T>): Promise<Result<T>> {
    const turn = this.#last.then(() => this.#attempt(work));
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async #attempt<T>(work: () => Promise<T>): Promise<Result<T>> {
    if (this.#over) return fail('file.cancelled');
    let done: Result<T> | null = null;
    try {
      done = await refusalsAsProblems((error) => writeProblem(error, this.#file.path), work);
      return done;
    } finally {
      if (done?.ok !== true) await this.#abandon();
    }
  }

  async #abandon(): Promise<void> {
    this.#over = true;
    this.#zip.destroy();
    this.#encrypting?.destroy();
    await this.#file.discard();
  }

  /** Takes one chunk of whole NDJSON lines, `rows` of them. Waiting for it is the back-pressure. */
  rows(table: TableName, bytes: Uint8Array, rows: number): Promise<Result<void>> {
    return this.#inTurn(async () => {
      this.#check.take(table, bytes, rows);
      if (this.#table !== table) await this.#beginTable(table);
      await this.#zip.add(bytes);
      this.#rows += rows;
    });
  }

  /** Takes the records that were erased for good, once, as whole NDJSON lines in their order (SNAP14). */
  tombstones(bytes: Uint8Array, rows: number): Promise<Result<void>> {
    return this.#inTurn(async () => {
      const reason = tombstonesFault(bytes, rows);
      if (reason !== null) throw new Refusal('snapshot.badChunk', { table: 'tombstones', reason });
      this.#tombstones = { bytes, rows };
    });
  }

  async #beginTable(table: TableName): Promise<void> {
    if (this.#begun.has(table))
      throw new Refusal('snapshot.badChunk', { table, reason: 'it comes in two parts' });
    await this.#endEntry();
    this.#begun.add(table);
    this.#table = table;
    await this.#zip.begin(tableEntry(table));
  }

  async #endEntry(): Promise<void> {
    if (this.#table === null) return;
    const { name, size, sha256 } = await this.#zip.end();
    this.#entries[name] = { rows: this.#rows, bytes: size, sha256 };
    this.#rows = 0;
    this.#table = null;
  }

  /** Closes, flushes, reads back, verifies, and gives the file its name. */
  finish(options: ReadBackOptions = {}): Promise<Result<WrittenSnapshot>> {
    return this.#inTurn(async () => {
      for (const table of workTables) if (!this.#begun.has(table)) await this.#beginTable(table);
      await this.#endEntry();
      const { bytes, rows } = this.#tombstones;
      await this.#putEntry(tombstonesEntry, bytes, rows);
      for (const name of emptyEntries) await this.#putEntry(name, Buffer.alloc(0));
      const manifest = makeManifest(this.#head, this.#entries);
      await this.#putEntry(manifestEntry, Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`));
      const entries = await this.#zip.close();
      await this.#encrypting?.end();
      const written = { name: basename(this.#file.path), entries, passphrase: this.#passphrase };
      must(await this.#file.commit((file) => readBack(file, written, options)));
      this.#over = true;
      return this.#facts(manifest);
    });
  }

  async #putEntry(name: string, bytes: Uint8Array, rows = 0): Promise<void> {
    await this.#zip.begin(name);
    if (bytes.length > 0) await this.#zip.add(bytes);
    const { size, sha256 } = await this.#zip.end();
    if (name !== manifestEntry) this.#entries[name] = { rows, bytes: size, sha256 };
  }

  #facts(manifest: Manifest): WrittenSnapshot {
    return {
      name: basename(this.#file.path),
      size: this.#file.size,
      uncompressed: Object.values(manifest.entries).reduce((sum, { bytes }) => sum + bytes, 0),
      rows: rowsOfManifest(manifest),
    };
  }

  /** Gives the export up; nothing remains. Harmless when it is over. */
  async discard(): Promise<void> {
    await this.#inTurn(async () => {
      throw new Refusal('file.cancelled');
    });
  }
}
