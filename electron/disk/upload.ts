import { open, rm, type FileHandle } from 'node:fs/promises';
import { fail, ok, type Result } from '#shared/result.ts';
import { tryWriting } from './disk-problems.ts';

const refuse = (reason: string) =>
  fail('desk.badMessage', { channel: 'files.uploadChunk', reason });

export interface UploadPlan {
  /** Where the copy goes. */
  path: string;
  /** What the file is called, for messages. */
  name: string;
  /** Bytes that were announced. */
  size: number;
}

/** The copy of one file as it arrives from the window: in order, never more than was announced. */
export class Upload {
  readonly #path: string;
  readonly #name: string;
  readonly #size: number;
  #file: FileHandle | null;
  #written = 0;
  /** Chunks are taken one after the other, even when the window does not wait. */
  #last: Promise<unknown> = Promise.resolve();

  private constructor(file: FileHandle, { path, name, size }: UploadPlan) {
    this.#path = path;
    this.#name = name;
    this.#size = size;
    this.#file = file;
  }

  /** Begins a new copy. */
  static async begin(plan: UploadPlan): Promise<Result<Upload>> {
    const file = await tryWriting(plan.path, () => open(plan.path, 'wx', 0o600));
    if (!file.ok) return file;
    const upload = Upload.over(file.value, plan);
    if (plan.size === 0) await upload.#close();
    return ok(upload);
  }

  /** An upload into a file that is open already. */
  static over(file: FileHandle, plan: UploadPlan): Upload {
    return new Upload(file, plan);
  }

  /** Whether every byte that was announced is here. */
  get complete(): boolean {
    return this.#written === this.#size && this.#file === null;
  }

  /** Takes the bytes at `offset`, which must be where the last ones ended. */
  write(offset: number, bytes: Uint8Array): Promise<Result<void>> {
    const turn = this.#last.then(() => this.#write(offset, bytes));
    this.#last = turn;
    return turn;
  }

  async #write(offset: number, bytes: Uint8Array): Promise<Result<void>> {
    const file = this.#file;
    if (file === null) return refuse('the file is complete or was released');
    if (offset !== this.#written)
      return refuse(`byte ${this.#written} was expected, not ${offset}`);
    if (offset + bytes.length > this.#size) return refuse('more bytes came than were announced');
    const written = await tryWriting(this.#name, () => writeAll(file, bytes));
    if (!written.ok) return written;
    this.#written += bytes.length;
    if (this.#written === this.#size) await this.#close();
    return ok(undefined);
  }

  /** Stops, and removes the copy. Safe at any time and twice. */
  async discard(): Promise<void> {
    await this.#last.catch(() => undefined);
    await this.#close();
    await rm(this.#path, { force: true });
  }

  async #close(): Promise<void> {
    const file = this.#file;
    this.#file = null;
    await file?.close();
  }
}

const writeAll = async (file: FileHandle, bytes: Uint8Array): Promise<void> => {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done);
    done += bytesWritten;
  }
};
