import { createCipheriv, randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeDisk, type Disk, type OpenFile } from '#electron/disk/disk.ts';
import { tryWriting } from '#electron/disk/disk-problems.ts';
import {
  forgetTemporaryName,
  sweepLeftovers,
  temporaryNameFor,
} from '#electron/disk/temporary-names.ts';
import { must } from '#electron/snapshots/refusal.ts';
import type { NamedFile } from '#electron/snapshots/zip-file.ts';
import { decryptAge, type DecryptOptions } from './decrypt-age.ts';
import { readOnlyFile } from './read-only-file.ts';

export interface SpoolOptions extends DecryptOptions {
  disk?: Disk;
  /** Where the spool goes: the system's folder for temporary files. */
  folder?: string;
}

const blockSize = 16;

/** AES-256-CTR from any byte on; the key serves one spool, so that the counter may begin at 0. */
const cipherAt = (key: Buffer, position: number): ((bytes: Uint8Array) => Buffer) => {
  const counter = Buffer.alloc(blockSize);
  counter.writeBigUInt64BE(BigInt(Math.floor(position / blockSize)), 8);
  const cipher = createCipheriv('aes-256-ctr', key, counter);
  cipher.update(Buffer.alloc(position % blockSize));
  return (bytes) => cipher.update(bytes);
};

const writeAll = async (file: OpenFile, bytes: Uint8Array, position: number): Promise<void> => {
  for (let done = 0; done < bytes.length;) {
    const taken = await file.write(bytes.subarray(done), position + done);
    if (taken === 0) throw Object.assign(new Error('nothing was written'), { code: 'EIO' });
    done += taken;
  }
};

/** Told as a failed write of the copy: whoever reads the file would blame the file itself. */
const writing = async <T>(of: string, work: () => Promise<T>): Promise<T> =>
  must(await tryWriting(`temporary copy of ${of}`, work));

/**
 * The decrypted copy of an age file on the disk, for reading at any place. It is encrypted with a key
 * that only this process's memory knows, and its name is taken away as soon as the system lets it go:
 * what a crash leaves is noise.
 */
class Spool {
  readonly #disk: Disk;
  readonly #path: string;
  readonly #file: OpenFile;
  readonly #key = randomBytes(32);
  readonly #of: string;
  #size = 0;
  #named = true;

  private constructor(disk: Disk, path: string, file: OpenFile, of: string) {
    this.#disk = disk;
    this.#path = path;
    this.#file = file;
    this.#of = of;
  }

  /** `of` is the name of the file that is copied, for sentences. */
  static async create(disk: Disk, folder: string, of: string): Promise<Spool> {
    const path = temporaryNameFor(join(folder, 'expert-desk-spool'));
    await sweepLeftovers(folder, { disk });
    try {
      const file = await writing(of, () => disk.open(path, 'create'));
      const spool = new Spool(disk, path, file, of);
      await spool.#unname();
      return spool;
    } catch (error) {
      forgetTemporaryName(path);
      throw error;
    }
  }

  /** Where a file that is open cannot lose its name, `close` tries again. */
  async #unname(): Promise<void> {
    if (!this.#named) return;
    await this.#disk.remove(this.#path).then(
      () => (this.#named = false),
      () => undefined,
    );
  }

  async fill(pieces: AsyncIterable<Uint8Array>): Promise<void> {
    const encrypt = cipherAt(this.#key, 0);
    for await (const piece of pieces) {
      await writing(this.#of, () => writeAll(this.#file, encrypt(piece), this.#size));
      this.#size += piece.length;
    }
  }

  async #read(into: Uint8Array, position: number): Promise<number> {
    const got = await this.#file.read(into, position);
    into.set(cipherAt(this.#key, position)(into.subarray(0, got)));
    return got;
  }

  async close(): Promise<void> {
    this.#key.fill(0);
    await this.#file.close().catch(() => undefined);
    await this.#unname();
    forgetTemporaryName(this.#path);
  }

  asFile(): OpenFile {
    return readOnlyFile({
      read: (into, position) => this.#read(into, position),
      size: async () => this.#size,
      close: () => this.close(),
    });
  }
}

/**
 * The plain bytes of an age file, to be read at any place; closing it removes them. `source` stays open.
 * Throws refusals (`age.*`, `file.*`) and system errors; then nothing remains.
 */
export const decryptIntoSpool = async (
  source: NamedFile,
  passphrase: string,
  { disk = nodeDisk, folder = tmpdir(), ...options }: SpoolOptions = {},
): Promise<OpenFile> => {
  const spool = await Spool.create(disk, folder, source.name);
  try {
    await spool.fill(decryptAge(source, passphrase, options));
    return spool.asFile();
  } catch (error) {
    await spool.close();
    throw error;
  }
};
