import { Encrypter } from 'age-encryption';
import { canWrapNatively, scryptRecipient } from './scrypt-stanza.ts';

export interface AgeOptions {
  /** The base-2 logarithm of scrypt's work; age's own default is 18, which takes a second or two. */
  workFactor?: number;
  /** Whether the system's cryptography derives the key (default: where it can). */
  native?: boolean;
}

const usualWork = 18;

const encrypterFor = (
  passphrase: string,
  { workFactor = usualWork, native = canWrapNatively }: AgeOptions,
): Encrypter => {
  const encrypter = new Encrypter();
  if (native) encrypter.addRecipient(scryptRecipient(passphrase, workFactor));
  else encrypter.setPassphrase(passphrase);
  encrypter.setScryptWorkFactor(workFactor);
  return encrypter;
};

/** A short text as an age file. */
export const encryptText = (
  text: string,
  passphrase: string,
  options: AgeOptions = {},
): Promise<Uint8Array> => encrypterFor(passphrase, options).encrypt(text);

/**
 * Encrypts a stream of bytes as an age v1 file for a passphrase: what goes into `write` comes out at
 * `sink`, in pieces of 64 KiB, and a few of those are all that is held. The key is derived from the
 * start on; only the first pieces wait for it.
 */
export class AgeEncryption {
  readonly #input: WritableStreamDefaultWriter<Uint8Array>;
  readonly #over: Promise<void>;
  #failure: { error: unknown } | null = null;

  constructor(
    passphrase: string,
    sink: (bytes: Uint8Array) => Promise<void>,
    options: AgeOptions = {},
  ) {
    const plain = new TransformStream<Uint8Array, Uint8Array>();
    this.#input = plain.writable.getWriter();
    this.#over = this.#pump(encrypterFor(passphrase, options), plain, sink);
    // Told to whoever writes next; until then it is no unhandled failure.
    this.#over.catch(() => undefined);
  }

  async #pump(
    encrypter: Encrypter,
    plain: TransformStream<Uint8Array, Uint8Array>,
    sink: (bytes: Uint8Array) => Promise<void>,
  ): Promise<void> {
    try {
      const encrypted = await encrypter.encrypt(plain.readable);
      await encrypted.pipeTo(new WritableStream({ write: sink }));
    } catch (error) {
      this.#failure ??= { error };
      await this.#input.abort(error).catch(() => undefined);
      throw error;
    }
  }

  /** Takes bytes, which must not change afterwards; waiting is the back-pressure. Throws what `sink` threw. */
  async write(bytes: Uint8Array): Promise<void> {
    await this.#input.write(bytes).catch((error: unknown) => {
      throw this.#failure === null ? error : this.#failure.error;
    });
  }

  /** Ends the file; then all of it has gone to `sink`. */
  async close(): Promise<void> {
    await this.#input.close().catch(() => undefined);
    await this.#over;
  }

  /** Gives the file up; nothing goes to `sink` afterwards. Safe at any time and twice. */
  async destroy(): Promise<void> {
    await this.#input.abort(new Error('given up')).catch(() => undefined);
    await this.#over.catch(() => undefined);
  }
}
