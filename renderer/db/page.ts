import { entityOf, type TableName } from '#shared/entities/index.ts';
import { isId } from '#shared/schema/row-check.ts';
import type { StoredRow } from '#shared/schema/index-key.ts';
import type { Page } from './desk.ts';
import { connectionOf } from './bulk-rows.ts';
import type { DeskDatabase } from './open-database.ts';
import { indexOf, pagingPath } from './stores.ts';
import { fromStored } from './stored-row.ts';

/** Where a page ended: the index key of its last record, and that record's number. */
interface Place {
  key: IDBValidKey;
  id: number;
}

const placeOf = (after: unknown): Place | null => {
  if (typeof after !== 'object' || after === null) return null;
  if (!('key' in after) || !('id' in after) || !isId(after.id)) return null;
  return { key: after.key as IDBValidKey, id: after.id };
};

/** The records in or out of the trash, in the index on which a table is paged. */
export const trashRange = (table: TableName, trash: boolean): IDBKeyRange => {
  const part = trash ? 1 : 0;
  return pagingPath(entityOf(table)).fields.length === 1
    ? IDBKeyRange.only(part)
    : IDBKeyRange.bound([part], [part, []]);
};

const rangeUpTo = (table: TableName, trash: boolean, place: Place | null): IDBKeyRange => {
  const whole = trashRange(table, trash);
  return place === null ? whole : IDBKeyRange.bound(whole.lower, place.key);
};

/**
 * One page, newest first, records of the same moment by falling number (DB7). It starts by seeking the
 * place where the last page ended, so that any page costs the same, and stays right while records
 * come and go between two pages.
 */
export const readPage = (
  database: DeskDatabase,
  table: TableName,
  options: { trash: boolean; limit: number; after?: unknown },
): Promise<Page> =>
  new Promise((resolve, reject) => {
    const place = placeOf(options.after);
    const request = connectionOf(database)
      .transaction(table, 'readonly')
      .objectStore(table)
      .index(indexOf(pagingPath(entityOf(table))))
      .openCursor(rangeUpTo(table, options.trash, place), 'prev');
    const rows: StoredRow[] = [];
    let last: Place | null = null;
    request.onerror = () => reject(request.error ?? new Error('The page could not be read.'));
    request.onsuccess = () => {
      const cursor = request.result;
      if (cursor === null) return resolve({ rows: rows.map(fromStored), next: null });
      if (place !== null && last === null && !isPast(cursor, place)) return seek(cursor, place);
      if (rows.length === options.limit) return resolve({ rows: rows.map(fromStored), next: last });
      rows.push(cursor.value as StoredRow);
      last = { key: cursor.key, id: cursor.primaryKey as number };
      cursor.continue();
    };
  });

const isPast = (cursor: IDBCursor, { key, id }: Place): boolean =>
  indexedDB.cmp(cursor.key, key) < 0 || (cursor.primaryKey as number) < id;

const seek = (cursor: IDBCursor, { key, id }: Place) => {
  if (cursor.primaryKey === id) cursor.continue();
  else cursor.continuePrimaryKey(key, id);
};
