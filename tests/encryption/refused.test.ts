import { generateIdentity, identityToRecipient, Encrypter, Stanza } from 'age-encryption';
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { problemText } from '#shared/problems/index.ts';
import { verifySnapshot } from '#electron/snapshots/read-snapshot.ts';
import {
  appVersion,
  clock,
  newFolder,
  noTables,
  sentenceOf,
  smallDesk,
  writeTables,
} from '../snapshots/made-snapshot.ts';
import {
  encrypted,
  noise,
  passphrase,
  scryptStanza,
  withStanzas,
  work,
} from './encrypted-bytes.ts';

let path: string;
let whole: Buffer;
beforeAll(async () => {
  path = join(await newFolder(), 'desk.edesk');
  await writeTables(path, smallDesk(), { passphrase, work });
  whole = await readFile(path);
});

const verdict = async (bytes: Uint8Array, given: string | null = passphrase) => {
  await writeFile(path, bytes);
  return verifySnapshot(path, { appVersion, passphrase: given });
};
const codeOf = async (bytes: Uint8Array, given?: string | null): Promise<string> => {
  const found = await verdict(bytes, given);
  return found.ok ? 'good' : found.problem.code;
};
/** Another letter of base64 in place of one, so that the header can still be read. */
const misspelt = (at: number): Buffer => {
  const bytes = Buffer.from(whole);
  bytes[at] = bytes[at] === 0x41 ? 0x42 : 0x41;
  return bytes;
};
const flipped = (at: number): Buffer => {
  const bytes = Buffer.from(whole);
  bytes[at]! ^= 1;
  return bytes;
};
const endOfHeader = (bytes: Buffer) => bytes.indexOf('\n', bytes.indexOf('\n--- ') + 1) + 1;
const headerLength = () => endOfHeader(whole);
/** Where the first sealed part begins. */
const partsFrom = (bytes: Buffer) => endOfHeader(bytes) + 16;
const line = (n: number) => whole.toString('latin1').split('\n').slice(0, n).join('\n').length + 1;

describe('an encrypted snapshot', () => {
  it('SNAP21: is read with its passphrase', async () => {
    expect(await codeOf(whole)).toBe('good');
  });

  it('SNAP22: without a passphrase asks for one', async () => {
    expect(sentenceOf(await verdict(whole, null))).toBe(
      '“desk.edesk” is encrypted. Enter its passphrase.',
    );
  });

  it('SNAP22: with another passphrase says that it is not that', async () => {
    for (const wrong of ['correct horse battery stapl', `${passphrase} `, '', '🔑'])
      expect(sentenceOf(await verdict(whole, wrong))).toBe(
        'That is not the passphrase of “desk.edesk”.',
      );
  });

  it('SNAP22: cut anywhere is told to be cut short, or no snapshot at all where even its first line is', async () => {
    const lengths = [0, 1, 18, 19, 20, 22, 30, 100, headerLength() - 1, headerLength()];
    for (let n = headerLength() + 1; n < whole.length; n += 61) lengths.push(n);
    lengths.push(whole.length - 17, whole.length - 1);
    for (const length of lengths) {
      const code = await codeOf(whole.subarray(0, length));
      if (length === 0) expect(code).toBe('snapshot.empty');
      else if (length < 19) expect(code, `${length} bytes`).toBe('snapshot.notZip');
      else expect(code, `${length} bytes`).toBe('age.cutShort');
    }
  });

  it('SNAP22: cut where a part of 64 KiB ends, or after it, is told to be cut short', async () => {
    const secret = await encrypted(noise(4 * 65_536));
    const start = partsFrom(secret);
    for (const chunks of [1, 2, 3])
      for (const more of [0, 1, 15, 16, 17, 1000]) {
        const cut = secret.subarray(0, start + chunks * 65_552 + more);
        expect(await codeOf(cut), `${chunks} chunks and ${more}`).toBe('age.cutShort');
      }
  });

  it('SNAP22: altered in the middle is told to be altered, and where', async () => {
    const users = Array.from({ length: 6000 }, (_, n) => ({
      id: n + 1,
      values: { username: createHash('sha256').update(String(n)).digest('hex') },
      clock,
    }));
    const large = join(await newFolder(), 'large.edesk');
    await writeTables(large, { ...noTables(), users }, { passphrase, work });
    const bytes = await readFile(large);
    const second = partsFrom(bytes) + 65_552;
    bytes[second + 100]! ^= 1;
    expect(sentenceOf(await verdict(bytes))).toBe(
      `“desk.edesk” is encrypted and was altered or damaged: bytes ${second} to ${second + 65_551} are not what was written.`,
    );
  });

  it('SNAP22: with any bit flipped is refused, each part with its own reason', async () => {
    const [salt, body, mac] = [line(1) + 14, line(2) + 5, line(3) + 6];
    expect(await codeOf(misspelt(body))).toBe('age.wrongPassphrase');
    expect(await codeOf(misspelt(mac))).toBe('age.altered');
    expect(await codeOf(flipped(headerLength() + 3))).toBe('age.cutShort');
    expect(await codeOf(flipped(whole.length - 3))).toBe('age.cutShort');
    expect(await codeOf(misspelt(salt))).toBe('age.wrongPassphrase');
    for (let at = 0; at < whole.length; at += 13)
      expect(await codeOf(flipped(at)), `byte ${at}`).not.toBe('good');
  });

  it('SNAP22: with something behind its end is refused', async () => {
    for (const more of [1, 16, 40, 70_000])
      expect(await codeOf(Buffer.concat([whole, Buffer.alloc(more)]))).not.toBe('good');
  });
});

