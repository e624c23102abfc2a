import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Change } from '#shared/sync/change.ts';
import type { Disk } from '#electron/disk/disk.ts';
import { Journal } from '#electron/journal/journal.ts';
import { readJournal } from '#electron/journal/read-journal.ts';
import { purgeErased } from '#electron/rebuild/purge.ts';
import { rebuildDesk } from '#electron/rebuild/rebuild.ts';
import { openSnapshot } from '#electron/snapshots/read-snapshot.ts';
import { faultyDisk, sitesOf } from '../support/faulty-disk.ts';
import { desk, entry, toLines, workspace } from '../journal/journal-desk.ts';
import { good, newFolder } from '../snapshots/made-snapshot.ts';
import {
  drawHistory,
  nameOf,
  playedHistory,
  stampOf,
  stateAt,
  writeBackup,
  writeJournalOf,
  type History,
} from './model.ts';

const appVersion = '0.2.0';

const openJournal = async (folder: string) => good(await Journal.open(folder, { desk }));

const purge = async (folder: string, disk?: Disk) => {
  const journal = await openJournal(join(folder, 'journal'));
  try {
    return await purgeErased({
      journal,
      desk: desk.id,
      backups: join(folder, 'backups'),
      appVersion,
      passphrase: null,
      ...(disk === undefined ? {} : { disk }),
    });
  } finally {
    await journal.close();
  }
};

const laid = async (history: History, backedUp: readonly number[]): Promise<string> => {
  const folder = await newFolder();
  await mkdir(join(folder, 'backups'));
  await writeJournalOf(join(folder, 'journal'), history);
  for (const seq of backedUp) await writeBackup(join(folder, 'backups'), history, seq);
  return folder;
};

/** Makes the desk anew from what a purge has left. */
const rebuilt = (folder: string) =>
  rebuildDesk({
    journal: join(folder, 'journal'),
    backups: join(folder, 'backups'),
    into: join(folder, 'desk.edesk'),
    appVersion,
    desk: { ...desk, name: 'Tests' },
    number: 0,
    now: () => 0,
  });

/** All text in journal and backups, the latter unpacked. */
const textIn = async (folder: string): Promise<string> => {
  let text = '';
  for (const name of await readdir(join(folder, 'journal')))
    text += await readFile(join(folder, 'journal', name), 'utf8');
  for (const name of await readdir(join(folder, 'backups'))) {
    const open = good(await openSnapshot(join(folder, 'backups', name), { appVersion }));
    for (
      let chunk = good(await open.read());
      chunk.kind === 'rows';
      chunk = good(await open.read())
    )
      text += Buffer.from(chunk.bytes).toString('utf8');
    await open.close();
  }
  return text;
};

/** Texts that were ever written of a record in its own time, by what the history says. */
const textsOf = ({ entries }: History, table: string, id: number, erasedAt: number): string[] => {
  const start = entries.findLast(({ seq, base }) => seq <= erasedAt && base?.snapshot === null);
  const end = entries.find(({ seq, base }) => seq > erasedAt && base?.snapshot === null);
  return entries
    .filter(({ seq }) => seq >= (start?.seq ?? 0) && seq < (end?.seq ?? Infinity))
    .flatMap(({ changes }) => changes)
    .flatMap((change) => {
      if (change.kind === 'erase' || change.kind === 'merge' || change.table !== table) return [];
      if ((change.kind === 'create' ? change.row.id : change.id) !== id) return [];
      return Object.values(change.kind === 'create' ? change.row.values : change.values);
    })
    .filter((value) => typeof value === 'string');
};

const erasuresIn = ({ entries }: History) =>
  entries.flatMap(({ seq, changes }) =>
    changes.flatMap((change) =>
      change.kind === 'erase' ? [{ seq, table: change.table, id: change.id }] : [],
    ),
  );

const seeds = fc.integer({ min: 1, max: 2 ** 30 });

const runs = Number(process.env['EXPERT_DESK_RUNS'] ?? 8);
const long = { timeout: Math.max(60_000, 2000 * runs) };

