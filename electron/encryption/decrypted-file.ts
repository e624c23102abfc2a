import { chacha20poly1305 } from '@noble/ciphers/chacha.js';
import { hkdfSync } from 'node:crypto';
import type { OpenFile } from '#electron/disk/disk.ts';
import { Refusal } from '#electron/snapshots/refusal.ts';
import type { NamedFile } from '#electron/snapshots/zip-file.ts';
import { openHeader, readAgeHeader } from './age-header.ts';
import { readOnlyFile } from './read-only-file.ts';

/** C2SP age v1, "Payload": chunks of 64 KiB, each sealed with 16 bytes, after a nonce of 16. */
const chunkSize = 64 * 1024;
const sealSize = 16;
const nonceSize = 16;
const sealedSize = chunkSize + sealSize;

const cutShort = ({ name }: NamedFile, reason: string) =>
  new Refusal('age.cutShort', { file: name, reason });

/** Where the chunks of a file are. */
interface Layout {
  /** The first byte of the first chunk. */
  at: number;
  chunks: number;
  /** Bytes of the file when decrypted. */
  size: number;
}

const layoutOf = (source: NamedFile, header: Uint8Array): Layout => {
  const at = header.length + nonceSize;
  const sealed = source.size - at;
  if (sealed < sealSize) throw cutShort(source, 'nothing follows its header');
  const chunks = Math.ceil(sealed / sealedSize);
  const lastLength = sealed - (chunks - 1) * sealedSize;
  // A file of several chunks never ends with an empty one.
  if (lastLength < sealSize || (lastLength === sealSize && chunks > 1))
    throw cutShort(source, 'it ends between two of its parts');
  return { at, chunks, size: sealed - chunks * sealSize };
};

const nonceOf = (chunk: number, isLast: boolean): Uint8Array => {
  const nonce = Buffer.alloc(12);
  // The count has 88 bits; a file on a disk never needs more than 48.
  nonce.writeUIntBE(chunk, 5, 6);
  nonce[11] = isLast ? 1 : 0;
  return nonce;
};

const readAll = async (source: NamedFile, position: number, length: number): Promise<Buffer> => {
  const bytes = Buffer.allocUnsafe(length);
  for (let done = 0; done < length;) {
    const got = await source.file.read(bytes.subarray(done), position + done);
    if (got === 0) throw cutShort(source, 'it became shorter while it was read');
    done += got;
  }
  return bytes;
};

/**
 * An age file, readable at any position as if it were not encrypted. Each chunk is decrypted and checked
 * when it is wanted and kept in memory until the next one is: nothing of it is ever written to the disk.
 */
class DecryptedFile {
  readonly #source: NamedFile;
  readonly #key: Uint8Array;
  readonly #layout: Layout;
  #held: { chunk: number; bytes: Uint8Array } | null = null;

  constructor(source: NamedFile, key: Uint8Array, layout: Layout) {
    this.#source = source;
    this.#key = key;
    this.#layout = layout;
  }

  /** The last chunk alone can tell that nothing was cut off after it. */
  async checkEnd(): Promise<void> {
    await this.#chunk(this.#layout.chunks - 1);
  }

  async #chunk(chunk: number): Promise<Uint8Array> {
    if (this.#held?.chunk === chunk) return this.#held.bytes;
    const { at, chunks } = this.#layout;
    const isLast = chunk === chunks - 1;
    const position = at + chunk * sealedSize;
    const end = isLast ? this.#source.size : position + sealedSize;
    const sealed = await readAll(this.#source, position, end - position);
    const bytes = this.#decrypt(sealed, chunk, isLast);
    this.#held = { chunk, bytes };
    return bytes;
  }

  #decrypt(sealed: Uint8Array, chunk: number, isLast: boolean): Uint8Array {
    try {
      return chacha20poly1305(this.#key, nonceOf(chunk, isLast)).decrypt(sealed);
    } catch {
      if (isLast) throw cutShort(this.#source, 'its end is missing or damaged');
      const from = this.#layout.at + chunk * sealedSize;
      const reason = `bytes ${from} to ${from + sealedSize - 1} are not what was written`;
      throw new Refusal('age.altered', { file: this.#source.name, reason });
    }
  }

  async #read(into: Uint8Array, position: number): Promise<number> {
    const end = Math.min(this.#layout.size, position + into.length);
    for (let at = position; at < end;) {
      const bytes = await this.#chunk(Math.floor(at / chunkSize));
      const inside = at % chunkSize;
      const part = bytes.subarray(inside, inside + end - at);
      into.set(part, at - position);
      at += part.length;
    }
    return Math.max(0, end - position);
  }

  asFile(): OpenFile {
    return readOnlyFile({
      read: (into, position) => this.#read(into, position),
      size: async () => this.#layout.size,
      close: () => {
        this.#held = null;
        return this.#source.file.close();
      },
    });
  }
}

/**
 * Opens an age file with its passphrase, null where none is known; it reads as the file within. Closing it
 * closes the file. Throws refusals (`age.…`) and system errors, and then the file is still open.
 */
export const openDecrypted = async (
  source: NamedFile,
  passphrase: string | null,
): Promise<NamedFile> => {
  const header = await readAgeHeader(source);
  if (passphrase === null) throw new Refusal('age.passphraseNeeded', { file: source.name });
  const fileKey = await openHeader(header, passphrase, source.name);
  const layout = layoutOf(source, header);
  const nonce = await readAll(source, header.length, nonceSize);
  const key = new Uint8Array(hkdfSync('sha256', fileKey, nonce, 'payload', 32));
  const file = new DecryptedFile(source, key, layout);
  await file.checkEnd();
  return { name: source.name, file: file.asFile(), size: layout.size };
};
