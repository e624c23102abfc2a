import { createCipheriv, createDecipheriv, getCiphers, randomBytes, scrypt } from 'node:crypto';
import { Stanza, type Identity, type Recipient } from 'age-encryption';

/**
 * The passphrase's part of an age header, by the system's own scrypt: it works on a thread of its own,
 * so that the window goes on meanwhile. The package's own blocks for a second or two.
 */
const cipher = 'chacha20-poly1305';
const tagSize = 16;
const label = 'age-encryption.org/v1/scrypt';
const nonce = Buffer.alloc(12);

/** Electron's cryptography lacks the cipher; there the package does this part as well. */
export const canWrapNatively = getCiphers().includes(cipher);

/** Memory is 128 · N · r bytes: 256 MiB for the usual work of 2^18, 4 GiB for the most that is accepted. */
const keyOf = (passphrase: string, salt: Uint8Array, logN: number): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const cost = { N: 2 ** logN, r: 8, p: 1, maxmem: 2 ** logN * 8 * 256 };
    const salted = Buffer.concat([Buffer.from(label), salt]);
    scrypt(passphrase, salted, 32, cost, (error, key) =>
      error === null ? resolve(key) : reject(error),
    );
  });

const seal = (key: Buffer, fileKey: Uint8Array): Buffer => {
  const sealing = createCipheriv(cipher, key, nonce, { authTagLength: tagSize });
  return Buffer.concat([sealing.update(fileKey), sealing.final(), sealing.getAuthTag()]);
};

/** Null where the key is not the one that it was sealed with. */
const unseal = (key: Buffer, body: Uint8Array): Uint8Array | null => {
  const opening = createDecipheriv(cipher, key, nonce, { authTagLength: tagSize });
  opening.setAuthTag(body.subarray(-tagSize));
  const fileKey = opening.update(body.subarray(0, -tagSize));
  try {
    opening.final();
    return new Uint8Array(fileKey);
  } catch {
    return null;
  }
};

const base64 = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');

export const scryptRecipient = (passphrase: string, logN: number): Recipient => ({
  wrapFileKey: async (fileKey) => {
    const salt = randomBytes(16);
    const key = await keyOf(passphrase, salt, logN);
    return [new Stanza(['scrypt', base64(salt), String(logN)], seal(key, fileKey))];
  },
});

/** For a header that was judged before (`readAgeHeader`): its one stanza is of this kind and well-formed. */
export const scryptIdentity = (passphrase: string): Identity => ({
  unwrapFileKey: async ([stanza]) => {
    const [, salt, logN] = stanza?.args ?? [];
    if (stanza === undefined || salt === undefined) return null;
    return unseal(await keyOf(passphrase, Buffer.from(salt, 'base64'), Number(logN)), stanza.body);
  },
});
