import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tableNames, type TableName } from '#shared/entities/index.ts';
import type { Row } from '#shared/schema/row.ts';
import { backupName, type NamedBackup } from '#electron/backups/backup-name.ts';
import { copySnapshot } from '#electron/backups/copy-snapshot.ts';
import { nodeDisk } from '#electron/disk/disk.ts';
import type { RebuildOptions } from '#electron/rebuild/rebuild-options.ts';
import { rebuildDesk } from '#electron/rebuild/rebuild.ts';
import { openSnapshot } from '#electron/snapshots/read-snapshot.ts';
import { faultyDisk } from '../support/faulty-disk.ts';
import { desk } from '../journal/journal-desk.ts';
import { good, newFolder } from '../snapshots/made-snapshot.ts';
import {
  contentOf,
  drawHistory,
  stateAt,
  timeOf,
  writeBackup,
  writeJournalOf,
  type History,
} from './model.ts';

interface Places {
  journal: string;
  backups: string;
  into: string;
}

const placesIn = async (): Promise<Places> => {
  const folder = await newFolder();
  const places = {
    journal: join(folder, 'journal'),
    backups: join(folder, 'backups'),
    into: join(folder, 'made', 'desk.edesk'),
  };
  await mkdir(places.backups);
  await mkdir(join(folder, 'made'));
  return places;
};

const optionsFor = (places: Places): RebuildOptions => ({
  ...places,
  appVersion: '0.2.0',
  desk: { ...desk, name: 'Tests' },
  number: 0,
  now: () => timeOf(0),
});

/** What a snapshot holds, in the form in which the model gives it. */
const contentOfFile = async (path: string) => {
  const open = good(await openSnapshot(path, { appVersion: '0.2.0' }));
  const rows: Partial<Record<TableName, Row[]>> = { projects: [], profiles: [], users: [] };
  for (;;) {
    const chunk = good(await open.read());
    if (chunk.kind !== 'rows') break;
    const lines = Buffer.from(chunk.bytes).toString('utf8').split('\n').slice(0, -1);
    rows[chunk.table]!.push(...lines.map((line) => JSON.parse(line) as Row));
  }
  const erased = good(await open.tombstones()).map(({ table, id }) => `${table} ${id}`);
  await open.close();
  return { rows, erased: erased.sort() };
};

const laid = async (history: History, backedUp: readonly number[]): Promise<Places> => {
  const places = await placesIn();
  await writeJournalOf(places.journal, history);
  for (const seq of backedUp) await writeBackup(places.backups, history, seq);
  return places;
};

const runs = Number(process.env['EXPERT_DESK_RUNS'] ?? 20);
const seeds = fc.integer({ min: 1, max: 2 ** 30 });
const long = { timeout: Math.max(60_000, 2000 * runs) };

describe('REB1: a desk that is made anew', () => {
  it('is the desk that it was, from whatever backups are there', long, async () => {
    await fc.assert(
      fc.asyncProperty(
        seeds,
        fc.integer({ min: 1, max: 40 }),
        fc.constantFrom(400, 2 ** 20),
        async (seed, length, bound) => {
          const history = drawHistory(seed, length);
          const places = await laid(history, history.backedUp);
          const made = good(await rebuildDesk({ ...optionsFor(places), bound }));
          expect(made.seq).toBe(length);
          expect(await contentOfFile(places.into)).toEqual(contentOf(history.states.get(length)!));
          expect(await readdir(join(places.into, '..'))).toEqual(['desk.edesk']);
        },
      ),
      { numRuns: runs, endOnFailure: true },
    );
  });

  it('is the desk of any moment', long, async () => {
    await fc.assert(
      fc.asyncProperty(
        seeds,
        fc.integer({ min: 2, max: 30 }),
        fc.nat(),
        async (seed, length, some) => {
          const history = drawHistory(seed, length);
          const places = await laid(history, history.backedUp);
          const seq = 1 + (some % length);
          const at = new Date(timeOf(seq) + 500).toISOString();
          const made = good(await rebuildDesk({ ...optionsFor(places), at }));
          expect(made.seq).toBe(seq);
          expect(await contentOfFile(places.into)).toEqual(contentOf(stateAt(history, seq)));
        },
      ),
      { numRuns: runs, endOnFailure: true },
    );
  });

  it('is made from an older backup where newer ones are bad, and says so', async () => {
    const history = { ...drawHistory(4, 50), backedUp: [10, 20, 30] };
    const plain = { ...history, bases: new Map() };
    const entries = history.entries.filter(({ base }) => base === undefined);
    expect(entries.length).toBeGreaterThan(0);
    const places = await laid(plain, []);
    const last = Math.max(0, ...history.bases.keys());
    const good30 = await writeBackup(places.backups, history, Math.max(last, 44));
    const bad = await writeBackup(places.backups, history, 48);
    const bytes = await readFile(bad);
    bytes[bytes.length >> 1]! ^= 0xff;
    await writeFile(bad, bytes);
    const made = good(await rebuildDesk(optionsFor(places)));
    expect(made.skipped.map(({ name }) => name)).toContain('backup-0048.edesk');
    expect(good30).toContain(made.base!);
    expect(await contentOfFile(places.into)).toEqual(contentOf(history.states.get(50)!));
  });
});

