import { readBatch } from '#renderer/db/bulk-rows.ts';
import { openDatabase } from '#renderer/db/open-database.ts';
import { ColumnStore } from '#renderer/workers/column-store.ts';
import { filterSpecs } from '#renderer/workers/eager-specs.ts';
import { PackedColumns } from '#renderer/workers/packed-columns.ts';

/** All filterable columns of the profiles into memory, from the packed copy and as records. */

const never = new AbortController().signal;
/** Nothing is forgotten while columns are counted. */
const room = 2 ** 31;

const opened = async (name: string) => {
  const result = await openDatabase(name);
  if (!result.ok) throw new Error(result.problem.code);
  return result.value;
};

const fill = async (store: ColumnStore) => {
  const columns = filterSpecs('profiles').map((spec) => store.use(spec));
  await store.complete(columns, never, () => undefined);
  return columns;
};

/** Writes the packed copy, from the records. */
export const packAll = async (name: string): Promise<{ ms: number }> => {
  const database = await opened(name);
  const started = performance.now();
  const packed = new PackedColumns(database);
  const store = new ColumnStore(database, { budget: room, packed });
  for (const column of await fill(store)) await packed.save(store, column);
  await packed.close();
  database.close();
  return { ms: performance.now() - started };
};

/** A worker that begins, and takes all columns from the copy. `one` is the dearest of them by itself. */
export const hydrateAll = async (name: string) => {
  const database = await opened(name);
  const packed = new PackedColumns(database);
  const started = performance.now();
  const store = new ColumnStore(database, { budget: room, packed });
  const columns = await fill(store);
  const ms = performance.now() - started;
  for (const { ids, spec } of columns)
    if (!packed.holds(spec.table, spec.name))
      throw new Error(`${spec.name}: ${ids.length} unpacked`);
  const alone = performance.now();
  const single = new ColumnStore(database, { budget: room, packed });
  const dearest = columns.reduce((a, b) => (a.bytes > b.bytes ? a : b)).spec;
  await single.complete([single.use(dearest)], never, () => undefined);
  const parts = { [`${dearest.name} alone`]: performance.now() - alone };
  await packed.close();
  database.close();
  return { ms, parts, found: columns.map(({ ids }) => String(ids.length)) };
};

/** The same records as they lie in the table, in batches of 2,000; nothing is made of them. */
export const readAll = async (name: string): Promise<{ ms: number }> => {
  const database = await opened(name);
  const started = performance.now();
  for (let after = 0; ;) {
    const rows = await readBatch(database, 'profiles', after, 2000);
    after = rows.at(-1)?.id ?? after;
    if (rows.length < 2000) break;
  }
  const ms = performance.now() - started;
  database.close();
  return { ms };
};
