import type { Page } from 'playwright';
import { expect } from 'vitest';
import type { TableName } from '#shared/entities/index.ts';
import type { Values } from '#shared/schema/row.ts';

interface StoredRow {
  id: number;
  values: Values;
}

/** Reads a table from the desk’s database with nothing of the product’s. */
const readTable = async (table: string): Promise<StoredRow[]> => {
  const done = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(new Error(request.error?.message));
    });
  const all = async <T>(name: string, store: string): Promise<T[]> => {
    const database = await done(indexedDB.open(name));
    const rows: unknown = await done(database.transaction(store).objectStore(store).getAll());
    database.close();
    return rows as T[];
  };
  const [root] = await all<{ database: string }>('expert-desk', 'root');
  const rows = await all<StoredRow>(root?.database ?? '', table);
  return rows.map(({ id, values }) => ({ id, values }));
};

/** What the database holds of a table, by rising number. */
export const storedRows = (page: Page, table: TableName): Promise<StoredRow[]> =>
  page.evaluate(readTable, table);

/** Waits until the database holds these values of a record, whatever else it holds of it. */
export const untilStored = (page: Page, table: TableName, id: number, values: object) =>
  expect
    .poll(async () => (await storedRows(page, table)).find((row) => row.id === id)?.values ?? null)
    .toMatchObject(values);
