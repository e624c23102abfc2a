import { createHash, type Hash } from 'node:crypto';
import { crc32, createDeflateRaw, type DeflateRaw } from 'node:zlib';
import {
  centralRecord,
  dataDescriptor,
  deflated,
  endRecords,
  localHeader,
  namesAreUtf8,
  sizesFollow,
  type ZipEntry,
} from './zip-records.ts';

/** Takes the bytes of the file in order; waiting for it is the back-pressure. */
export type Sink = (bytes: Uint8Array) => Promise<void>;

/** An entry as it was written; `sha256` is of the unpacked bytes, hexadecimal. */
export interface WrittenEntry extends ZipEntry {
  sha256: string;
}

/** Level 1: a third of the time of level 6, for files a tenth larger (performance.md has the figures). */
const level = 1;
const blockSize = 256 * 1024;

/** An entry that is being written: deflate runs on a thread of its own while this one hashes. */
class OpenEntry {
  readonly entry: ZipEntry;
  readonly #hash: Hash = createHash('sha256');
  readonly #deflate: DeflateRaw = createDeflateRaw({
    level,
    memLevel: 9,
    chunkSize: blockSize,
  });
  #packed: Buffer[] = [];
  #error: Error | null = null;

  constructor(name: string, dosTime: number, offset: number) {
    const flags = sizesFollow | namesAreUtf8;
    this.entry = { name, method: deflated, flags, dosTime, crc: 0, packed: 0, size: 0, offset };
    this.#deflate.on('data', (block: Buffer) => this.#packed.push(block));
    this.#deflate.on('error', (error) => (this.#error = error));
  }

  /** Takes bytes in; gives what has been packed so far. */
  async add(bytes: Uint8Array): Promise<Buffer[]> {
    const done = new Promise<void>((resolve) => this.#deflate.write(bytes, () => resolve()));
    this.#hash.update(bytes);
    this.entry.crc = crc32(bytes, this.entry.crc);
    this.entry.size += bytes.length;
    await done;
    return this.#take();
  }

  /** Ends the data; gives the rest of what was packed, and the checksum. */
  async end(): Promise<{ blocks: Buffer[]; sha256: string }> {
    await new Promise<void>((resolve) => {
      this.#deflate.once('close', resolve);
      this.#deflate.end();
    });
    return { blocks: this.#take(), sha256: this.#hash.digest('hex') };
  }

  #take(): Buffer[] {
    if (this.#error !== null) throw this.#error;
    const blocks = this.#packed;
    this.#packed = [];
    for (const block of blocks) this.entry.packed += block.length;
    return blocks;
  }

  destroy(): void {
    this.#deflate.destroy();
  }
}

/** Writes a ZIP file as a stream, an entry after the other: SNAP1 to SNAP3. */
export class ZipWriter {
  readonly #sink: Sink;
  readonly #dosTime: number;
  readonly #entries: WrittenEntry[] = [];
  #open: OpenEntry | null = null;
  #offset = 0;
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;

  constructor(sink: Sink, dosTime: number) {
    this.#sink = sink;
    this.#dosTime = dosTime;
  }

  async #put(blocks: readonly Uint8Array[]): Promise<void> {
    for (const block of blocks) {
      this.#offset += block.length;
      this.#waitingBytes += block.length;
      this.#waiting.push(block);
    }
    if (this.#waitingBytes >= blockSize) await this.#flush();
  }

  /** Headers and short blocks are gathered, so that the disk is asked seldom. */
  async #flush(): Promise<void> {
    const bytes = Buffer.concat(this.#waiting);
    this.#waiting = [];
    this.#waitingBytes = 0;
    await this.#sink(bytes);
  }

  /** Begins an entry; the one before must be ended. */
  async begin(name: string): Promise<void> {
    this.#open = new OpenEntry(name, this.#dosTime, this.#offset);
    await this.#put([localHeader(this.#open.entry)]);
  }

  async add(bytes: Uint8Array): Promise<void> {
    if (this.#open === null) throw new Error('no entry is open');
    await this.#put(await this.#open.add(bytes));
  }

  async end(): Promise<WrittenEntry> {
    if (this.#open === null) throw new Error('no entry is open');
    const { blocks, sha256 } = await this.#open.end();
    await this.#put([...blocks, dataDescriptor(this.#open.entry)]);
    const written = { ...this.#open.entry, sha256 };
    this.#open = null;
    this.#entries.push(written);
    return written;
  }

  /** Writes the list of entries; gives them. */
  async close(): Promise<readonly WrittenEntry[]> {
    const directory = Buffer.concat(this.#entries.map(centralRecord));
    const end = endRecords(this.#entries.length, this.#offset, directory.length);
    await this.#put([directory, end]);
    await this.#flush();
    return this.#entries;
  }

  /** Gives back what the writer holds, at any time. */
  destroy(): void {
    this.#open?.destroy();
    this.#open = null;
  }
}
