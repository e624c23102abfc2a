import { basename } from 'node:path';
import { fail, type Result } from '#shared/result.ts';
import { AtomicFile, type AtomicOptions } from '#electron/disk/atomic-file.ts';
import { writeProblem } from '#electron/disk/disk-problems.ts';
import type { Disk, OpenFile } from '#electron/disk/disk.ts';
import { AgeEncryption, type AgeOptions } from '#electron/encryption/age-file.ts';
import { decryptIntoSpool } from '#electron/encryption/spool.ts';
import { must, refusalsAsProblems } from './refusal.ts';
import type { NamedFile } from './zip-file.ts';

export interface TargetOptions extends AtomicOptions {
  /** Encrypts the file as age does; null or absent leaves it plain. */
  passphrase?: string | null;
  /** How the passphrase is turned into a key. */
  age?: AgeOptions;
}

/** Where the bytes of a snapshot go: a file that appears whole or not at all, encrypted if so wished. */
export class SnapshotTarget {
  readonly #file: AtomicFile;
  readonly #disk: Disk | undefined;
  readonly #passphrase: string | null;
  readonly #encryption: AgeEncryption | null;

  private constructor(file: AtomicFile, { disk, passphrase = null, age }: TargetOptions) {
    this.#file = file;
    this.#disk = disk;
    this.#passphrase = passphrase;
    this.#encryption =
      passphrase === null
        ? null
        : new AgeEncryption(passphrase, (bytes) => this.#store(bytes), age);
  }

  static async create(path: string, options: TargetOptions): Promise<Result<SnapshotTarget>> {
    const file = await AtomicFile.create(path, options);
    return file.ok ? { ok: true, value: new SnapshotTarget(file.value, options) } : file;
  }

  get path(): string {
    return this.#file.path;
  }

  /** Bytes on the disk. */
  get size(): number {
    return this.#file.size;
  }

  async #store(bytes: Uint8Array): Promise<void> {
    must(await this.#file.write(bytes));
  }

  /** Throws refusals. Waiting for it is the back-pressure. */
  write(bytes: Uint8Array): Promise<void> {
    return this.#encryption?.write(bytes) ?? this.#store(bytes);
  }

  /**
   * Lets `verify` look at what was written, decrypted from the disk, and gives the file its name.
   * What `verify` refuses is told as `snapshot.notVerified`.
   */
  async commit(verify: (plain: NamedFile) => Promise<void>): Promise<void> {
    await this.#encryption?.close();
    must(await this.#file.commit((file) => this.#verify(file, verify)));
  }

  async #verify(
    file: OpenFile,
    verify: (plain: NamedFile) => Promise<void>,
  ): Promise<Result<void>> {
    const name = basename(this.path);
    const read = await refusalsAsProblems(
      (error) => writeProblem(error, this.path),
      async () => this.#plainly({ name, file, size: await file.size() }, verify),
    );
    if (read.ok || !/^(snapshot|age)\./.test(read.problem.code)) return read;
    const { place, reason, entry } = read.problem.data;
    const why = reason ?? (entry === undefined ? 'it cannot be decrypted' : 'missing');
    return fail('snapshot.notVerified', {
      file: name,
      reason: `${place ?? entry ?? 'the file'}: ${why}`,
    });
  }

  async #plainly(source: NamedFile, verify: (plain: NamedFile) => Promise<void>): Promise<void> {
    if (this.#passphrase === null) return verify(source);
    const options = this.#disk === undefined ? {} : { disk: this.#disk };
    const file = await decryptIntoSpool(source, this.#passphrase, options);
    try {
      await verify({ name: source.name, file, size: await file.size() });
    } finally {
      await file.close();
    }
  }

  /** Removes what was written, unless it has its name. Never fails. */
  async discard(): Promise<void> {
    await this.#encryption?.destroy();
    await this.#file.discard();
  }
}
