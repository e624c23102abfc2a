import { tableNames, type TableName } from '#shared/entities/index.ts';

/**
 * IndexedDB by promises, without Dexie: for the root database, and for bulk work, where a promise
 * for each request would cost more than the request.
 */

const errorOf = (error: DOMException | null): Error =>
  error ?? new DOMException('The database gave no reason.', 'UnknownError');

/** What a request gives. */
export const answer = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(errorOf(request.error));
  });

/** Resolves when a transaction is committed. */
export const committed = (transaction: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(errorOf(transaction.error));
  });

/**
 * Opens a database. The connection closes by itself when someone deletes the database or raises its
 * version, so that it never stands in the way. Without `upgrade` a database that is not there is refused.
 */
export const openRaw = (
  name: string,
  version?: number,
  upgrade?: (database: IDBDatabase) => void,
): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open(name, version);
    request.onupgradeneeded = () => {
      if (upgrade === undefined) request.transaction?.abort();
      else upgrade(request.result);
    };
    request.onerror = () => reject(errorOf(request.error));
    request.onsuccess = () => {
      const database = request.result;
      database.onversionchange = () => database.close();
      resolve(database);
    };
  });

/** Deletes a database; one that is not there is no failure. Waits until the last connection is closed. */
export const deleteDatabase = async (name: string): Promise<void> => {
  await answer(indexedDB.deleteDatabase(name));
};

/** The tables that a database has: one of an older version, read before it is upgraded, has fewer. */
export const tablesIn = ({ objectStoreNames }: IDBDatabase): TableName[] =>
  tableNames.filter((table) => objectStoreNames.contains(table));
