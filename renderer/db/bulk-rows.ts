import Dexie from 'dexie';
import type { TableName } from '#shared/entities/index.ts';
import { ok, type Result } from '#shared/result.ts';
import type { StoredRow } from '#shared/schema/index-key.ts';
import type { Row } from '#shared/schema/row.ts';
import type { OutboxEntry } from '#shared/sync/change.ts';
import type { DeskDatabase } from './open-database.ts';
import { answer, committed } from './raw-idb.ts';
import { storeProblem } from './store-problem.ts';
import { toStored } from './stored-row.ts';

/** Many records at once, past Dexie: its bookkeeping for every record costs 12 to 18 % of a bulk write. */

/** The IndexedDB connection behind an open database; throws where it was closed. */
export const connectionOf = (database: DeskDatabase): IDBDatabase => {
  if (!database.isOpen()) throw new Dexie.DatabaseClosedError('The database is closed.');
  return database.backendDB();
};

/**
 * The bulk door (DB6): puts records that are validated and stamped already, and the packed outbox
 * record of the same changes where there is one, in one durable transaction: all, or none.
 * A record of the same number is replaced.
 */
export const putRows = async (
  database: DeskDatabase,
  table: TableName,
  rows: readonly Row[],
  { outbox }: { outbox: OutboxEntry | null },
): Promise<Result<null>> => {
  try {
    const stores = outbox === null ? [table] : [table, 'outbox'];
    const transaction = connectionOf(database).transaction(stores, 'readwrite', {
      durability: 'strict',
    });
    await putInto(transaction, table, rows, outbox);
    return ok(null);
  } catch (error) {
    return storeProblem(error);
  }
};

const putInto = async (
  transaction: IDBTransaction,
  table: TableName,
  rows: readonly Row[],
  outbox: OutboxEntry | null,
): Promise<void> => {
  try {
    const store = transaction.objectStore(table);
    for (const row of rows) store.put(toStored(table, row));
    if (outbox !== null) transaction.objectStore('outbox').add(outbox);
    transaction.commit();
  } catch (error) {
    // A record that cannot be put at all throws here, and would leave those before it to be committed.
    transaction.abort();
    throw error;
  }
  await committed(transaction);
};

/** The outbox record of new records, packed; `stamp` is the highest among them. */
export const packedCreation = (
  table: TableName,
  rows: readonly Row[],
  { stamp, action }: Pick<OutboxEntry, 'stamp' | 'action'>,
): OutboxEntry => ({
  stamp,
  action,
  changes: rows.map((row) => ({ kind: 'create', table, row })),
});

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
