import type { TableName } from '#shared/entities/index.ts';
import type { StoredRow } from '#shared/schema/index-key.ts';
import type { Row } from '#shared/schema/row.ts';
import type { Tombstone } from '#shared/sync/change.ts';
import type { Local } from '#shared/sync/plan-merge.ts';
import type { Seen } from '#shared/sync/seen.ts';
import type { Stamp } from '#shared/sync/stamp.ts';
import { fromStored } from '../db/stored-row.ts';
import { erasedKey } from './bulk-tombstones.ts';

/** What merging asks of rows that lie in a store. */

const sameStamps = (
  a: Readonly<Record<string, Stamp>> | undefined,
  b: Readonly<Record<string, Stamp>> | undefined,
): boolean => {
  if (a === undefined || b === undefined) return a === b;
  const fields = Object.keys(a);
  return fields.length === Object.keys(b).length && fields.every((field) => a[field] === b[field]);
};

/** Whether two rows are surely the same: a stamp stands for one value. False says nothing. */
export const haveSameStamps = (a: Row, b: Row): boolean =>
  a.clock === b.clock &&
  a.contest === undefined &&
  b.contest === undefined &&
  a.items === undefined &&
  b.items === undefined &&
  sameStamps(a.clocks, b.clocks);

/** Asks a transaction something; one that is held open takes requests only at its own time. */
export type Ask = <T>(request: (store: IDBObjectStore) => IDBRequest<T>) => Promise<T>;

/** How many times more rows than are wanted may be read, where their numbers lie close together. */
const mostSpare = 2;

/**
 * The rows of a store that have these numbers, which rise. Mostly both sides have the same numbers, and
 * then reading the range at once takes a fraction of asking for each.
 */
export const rowsWithIds = async (
  ask: Ask,
  ids: readonly number[],
): Promise<Map<number, StoredRow>> => {
  const range = IDBKeyRange.bound(ids[0], ids.at(-1));
  const most = ids.length * mostSpare;
  const found = await ask((store) => store.getAll(range, most) as IDBRequest<StoredRow[]>);
  const rows = new Map(found.map((row) => [row.id, row]));
  if (found.length < most) return rows;
  const reached = found.at(-1)!.id;
  const rest = ids.filter((id) => id > reached);
  const others = await Promise.all(
    rest.map((id) => ask((store) => store.get(id) as IDBRequest<StoredRow | undefined>)),
  );
  for (const row of others) if (row !== undefined) rows.set(row.id, row);
  return rows;
};

/** The desk's side of a merge, for the rows of one table. */
export const localOf = (
  rows: ReadonlyMap<number, StoredRow>,
  erased: ReadonlyMap<string, Tombstone>,
  seen: Seen,
): Local => ({
  seen,
  record: (_: TableName, id) => {
    const row = rows.get(id);
    return row === undefined ? null : fromStored(row);
  },
  erased: (table, id) => erased.get(erasedKey(table, id))?.clock ?? null,
});
