import type { TableName } from '#shared/entities/index.ts';
import type { StoredRow } from '#shared/schema/index-key.ts';
import type { Row } from '#shared/schema/row.ts';
import { connectionOf } from './bulk-rows.ts';
import type { DeskDatabase } from './open-database.ts';
import { answer } from './raw-idb.ts';
import { fromStored } from './stored-row.ts';

/** The lowest and the highest of some numbers, of which there may be any many but at least one. */
export const boundsOf = (ids: readonly number[]): [low: number, high: number] => {
  let [low, high] = [ids[0]!, ids[0]!];
  for (const id of ids) {
    if (id < low) low = id;
    if (id > high) high = id;
  }
  return [low, high];
};

/** The numbers' lowest and highest where hardly any lie between that nobody asked for; otherwise null. */
const denseBounds = (ids: readonly number[]): [low: number, high: number] | null => {
  if (ids.length < 2) return null;
  const [low, high] = boundsOf(ids);
  return high - low < 1.25 * ids.length ? [low, high] : null;
};

const storedMany = async (
  database: DeskDatabase,
  table: TableName,
  ids: readonly number[],
): Promise<(StoredRow | undefined)[]> => {
  const bounds = denseBounds(ids);
  if (bounds === null) return database.records(table).bulkGet([...ids]);
  const store = connectionOf(database).transaction(table, 'readonly').objectStore(table);
  const rows = await answer(store.getAll(IDBKeyRange.bound(...bounds)) as IDBRequest<StoredRow[]>);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id));
};

/** Those of the records that are there, read in Dexie's transaction under way; neighbours by one request. */
export const readWithin = async (
  database: DeskDatabase,
  table: TableName,
  ids: readonly number[],
): Promise<Row[]> => {
  const bounds = denseBounds(ids);
  const records = database.records(table);
  const found =
    bounds === null
      ? await records.bulkGet([...ids])
      : await records
          .where(':id')
          .between(...bounds, true, true)
          .toArray();
  return found.flatMap((row) => (row === undefined ? [] : [fromStored(row)]));
};

/**
 * Records by their numbers, in the order asked for, null for none. Neighbours, as a grid in its first order
 * shows them, are read by one request: it costs a tenth of one for each.
 */
export const readMany = async (
  database: DeskDatabase,
  table: TableName,
  ids: readonly number[],
): Promise<(Row | null)[]> => {
  const found = await storedMany(database, table, ids);
  return found.map((row) => (row === undefined ? null : fromStored(row)));
};
