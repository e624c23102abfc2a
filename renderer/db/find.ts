import { entityOf, type TableName } from '#shared/entities/index.ts';
import { foldText, wordsOf } from '#shared/schema/index-key.ts';
import { isTrashed, type Row } from '#shared/schema/row.ts';
import type { TitledRecords } from '../workers/search/find-records.ts';
import { connectionOf } from './bulk-rows.ts';
import type { DeskDatabase } from './open-database.ts';
import { readPage } from './page.ts';
import { answer } from './raw-idb.ts';
import { idsFromText } from './short-code.ts';
import type { SearchClient } from './search-client.ts';
import { indexOf, pathFrom } from './stores.ts';
import { fromStored } from './stored-row.ts';
import { titleHops, titlesOfRows } from './titles.ts';

/** How many records may be found through one reference; people type on when there are more (DB9). */
const reach = 400;

/** What is asked for records by their titles. */
interface Sources {
  database: DeskDatabase;
  searches: Pick<SearchClient, 'titled'>;
}

/** The numbers of records with a title of their own that was found, and of those that take theirs from such a one. */
const idsByTitle = async (
  database: DeskDatabase,
  table: TableName,
  titled: TitledRecords,
  hops: number,
): Promise<number[]> => {
  const { title, fields } = entityOf(table);
  const ids = new Set(titled[table]);
  for (const name of hops > 0 ? (title.via ?? []) : []) {
    const field = fields[name];
    if (field?.kind !== 'reference') continue;
    const targets = await idsByTitle(database, field.target as TableName, titled, hops - 1);
    for (const id of await idsPointing(database, table, name, targets)) ids.add(id);
  }
  return [...ids];
};

/** All targets are asked for at once: a cursor that jumps from one to the next takes ten times as long. */
const idsPointing = async (
  database: DeskDatabase,
  table: TableName,
  field: string,
  targets: readonly number[],
): Promise<number[]> => {
  const path = pathFrom(entityOf(table), field);
  if (path === undefined || targets.length === 0) return [];
  const index = connectionOf(database)
    .transaction(table, 'readonly')
    .objectStore(table)
    .index(indexOf(path));
  const found = await Promise.all(
    targets.map((id) => {
      const range =
        path.fields.length === 1 ? IDBKeyRange.only(id) : IDBKeyRange.bound([id], [id, []]);
      return answer(index.getAllKeys(range, reach));
    }),
  );
  return (found.flat() as number[]).slice(0, reach);
};

/** How well a title answers; smaller is better, null is not at all. */
const rankTitle = (title: string, typed: readonly string[]): number | null => {
  const words = wordsOf(title);
  if (!typed.every((start) => words.some((word) => word.startsWith(start)))) return null;
  const phrase = typed.join(' ');
  const whole = words.join(' ');
  if (whole === phrase) return 0;
  if (whole.startsWith(phrase)) return 1;
  return ` ${whole}`.includes(` ${phrase}`) ? 2 : 3;
};

/** Records that the typed words or number mean, best first, the trash apart (DB9). */
export const findRecords = async (
  { database, searches }: Sources,
  table: TableName,
  typed: string,
  limit: number,
): Promise<Row[]> => {
  const words = wordsOf(typed);
  if (words.length === 0) return (await readPage(database, table, { trash: false, limit })).rows;
  const [numbered, titled] = await Promise.all([
    rowsOf(database, table, idsFromText(table, typed)),
    searches.titled(typed),
  ]);
  const named = await rankedRows(database, table, words, titled);
  const ids = new Set(numbered.map(({ id }) => id));
  return [...numbered, ...named.filter(({ id }) => !ids.has(id))].slice(0, limit);
};

const rowsOf = async (
  database: DeskDatabase,
  table: TableName,
  ids: readonly number[],
): Promise<Row[]> => {
  const found = await database.records(table).bulkGet([...ids]);
  return found.flatMap((row) => (row === undefined || isTrashed(row) ? [] : [fromStored(row)]));
};

const rankedRows = async (
  database: DeskDatabase,
  table: TableName,
  words: readonly string[],
  titled: TitledRecords,
): Promise<Row[]> => {
  const rows = await rowsOf(database, table, await idsByTitle(database, table, titled, titleHops));
  const titles = await titlesOfRows(database, table, rows);
  return rows
    .flatMap((row, i) => {
      const title = titles[i]!;
      const rank = rankTitle(title, words);
      return rank === null ? [] : [{ row, rank, folded: foldText(title) }];
    })
    .sort(
      (a, b) =>
        a.rank - b.rank ||
        (a.folded < b.folded ? -1 : a.folded > b.folded ? 1 : b.row.id - a.row.id),
    )
    .map(({ row }) => row);
};
