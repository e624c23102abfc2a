import { basename } from 'node:path';
import type { Result } from '#shared/result.ts';
import { AtomicFile, type AtomicOptions } from '#electron/disk/atomic-file.ts';
import type { Disk, OpenFile } from '#electron/disk/disk.ts';
import { AgeEncryption, type AgeOptions } from '#electron/encryption/age-file.ts';
import { openPlain } from '#electron/encryption/plain-file.ts';
import { must } from './refusal.ts';
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
      passphrase === null ? null : new AgeEncryption(passphrase, (bytes) => this.#store(bytes), age);
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

  /** Lets `verify` look at what was written, decrypted from the disk, and gives the file its name. */
  async commit(verify: (plain: NamedFile) => Promise<Result<void>>): Promise<void> {
    await this.#encryption?.close();
    must(await this.#file.commit((file) => this.#verify(file, verify)));
  }

  async #verify(
    file: OpenFile,
    verify: (plain: NamedFile) => Promise<Result<void>>,
  ): Promise<Result<void>> {
    const name = basename(this.#file.path);
    const source = { name, file, size: await file.size() };
    if (this.#passphrase === null) return verify(source);
    const disk = this.#disk === undefined ? {} : { disk: this.#disk };
    const plain = await openPlain(source, { ...disk, passphrase: this.#passphrase });
    return verify(plain).finally(() => plain.file.close());
  }

  /** Removes what was written, unless it has its name. Never fails. */
  async discard(): Promise<void> {
    await this.#encryption?.destroy();
    await this.#file.discard();
  }
}
