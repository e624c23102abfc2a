import Dexie from 'dexie';
import type { TableName } from '#shared/entities/index.ts';
import type { StoredRow } from '#shared/schema/index-key.ts';
import type { DeskDatabase } from './open-database.ts';
import { answer } from './raw-idb.ts';

/** The way past Dexie: its bookkeeping for every record costs 12 to 18 % of reading or writing many. */

/** The IndexedDB connection behind an open database; throws where it was closed. */
export const connectionOf = (database: DeskDatabase): IDBDatabase => {
  if (!database.isOpen()) throw new Dexie.DatabaseClosedError('The database is closed.');
  return database.backendDB();
};

/** The next records by number, above `after` (0 for the first), at most `limit`, without a cursor. */
export const readBatch = (
  database: DeskDatabase,
  table: TableName,
  after: number,
  limit: number,
): Promise<StoredRow[]> =>
  answer(
    connectionOf(database)
      .transaction(table, 'readonly')
      .objectStore(table)
      .getAll(IDBKeyRange.lowerBound(after, true), limit) as IDBRequest<StoredRow[]>,
  );
