import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Backups } from '#electron/backups/backups.ts';
import type { BackupHead } from '#electron/backups/options.ts';
import type { Disk } from '#electron/disk/disk.ts';
import { openSnapshot } from '#electron/snapshots/read-snapshot.ts';
import type { SnapshotName } from '#shared/sync/change.ts';
import { formatStamp } from '#shared/sync/stamp.ts';
import { faultyDisk, sitesOf } from '../support/faulty-disk.ts';
import { desk, workspace } from '../journal/journal-desk.ts';
import {
  clock,
  good,
  newFolder,
  toNdjson,
  writeTables,
  smallDesk,
} from '../snapshots/made-snapshot.ts';
import { drawHistory, timeOf, writeBackup, writeJournalOf } from '../rebuild/model.ts';

const identity = { desk: desk.id, number: desk.number, name: 'Tests' };
const open = { encrypted: false, unlocked: true, kept: false, passphrase: () => null };
let time = Date.UTC(2026, 10, 23, 9);

const opened: Backups[] = [];
afterEach(() => {
  for (const backups of opened.splice(0)) backups.close();
  vi.useRealTimers();
});

interface Setting {
  disk?: Disk;
  bases?: SnapshotName[];
  protection?: typeof open;
}

const openBackups = async (folder: string, { bases = [], ...setting }: Setting = {}) => {
  const backups = await Backups.open(join(folder, 'backups'), {
    appVersion: '0.2.0',
    identity: () => identity,
    protection: open,
    journal: join(folder, 'journal'),
    bases: async () => bases,
    now: () => (time += 1000),
    ...setting,
  });
  opened.push(backups);
  return backups;
};

const headAt = (seq: number, reason: BackupHead['reason'] = 'change'): BackupHead => ({
  reason,
  workspace,
  number: seq,
  lastStamp: clock,
  seen: {},
  seq,
});

const row = (id: number) => ({ id, values: { name: `Project ${id}` }, clock });

/** Makes a backup as a window does; gives its name, or the problem. */
const make = async (backups: Backups, seq: number): Promise<string> => {
  const begun = await backups.begin(headAt(seq));
  if (!begun.ok) return begun.problem.code;
  const { name, writer } = begun.value;
  const written = await writer.rows('projects', toNdjson([row(seq)]), 1);
  const finished = written.ok ? await writer.finish() : written;
  await (finished.ok ? backups.finished(name) : backups.failed(finished.problem));
  return finished.ok ? name : finished.problem.code;
};

const wholeOnes = async (folder: string): Promise<string[]> => {
  const names = await readdir(join(folder, 'backups')).catch(() => []);
  const found: string[] = [];
  for (const name of names.filter((one) => one.endsWith('.edesk'))) {
    const snapshot = await openSnapshot(join(folder, 'backups', name), { appVersion: '0.2.0' });
    if (snapshot.ok) found.push(name);
    if (snapshot.ok) await snapshot.value.close();
  }
  return found;
};

describe('BAK1, BAK2: the list', () => {
  it('says of each when, why, how much, and when it was proven; the newest first', async () => {
    const folder = await newFolder();
    const backups = await openBackups(folder);
    const names = [await make(backups, 1), await make(backups, 2)];
    const { backups: listed } = backups.status();
    expect(listed.map(({ name }) => name)).toEqual(names.toReversed());
    expect(listed[0]).toMatchObject({ reason: 'change', seq: 2, encrypted: false, problem: null });
    expect(listed[0]!.rows['projects']).toBe(1);
    expect(listed[0]!.provenAt).not.toBeNull();
    const again = await openBackups(folder);
    expect(again.status().backups).toEqual(listed);
  });

  it('is made anew from the files where the memory is lost or nonsense', async () => {
    const folder = await newFolder();
    const backups = await openBackups(folder);
    await make(backups, 1);
    for (const text of ['', '{', '{"version":1,"backups":[{}]}', '{"version":9}']) {
      await writeFile(join(folder, 'backups', 'backups.json'), text);
      const [found] = (await openBackups(folder)).status().backups;
      expect(found).toMatchObject({ reason: 'change', seq: 1, provenAt: null, problem: null });
    }
  });

  it('leaves other files alone, and lists a snapshot under another name', async () => {
    const folder = await newFolder();
    await mkdir(join(folder, 'backups'));
    await writeFile(join(folder, 'backups', 'notes.txt'), 'mine');
    await writeTables(join(folder, 'backups', 'from Ana.edesk'), smallDesk());
    await writeFile(join(folder, 'backups', 'broken.edesk'), 'PK');
    const { backups } = (await openBackups(folder)).status();
    expect(backups.map(({ name, problem }) => [name, problem === null]).sort()).toEqual([
      ['broken.edesk', false],
      ['from Ana.edesk', true],
    ]);
    expect(await readFile(join(folder, 'backups', 'notes.txt'), 'utf8')).toBe('mine');
  });

  it('verify finds a backup that went bad since, and says so', async () => {
    const folder = await newFolder();
    const backups = await openBackups(folder);
    const name = await make(backups, 1);
    expect(good(await backups.verify(name)).provenAt).not.toBeNull();
    const path = join(folder, 'backups', name);
    const bytes = await readFile(path);
    bytes[bytes.length >> 1]! ^= 1;
    await writeFile(path, bytes);
    const bad = good(await backups.verify(name));
    expect(bad.provenAt).toBeNull();
    expect(bad.problem?.code).toMatch(/^snapshot\./);
    const gone = await backups.verify('nothing.edesk');
    expect(gone.ok ? null : gone.problem.code).toBe('backups.noSuchBackup');
  });
});

