import { entityOf, type TableName } from '#shared/entities/index.ts';
import { connectionOf } from '../db/bulk-rows.ts';
import type { Notice } from '../db/desk.ts';
import type { DeskDatabase } from '../db/open-database.ts';
import { trashRange } from '../db/page.ts';
import { answer } from '../db/raw-idb.ts';
import { indexOf, pagingPath } from '../db/stores.ts';

const keysOf = async (
  source: IDBIndex | IDBObjectStore,
  range?: IDBKeyRange,
): Promise<Float64Array> => Float64Array.from((await answer(source.getAllKeys(range))) as number[]);

/** Ids straight from the indexes, without reading a record; kept until the table changes. */
export class RecordIds {
  readonly #database: DeskDatabase;
  readonly #known = new Map<string, Promise<Float64Array>>();

  constructor(database: DeskDatabase) {
    this.#database = database;
  }

  /** By rising creation, records of unknown creation first, ties by rising number. */
  byCreation(table: TableName, trash: boolean): Promise<Float64Array> {
    return this.#once(`${table} ${trash}`, () => {
      const index = this.#store(table).index(indexOf(pagingPath(entityOf(table))));
      return keysOf(index, trashRange(table, trash));
    });
  }

  /** The records of unknown creation, in the order of `byCreation`, of which they are the beginning. */
  withoutCreation(table: TableName, trash: boolean): Promise<Float64Array> {
    return this.#once(`${table} ${trash} unknown`, () => {
      const path = pagingPath(entityOf(table));
      const index = this.#store(table).index(indexOf(path));
      return keysOf(index, IDBKeyRange.only([trash ? 1 : 0, '']));
    });
  }

  hear({ table }: Notice) {
    for (const name of [...this.#known.keys()])
      if (name.startsWith(`${table} `)) this.#known.delete(name);
  }

  #store(table: TableName): IDBObjectStore {
    return connectionOf(this.#database).transaction(table, 'readonly').objectStore(table);
  }

  #once(name: string, read: () => Promise<Float64Array>): Promise<Float64Array> {
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const reading = read();
    this.#known.set(name, reading);
    reading.catch(() => this.#known.delete(name));
    return reading;
  }
}
