import { Encrypter, Stanza } from 'age-encryption';
import { EncryptingSink } from '#electron/encryption/encrypting-sink.ts';
import { memoryFile } from '#electron/encryption/memory-file.ts';
import type { NamedFile } from '#electron/snapshots/zip-file.ts';

export const passphrase = 'correct horse battery staple';

/** Power of two of the work on a passphrase: little, as tests have no secrets. */
export const work = 4;

/** Bytes as an age file, given in pieces of a size. */
export const encrypted = async (plain: Uint8Array, piece = plain.length || 1): Promise<Buffer> => {
  const blocks: Uint8Array[] = [];
  const sink = new EncryptingSink(passphrase, async (bytes) => void blocks.push(bytes), work);
  for (let at = 0; at < plain.length; at += piece) await sink.write(plain.subarray(at, at + piece));
  await sink.end();
  return Buffer.concat(blocks);
};

export const named = (bytes: Uint8Array, name = 'desk.edesk'): NamedFile => ({
  name,
  file: memoryFile(bytes),
  size: bytes.length,
});

/** Bytes in no order that any compression or chance would repeat, always the same. */
export const noise = (length: number): Buffer => {
  const bytes = Buffer.alloc(length);
  for (let at = 0, state = 1; at < length; at++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[at] = state >>> 24;
  }
  return bytes;
};

/** An age file whose header has these stanzas, made by the package itself. */
export const withStanzas = async (...stanzas: Stanza[]): Promise<Buffer> => {
  const encrypter = new Encrypter();
  encrypter.addRecipient({ wrapFileKey: () => stanzas });
  return Buffer.from(await encrypter.encrypt('nothing of interest'));
};

export const scryptStanza = (workText: string, body = new Uint8Array(32)): Stanza =>
  new Stanza(['scrypt', 'AAAAAAAAAAAAAAAAAAAAAA', workText], body);
