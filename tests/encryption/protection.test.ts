import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { Protection, type KeyStore } from '#electron/encryption/protection.ts';
import { faultyDisk } from '../support/faulty-disk.ts';
import { good, newFolder, sentenceOf } from '../snapshots/made-snapshot.ts';
import { passphrase, work } from './encrypted-bytes.ts';

/** A key store that turns letters round, and can be taken away. */
class FakeKeyStore implements KeyStore {
  isThere = true;
  isLocked = false;

  available(): boolean {
    return this.isThere;
  }

  seal(text: string): Uint8Array {
    if (this.isLocked) throw new Error('locked');
    return Buffer.from([...text].reverse().join(''));
  }

  open(sealed: Uint8Array): string {
    if (this.isLocked) throw new Error('locked');
    return [...Buffer.from(sealed).toString()].reverse().join('');
  }
}

const openAt = async (folder: string, keyStore: KeyStore | null = null) =>
  good(await Protection.open(folder, { keyStore, work }));

const stateOf = ({ encrypted, unlocked, kept }: Protection) => ({ encrypted, unlocked, kept });

const file = 'protection.json';

describe('the protection of backups', () => {
  it('is off at first, and nothing is written for it', async () => {
    const folder = await newFolder();
    const protection = await openAt(folder, new FakeKeyStore());
    expect(stateOf(protection)).toEqual({ encrypted: false, unlocked: true, kept: false });
    expect(protection.passphrase()).toBeNull();
    expect(await protection.unlock('whatever')).toMatchObject({ ok: true });
    expect(await readdir(folder)).toEqual([]);
  });

  it('without a key store asks for the passphrase once per start', async () => {
    const folder = await newFolder();
    const first = await openAt(folder);
    good(await first.protect(passphrase));
    expect(stateOf(first)).toEqual({ encrypted: true, unlocked: true, kept: false });
    expect(first.passphrase()).toBe(passphrase);
    const next = await openAt(folder);
    expect(stateOf(next)).toEqual({ encrypted: true, unlocked: false, kept: false });
    expect(next.passphrase()).toBeNull();
    expect(sentenceOf(await next.unlock('another one'))).toBe(
      'That is not the passphrase of “the backups”.',
    );
    expect(next.unlocked).toBe(false);
    good(await next.unlock(passphrase));
    expect(next.passphrase()).toBe(passphrase);
  });

  it('with a key store asks for nothing at the next start', async () => {
    const folder = await newFolder();
    const keyStore = new FakeKeyStore();
    good(await (await openAt(folder, keyStore)).protect(passphrase));
    const next = await openAt(folder, keyStore);
    expect(stateOf(next)).toEqual({ encrypted: true, unlocked: true, kept: true });
    expect(next.passphrase()).toBe(passphrase);
  });

  it('asks for it where the key store is gone or does not open, and has it kept again later', async () => {
    const folder = await newFolder();
    const keyStore = new FakeKeyStore();
    good(await (await openAt(folder, keyStore)).protect(passphrase));
    keyStore.isThere = false;
    expect(stateOf(await openAt(folder, keyStore))).toMatchObject({ unlocked: false, kept: false });
    keyStore.isThere = true;
    keyStore.isLocked = true;
    const locked = await openAt(folder, keyStore);
    expect(stateOf(locked)).toMatchObject({ unlocked: false, kept: false });
    good(await locked.unlock(passphrase));
    expect(stateOf(locked)).toEqual({ encrypted: true, unlocked: true, kept: false });
    keyStore.isLocked = false;
    good(await locked.unlock(passphrase));
    expect(stateOf(await openAt(folder, keyStore))).toMatchObject({ unlocked: true, kept: true });
  });

  it('is changed and taken away again', async () => {
    const folder = await newFolder();
    const protection = await openAt(folder);
    good(await protection.protect(passphrase));
    good(await protection.protect('another passphrase'));
    expect(await (await openAt(folder)).unlock(passphrase)).toMatchObject({ ok: false });
    good(await (await openAt(folder)).unlock('another passphrase'));
    good(await protection.protect(null));
    expect(stateOf(await openAt(folder))).toEqual({
      encrypted: false,
      unlocked: true,
      kept: false,
    });
    expect(protection.passphrase()).toBeNull();
  });

  it('holds nothing in its file that the passphrase could be read from', async () => {
    const folder = await newFolder();
    good(await (await openAt(folder)).protect(passphrase));
    const text = await readFile(join(folder, file), 'utf8');
    const { verifier, sealed } = JSON.parse(text) as { verifier: string; sealed: null };
    expect(sealed).toBeNull();
    expect(Buffer.from(verifier, 'base64').toString('latin1')).toMatch(
      /^age-encryption\.org\/v1\n/,
    );
    for (const encoding of ['utf8', 'base64', 'hex'] as const)
      expect(text).not.toContain(Buffer.from(passphrase).toString(encoding).slice(0, 12));
  });

  it('refuses a passphrase that is too short or too long', async () => {
    const folder = await newFolder();
    const protection = await openAt(folder);
    expect(sentenceOf(await protection.protect('1234567'))).toBe(
      'A passphrase needs at least 8 characters.',
    );
    expect(sentenceOf(await protection.protect('x'.repeat(1001)))).toContain('at most 1000');
    // Characters are counted as people see them.
    good(await protection.protect('🔑'.repeat(8)));
    expect(protection.encrypted).toBe(true);
  });

  it.each([
    ['no JSON', 'what is this'],
    ['an empty file', ''],
    ['other members', '{"version":1,"encrypted":true}'],
    [
      'a verifier that is no age file',
      '{"version":1,"encrypted":true,"verifier":"AAAA","sealed":null}',
    ],
    ['a later version', '{"version":2,"encrypted":false}'],
  ])('a damaged file (%s) makes no backup that is not encrypted', async (_, text) => {
    const folder = await newFolder();
    await writeFile(join(folder, file), text);
    const protection = await openAt(folder, new FakeKeyStore());
    expect(stateOf(protection)).toEqual({ encrypted: true, unlocked: false, kept: false });
    expect(sentenceOf(await protection.unlock(passphrase))).toContain('Set the passphrase again');
    good(await protection.protect(passphrase));
    expect(protection.problem).toBeNull();
    good(await (await openAt(folder)).unlock(passphrase));
  });

  it('a fault at any call to the disk leaves the old passphrase or the new, and tells which', async () => {
    const folder = await newFolder();
    const counting = faultyDisk(null);
    good(
      await good(await Protection.open(folder, { keyStore: null, work, disk: counting })).protect(
        passphrase,
      ),
    );
    for (let at = 0; at < counting.calls.length; at++) {
      good(await (await openAt(folder)).protect(passphrase));
      const disk = faultyDisk({ at, code: 'ENOSPC' });
      const opened = await Protection.open(folder, { keyStore: null, work, disk });
      if (!opened.ok) continue;
      const changed = await opened.value.protect('another passphrase');
      const next = await openAt(folder);
      const isNew = (await next.unlock('another passphrase')).ok;
      if (!isNew) good(await next.unlock(passphrase));
      if (changed.ok) expect(isNew).toBe(true);
      expect((await readdir(folder)).filter((name) => name !== file)).toEqual([]);
    }
  });
});