describe('BAK3: rotation on the disk', () => {
  it('removes what is not kept, but never what the journal goes on from', async () => {
    const folder = await newFolder();
    const bases: SnapshotName[] = [];
    const backups = await openBackups(folder, { bases });
    const first = await make(backups, 1);
    const [kept] = backups.status().backups;
    bases.push({ desk: desk.id, number: 1, createdAt: kept!.createdAt });
    for (let seq = 2; seq <= 12; seq += 1) await make(backups, seq);
    const left = await wholeOnes(folder);
    expect(left).toContain(first);
    expect(left.length).toBe(6);
    expect(
      backups
        .status()
        .backups.map(({ name }) => name)
        .sort(),
    ).toEqual(left.sort());
  });
});

describe('BAK4, BAK5: the schedule', () => {
  it('asks 15 minutes after the first change, and again while nothing comes', async () => {
    vi.useFakeTimers();
    const backups = await openBackups(await newFolder(), {});
    const asked: string[] = [];
    backups.onDue((reason) => asked.push(reason));
    backups.journaled(1);
    backups.journaled(2);
    expect(backups.status().dueAt).not.toBeNull();
    await vi.advanceTimersByTimeAsync(14 * 60_000);
    expect(asked).toEqual([]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked).toEqual(['change']);
    time += 120_000;
    await vi.advanceTimersByTimeAsync(2 * 60_000);
    expect(asked).toEqual(['change', 'change']);
    expect(backups.status().failing).toMatchObject({ problem: { code: 'backups.noAnswer' } });
  });

  it('is quiet once a backup holds everything, and asks again after the next change', async () => {
    const backups = await openBackups(await newFolder());
    backups.journaled(3);
    await make(backups, 3);
    expect(backups.status().dueAt).toBeNull();
    backups.journaled(4);
    expect(backups.status().dueAt).not.toBeNull();
  });

  it('tells of a failure, asks again soon, and forgets it when one succeeds', async () => {
    vi.useFakeTimers();
    const backups = await openBackups(await newFolder());
    let asked = 0;
    backups.onDue(() => (asked += 1));
    await backups.failed({ code: 'file.diskFull', data: { name: 'x' } });
    expect(backups.status().failing).toMatchObject({ problem: { code: 'file.diskFull' } });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked).toBe(1);
    vi.useRealTimers();
    await make(backups, 1);
    expect(backups.status().failing).toBeNull();
  });

  it('a folder that cannot be made is told, and used once it can', async () => {
    const folder = await newFolder();
    await writeFile(join(folder, 'backups'), 'in the way');
    const backups = await openBackups(folder);
    expect(backups.status().failing).toMatchObject({ problem: { code: 'backups.folderGone' } });
    expect(await make(backups, 1)).toBe('backups.folderGone');
    await rm(join(folder, 'backups'));
    expect(await make(backups, 1)).toMatch(/\.edesk$/);
    expect(backups.status().failing).toBeNull();
  });
});

