import type { TableName } from '#shared/entities/index.ts';
import type { StoredRow } from '#shared/schema/index-key.ts';
import type { Row } from '#shared/schema/row.ts';
import { connectionOf } from './bulk-rows.ts';
import type { DeskDatabase } from './open-database.ts';
import { answer } from './raw-idb.ts';
import { fromStored } from './stored-row.ts';

/** The numbers' lowest and highest where hardly any lie between that nobody asked for; otherwise null. */
const denseRange = (ids: readonly number[]): IDBKeyRange | null => {
  if (ids.length < 2) return null;
  const [low, high] = [Math.min(...ids), Math.max(...ids)];
  return high - low < 1.25 * ids.length ? IDBKeyRange.bound(low, high) : null;
};

const storedMany = async (
  database: DeskDatabase,
  table: TableName,
  ids: readonly number[],
): Promise<(StoredRow | undefined)[]> => {
  const range = denseRange(ids);
  if (range === null) return database.records(table).bulkGet([...ids]);
  const store = connectionOf(database).transaction(table, 'readonly').objectStore(table);
  const rows = await answer(store.getAll(range) as IDBRequest<StoredRow[]>);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id));
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