describe('files of other tools', () => {
  it('SNAP22: an age file for a key is told as such', async () => {
    const encrypter = new Encrypter();
    encrypter.addRecipient(await identityToRecipient(await generateIdentity()));
    const bytes = await encrypter.encrypt('for a key');
    expect(sentenceOf(await verdict(bytes, null))).toBe(
      '“desk.edesk” is an age file, but it was encrypted for a key and not with a passphrase. Decrypt it with the key first.',
    );
  });

  it('SNAP22: a passphrase beside a key, or two, is no age file', async () => {
    const key = new Stanza(['X25519', 'AAAA'], new Uint8Array(32));
    expect(await codeOf(await withStanzas(scryptStanza('4'), key))).toBe('age.altered');
    expect(await codeOf(await withStanzas(scryptStanza('4'), scryptStanza('4')))).toBe(
      'age.altered',
    );
  });

  it('SNAP22: more work than an honest file asks for is refused at once', async () => {
    for (const much of ['23', '30', '64', '999999999'])
      expect(await codeOf(await withStanzas(scryptStanza(much))), much).toBe('age.tooMuchWork');
    for (const odd of ['0', '-1', '+4', '04', '4.5', 'x', '1e3', '99999999999999999999'])
      expect(await codeOf(await withStanzas(scryptStanza(odd))), odd).toBe('age.altered');
  });

  it('SNAP22: a header without measure or sense is refused', async () => {
    const endless = Buffer.concat([
      Buffer.from('age-encryption.org/v1\n-> scrypt AAAAAAAAAAAAAAAAAAAAAA 4\n'),
      Buffer.alloc(70_000, 'A'),
    ]);
    expect(await codeOf(endless)).toBe('age.altered');
    const senseless = Buffer.from('age-encryption.org/v1\n-> \n--- \nwhat follows');
    expect(await codeOf(senseless)).toBe('age.altered');
    expect(await codeOf(await withStanzas(scryptStanza('4', new Uint8Array(31))))).toBe(
      'age.altered',
    );
  });

  it('SNAP22: a later version of age is told as such', async () => {
    const found = await verdict(Buffer.from('age-encryption.org/v2\n-> pq\n--- AAAA\n'));
    expect(sentenceOf(found)).toContain('a version of age that Expert Desk does not know (v2)');
  });

  it('SNAP21: an age file with something else inside is no snapshot', async () => {
    expect(await codeOf(await encrypted(Buffer.from('dear diary')))).toBe('snapshot.notZip');
    expect(await codeOf(await encrypted(Buffer.alloc(0)))).toBe('snapshot.empty');
    expect(await codeOf(await encrypted(whole))).toBe('snapshot.notZip');
  });

  it('SNAP22: an age file as text is read; cut or altered it has its sentence', async () => {
    const { armor } = await import('age-encryption');
    const text = armor.encode(whole);
    expect(await codeOf(Buffer.from(text))).toBe('good');
    expect(await codeOf(Buffer.from(text.slice(0, text.length >> 1)))).toBe('age.cutShort');
    expect(await codeOf(Buffer.from(text.replace(/\n[A-Za-z0-9]/, '\n*')))).toBe('age.altered');
    expect(await codeOf(Buffer.from(text), 'another one')).toBe('age.wrongPassphrase');
  });

  it('every sentence of encryption is complete', () => {
    const data = {
      file: 'F',
      reason: 'R',
      version: 'V',
      limit: 1,
      shortest: 8,
      longest: 9,
      source: 'S',
    };
    for (const code of [
      'age.textTooLarge',
      'age.otherVersion',
      'age.tooShort',
      'age.emptyPassphrase',
    ] as const)
      expect(problemText({ code, data })).not.toContain('?');
  });
});
