import { join } from 'node:path';
import { checkPassphraseLength } from '#shared/formats/passphrase.ts';
import type { Problem } from '#shared/problems/index.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { nodeDisk, type Disk } from '#electron/disk/disk.ts';
import {
  noProtection,
  protectionFileName,
  readProtection,
  writeProtection,
  type KeptProtection,
} from './protection-file.ts';
import { checkPassphrase, makeVerifier } from './verifier.ts';

/** The operating system's key store: what it seals, only this user on this machine can open. */
export interface KeyStore {
  available(): boolean;
  /** Throws where the store does not answer. */
  seal(text: string): Uint8Array;
  /** Throws where the store does not answer, or has sealed it for somebody else. */
  open(sealed: Uint8Array): string;
}

export interface ProtectionOptions {
  /** Null where there is none: the passphrase is then asked for once per start. */
  keyStore: KeyStore | null;
  disk?: Disk;
  /** Power of two of the work on the passphrase; age's own where it is absent. */
  work?: number;
}

const fromBase64 = (text: string): Uint8Array => Buffer.from(text, 'base64');
const toBase64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/**
 * Whether a desk's backups are encrypted, and with what. The passphrase lives in memory, and in the
 * system's key store where there is one; the desk's folder holds nothing that it could be read from.
 */
export class Protection {
  readonly #path: string;
  readonly #disk: Disk;
  readonly #keyStore: KeyStore | null;
  readonly #work: number | undefined;
  /** Null where the file is damaged: then backups count as encrypted with a passphrase that nobody knows. */
  #kept: KeptProtection | null;
  #passphrase: string | null = null;
  /** Whether the key store gave the passphrase back, or has just taken it. */
  #isKept = false;

  private constructor(path: string, kept: KeptProtection | null, options: ProtectionOptions) {
    this.#path = path;
    this.#kept = kept;
    this.#disk = options.disk ?? nodeDisk;
    this.#keyStore = options.keyStore;
    this.#work = options.work;
  }

  /**
   * Reads how the backups of the desk in `folder` are protected, and asks the key store for the passphrase.
   * A damaged file is no failure but `problem`: backups then wait until a passphrase is set anew.
   */
  static async open(folder: string, options: ProtectionOptions): Promise<Result<Protection>> {
    const path = join(folder, protectionFileName);
    const kept = await readProtection(options.disk ?? nodeDisk, path);
    if (!kept.ok) return kept;
    const protection = new Protection(path, kept.value, options);
    protection.#askKeyStore();
    return ok(protection);
  }

  /** Whether new backups are encrypted. */
  get encrypted(): boolean {
    return this.#kept?.encrypted ?? true;
  }

  /** Whether backups can be made and read: always, where they are not encrypted. */
  get unlocked(): boolean {
    return !this.encrypted || this.#passphrase !== null;
  }

  /** Whether the key store keeps the passphrase from start to start. */
  get kept(): boolean {
    return this.#isKept;
  }

  /** What is wrong with the file that was found; null when nothing is. */
  get problem(): Problem | null {
    return this.#kept === null ? { code: 'age.protectionDamaged', data: {} } : null;
  }

  /** The passphrase of new backups; null where they are not encrypted, or it was not given yet. */
  passphrase(): string | null {
    return this.#passphrase;
  }

  #askKeyStore(): void {
    const kept = this.#kept;
    if (kept?.encrypted !== true || kept.sealed === null) return;
    if (this.#keyStore?.available() !== true) return;
    try {
      this.#passphrase = this.#keyStore.open(fromBase64(kept.sealed));
      this.#isKept = true;
    } catch {
      // Another user, a machine that was set up anew, or a locked store: then a person is asked.
    }
  }

  #seal(passphrase: string): string | null {
    if (this.#keyStore?.available() !== true) return null;
    try {
      return toBase64(this.#keyStore.seal(passphrase));
    } catch {
      return null;
    }
  }

  /** Encrypts backups from now on with a passphrase, or no longer (null). Older backups stay as they are. */
  async protect(passphrase: string | null): Promise<Result<void>> {
    if (passphrase === null) return this.#keep(noProtection, null);
    const fits = checkPassphraseLength(passphrase);
    if (!fits.ok) return fits;
    const verifier = toBase64(await makeVerifier(passphrase, this.#work));
    const sealed = this.#seal(passphrase);
    return this.#keep({ version: 1, encrypted: true, verifier, sealed }, passphrase);
  }

  /** The file comes first: what is in memory and not on the disk would be another desk after the next start. */
  async #keep(kept: KeptProtection, passphrase: string | null): Promise<Result<void>> {
    const written = await writeProtection(this.#disk, this.#path, kept);
    if (!written.ok) return written;
    this.#kept = kept;
    this.#passphrase = passphrase;
    this.#isKept = kept.encrypted && kept.sealed !== null;
    return written;
  }

  /** Takes the passphrase for this start; `age.wrongPassphrase` when it is another. */
  async unlock(passphrase: string): Promise<Result<void>> {
    const kept = this.#kept;
    if (kept === null) return fail('age.protectionDamaged');
    if (!kept.encrypted) return ok(undefined);
    const checked = await checkPassphrase(fromBase64(kept.verifier), passphrase);
    if (!checked.ok && checked.problem.code !== 'age.wrongPassphrase')
      return fail('age.protectionDamaged');
    if (!checked.ok) return checked;
    this.#passphrase = passphrase;
    const sealed = this.#seal(passphrase);
    // A key store that is there again keeps it from now on; that it does not is no reason to stay locked.
    if (sealed !== null) await this.#keep({ ...kept, sealed }, passphrase);
    return ok(undefined);
  }
}
