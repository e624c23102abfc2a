import { dirname } from 'node:path';
import { fail, ok, type Result } from '#shared/result.ts';
import { errorCode, nodeDisk, type Disk, type OpenFile } from './disk.ts';
import { attempt, writeProblem, type ProblemOf } from './disk-problems.ts';
import { machineTemporaryNames, type TemporaryNames } from './temporary-names.ts';

export interface AtomicOptions {
  disk?: Disk;
  /** Whether a file of that name may be replaced (default); if not, its presence is a problem. */
  replace?: boolean;
  /** Where the folder is shared with other machines, names are given otherwise than on this one. */
  names?: TemporaryNames;
  /** What a system error means; `file.…` problems if absent. */
  problemOf?: ProblemOf;
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
  readonly #names: TemporaryNames;
  readonly #try: ReturnType<typeof attempt>;
  readonly #temporary: string;
  #file: OpenFile | null = null;
  #size = 0;
  #over = false;

  private constructor(path: string, options: AtomicOptions) {
    this.path = path;
    this.#disk = options.disk ?? nodeDisk;
    this.#replace = options.replace ?? true;
    this.#names = options.names ?? machineTemporaryNames;
    this.#try = attempt(options.problemOf ?? writeProblem);
    this.#temporary = this.#names.nameFor(path);
  }

  /** Opens the temporary file, after sweeping away what dead processes left in the folder. */
  static async create(path: string, options: AtomicOptions = {}): Promise<Result<AtomicFile>> {
    const file = new AtomicFile(path, options);
    await file.#names.sweep(dirname(path), file.#disk);
    const opened = await file.#try(path, () => file.#disk.open(file.#temporary, 'create'));
    if (!opened.ok) {
      file.#names.forget(file.#temporary);
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
    const written = await this.#try(this.path, () => this.#writeAll(bytes));
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
    const flushed = await this.#try(this.path, () => this.#flush());
    if (!flushed.ok) return flushed;
    const verified = verify === undefined ? ok(undefined) : await this.#verify(verify);
    if (!verified.ok) return verified;
    if (this.#over) return fail('file.cancelled');
    return this.#try(this.path, () => this.#giveName());
  }

  async #flush(): Promise<void> {
    if (this.#file === null) throw new Error('commit of a file that is closed');
    await this.#file.sync();
    await this.#close();
  }

  async #verify(verify: VerifyFile): Promise<Result<void>> {
    const opened = await this.#try(this.path, () => this.#disk.open(this.#temporary, 'read'));
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
    this.#names.forget(this.#temporary);
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
    this.#names.forget(this.#temporary);
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