describe('REB2: what cannot be made', () => {
  it('nothing at all has its own sentence', async () => {
    const places = await placesIn();
    const made = await rebuildDesk(optionsFor(places));
    expect(made.ok ? null : made.problem.code).toBe('journal.nothingToRebuild');
  });

  it('a journal that does not begin at the beginning is no start', async () => {
    const history = drawHistory(7, 12);
    const entries = history.entries.slice(5).filter(({ base }) => base === undefined);
    const places = await laid({ ...history, entries }, []);
    const made = await rebuildDesk(optionsFor(places));
    expect(made.ok ? null : made.problem.code).toBe('journal.noStart');
  });

  it('a backup without a journal is the desk as far as it goes', async () => {
    const history = drawHistory(9, 12);
    const places = await placesIn();
    await writeBackup(places.backups, history, 12);
    const made = good(await rebuildDesk(optionsFor(places)));
    expect(made).toMatchObject({ base: 'backup-0012.edesk', entries: 0, seq: 12 });
    expect(await contentOfFile(places.into)).toEqual(contentOf(history.states.get(12)!));
  });
});

describe('BAK10: a later backup that waits for its passphrase', () => {
  const passphrase = 'correct horse battery staple';
  const createdAt = new Date(timeOf(12)).toISOString();

  /** A plain backup of entry 5 and no journal, and an encrypted one under a name that says more. */
  const withLocked = async (named: NamedBackup): Promise<Places> => {
    const places = await placesIn();
    const history = drawHistory(9, 12);
    await writeBackup(places.backups, history, 5);
    const plain = await writeBackup(join(places.into, '..'), history, 12);
    const open = good(await openSnapshot(plain, { appVersion: '0.2.0' }));
    const path = join(places.backups, backupName(named));
    good(await copySnapshot(open, path, { disk: nodeDisk, passphrase }));
    await open.close();
    await rm(plain);
    return places;
  };

  it('is asked for, and nothing older made in its place', async () => {
    const places = await withLocked({ createdAt, reason: 'change', seq: 12 });
    const made = await rebuildDesk(optionsFor(places));
    expect(made.ok ? null : made.problem.code).toBe('age.passphraseNeeded');
    expect(await readdir(join(places.into, '..'))).toEqual([]);
    expect(good(await rebuildDesk({ ...optionsFor(places), passphrase })).seq).toBe(12);
  });

  it('is done without where somebody says so', async () => {
    const places = await withLocked({ createdAt, reason: 'change', seq: 12 });
    const made = good(await rebuildDesk({ ...optionsFor(places), withoutLocked: true }));
    expect(made).toMatchObject({ base: 'backup-0005.edesk', seq: 5 });
    await rm(join(places.backups, 'backup-0005.edesk'));
    const nothing = await rebuildDesk({ ...optionsFor(places), withoutLocked: true });
    expect(nothing.ok ? null : nothing.problem.code).toBe('journal.nothingToRebuild');
  });

  it.each<[string, Partial<NamedBackup>]>([
    ['goes no further', { seq: 5 }],
    ['was taken in from elsewhere', { reason: 'restored' }],
  ])('is not waited for when it %s', async (_, part) => {
    const places = await withLocked({ createdAt, reason: 'change', seq: 12, ...part });
    expect(good(await rebuildDesk(optionsFor(places))).seq).toBe(5);
  });
});

describe('REB3: faults', () => {
  it('at every call to the disk leave the whole file or none, and nothing beside it', async () => {
    const history = drawHistory(11, 16);
    const places = await laid(history, [7]);
    const calm = faultyDisk(null);
    good(await rebuildDesk({ ...optionsFor(places), disk: calm, bound: 700 }));
    const whole = await contentOfFile(places.into);
    for (let at = 0; at < calm.calls.length; at += 1) {
      await rm(places.into, { force: true });
      const disk = faultyDisk({ at, code: at % 2 === 0 ? 'ENOSPC' : 'EIO', half: at % 3 === 0 });
      const made = await rebuildDesk({ ...optionsFor(places), disk, bound: 700 });
      const there = await readdir(join(places.into, '..'));
      const call = `call ${at} (${calm.calls[at]})`;
      if (made.ok || there.includes('desk.edesk'))
        expect(await contentOfFile(places.into), call).toEqual(whole);
      const left = there.filter((name) => name !== 'desk.edesk');
      // What could not be removed, since removing failed, goes at the next start.
      if (calm.calls[at] !== 'remove') expect(left, call).toEqual([]);
      good(await rebuildDesk(optionsFor(places)));
      expect(await readdir(join(places.into, '..')), call).toEqual(['desk.edesk']);
    }
  }, 180_000);
});

it('every table is known to the tests of rebuilding', () => {
  expect(tableNames).toEqual(expect.arrayContaining(['projects', 'profiles', 'users']));
});
