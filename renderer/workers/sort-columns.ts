import { entityOf, type TableName } from '#shared/entities/index.ts';
import type { OrderQuery, Sort } from '../db/desk.ts';
import type { Column, ColumnSpec } from './column.ts';
import { ranksOf } from './column-rows.ts';
import type { ColumnSource } from './column-store.ts';
import type { Check } from './marks.ts';
import { rankTexts, type Ranks } from './ranks.ts';
import { naturalKey } from './sort-keys.ts';
import { TitleReader, valueSpec } from './title-reader.ts';

/** What is sorted by, and how the places of its values are found. */
export interface SortColumn {
  column: Column;
  /** It, and what it needs besides. */
  own: readonly Column[];
  descending: boolean;
  ranks: () => Ranks;
}

const numberSpec = (table: TableName): ColumnSpec => ({
  table,
  name: '(number)',
  holds: 'numbers',
  read: ({ id }) => id,
  packed: 'number',
});

/** A column to sort by, with those that it needs besides; a number is its own column. */
export const sortColumn = (
  source: ColumnSource,
  table: TableName,
  { field: name, descending }: Sort,
): SortColumn => {
  if (name === 'id') {
    const column = source.use(numberSpec(table));
    return { column, own: [column], descending, ranks: () => column.ranks() };
  }
  const field = entityOf(table).fields[name]!;
  const column = source.use(valueSpec(table, name));
  if (field.kind !== 'reference')
    return { column, own: [column], descending, ranks: () => column.ranks() };
  const titles = new TitleReader(source, field.target as TableName);
  const ranks = () => ranksByTitle(column, titles);
  return { column, own: [column, ...titles.columns], descending, ranks };
};

/** References by what they show: each record that is pointed to is read once. */
const ranksByTitle = (column: Column, titles: TitleReader): Ranks => {
  titles.forget();
  const codes = new Map<number, number>();
  const texts = [''];
  const known = new Map<string, number>();
  const codeOf = (id: number): number => {
    const key = naturalKey(titles.read(id));
    if (key === null) return 0;
    const code = known.get(key) ?? texts.push(key) - 1;
    known.set(key, code);
    return code;
  };
  const shown = Uint32Array.from(column.values, (id) => {
    if (Number.isNaN(id)) return 0;
    const code = codes.get(id) ?? codeOf(id);
    codes.set(id, code);
    return code;
  });
  return rankTexts(shown, texts).ranks;
};

/** Holds for the records that fall into the group of one of them. */
export const groupCheck = (
  source: ColumnSource,
  table: TableName,
  { by, like }: NonNullable<OrderQuery['group']>,
): Check => {
  const { column, own, ranks } = sortColumn(source, table, { field: by, descending: false });
  const mark = (ids: Float64Array) => {
    const known = ranks();
    const [wanted] = ranksOf(column, known, Float64Array.of(like)).ranks;
    const found = ranksOf(column, known, ids).ranks;
    const isThere = column.keyOf(like) !== undefined;
    const marks = new Uint8Array(found.length);
    for (let i = 0; i < marks.length; i += 1) if (isThere && found[i] === wanted) marks[i] = 1;
    return marks;
  };
  return { columns: own, mark };
};
