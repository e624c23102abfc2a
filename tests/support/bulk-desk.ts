import { onTestFinished } from 'vitest';
import { tableNames, type TableName } from '#shared/entities/index.ts';
import type { Row, Values } from '#shared/schema/row.ts';
import { formatStamp } from '#shared/sync/stamp.ts';
import { problemText } from '#shared/problems/index.ts';
import type { Result } from '#shared/result.ts';
import { openCurrentDesk, type CurrentDesk } from '#renderer/db/current-desk.ts';
import type { Progress } from '#renderer/db/desk.ts';
import { testIdentity } from '#tests/support/memory-api.ts';

/** Desks of their own for the tests of bulk work. */

export const must = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(problemText(result.problem));
  return result.value;
};

/** Opens a desk under a root of its own; everything of it is removed after the test. */
export const newDesk = async (
  root: string = newRoot(),
  { number = testIdentity.number }: { number?: number } = {},
): Promise<CurrentDesk> => {
  const desk = must(await openCurrentDesk({ identity: { ...testIdentity, number }, root }));
  onTestFinished(() => desk.close());
  return desk;
};

export const newRoot = (): string => `test ${crypto.randomUUID()} r`;

/** The data databases that exist under a root. */
export const databasesOf = async (root: string): Promise<string[]> =>
  (await indexedDB.databases())
    .map(({ name }) => name ?? '')
    .filter((name) => name.startsWith(`${root}-`) && /-\d+$/.test(name))
    .sort();

export const rowOf = (id: number, values: Values): Row => ({
  id,
  values,
  clock: formatStamp({ time: 1_700_000_000_000 + id, counter: 0, desk: 77 }),
});

/** Profiles with names, and users that point to them. */
export const manyRows = (count: number): Partial<Record<TableName, Row[]>> => ({
  profiles: Array.from({ length: count }, (_, i) =>
    rowOf(i + 1, {
      first_name: `Ana ${i}`,
      last_name: 'Ålgård\n"Lima"',
      tags: ['a', 'b'],
      hourly_rate: '120.50',
      deleted: i % 7 === 0,
    }),
  ),
  users: Array.from({ length: Math.ceil(count / 2) }, (_, i) =>
    rowOf(i + 1, { email: `u${i}@example.org`, profile_id: i + 1 }),
  ),
});

/** The same with profiles of some kilobytes: an export sends 2,000 of them in several chunks. */
export const wideRows = (count: number): Partial<Record<TableName, Row[]>> => {
  const { profiles = [], users = [] } = manyRows(count);
  const summary = 'Wide. '.repeat(600);
  return {
    profiles: profiles.map((row) => ({ ...row, values: { ...row.values, summary } })),
    users,
  };
};

/** Every record of a desk, by table. */
export const everythingIn = async (desk: CurrentDesk): Promise<Record<string, unknown[]>> => {
  const all: Record<string, unknown[]> = {};
  for (const table of tableNames) all[table] = await desk.database.records(table).toArray();
  return all;
};

/** Everything that a data database holds, outbox and state too. */
export const storesIn = async (desk: CurrentDesk): Promise<Record<string, unknown[]>> => ({
  ...(await everythingIn(desk)),
  outbox: await desk.database.outbox.toArray(),
  state: await desk.database.state.toArray(),
});

export const quietly = { signal: new AbortController().signal, onProgress: () => undefined };

/** Options that keep the progress that was told. */
export const watching = () => {
  const told: Progress[] = [];
  const stop = new AbortController();
  return {
    told,
    stop,
    options: { signal: stop.signal, onProgress: (progress: Progress) => void told.push(progress) },
  };
};
