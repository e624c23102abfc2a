import { entityOf, isTableName, type TableName } from '#shared/entities/index.ts';
import { wordsOf } from '#shared/schema/index-key.ts';
import type { OrderQuery } from '../db/desk.ts';
import type { Column, ColumnSpec } from './column.ts';
import type { ColumnSource } from './column-store.ts';
import { askedOnce, checkNumbers, checkTexts, joined, type Check } from './marks.ts';
import { beginsWord, filterText } from './sort-keys.ts';
import { TitleReader, valueSpec } from './title-reader.ts';

/** What was typed above a grid, over columns that may still be filling. */

const textSpec = (table: TableName, fields: readonly string[]): ColumnSpec => {
  const entity = entityOf(table);
  const name = `(text of ${fields.toSorted().join(', ')})`;
  return { table, name, holds: 'texts', read: (row) => filterText(entity, fields, row) };
};

/** A reference among the columns that are looked into: what it shows counts, not its number. */
interface Shown {
  column: Column;
  titles: TitleReader;
}

const shownBy = (store: ColumnSource, { table, fields }: OrderQuery): Shown[] =>
  fields.flatMap((name) => {
    const field = entityOf(table).fields[name];
    if (field?.kind !== 'reference' || !isTableName(field.target)) return [];
    const titles = new TitleReader(store, field.target);
    return [{ column: store.use(valueSpec(table, name)), titles }];
  });

const wordCheck = (word: string, text: Column, shown: readonly Shown[]): Check =>
  joined('any', [
    checkTexts(text, (own) => own !== null && beginsWord(own, word)),
    ...shown.map(({ column, titles }) => {
      const shows = askedOnce((id: number) => beginsWord(titles.read(id), word));
      return checkNumbers(column, (id) => !Number.isNaN(id) && shows(id));
    }),
  ]);

/** The filter of a query: every typed word begins some word. Null where nothing to look for was typed. */
export const filterOf = (store: ColumnSource, query: OrderQuery): Check | null => {
  const words = wordsOf(query.text);
  if (words.length === 0) return null;
  const text = store.use(textSpec(query.table, query.fields));
  const shown = shownBy(store, query);
  return {
    columns: [text, ...shown.flatMap(({ column, titles }) => [column, ...titles.columns])],
    mark: (ids) => {
      for (const { titles } of shown) titles.forget();
      const checks = words.map((word) => wordCheck(word, text, shown));
      return joined('all', checks).mark(ids);
    },
  };
};
