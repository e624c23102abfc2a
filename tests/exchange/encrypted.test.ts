import { Encrypter } from 'age-encryption';
import { describe, expect, it } from 'vitest';
import { deskName } from '#shared/formats/exchange-names.ts';
import { problemText } from '#shared/problems/index.ts';
import { passphraseRecipient } from '#electron/encryption/scrypt-passphrase.ts';
import { EncryptedTransport } from '#electron/exchange/encrypted-transport.ts';
import { newFolderIdentity, openFolderKey, sealFolderKey } from '#electron/exchange/folder-key.ts';
import { passphrase, work } from '../encryption/encrypted-bytes.ts';
import { MemoryFolder } from '../support/memory-transport.ts';
import { bytesOf, lisbon, tokyo } from './made-files.ts';
import { codeOf, must } from './transport-contract.ts';

const desk = deskName(lisbon.id);
const secret = 'Dr. Ana Ferreira, +351 900 000 000';

const sharedBy = async (identity: string) => {
  const folder = new MemoryFolder('team');
  const inner = folder.view({ desk: lisbon.id });
  const view = await EncryptedTransport.over(inner, identity);
  must(await view.publish('workspace.json', bytesOf('plain')));
  must(await view.publish(desk, bytesOf(secret)));
  return { folder, inner, view };
};

describe('EXC17: the key of a folder', () => {
  it('opens with the passphrase, and is another secret each time it is sealed', async () => {
    const identity = await newFolderIdentity();
    const keys = [must(await sealFolderKey(identity, passphrase, work))];
    keys.push(must(await sealFolderKey(identity, passphrase, work)));
    expect(keys[0]).not.toBe(keys[1]);
    for (const key of keys) {
      expect(Buffer.from(key, 'base64').toString('latin1')).not.toContain('SECRET');
      expect(must(await openFolderKey(key, passphrase, 'team'))).toBe(identity);
    }
    expect(await newFolderIdentity()).not.toBe(identity);
  });

  it('another passphrase is told in words', async () => {
    const key = must(await sealFolderKey(await newFolderIdentity(), passphrase, work));
    const opened = await openFolderKey(key, `${passphrase}!`, '/mnt/team');
    expect(codeOf(opened)).toBe('exchange.wrongPassphrase');
    expect(opened.ok ? '' : problemText(opened.problem)).toContain('“/mnt/team”');
  });

  it('a passphrase that is too short is not taken', async () => {
    expect(codeOf(await sealFolderKey(await newFolderIdentity(), 'short', work))).toBe(
      'age.tooShort',
    );
  });

  it('a key that was damaged is told apart from a wrong passphrase', async () => {
    const key = must(await sealFolderKey(await newFolderIdentity(), passphrase, work));
    const bytes = Buffer.from(key, 'base64');
    for (const size of [0, 10, 100, bytes.length - 1]) {
      const cut = bytes.subarray(0, size).toString('base64');
      expect(codeOf(await openFolderKey(cut, passphrase, 'team'))).toBe('exchange.keyDamaged');
    }
    bytes[bytes.length - 1]! ^= 1;
    const altered = await openFolderKey(bytes.toString('base64'), passphrase, 'team');
    expect(codeOf(altered)).toBe('exchange.keyDamaged');
  });

  it('a key that holds something else is damaged', async () => {
    const encrypter = new Encrypter();
    encrypter.addRecipient(passphraseRecipient(passphrase, work));
    const key = Buffer.from(await encrypter.encrypt('not an identity')).toString('base64');
    expect(codeOf(await openFolderKey(key, passphrase, 'team'))).toBe('exchange.keyDamaged');
  });
});

describe('EXC6, EXC18: what lies in an encrypted folder', () => {
  it('is workspace.json as it is, and nothing else that could be read', async () => {
    const { folder } = await sharedBy(await newFolderIdentity());
    expect([...folder.files.keys()].sort()).toEqual([`${desk}.age`, 'workspace.json']);
    const stored = Buffer.from(folder.files.get(`${desk}.age`)!.bytes);
    expect(stored.toString('latin1')).toMatch(/^age-encryption\.org\/v1\n-> X25519 /);
    expect(stored.includes('Ferreira')).toBe(false);
    expect(Buffer.from(folder.files.get('workspace.json')!.bytes).toString()).toBe('plain');
  });

  it('EXC7: any cut and any byte that is another is told, and a foreign key too', async () => {
    const identity = await newFolderIdentity();
    const { folder, view, inner } = await sharedBy(identity);
    const stored = folder.files.get(`${desk}.age`)!.bytes;
    const codes = new Set<string>();
    for (let at = 0; at < stored.length; at++) {
      const altered = stored.slice();
      altered[at]! ^= 1 << (at % 8);
      for (const bytes of [altered, stored.subarray(0, at)]) {
        inner.put(`${desk}.age`, bytes);
        codes.add(codeOf(await view.read(desk)));
      }
    }
    expect([...codes].sort()).toEqual(['exchange.otherKey', 'exchange.torn']);
    inner.put(`${desk}.age`, stored);
    const other = await EncryptedTransport.over(inner, await newFolderIdentity());
    expect(codeOf(await other.read(desk))).toBe('exchange.otherKey');
    expect(Buffer.from(must(await view.read(desk))!).toString()).toBe(secret);
  });

  it('a file that was damaged is written anew by its desk', async () => {
    const { view, inner, folder } = await sharedBy(await newFolderIdentity());
    inner.put(`${desk}.age`, bytesOf('age-encryption.org/v1\n'));
    must(await view.publish(desk, bytesOf(secret)));
    expect(Buffer.from(must(await view.read(desk))!).toString()).toBe(secret);
    const theirs = folder.view({ desk: tokyo.id });
    expect(must(await theirs.read(`${desk}.age`))).toEqual(must(await inner.read(`${desk}.age`)));
  });
});
