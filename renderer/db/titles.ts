import { entityOf, type TableName } from '#shared/entities/index.ts';
import { titleText } from '#shared/schema/index-key.ts';
import type { Row } from '#shared/schema/row.ts';
import { byTable } from './by-table.ts';
import { erasedAmong } from './erase.ts';
import type { DeskDatabase } from './open-database.ts';
import { numberedName } from './short-code.ts';

interface RecordId {
  table: TableName;
  id: number;
}

/** How many references a title may be found behind: a payout account's is its owner's profile's name. */
export const titleHops = 3;

const keyOf = ({ table, id }: RecordId): string => `${table} ${id}`;

const rowsOf = async (
  database: DeskDatabase,
  records: readonly RecordId[],
): Promise<Map<string, Row>> => {
  const rows = new Map<string, Row>();
  for (const [table, own] of byTable(records)) {
    const ids = [...new Set(own.map(({ id }) => id))];
    for (const row of await database.records(table).bulkGet(ids))
      if (row !== undefined) rows.set(keyOf({ table, id: row.id }), row);
  }
  return rows;
};

/** The records that the `turn`-th field of a table's `title.via` points to, for those without a title yet. */
const pointersOf = (
  rows: ReadonlyMap<string, Row>,
  untitled: readonly RecordId[],
  turn: number,
): { from: string; to: RecordId }[] =>
  untitled.flatMap((record) => {
    const { title, fields } = entityOf(record.table);
    const name = title.via?.[turn];
    const field = name === undefined ? undefined : fields[name];
    const id = name === undefined ? undefined : rows.get(keyOf(record))?.values[name];
    if (field?.kind !== 'reference' || typeof id !== 'number') return [];
    return [{ from: keyOf(record), to: { table: field.target as TableName, id } }];
  });

const partition = <T>(
  items: readonly T[],
  belongs: (item: T) => boolean | undefined,
): [T[], T[]] => [items.filter((item) => belongs(item)), items.filter((item) => !belongs(item))];

/** Gives records the titles that they hold themselves, where they have none yet. */
const setOwnTitles = (
  titles: Map<string, string>,
  rows: ReadonlyMap<string, Row>,
  records: readonly RecordId[],
) => {
  for (const record of records) {
    const row = rows.get(keyOf(record));
    if (row === undefined || titles.has(keyOf(record))) continue;
    const own = titleText(entityOf(record.table), row.values);
    if (own !== '') titles.set(keyOf(record), own);
  }
};

/** Titles by record, for those that have one: their own, or that of the first `via` that leads to one. */
const titlesOf = async (
  database: DeskDatabase,
  records: readonly RecordId[],
  hops: number,
  known?: ReadonlyMap<string, Row>,
): Promise<Map<string, string>> => {
  const rows = known ?? (await rowsOf(database, records));
  const titles = new Map<string, string>();
  const [byPointer, byOwn] = partition(records, ({ table }) => entityOf(table).title.viaFirst);
  setOwnTitles(titles, rows, byOwn);
  const turns = Math.max(0, ...records.map(({ table }) => entityOf(table).title.via?.length ?? 0));
  for (let turn = 0; turn < turns && hops > 0; turn++) {
    const untitled = records.filter((record) => !titles.has(keyOf(record)));
    const pointers = pointersOf(rows, untitled, turn);
    if (pointers.length === 0) continue;
    const found = await titlesOf(
      database,
      pointers.map(({ to }) => to),
      hops - 1,
    );
    for (const { from, to } of pointers) {
      const title = found.get(keyOf(to));
      if (title !== undefined) titles.set(from, title);
    }
  }
  setOwnTitles(titles, rows, byPointer);
  return titles;
};

const namedOrNumbered = (titles: ReadonlyMap<string, string>, records: readonly RecordId[]) =>
  records.map((record) => titles.get(keyOf(record)) ?? numberedName(record.table, record.id));

/** Calls records that were erased by their number, and says so. */
const nameErased = async (
  database: DeskDatabase,
  titles: Map<string, string>,
  records: readonly RecordId[],
) => {
  const untitled = records.filter((record) => !titles.has(keyOf(record)));
  if (untitled.length === 0) return;
  const erased = await erasedAmong(database, untitled);
  for (const [i, record] of untitled.entries())
    if (erased[i] === true)
      titles.set(keyOf(record), `${numberedName(record.table, record.id)} (erased)`);
};

/** What people read for each record (DB10); "Profile 12" where nothing names it, or it is not here. */
export const readTitles = async (
  database: DeskDatabase,
  records: readonly RecordId[],
): Promise<string[]> => {
  const titles = await titlesOf(database, records, titleHops);
  await nameErased(database, titles, records);
  return namedOrNumbered(titles, records);
};

/** As `readTitles`, for records of one table that are at hand already. */
export const titlesOfRows = async (
  database: DeskDatabase,
  table: TableName,
  rows: readonly Row[],
): Promise<string[]> => {
  const records = rows.map(({ id }) => ({ table, id }));
  const known = new Map(rows.map((row) => [keyOf({ table, id: row.id }), row]));
  return namedOrNumbered(await titlesOf(database, records, titleHops, known), records);
};
