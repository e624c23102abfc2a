import { copyFile, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeDisk, type Disk } from '#electron/disk/disk.ts';
import { sweepLeftovers } from '#electron/disk/temporary-names.ts';
import { openSnapshot } from '#electron/snapshots/read-snapshot.ts';
import { faultyDisk } from '../support/faulty-disk.ts';
import {
  appVersion,
  good,
  newFolder,
  noTables,
  readTables,
  sentenceOf,
  smallDesk,
  tryWriteTables,
  writeTables,
} from '../snapshots/made-snapshot.ts';
import { passphrase, work } from './encrypted-bytes.ts';

const codes = ['ENOSPC', 'EIO', 'EROFS'];

const callsOf = async (use: (disk: Disk) => Promise<unknown>): Promise<string[]> => {
  const disk = faultyDisk(null);
  await use(disk);
  return disk.calls;
};

/** What is within a file, whether it is encrypted or not. */
const read = async (path: string) => good(await readTables(path, { passphrase }));

describe('an encrypted export that fails', () => {
  const encrypting = (path: string, disk: Disk) =>
    tryWriteTables(path, smallDesk(), { disk, passphrase, work });

  it.each([
    ['at once', false],
    ['and so does every call after it', true],
  ])(
    'SNAP15, SNAP21: a fault at any call to the disk, %s: the old file or the new',
    async (_, lasts) => {
      const old = join(await newFolder(), 'desk.edesk');
      await writeTables(old, noTables(), { passphrase, work });
      const spare = join(await newFolder(), 'desk.edesk');
      const calls = await callsOf((disk) => encrypting(spare, disk));
      expect(new Set(calls)).toContain('write');
      for (const [at, call] of calls.entries()) {
        const folder = await newFolder();
        const path = join(folder, 'desk.edesk');
        await copyFile(old, path);
        const disk = faultyDisk({ at, code: codes[at % codes.length]!, lasts, half: true });
        const written = await encrypting(path, disk);
        if (call !== 'list') expect(written.ok, `${call} (call ${at})`).toBe(false);
        const tables = await read(path);
        expect([noTables(), smallDesk()]).toContainEqual(tables);
        if (written.ok) expect(tables).toEqual(smallDesk());
        await sweepLeftovers(folder);
        expect(await readdir(folder)).toEqual(['desk.edesk']);
      }
    },
  );

  it('SNAP15, SNAP21: a disk that takes a few bytes at a time keeps a whole file', async () => {
    const path = join(await newFolder(), 'desk.edesk');
    await encrypting(path, faultyDisk(null, { shortWrites: true }));
    expect(await read(path)).toEqual(smallDesk());
  });

  it('SNAP15, SNAP21: what the disk gives back is decrypted, header and all', async () => {
    const lying = (position: number): Disk => ({
      ...nodeDisk,
      open: async (path, how) => {
        const file = await nodeDisk.open(path, how);
        const readWrong: typeof file.read = async (into, from) => {
          const got = await file.read(into, from);
          if (from <= position && position < from + got) into[position - from]! ^= 1;
          return got;
        };
        return { ...file, read: readWrong };
      },
    });
    // In the salt, the wrapped key, the header's seal, the nonce and the content.
    for (const position of [34, 60, 110, 152, 170, 400]) {
      const folder = await newFolder();
      const written = await encrypting(join(folder, 'desk.edesk'), lying(position));
      expect(sentenceOf(written), `byte ${position}`).toMatch(
        /^“desk.edesk” did not read back from the disk as it was written/,
      );
      expect(await readdir(folder)).toEqual([]);
    }
  });
});

describe('reading an encrypted snapshot', () => {
  it('SNAP22: a fault at any call to the disk is told, and the file is closed', async () => {
    const path = join(await newFolder(), 'desk.edesk');
    await writeTables(path, smallDesk(), { passphrase, work });
    const calls = await callsOf((disk) => readTables(path, { disk, passphrase }));
    for (const [at, call] of calls.entries()) {
      const disk = faultyDisk({ at, code: 'EIO' });
      const found = await readTables(path, { disk, passphrase });
      if (call !== 'close') expect(found.ok, `${call} (call ${at})`).toBe(false);
      const opened = disk.calls.filter((name) => name === 'open read').length;
      const closed = disk.calls.filter((name) => name === 'close').length;
      expect(closed).toBe(call === 'open read' ? 0 : opened);
    }
  });

  it('SNAP22: writes nothing anywhere, neither plain nor encrypted', async () => {
    const path = join(await newFolder(), 'desk.edesk');
    await writeTables(path, smallDesk(), { passphrase, work });
    const calls = await callsOf(async (disk) => {
      const open = good(await openSnapshot(path, { disk, appVersion, passphrase }));
      while (good(await open.read()).kind !== 'end');
      await open.close();
    });
    expect([...new Set(calls)].sort()).toEqual(['close', 'facts', 'open read', 'read', 'size']);
  });

  it('SNAP21: nothing of what was exported can be read on the disk', async () => {
    const seen: Buffer[] = [];
    const watching: Disk = {
      ...nodeDisk,
      open: async (path, how) => {
        const file = await nodeDisk.open(path, how);
        const write: typeof file.write = (bytes, position) => {
          seen.push(Buffer.from(bytes));
          return file.write(bytes, position);
        };
        return { ...file, write };
      },
    };
    const path = join(await newFolder(), 'desk.edesk');
    await writeTables(path, smallDesk(), { disk: watching, passphrase, work });
    const [plain, written] = [join(await newFolder(), 'plain.edesk'), Buffer.concat(seen)];
    await writeTables(plain, smallDesk());
    expect(written.equals(await readFile(path))).toBe(true);
    // Names of entries stand in a plain ZIP as they are; packed rows are compared in runs of 12 bytes.
    const zip = await readFile(plain);
    expect(zip.includes('manifest.json')).toBe(true);
    for (const word of ['manifest.json', 'tables/', 'PK'])
      if (word.length > 2) expect(written.includes(word)).toBe(false);
    for (let at = 0; at + 12 <= zip.length; at += 12)
      expect(written.includes(zip.subarray(at, at + 12)), `bytes at ${at}`).toBe(false);
  });
});
