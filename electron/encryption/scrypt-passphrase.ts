import { chacha20poly1305 } from '@noble/ciphers/chacha.js';
import { Stanza, type Identity, type Recipient } from 'age-encryption';
import { randomBytes, scrypt } from 'node:crypto';
import { totalmem } from 'node:os';
import { Refusal } from '#electron/snapshots/refusal.ts';

/**
 * Passphrases of age files (C2SP age v1, "The scrypt recipient type"). The library has them too, but does
 * the work on the thread that asks, for about a second; here it is done by Node's own threads meanwhile.
 */
const label = Buffer.from('age-encryption.org/v1/scrypt');

/** Work is 2 to this power: age's own default. Memory is 1 KiB times that: 256 MiB. */
const standardWork = 18;
/** What a file may ask for at most, as with the age command. */
const mostWork = 22;

const memoryFor = (work: number) => 2 ** (work + 10);

const derive = (passphrase: string, salt: Uint8Array, work: number): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    const parameters = { N: 2 ** work, r: 8, p: 1, maxmem: 2 * memoryFor(work) };
    scrypt(passphrase, Buffer.concat([label, salt]), 32, parameters, (error, key) =>
      error === null ? resolve(key) : reject(error),
    );
  });

/** Keys that were derived lately: a file is verified right after it was written, and restored after that. */
const derived = new Map<string, Promise<Uint8Array>>();
const keptKeys = 16;

/** One derivation goes on at a time, so that many files do not take many times the memory. */
let last: Promise<unknown> = Promise.resolve();

const keyFor = (passphrase: string, salt: Uint8Array, work: number): Promise<Uint8Array> => {
  const name = `${work} ${Buffer.from(salt).toString('hex')} ${passphrase}`;
  const known = derived.get(name);
  if (known !== undefined) return known;
  const key = last.then(() => derive(passphrase, salt, work));
  last = key.catch(() => derived.delete(name));
  derived.set(name, key);
  if (derived.size > keptKeys) derived.delete(derived.keys().next().value!);
  return key;
};

const noNonce = new Uint8Array(12);

/** Encrypts for whoever knows the passphrase. The key of each file is wrapped under a salt of its own. */
export const passphraseRecipient = (passphrase: string, work = standardWork): Recipient => ({
  wrapFileKey: async (fileKey) => {
    const salt = randomBytes(16);
    const key = await keyFor(passphrase, salt, work);
    const body = chacha20poly1305(key, noNonce).encrypt(fileKey);
    const saltText = salt.toString('base64').replace(/=+$/, '');
    return [new Stanza(['scrypt', saltText, String(work)], body)];
  },
});

const wrongHeader = (file: string) =>
  new Refusal('age.altered', { file, reason: 'its header is not as it must be' });

interface Wrapped {
  salt: Uint8Array;
  work: number;
  body: Uint8Array;
}

const readStanza = (stanzas: readonly Stanza[], file: string): Wrapped => {
  const [stanza, second] = stanzas;
  const [kind, saltText = '', workText = '', more] = stanza?.args ?? [];
  const isWhole =
    kind === 'scrypt' && second === undefined && more === undefined && stanza?.body.length === 32;
  if (!isWhole || !/^[A-Za-z0-9+/]{22}$/.test(saltText) || !/^[1-9]\d{0,8}$/.test(workText))
    throw wrongHeader(file);
  return { salt: Buffer.from(saltText, 'base64'), work: Number(workText), body: stanza.body };
};

const refuseTooMuchWork = ({ work }: Wrapped, file: string): void => {
  if (work > mostWork || memoryFor(work) > totalmem() / 2)
    throw new Refusal('age.tooMuchWork', { file });
};

/** Opens what was encrypted with the passphrase; throws refusals, with `file` as the file's name. */
export const passphraseIdentity = (passphrase: string, file: string): Identity => ({
  unwrapFileKey: async (stanzas) => {
    const wrapped = readStanza(stanzas, file);
    refuseTooMuchWork(wrapped, file);
    const key = await keyFor(passphrase, wrapped.salt, wrapped.work);
    try {
      return chacha20poly1305(key, noNonce).decrypt(wrapped.body);
    } catch {
      throw new Refusal('age.wrongPassphrase', { file });
    }
  },
});
