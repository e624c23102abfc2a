import { Encrypter } from 'age-encryption';
import { Refusal } from '#electron/snapshots/refusal.ts';
import { passphraseRecipient } from './scrypt-passphrase.ts';

/** Takes encrypted bytes in order; waiting for it is the back-pressure. */
type Sink = (bytes: Uint8Array) => Promise<void>;

/** Bytes that may wait: what comes while the passphrase is being worked into a key. */
const mostWaiting = 8 * 1024 * 1024;

/**
 * Encrypts a stream of bytes as an age file on its way to a sink. The work on the passphrase begins at once
 * and overlaps the first bytes. A failure of the sink comes out of the next `write`, or of `end`.
 */
export class EncryptingSink {
  readonly #writer: WritableStreamDefaultWriter<Uint8Array>;
  readonly #done: Promise<void>;

  constructor(passphrase: string, sink: Sink, work?: number) {
    const waiting = new ByteLengthQueuingStrategy({ highWaterMark: mostWaiting });
    const entrance = new TransformStream<Uint8Array, Uint8Array>({}, waiting);
    this.#writer = entrance.writable.getWriter();
    const encrypter = new Encrypter();
    encrypter.addRecipient(passphraseRecipient(passphrase, work));
    this.#done = this.#pump(encrypter.encrypt(entrance.readable), sink);
    this.#done.catch((error: unknown) => this.#stop(error));
  }

  async #pump(encrypted: Promise<ReadableStream<Uint8Array>>, sink: Sink): Promise<void> {
    const reader = (await encrypted).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      await sink(value);
    }
  }

  #stop(error: unknown): void {
    this.#writer.abort(error).catch(() => undefined);
  }

  /** Takes bytes, which must not change afterwards. */
  async write(bytes: Uint8Array): Promise<void> {
    await this.#writer.ready;
    this.#writer.write(bytes).catch(() => undefined);
  }

  /** Ends the file; when it resolves, the sink has everything. */
  async end(): Promise<void> {
    await Promise.all([this.#writer.close(), this.#done]);
  }

  /** Gives up; safe at any time and twice. What is under way for the sink may still reach it. */
  destroy(): void {
    this.#stop(new Refusal('file.cancelled'));
  }
}