describe('BAK6: faults', () => {
  it('at every call to the disk leave the older backup whole, the new one whole or absent, and nothing beside', async () => {
    const calm = faultyDisk(null);
    const practice = await newFolder();
    await make(await openBackups(practice), 1);
    await make(await openBackups(practice, { disk: calm }), 2);
    for (const at of sitesOf(calm.calls))
      for (const lasts of [false, true]) {
        const folder = await newFolder();
        const older = await make(await openBackups(folder), 1);
        const code = ['ENOSPC', 'EIO', 'EROFS'][at % 3]!;
        const disk = faultyDisk({ at, code, half: at % 2 === 0, lasts });
        await make(await openBackups(folder, { disk }), 2);
        const whole = await wholeOnes(folder);
        const call = `call ${at} (${calm.calls[at]}), ${code}${lasts ? ' from then on' : ''}`;
        expect(whole, call).toContain(older);
        const there = (await readdir(join(folder, 'backups'))).filter((name) =>
          name.endsWith('.edesk'),
        );
        expect(there.sort(), call).toEqual(whole.sort());
        // What a dead disk did not let go of goes at the next start.
        const again = await openBackups(folder);
        expect(await make(again, 3), call).toMatch(/\.edesk$/);
        const names = await readdir(join(folder, 'backups'));
        expect(
          names.filter((name) => name.startsWith('.')),
          call,
        ).toEqual([]);
      }
  }, 600_000);
});

describe('BAK7, BAK8, BAK10', () => {
  it('BAK7: keeps the snapshot that a desk goes on from, once', async () => {
    const folder = await newFolder();
    const path = join(folder, 'from Ana.edesk');
    await writeTables(path, smallDesk());
    const backups = await openBackups(folder);
    const from = good(await openSnapshot(path, { appVersion: '0.2.0' }));
    const name = good(await backups.keepBase(from));
    expect(name).toEqual({
      desk: from.facts.manifest.desk.id,
      number: 3,
      createdAt: from.facts.manifest.createdAt,
    });
    expect(good(await from.read())).toMatchObject({ kind: 'rows' });
    good(await backups.keepBase(from));
    await from.close();
    expect(backups.status().backups).toMatchObject([{ reason: 'restored', problem: null }]);
    expect(await wholeOnes(folder)).toHaveLength(1);
  });

  it('ERA5: what was erased is not in the copy of a snapshot that the desk goes on from', async () => {
    const folder = await newFolder();
    const values = { name: 'Vanishing' };
    const rows = new Map([1, 2].map((id) => [`projects ${id}`, { id, values, clock }]));
    const stamp = (seq: number) =>
      formatStamp({ time: timeOf(seq), counter: 0, desk: desk.number });
    const erase = { kind: 'erase', table: 'projects', id: 1, stamp: stamp(2) } as const;
    const history = {
      entries: [
        { seq: 1, stamp: stamp(1), action: 'edit', changes: [] },
        { seq: 2, stamp: stamp(2), action: 'erase', changes: [erase] },
      ],
      states: new Map([[1, { rows, erased: new Map() }]]),
      backedUp: [],
      bases: new Map(),
    };
    await writeJournalOf(join(folder, 'journal'), history);
    const path = await writeBackup(folder, history, 1);
    const backups = await openBackups(folder);
    const from = good(await openSnapshot(path, { appVersion: '0.2.0' }));
    good(await backups.keepBase(from));
    await from.close();
    const [kept] = backups.status().backups;
    expect(kept).toMatchObject({ rows: { projects: 1 }, problem: null });
    const copy = good(await backups.open(kept!.name));
    expect(good(await copy.tombstones())).toMatchObject([{ table: 'projects', id: 1 }]);
    await copy.close();
  });

  it('BAK8: on the way out, what is journaled beyond the newest backup becomes one', async () => {
    const folder = await newFolder();
    const history = drawHistory(5, 9);
    await writeJournalOf(join(folder, 'journal'), { ...history, bases: new Map() });
    const backups = await openBackups(folder);
    backups.journaled(9);
    await backups.quit(new AbortController().signal);
    expect(backups.status().backups).toMatchObject([{ reason: 'quit', seq: 9 }]);
    await backups.quit(new AbortController().signal);
    expect(await wholeOnes(folder)).toHaveLength(1);
  });

  it('BAK10: encrypted backups wait for their passphrase, and say so', async () => {
    const locked = { ...open, encrypted: true, unlocked: false };
    const backups = await openBackups(await newFolder(), { protection: locked });
    expect(await make(backups, 1)).toBe('backups.locked');
    expect(backups.status().failing).toMatchObject({ problem: { code: 'backups.locked' } });
  });
});
