import type { TableName } from '#shared/entities/index.ts';
import { answer, committed, deleteDatabase, openRaw } from '../db/raw-idb.ts';
import { columnsName } from '../db/columns-name.ts';
import type { Column, ColumnSpec } from './column.ts';
import { sealIn } from './packed-record.ts';
import { isStoredPart, packColumn, unpackColumn, type Saved } from './packed-column.ts';

/** The packed columns on the disk, in a database of their own beside the desk's (COL1). */

const columnsStore = 'columns';
/** How often the columns of a table were dropped, by table. */
const generations = 'generations';

const open = (database: string): Promise<IDBDatabase> =>
  openRaw(columnsName(database), 1, (created) => {
    created.createObjectStore(columnsStore);
    created.createObjectStore(generations);
  });

const tableRange = (table: TableName) => IDBKeyRange.bound([table], [table, []]);
const columnRange = ({ table, name }: Pick<ColumnSpec, 'table' | 'name'>) =>
  IDBKeyRange.bound([table, name], [table, name, []]);

const dropIn = async (connection: IDBDatabase, tables: readonly TableName[]): Promise<void> => {
  const transaction = connection.transaction([columnsStore, generations], 'readwrite', {
    durability: 'strict',
  });
  const done = committed(transaction);
  const known = transaction.objectStore(generations);
  for (const table of tables) {
    transaction.objectStore(columnsStore).delete(tableRange(table));
    known.get(table).onsuccess = ({ target }) => {
      const before = (target as IDBRequest<unknown>).result;
      known.put((typeof before === 'number' ? before : 0) + 1, table);
    };
  }
  await done;
};

/**
 * Takes the columns of tables off the disk, for good: a worker that has read them before and writes them
 * later finds another generation, and writes nothing (COL7).
 */
export const dropPacked = async (database: string, tables: readonly TableName[]): Promise<void> => {
  if (tables.length === 0) return;
  // What cannot be opened or written goes as a whole: it is only a copy.
  await dropByName(database, tables).catch(() => deleteDatabase(columnsName(database)));
};

const dropByName = async (database: string, tables: readonly TableName[]): Promise<void> => {
  const connection = await open(database);
  try {
    await dropIn(connection, tables);
  } finally {
    connection.close();
  }
};

export class PackedCopy {
  readonly #connection: IDBDatabase;

  private constructor(connection: IDBDatabase) {
    this.#connection = connection;
  }

  /** Null where the copy cannot be opened: then all goes on without it. */
  static open(database: string): Promise<PackedCopy | null> {
    return open(database).then(
      (connection) => new PackedCopy(connection),
      () => null,
    );
  }

  close() {
    this.#connection.close();
  }

  async generation(table: TableName): Promise<number> {
    const store = this.#connection.transaction(generations).objectStore(generations);
    const found = await answer<unknown>(store.get(table));
    return typeof found === 'number' ? found : 0;
  }

  /** The column of a spec, where the disk has it whole. */
  async load(spec: ColumnSpec): Promise<ReturnType<typeof unpackColumn>> {
    const store = this.#connection.transaction(columnsStore).objectStore(columnsStore);
    const found = await answer<unknown[]>(store.getAll(columnRange(spec)));
    return found.length === 0 ? null : unpackColumn(spec, found);
  }

  /** Writes what has changed of a column; null where its table was dropped meanwhile, or others wrote it. */
  async save(
    column: Column,
    how: { seq: number; generation: number; saved: Saved | null },
  ): Promise<Saved | null> {
    const { table, name } = column.spec;
    const { parts, gone, saved } = packColumn(column, how);
    const transaction = this.#connection.transaction([columnsStore, generations], 'readwrite', {
      durability: 'relaxed',
    });
    const done = committed(transaction);
    const now = await answer<unknown>(transaction.objectStore(generations).get(table));
    const store = transaction.objectStore(columnsStore);
    const head = await answer<unknown>(store.get([table, name, 'head', 0]));
    const isOurs = how.saved === null || (isStoredPart(head) && sealIn(head) === how.saved.head);
    if ((now ?? 0) !== how.generation || !isOurs) {
      transaction.abort();
      await done.catch(() => undefined);
      return null;
    }
    if (how.saved === null) store.delete(columnRange(column.spec));
    for (const page of gone) store.delete([table, name, 'page', page]);
    for (const part of parts) store.put(part, [table, name, part.part, part.number]);
    await done;
    return saved;
  }

  async remove(spec: Pick<ColumnSpec, 'table' | 'name'>): Promise<void> {
    const transaction = this.#connection.transaction(columnsStore, 'readwrite');
    const done = committed(transaction);
    transaction.objectStore(columnsStore).delete(columnRange(spec));
    await done;
  }

  drop(tables: readonly TableName[]): Promise<void> {
    return dropIn(this.#connection, tables);
  }

  /** The columns that the disk has, each with the entry of the log that it goes up to. */
  async heads(): Promise<{ table: TableName; name: string; seq: number }[]> {
    const store = this.#connection.transaction(columnsStore).objectStore(columnsStore);
    const keys = await answer(store.getAllKeys());
    const heads = (keys as [TableName, string, string, number][]).filter(
      ([, , part]) => part === 'head',
    );
    return Promise.all(heads.map(([table, name]) => this.#head(table, name)));
  }

  async #head(table: TableName, name: string) {
    const store = this.#connection.transaction(columnsStore).objectStore(columnsStore);
    const found = await answer<unknown>(store.get([table, name, 'head', 0]));
    return { table, name, seq: isStoredPart(found) ? seqIn(found.text) : 0 };
  }
}

/** Whether the head is right is told when the column is loaded; here a wrong one is of no entry. */
const seqIn = (text: string): number => {
  const seq = /^\{"seq":(\d{1,15})[,}]/.exec(text)?.[1];
  return seq === undefined ? 0 : Number(seq);
};
