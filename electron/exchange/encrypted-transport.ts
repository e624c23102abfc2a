import { Decrypter, Encrypter, identityToRecipient } from 'age-encryption';
import { folderFileName, plainName, storedName } from '#shared/formats/exchange-names.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import type { Carrier, Listed, Transport } from './transport.ts';

const ending = '.age';
/** What an age file begins with, whatever it is encrypted for. */
const ageStart = 'age-encryption.org/v1\n-> X25519 ';
/** By this the library says that a file is whole as far as it looked, and meant for another key. */
const otherKey = /no identity matched/;

/**
 * EXC6, EXC17: an encrypted folder, as if it were a plain one: names are without `.age`. `workspace.json` is
 * the one file that stays readable. Sizes in listings are those of the encrypted files.
 */
export class EncryptedTransport implements Transport {
  readonly place: string;
  readonly #inner: Carrier;
  readonly #identity: string;
  readonly #recipient: string;

  private constructor(inner: Carrier, identity: string, recipient: string) {
    this.place = inner.place;
    this.#inner = inner;
    this.#identity = identity;
    this.#recipient = recipient;
  }

  /** `identity` is that of the folder (folder-key.ts). */
  static async over(inner: Carrier, identity: string): Promise<EncryptedTransport> {
    return new EncryptedTransport(inner, identity, await identityToRecipient(identity));
  }

  async list(): Promise<Result<Listed[]>> {
    const listed = await this.#inner.list(ending);
    if (!listed.ok) return listed;
    const files = listed.value.map((file) => ({ ...file, name: plainName(file.name, ending)! }));
    return ok(files.sort((a, b) => (a.name < b.name ? -1 : 1)));
  }

  glance(): Promise<Result<string>> {
    return this.#inner.glance();
  }

  async read(name: string): Promise<Result<Uint8Array | null>> {
    const read = await this.#inner.read(storedName(name, ending));
    const isPlain = name === folderFileName || !read.ok || read.value === null;
    return isPlain ? read : this.#decrypt(read.value!, name);
  }

  async publish(name: string, bytes: Uint8Array): Promise<Result<void>> {
    if (name === folderFileName) return this.#inner.publish(name, bytes);
    const stored = storedName(name, ending);
    const there = await this.read(name);
    // Encrypting gives other bytes each time: what is there already is published as it is, and so left alone.
    if (there.ok && there.value !== null && Buffer.compare(there.value, bytes) === 0)
      return this.#publishAgain(stored);
    return this.#inner.publish(stored, await this.#encrypt(bytes));
  }

  async #publishAgain(stored: string): Promise<Result<void>> {
    const there = await this.#inner.read(stored);
    if (!there.ok) return there;
    return there.value === null ? ok(undefined) : this.#inner.publish(stored, there.value);
  }

  remove(name: string): Promise<Result<void>> {
    return this.#inner.remove(storedName(name, ending));
  }

  watch(listener: () => void): () => void {
    return this.#inner.watch(listener);
  }

  #encrypt(bytes: Uint8Array): Promise<Uint8Array> {
    const encrypter = new Encrypter();
    encrypter.addRecipient(this.#recipient);
    return encrypter.encrypt(bytes);
  }

  /** A file that was cut short or altered is torn: every byte of it is under a seal. */
  async #decrypt(bytes: Uint8Array, file: string): Promise<Result<Uint8Array>> {
    const decrypter = new Decrypter();
    decrypter.addIdentity(this.#identity);
    try {
      return ok(await decrypter.decrypt(bytes));
    } catch (error) {
      // The library tells by plain errors what is wrong with a file.
      if (!(error instanceof Error)) throw error;
      return fail(isForOtherKey(bytes, error) ? 'exchange.otherKey' : 'exchange.torn', { file });
    }
  }
}

const isForOtherKey = (bytes: Uint8Array, error: Error): boolean =>
  otherKey.test(error.message) &&
  Buffer.from(bytes.subarray(0, ageStart.length)).toString('latin1') === ageStart;
