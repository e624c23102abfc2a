import { afterEach } from 'vitest';
import type { TableName } from '#shared/entities/index.ts';
import type { Result } from '#shared/result.ts';
import type { Row, Values } from '#shared/schema/row.ts';
import { formatStamp, type Stamp } from '#shared/sync/stamp.ts';
import { problemText } from '#shared/problems/index.ts';
import { columnsName } from '#renderer/db/columns-name.ts';
import type { Applied, Desk, Operation } from '#renderer/db/desk.ts';
import { toStored } from '#renderer/db/stored-row.ts';
import { openDesk, type OpenDesk, type OpenOptions } from '#renderer/db/open-desk.ts';

/** Desks on databases of their own, closed and deleted after each test. */

export const deskNumber = 77;
const opened: OpenDesk[] = [];

export const scratchName = (): string => `test ${crypto.randomUUID()}`;

const expectOk = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(problemText(result.problem));
  return result.value;
};

export const codeOf = (result: Result<unknown>): string | null =>
  result.ok ? null : result.problem.code;

export const openScratch = async (options: Partial<OpenOptions> = {}): Promise<OpenDesk> => {
  const desk = expectOk(
    await openDesk({ identity: { number: deskNumber }, database: scratchName(), ...options }),
  );
  opened.push(desk);
  return desk;
};

afterEach(async () => {
  const desks = opened.splice(0);
  for (const desk of desks) desk.close();
  const names = desks.flatMap(({ database: { name } }) => [name, columnsName(name)]);
  for (const name of new Set(names))
    await new Promise((resolve, reject) => {
      const request = indexedDB.deleteDatabase(name);
      request.onsuccess = resolve;
      request.onerror = reject;
    });
});

export const edit = async (desk: Desk, ...operations: Operation[]): Promise<Applied> =>
  expectOk(await desk.mutate(operations, 'edit'));

export const create = async (desk: Desk, table: TableName, values: Values): Promise<number> =>
  (await edit(desk, { op: 'create', table, values })).touched[0]!.id;

/** A stamp of an imported record, `n` milliseconds into 2025. */
const importStamp = (n = 0): Stamp =>
  formatStamp({ time: 1735689600000 + n, counter: 0, desk: 33 });

export const imported = (id: number, values: Values): Row => ({ id, values, clock: importStamp() });

/** Puts records past `mutate`, as an import does. */
export const bring = async (desk: OpenDesk, table: TableName, rows: readonly Row[]) => {
  await desk.database.records(table).bulkPut(rows.map((row) => toStored(table, row)));
  desk.announce([{ table, ids: 'all' }]);
};

/** Everything that a database holds, store by store. */
export const contentOf = async ({ database }: OpenDesk): Promise<Record<string, unknown[]>> =>
  Object.fromEntries(
    await Promise.all(database.tables.map(async (table) => [table.name, await table.toArray()])),
  ) as Record<string, unknown[]>;
