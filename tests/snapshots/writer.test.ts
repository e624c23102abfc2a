import { copyFile, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sweepLeftovers } from '#electron/disk/temporary-names.ts';
import { verifySnapshot } from '#electron/snapshots/read-snapshot.ts';
import { SnapshotWriter } from '#electron/snapshots/write-snapshot.ts';
import { faultyDisk } from '../support/faulty-disk.ts';
import {
  appVersion,
  clock,
  good,
  head,
  newFolder,
  noTables,
  readTables,
  sentenceOf,
  smallDesk,
  toNdjson,
  tryWriteTables,
  writeTables,
} from './made-snapshot.ts';

const callsOfAnExport = async (replace: boolean): Promise<string[]> => {
  const disk = faultyDisk(null);
  await writeTables(join(await newFolder(), 'desk.edesk'), smallDesk(), { disk, replace });
  return disk.calls;
};

describe('an export that fails', () => {
  it('SNAP15: a fault at any call to the disk leaves the old file or the new one, and nothing beside it', async () => {
    const old = join(await newFolder(), 'desk.edesk');
    await writeTables(old, noTables());
    const codes = ['ENOSPC', 'EIO', 'EROFS'];
    for (const [at, call] of (await callsOfAnExport(true)).entries()) {
      const folder = await newFolder();
      const path = join(folder, 'desk.edesk');
      await copyFile(old, path);
      const disk = faultyDisk({ at, code: codes[at % codes.length]! });
      const written = await tryWriteTables(path, smallDesk(), { disk });
      const tables = good(await readTables(path));
      // A failed look for leftovers is passed over; every other failure is told.
      if (call !== 'list') expect(written.ok, `${call} (call ${at})`).toBe(false);
      expect([noTables(), smallDesk()]).toContainEqual(tables);
      if (written.ok) expect(tables).toEqual(smallDesk());
      await sweepLeftovers(folder);
      expect(await readdir(folder)).toEqual(['desk.edesk']);
    }
  });

  it('SNAP15, SNAP16: without a file there, a fault leaves none or a whole one', async () => {
    for (const at of (await callsOfAnExport(false)).keys()) {
      const folder = await newFolder();
      const path = join(folder, 'desk.edesk');
      const disk = faultyDisk({ at, code: 'EIO' });
      await tryWriteTables(path, smallDesk(), { disk, replace: false });
      await sweepLeftovers(folder);
      const names = await readdir(folder);
      if (names.length > 0) expect(names).toEqual(['desk.edesk']);
      if (names.length > 0) expect(good(await readTables(path))).toEqual(smallDesk());
    }
  });

  it('SNAP15: a disk that takes a few bytes at a time makes the same file', async () => {
    const folder = await newFolder();
    const disk = faultyDisk(null, { shortWrites: true });
    await writeTables(join(folder, 'short.edesk'), smallDesk(), { disk });
    await writeTables(join(folder, 'plain.edesk'), smallDesk());
    const [a, b] = await Promise.all(
      ['short.edesk', 'plain.edesk'].map((name) => readFile(join(folder, name))),
    );
    expect(a!.equals(b!)).toBe(true);
  });

  it('SNAP15: a disk that gives back other bytes than it was given is noticed, and nothing kept', async () => {
    const folder = await newFolder();
    const disk = faultyDisk(null);
    const lying = {
      ...disk,
      open: async (path: string, how: 'read' | 'create' | 'append') => {
        const file = await disk.open(path, how);
        const read: typeof file.read = async (into, position) => {
          const got = await file.read(into, position);
          if (position < 200 && position + got > 200) into[200 - position]! ^= 1;
          return got;
        };
        return { ...file, read };
      },
    };
    const written = await tryWriteTables(join(folder, 'desk.edesk'), smallDesk(), { disk: lying });
    expect(sentenceOf(written)).toMatch(
      /^“desk.edesk” did not read back from the disk as it was written/,
    );
    expect(await readdir(folder)).toEqual([]);
  });

  it('SNAP15: a cancelled export leaves nothing, at whatever moment', async () => {
    const folder = await newFolder();
    const path = join(folder, 'desk.edesk');
    const early = good(await SnapshotWriter.create(path, head));
    await early.discard();
    const late = good(await SnapshotWriter.create(path, head));
    good(await late.rows('users', toNdjson(smallDesk().users), 2));
    await Promise.all([late.rows('profiles', toNdjson(smallDesk().profiles), 3), late.discard()]);
    expect(sentenceOf(await late.finish())).toContain('Cancelled');
    const verifying = good(await SnapshotWriter.create(path, head));
    const stop = new AbortController();
    stop.abort();
    expect(sentenceOf(await verifying.finish({ signal: stop.signal }))).toContain('Cancelled');
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('rows that make no sense', () => {
  const refused = async (
    give: (writer: SnapshotWriter) => Promise<{ ok: boolean }>,
  ): Promise<string> => {
    const folder = await newFolder();
    const writer = good(await SnapshotWriter.create(join(folder, 'x.edesk'), head));
    const given = await give(writer);
    expect(await readdir(folder)).toEqual([]);
    return sentenceOf(given as never);
  };
  const row = (id: number) => toNdjson([{ id, values: {}, clock }]);

  it('SNAP8: a row that is not whole, or not counted, stops the export', async () => {
    expect(await refused((w) => w.rows('users', row(1).subarray(0, -1), 1))).toContain('not whole');
    expect(await refused((w) => w.rows('users', row(1), 2))).toContain(
      '2 rows were announced, and 1 came',
    );
    expect(await refused((w) => w.rows('users', Buffer.from('{}\n'), 1))).toContain(
      'has no number',
    );
    expect(await refused((w) => w.rows('users', Buffer.from('what\n'), 1))).toContain(
      'has no number',
    );
  });

  it('SNAP10: ids that do not rise, and tables that come twice, stop the export', async () => {
    const falling = Buffer.concat([row(2), row(1)]);
    expect(await refused((w) => w.rows('users', falling, 2))).toContain('in its order');
    expect(
      await refused(async (w) => {
        good(await w.rows('users', row(5), 1));
        return w.rows('users', row(5), 1);
      }),
    ).toContain('row 5 does not come in its order');
    expect(
      await refused(async (w) => {
        good(await w.rows('users', row(1), 1));
        good(await w.rows('profiles', row(1), 1));
        return w.rows('users', row(2), 1);
      }),
    ).toContain('in two parts');
  });

  it('an empty chunk is nothing', async () => {
    const path = join(await newFolder(), 'x.edesk');
    const writer = good(await SnapshotWriter.create(path, head));
    good(await writer.rows('users', new Uint8Array(0), 0));
    good(await writer.rows('users', row(1), 1));
    good(await writer.finish());
    expect(good(await verifySnapshot(path, { appVersion })).rows.users).toBe(1);
  });
});