describe('the key store of Electron', () => {
  const load = async () => {
    vi.doMock('electron', () => import('../support/electron-double/safe-storage.ts'));
    const { systemKeyStore } = await import('#electron/window/key-store.ts');
    const { storage } = await import('../support/electron-double/safe-storage.ts');
    return { systemKeyStore, storage };
  };

  it('keeps a passphrase from start to start', async () => {
    const { systemKeyStore, storage } = await load();
    storage.backend = 'gnome_libsecret';
    const folder = await newFolder();
    good(await (await openAt(folder, systemKeyStore)).protect(passphrase));
    expect(await readFile(join(folder, file), 'utf8')).not.toContain(passphrase);
    const next = await openAt(folder, systemKeyStore);
    expect(stateOf(next)).toEqual({ encrypted: true, unlocked: true, kept: true });
  });

  it('is none where Electron would use a password of its own, or none at all', async () => {
    const { systemKeyStore, storage } = await load();
    for (const backend of ['basic_text', 'unknown'] as const) {
      storage.backend = backend;
      expect(systemKeyStore.available()).toBe(process.platform !== 'linux');
    }
    storage.backend = 'kwallet6';
    expect(systemKeyStore.available()).toBe(true);
    storage.isAvailable = false;
    expect(systemKeyStore.available()).toBe(false);
    storage.isAvailable = true;
  });
});
