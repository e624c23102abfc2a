import { entityOf, type TableName } from '#shared/entities/index.ts';
import { wordsOf } from '#shared/schema/index-key.ts';
import type { OrderQuery } from '../db/desk.ts';
import type { Column, ColumnSpec } from './column.ts';
import type { ColumnStore } from './column-store.ts';
import { beginsWord, filterText } from './sort-keys.ts';
import { TitleReader, valueSpec } from './title-reader.ts';

/** What was typed above a grid, over columns that may still be filling. */
export interface Filter {
  columns: readonly Column[];
  /** The records, in the trash or not, of which every typed word begins some word. */
  ids(): Set<number>;
}

const textSpec = (table: TableName, fields: readonly string[]): ColumnSpec => {
  const entity = entityOf(table);
  const name = `(text of ${fields.toSorted().join(', ')})`;
  return { table, name, read: (row) => filterText(entity, fields, row) };
};

/** A reference among the columns that are looked into: what it shows counts, not its number. */
interface Shown {
  column: Column;
  titles: TitleReader;
}

const shownBy = (store: ColumnStore, { table, fields }: OrderQuery): Shown[] =>
  fields.flatMap((name) => {
    const field = entityOf(table).fields[name];
    if (field?.kind !== 'reference') return [];
    const titles = new TitleReader(store, field.target as TableName);
    return [{ column: store.use(valueSpec(table, name)), titles }];
  });

/** The filter of a query; null where nothing to look for was typed. */
export const filterOf = (store: ColumnStore, query: OrderQuery): Filter | null => {
  const words = wordsOf(query.text);
  if (words.length === 0) return null;
  const text = store.use(textSpec(query.table, query.fields));
  const shown = shownBy(store, query);
  return {
    columns: [text, ...shown.flatMap(({ column, titles }) => [column, ...titles.columns])],
    ids: () => matching(text, shown, words),
  };
};

const matching = (text: Column, shown: readonly Shown[], words: readonly string[]): Set<number> => {
  for (const { titles } of shown) titles.forget();
  const found = new Set<number>();
  text.ids.forEach((id, i) => {
    const own = text.keys[i] as string;
    const isIn = (word: string) =>
      beginsWord(own, word) || shown.some((reference) => showsWord(reference, id, word));
    if (words.every(isIn)) found.add(id);
  });
  return found;
};

const showsWord = ({ column, titles }: Shown, id: number, word: string): boolean => {
  const target = column.keyOf(id);
  return (
    typeof target === 'number' && !Number.isNaN(target) && beginsWord(titles.read(target), word)
  );
};
