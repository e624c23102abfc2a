import { readFile } from 'node:fs/promises';
import type { Base, Change, OutboxEntry } from '#shared/sync/change.ts';
import { formatStamp } from '#shared/sync/stamp.ts';
import { problemText, type Problem } from '#shared/problems/index.ts';
import type { Result } from '#shared/result.ts';
import type { Disk } from '#electron/disk/disk.ts';
import { Journal, type JournalOptions } from '#electron/journal/journal.ts';
import { Refusal } from '#electron/snapshots/refusal.ts';
import { readJournal, type JournalEntry } from '#electron/journal/read-journal.ts';

export const good = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(problemText(result.problem));
  return result.value;
};

export const workspace = '0198c0de-0000-7000-8000-000000000001';
export const desk = { id: '0198c0de-0000-7000-8000-000000000002', number: 4711 };
export const otherDesk = { id: '0198c0de-0000-7000-8000-000000000003', number: 4712 };
const startTime = Date.UTC(2026, 10, 23, 9);

export type Numbered = OutboxEntry & { seq: number };

export const stampOf = (seq: number): string =>
  formatStamp({ time: startTime + seq * 1000, counter: 0, desk: desk.number });

export const renamed = (id: number, seq: number, name: string): Change => ({
  kind: 'update',
  table: 'projects',
  id,
  stamp: stampOf(seq),
  values: { name },
  replaced: { name: stampOf(0) },
  before: { name: 'before' },
});

/** An entry that renames project `id`. */
export const entry = (seq: number, { id = seq, name = `Project ${seq}` } = {}): Numbered => ({
  seq,
  stamp: stampOf(seq),
  action: 'edit',
  changes: [renamed(id, seq, name)],
});

export const entries = (first: number, last: number): Numbered[] =>
  Array.from({ length: last - first + 1 }, (_, i) => entry(first + i));

export const baseEntry = (seq: number, base: Base, changes: Change[] = []): Numbered => ({
  seq,
  stamp: stampOf(seq),
  action: 'restore',
  base,
  changes,
});

export const toLines = (list: readonly unknown[]): Buffer =>
  Buffer.from(list.map((item) => `${JSON.stringify(item)}\n`).join(''));

export const openJournal = async (
  folder: string,
  options: Partial<JournalOptions> = {},
): Promise<Journal> => good(await tryOpen(folder, options));

const opened = new Set<Journal>();

/** For after each test: whatever is still open. */
export const closeJournals = async (): Promise<void> => {
  for (const journal of opened) await journal.close();
  opened.clear();
};

export const tryOpen = async (
  folder: string,
  options: Partial<JournalOptions> = {},
): Promise<Result<Journal>> => {
  let time = startTime;
  const journal = await Journal.open(folder, { desk, now: () => (time += 1000), ...options });
  if (journal.ok) opened.add(journal.value);
  return journal;
};

export const append = (
  journal: Journal,
  list: readonly Numbered[],
): Promise<Result<{ acknowledged: number }>> =>
  journal.append(workspace, toLines(list), { first: list[0]!.seq, last: list.at(-1)!.seq });

export const mustAppend = async (journal: Journal, list: readonly Numbered[]): Promise<void> => {
  good(await append(journal, list));
};

/** A journal with these entries, a call each, closed. */
export const writeJournal = async (
  folder: string,
  calls: readonly (readonly Numbered[])[],
  options: Partial<JournalOptions> = {},
): Promise<void> => {
  const journal = await openJournal(folder, options);
  for (const list of calls) await mustAppend(journal, list);
  await journal.close();
};

export const readAll = async (
  folder: string,
  options: { disk?: Disk; from?: number } = {},
): Promise<JournalEntry[]> => {
  const found: JournalEntry[] = [];
  for await (const read of readJournal(folder, options)) found.push(read);
  return found;
};

/** What can be read, and why it ends there; null at the end. */
export const readUntilRefused = async (
  folder: string,
  options: { disk?: Disk; from?: number } = {},
): Promise<{ read: JournalEntry[]; problem: Problem | null }> => {
  const read: JournalEntry[] = [];
  try {
    for await (const found of readJournal(folder, options)) read.push(found);
    return { read, problem: null };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { read, problem: error.problem };
  }
};

export const seqs = (list: readonly { seq: number }[]): number[] => list.map(({ seq }) => seq);

/** The lines of a file, without their ends. */
export const linesIn = async (path: string): Promise<string[]> =>
  (await readFile(path, 'utf8')).split('\n').slice(0, -1);
