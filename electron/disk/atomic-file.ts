import { dirname } from 'node:path';
import { fail, ok, type Result } from '#shared/result.ts';
import { errorCode, nodeDisk, type Disk, type OpenFile } from './disk.ts';
import { tryWriting } from './disk-problems.ts';
import { forgetTemporaryName, sweepLeftovers, temporaryNameFor } from './temporary-names.ts';

export interface AtomicOptions {
  disk?: Disk;
  /** Whether a file of that name may be replaced (default); if not, its presence is a problem. */
  replace?: boolean;
}

/** Looks at the finished file on disk before it gets its name; a problem discards it. */
export type VerifyFile = (file: OpenFile, temporaryPath: string) => Promise<Result<void>>;

/**
 * A file that appears under its name whole or not at all: written beside it under a temporary name,
 * flushed, verified, renamed; the folder is flushed last. `discard` is safe at any time and twice.
 */
export class AtomicFile {
  readonly path: string;
  readonly #disk: Disk;
  readonly #replace: boolean;
  readonly #temporary: string;
  #file: OpenFile | null = null;
  #size = 0;
  #over = false;

  private constructor(path: string, { disk = nodeDisk, replace = true }: AtomicOptions) {
    this.path = path;
    this.#disk = disk;
    this.#replace = replace;
    this.#temporary = temporaryNameFor(path);
  }

  /** Opens the temporary file, after sweeping away what dead processes left in the folder. */
  static async create(path: string, options: AtomicOptions = {}): Promise<Result<AtomicFile>> {
    const file = new AtomicFile(path, options);
    await sweepLeftovers(dirname(path), { disk: file.#disk });
    const opened = await tryWriting(path, () => file.#disk.open(file.#temporary, 'create'));
    if (!opened.ok) {
      forgetTemporaryName(file.#temporary);
      return opened;
    }
    file.#file = opened.value;
    return ok(file);
  }

  /** Bytes written so far. */
  get size(): number {
    return this.#size;
  }

  /** Writes all of `bytes`; waiting for it is the back-pressure. After a failure the file is discarded. */
  async write(bytes: Uint8Array): Promise<Result<void>> {
    if (this.#over) return fail('file.cancelled');
    const written = await tryWriting(this.path, () => this.#writeAll(bytes));
    if (!written.ok) await this.discard();
    return written;
  }

  async #writeAll(bytes: Uint8Array): Promise<void> {
    if (this.#file === null) throw new Error('write to a file that is closed');
    for (let done = 0; done < bytes.length;) {
      const taken = await this.#file.write(bytes.subarray(done), this.#size);
      if (taken === 0) throw Object.assign(new Error('nothing was written'), { code: 'EIO' });
      done += taken;
      this.#size += taken;
    }
  }

  /** Flushes, lets `verify` look at what is on disk, and gives the file its name. Failure discards it. */
  async commit(verify?: VerifyFile): Promise<Result<void>> {
    const done = await this.#commit(verify).catch(async (error: unknown) => {
      await this.discard();
      throw error;
    });
    if (!done.ok) await this.discard();
    return done;
  }

  async #commit(verify?: VerifyFile): Promise<Result<void>> {
    if (this.#over) return fail('file.cancelled');
    const flushed = await tryWriting(this.path, () => this.#flush());
    if (!flushed.ok) return flushed;
    const verified = verify === undefined ? ok(undefined) : await this.#verify(verify);
    if (!verified.ok) return verified;
    if (this.#over) return fail('file.cancelled');
    return tryWriting(this.path, () => this.#giveName());
  }

  async #flush(): Promise<void> {
    if (this.#file === null) throw new Error('commit of a file that is closed');
    await this.#file.sync();
    await this.#close();
  }

  async #verify(verify: VerifyFile): Promise<Result<void>> {
    const opened = await tryWriting(this.path, () => this.#disk.open(this.#temporary, 'read'));
    if (!opened.ok) return opened;
    this.#file = opened.value;
    const verified = await verify(opened.value, this.#temporary);
    await this.#close();
    return verified;
  }

  async #giveName(): Promise<void> {
    if (this.#replace) await this.#disk.rename(this.#temporary, this.path);
    else await this.#giveFreeName();
    this.#over = true;
    forgetTemporaryName(this.#temporary);
    await this.#disk.syncFolder(dirname(this.path));
  }

  /** A link refuses to replace; where the disk has no links, looking first is the best there is. */
  async #giveFreeName(): Promise<void> {
    try {
      await this.#disk.link(this.#temporary, this.path);
    } catch (error) {
      if (errorCode(error) === 'EEXIST') throw error;
      if ((await this.#disk.facts(this.path)) !== null)
        throw Object.assign(new Error('exists'), { code: 'EEXIST' });
      return this.#disk.rename(this.#temporary, this.path);
    }
    await this.#disk.remove(this.#temporary).catch(() => undefined);
  }

  async #close(): Promise<void> {
    const file = this.#file;
    this.#file = null;
    await file?.close();
  }

  /** Removes the temporary file, if the file has not got its name. Never fails. */
  async discard(): Promise<void> {
    await this.#close().catch(() => undefined);
    if (this.#over) return;
    this.#over = true;
    await this.#disk.remove(this.#temporary).catch(() => undefined);
    forgetTemporaryName(this.#temporary);
  }
}

/** Writes a small file whole or not at all. */
export const writeFileAtomically = async (
  path: string,
  data: string | Uint8Array,
  options: AtomicOptions = {},
): Promise<Result<void>> => {
  const file = await AtomicFile.create(path, options);
  if (!file.ok) return file;
  const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data;
  const written = await file.value.write(bytes);
  return written.ok ? file.value.commit() : written;
};
