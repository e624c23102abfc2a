import { entityOf, type TableName } from '#shared/entities/index.ts';
import { foldText, wordsOf } from '#shared/schema/index-key.ts';
import { isTrashed, type Row } from '#shared/schema/row.ts';
import { connectionOf } from './bulk-rows.ts';
import type { DeskDatabase } from './open-database.ts';
import { readPage } from './page.ts';
import { answer } from './raw-idb.ts';
import { idsFromText } from './short-code.ts';
import { indexOf, nameIndex, pathFrom } from './stores.ts';
import { fromStored } from './stored-row.ts';
import { titleHops, titlesOfRows } from './titles.ts';

/** How many index entries a start may bring to light; people type on when there are more (DB9). */
const reach = 400;

/** The numbers of records under whose own title a word begins as typed. */
const idsByName = async (
  database: DeskDatabase,
  table: TableName,
  starts: readonly string[],
): Promise<number[]> => {
  if (entityOf(table).title.fields.length === 0) return [];
  const found = await Promise.all(
    starts.map((start) =>
      database
        .records(table)
        .where(nameIndex)
        .between(start, `${start}\uffff`, true, true)
        .limit(reach)
        .primaryKeys(),
    ),
  );
  return found.flat();
};

/** As `idsByName`, and of those that take their title from a record so found. */
const idsByTitle = async (
  database: DeskDatabase,
  table: TableName,
  starts: readonly string[],
  hops: number,
): Promise<number[]> => {
  const { title, fields } = entityOf(table);
  const ids = new Set(await idsByName(database, table, starts));
  for (const name of hops > 0 ? (title.via ?? []) : []) {
    const field = fields[name];
    if (field?.kind !== 'reference') continue;
    const targets = await idsByTitle(database, field.target as TableName, starts, hops - 1);
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
  database: DeskDatabase,
  table: TableName,
  typed: string,
  limit: number,
): Promise<Row[]> => {
  const words = wordsOf(typed);
  if (words.length === 0) return (await readPage(database, table, { trash: false, limit })).rows;
  const numbered = await rowsOf(database, table, idsFromText(table, typed));
  const named = await rankedRows(database, table, words);
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
): Promise<Row[]> => {
  // The whole phrase is the narrowest start; the longest words cover other orders of them.
  const longest = words.toSorted((a, b) => b.length - a.length).slice(0, 2);
  const starts = [...new Set([words.join(' '), ...longest])];
  const rows = await rowsOf(database, table, await idsByTitle(database, table, starts, titleHops));
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
