import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeskEvent } from '#shared/ipc/channels.ts';
import { ChosenFileRegistry } from '#electron/disk/chosen-files.ts';
import { Jobs } from '#electron/ipc/jobs.ts';
import { rebuildHandlers } from '#electron/ipc/rebuild.ts';
import { Journal } from '#electron/journal/journal.ts';
import { desk } from '../journal/journal-desk.ts';
import { good, newFolder } from '../snapshots/made-snapshot.ts';
import { drawHistory, stateAt, timeOf, writeBackup, writeJournalOf } from './model.ts';

const job = '0198c0de-0000-4000-8000-00000000000a';
const history = drawHistory(3, 20);

let folder: string;
let journal: Journal;
let jobs: Jobs;
let files: ChosenFileRegistry;
let purged: number;
let handlers: ReturnType<typeof rebuildHandlers>;

beforeEach(async () => {
  folder = await newFolder();
  await mkdir(join(folder, 'backups'));
  await writeJournalOf(join(folder, 'journal'), history);
  for (const seq of new Set([9, ...history.backedUp]))
    await writeBackup(join(folder, 'backups'), history, seq);
  journal = good(await Journal.open(join(folder, 'journal'), { desk }));
  jobs = new Jobs();
  files = good(await ChosenFileRegistry.open(join(folder, 'chosen')));
  purged = 0;
  handlers = rebuildHandlers({
    jobs,
    journal,
    files,
    deskFolder: folder,
    backupsFolder: join(folder, 'backups'),
    identity: () => ({ desk: desk.id, name: 'Tests', number: desk.number }),
    appVersion: '0.2.0',
    passphrase: () => null,
    onPurged: async () => void (purged += 1),
  });
});

afterEach(() => journal.close());

/** Keeps what is told, and does something at the first word of a phase. */
const listening = (phase?: string, act: () => void = () => undefined) => {
  const phases = new Set<string>();
  const emit = (event: DeskEvent) => {
    if (event.kind !== 'progress') return;
    if (event.phase === phase && !phases.has(event.phase)) act();
    phases.add(event.phase);
  };
  return { phases, emit };
};

const moment = async () =>
  good(
    await handlers['rebuild.make'](
      { job, at: new Date(timeOf(12) + 500).toISOString(), withoutLocked: false },
      listening(),
    ),
  );

const rebuiltFiles = () => readdir(join(folder, 'rebuilt'));

describe('the channels that make desks anew', () => {
  it('compare a moment with now, and keep the file of the moment only', async () => {
    const { ticket } = await moment();
    const [kept] = await rebuiltFiles();
    const { phases, emit } = listening();
    const compared = good(await handlers['rebuild.compare']({ job, ticket }, { emit }));
    const [then, now] = [stateAt(history, 12), stateAt(history, 20)];
    const added = [...then.rows.keys()].filter((key) => !now.rows.has(key)).length;
    const removed = [...now.rows.keys()].filter((key) => !then.rows.has(key)).length;
    const sum = (part: 'added' | 'removed') =>
      Object.values(compared).reduce((all, counts) => all + counts[part], 0);
    expect([sum('added'), sum('removed')]).toEqual([added, removed]);
    expect(phases).toContain('Comparing with now');
    expect(await rebuiltFiles()).toEqual([kept]);
  });

  it('break off comparing when the job is closed, and leave nothing behind', async () => {
    const { ticket } = await moment();
    const [kept] = await rebuiltFiles();
    const { emit } = listening('Comparing with now', () => void jobs.close(job));
    const compared = await handlers['rebuild.compare']({ job, ticket }, { emit });
    expect(compared).toMatchObject({ ok: false, problem: { code: 'file.cancelled' } });
    expect(await rebuiltFiles()).toEqual([kept]);
  });

  it('tell how far an erasure is, and that backups may have been rewritten', async () => {
    const { phases, emit } = listening();
    good(await handlers['rebuild.purge']({ job }, { emit }));
    expect([...phases]).toEqual(['Erasing from the journal', 'Erasing from backups']);
    expect(purged).toBe(1);
  });
});
