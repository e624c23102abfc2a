import { expect, onTestFinished } from 'vitest';
import type { Problem } from '#shared/problems/index.ts';
import { formatStamp } from '#shared/sync/stamp.ts';
import type { SentEntry } from '#shared/sync/parse-sent-entry.ts';
import { startExchange, type PumpHost } from '#renderer/db/exchange-pump.ts';
import { runImportDump } from '#renderer/db/work.ts';
import { manyRows, must, newDesk, newRoot, quietly } from '#tests/support/bulk-desk.ts';
import { FolderApi } from './folder-api.ts';

/** The number of the other desk. */
export const ben = 4712;
const later = Date.UTC(2026, 5, 1);
export const stampAt = (n: number) => formatStamp({ time: later + n, counter: 0, desk: ben });

export const creation = (n: number, name: string): SentEntry => ({
  stamp: stampAt(n),
  action: 'edit',
  changes: [
    {
      kind: 'create',
      table: 'profiles',
      row: { id: ben * 2 ** 26 + n, values: { first_name: name }, clock: stampAt(n) },
    },
  ],
});

/** Puts so many profiles of the desk into the trash, by one entry. */
export const trashing = (count: number): SentEntry => ({
  stamp: stampAt(1),
  action: 'edit',
  changes: Array.from({ length: count }, (_, at) => ({
    kind: 'update',
    table: 'profiles',
    id: at + 1,
    stamp: stampAt(1),
    values: { title: 'Gone' },
    replaced: {},
    before: {},
  })),
});

/** A window that says what it heard. */
const hosted = () => {
  const problems: Problem[] = [];
  const titles: string[] = [];
  let replaced = 0;
  const stop = new AbortController();
  const host: PumpHost = {
    untilFree: () => Promise.resolve(),
    longWork: (title, run) => {
      titles.push(title);
      return run({ ...quietly, signal: stop.signal });
    },
    onProblem: (problem) => void problems.push(problem),
    onReplaced: () => void replaced++,
  };
  return { host, problems, titles, stop, replacements: () => replaced };
};

/** A desk and a main process with a shared folder; `start` lets the pump run until the test is over. */
export const exchanging = async ({ root = newRoot(), api = new FolderApi(), rows = 0 } = {}) => {
  const desk = await newDesk(root);
  if (rows > 0) {
    const dump = api.openDump({ profiles: manyRows(rows).profiles! });
    must(await runImportDump(desk, api, { ...dump, name: 'old.sql' }, quietly));
  }
  const hearing = hosted();
  const start = () => {
    const pump = startExchange(desk, api, hearing.host);
    onTestFinished(() => pump.close());
    return pump;
  };
  return { desk, api, root, start, ...hearing };
};

/** Waits until the window has asked so often and got an answer. */
export const askedTimes = (api: FolderApi, times: number) =>
  expect.poll(() => api.asked.length, { timeout: 10_000 }).toBeGreaterThanOrEqual(times);

export const takenTimes = (api: FolderApi, times: number) =>
  expect.poll(() => api.taken.length, { timeout: 10_000 }).toBe(times);

export const namesIn = async ({ desk }: { desk: Awaited<ReturnType<typeof newDesk>> }) =>
  (await desk.database.records('profiles').toArray()).map(({ values }) => values['first_name']);