describe('ERA1–ERA5: a purge', () => {
  it('leaves no value of an erased record, and everything else as it was', long, async () => {
    await fc.assert(
      fc.asyncProperty(seeds, fc.integer({ min: 10, max: 40 }), async (seed, length) => {
        const history = drawHistory(seed, length);
        const folder = await laid(history, history.backedUp);
        const report = good(await purge(folder));
        expect(report.left).toEqual([]);
        const text = await textIn(folder);
        for (const { seq, table, id } of erasuresIn(history))
          for (const value of textsOf(history, table, id, seq)) expect(text).not.toContain(value);
        const made = good(await rebuilt(folder));
        expect(made.seq).toBe(length);
        const { rows } = stateAt(history, length);
        const open = good(await openSnapshot(join(folder, 'desk.edesk'), { appVersion }));
        expect(Object.values(open.facts.rows).reduce((a, b) => a + b, 0)).toBe(rows.size);
        await open.close();
        const again = good(await purge(folder));
        expect(again).toMatchObject({ segments: 0, entries: 0, backups: [] });
      }),
      { numRuns: runs, endOnFailure: true },
    );
  });

  it('the journal reads on, and goes on', async () => {
    const history = drawHistory(21, 30);
    const folder = await laid(history, []);
    const path = join(folder, 'journal');
    good(await purge(folder));
    const seqs: number[] = [];
    for await (const { seq } of readJournal(path)) seqs.push(seq);
    expect(seqs).toEqual(history.entries.map(({ seq }) => seq));
    const journal = await openJournal(path);
    const next = toLines([entry(31)]);
    expect(good(await journal.append(workspace, next, { first: 31, last: 31 }))).toEqual({
      acknowledged: 31,
    });
    await journal.close();
  });

  it('ERA5: what a backup lost in a time that went on from it, no later time brings back', async () => {
    const create = (id: number, seq: number): Change => ({
      kind: 'create',
      table: 'users',
      row: { id, values: { email: `${id}@example.org` }, clock: stampOf(seq, 1) },
    });
    const of = { workspace, snapshot: nameOf(1) };
    const erase: Change = { kind: 'erase', table: 'users', id: 1, stamp: stampOf(4, 1) };
    const history = playedHistory([
      { changes: [create(1, 1), create(2, 1)] },
      { changes: [], base: { workspace, snapshot: null } },
      { changes: [], base: of },
      { changes: [erase] },
      { changes: [], base: { workspace, snapshot: null } },
      { changes: [], base: of },
    ]);
    const folder = await laid(history, [1]);
    expect(good(await purge(folder)).backups).toHaveLength(1);
    expect(await textIn(folder)).toContain('2@example.org');
    const made = good(await rebuilt(folder));
    expect(made.seq).toBe(6);
    const open = good(await openSnapshot(join(folder, 'desk.edesk'), { appVersion }));
    expect(open.facts.rows.users).toBe(1);
    await open.close();
  });

  it('ERA5: a backup that cannot be opened is named', async () => {
    const history = drawHistory(21, 30);
    const folder = await laid(history, [30]);
    const [name] = await readdir(join(folder, 'backups'));
    const bytes = await readFile(join(folder, 'backups', name!));
    await writeFile(join(folder, 'backups', name!), bytes.subarray(0, 900));
    const report = good(await purge(folder));
    expect(report.left.map((left) => left.name)).toEqual([name]);
  });
});

describe('ERA6: a purge that meets a fault', () => {
  it('at any call to the disk ends, when it is done again, where it would have ended', async () => {
    const history = drawHistory(21, 24);
    const calm = faultyDisk(null);
    const practice = await laid(history, [12, 24]);
    good(await purge(practice, calm));
    const wanted = await textIn(practice);
    for (const at of sitesOf(calm.calls)) {
      const folder = await laid(history, [12, 24]);
      const disk = faultyDisk({
        at,
        code: at % 2 === 0 ? 'ENOSPC' : 'EIO',
        half: true,
        lasts: at % 4 < 2,
      });
      await purge(folder, disk);
      good(await purge(folder));
      const call = `call ${at} (${calm.calls[at]})`;
      expect((await textIn(folder)).length, call).toBe(wanted.length);
      const left = await readdir(join(folder, 'journal'));
      expect(
        left.filter((name) => name.startsWith('.')),
        call,
      ).toEqual([]);
    }
  }, 240_000);
});
