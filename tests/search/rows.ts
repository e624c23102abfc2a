import fc from 'fast-check';
import { entityOf, type TableName } from '#shared/entities/index.ts';
import type { Value } from '#shared/schema/fields.ts';
import { foldText, titleText } from '#shared/schema/index-key.ts';
import { impactOf, prefixImpact, rarity, type Counts } from '#renderer/workers/search/impact.ts';
import { searchedFields, searchedTables } from '#renderer/workers/search/search-fields.ts';
import { parseQuery, searchWords } from '#shared/schema/search-words.ts';

/** A few records in a few words, so that they meet, and the search as one would write it without an index. */
export interface SearchedRow {
  table: TableName;
  id: number;
  row: { id: number; values: Record<string, Value> };
}

const words = [
  'ana',
  'Äná',
  'anabel',
  'lima',
  'li',
  'Łódź',
  'gas',
  'gases',
  '東京',
  '12',
  'o’neill',
  '😀',
];
export const text: fc.Arbitrary<string> = fc
  .array(fc.constantFrom(...words), { maxLength: 5 })
  .map((parts) => parts.join(' '));

const values = fc.record({
  first_name: text,
  summary: text,
  city: fc.option(text),
  keywords: fc.array(text, { maxLength: 2 }),
  deleted: fc.boolean(),
});

export const searchedRow: fc.Arbitrary<SearchedRow> = fc
  .tuple(
    fc.constantFrom<TableName>('profiles', 'projects'),
    fc.integer({ min: 1, max: 20 }),
    values,
  )
  .map(([table, id, { summary, first_name: name, ...rest }]) => {
    const own =
      table === 'profiles'
        ? { first_name: name, summary, ...rest }
        : { name, description: summary, deleted: rest.deleted };
    return { table, id, row: { id, values: own } };
  });

const key = ({ table, id }: { table: string; id: number }) => `${table} ${id}`;

/** The last of each record. */
export const standing = (rows: readonly SearchedRow[]): SearchedRow[] => [
  ...new Map(rows.map((row) => [key(row), row])).values(),
];

const tokensOf = ({ table, row }: SearchedRow) =>
  searchedFields(table).flatMap(({ name, weight, words: wordsIn }) => {
    const value = row.values[name];
    const texts = Array.isArray(value) ? value : typeof value === 'string' ? [value] : [];
    return texts.flatMap((one: string) => wordsIn(one).map((word) => ({ word, weight })));
  });

const places = ['title', 'short', 'long'] as const;

const weightOf = (row: SearchedRow, typed: string): number => {
  const tokens = tokensOf(row);
  const count = (fits: (word: string) => boolean): Counts => {
    const [title = 0, short = 0, long = 0] = places.map(
      (place) => tokens.filter(({ word, weight }) => weight === place && fits(word)).length,
    );
    return [title, short, long];
  };
  const lengths = count(() => true);
  const found = [...new Set(tokens.map(({ word }) => word))].filter((word) =>
    word.startsWith(typed),
  );
  const letter = foldText(entityOf(row.table).letter);
  const isNumber = typed === String(row.id) || typed === `${letter}${row.id}`;
  const weights = found.map((word) => {
    const impact = impactOf(
      count((other) => other === word),
      lengths,
    );
    return word === typed ? impact : prefixImpact(impact);
  });
  return isNumber ? 255 : Math.max(0, ...weights);
};

/** Records, the trash apart, in whose own title each of the words begins one. */
export const titledPlainly = (rows: readonly SearchedRow[], typed: string): SearchedRow[] => {
  const asked = searchWords(typed);
  return rows.filter(({ table, row }) => {
    const words = searchWords(titleText(entityOf(table), row.values));
    const begins = asked.every((start) => words.some((word) => word.startsWith(start)));
    return asked.length > 0 && begins && row.values['deleted'] !== true;
  });
};

/** All records that fit, the best first. */
export const searchPlainly = (rows: readonly SearchedRow[], typed: string, trash: boolean) => {
  const asked = parseQuery(typed).words;
  if (asked.length === 0) return [];
  const weighed = rows.map((row) => ({ row, weights: asked.map((word) => weightOf(row, word)) }));
  const rarities = asked.map((_, i) =>
    rarity(rows.length, weighed.filter(({ weights }) => weights[i]! > 0).length),
  );
  return weighed
    .filter(({ weights }) => weights.every((weight) => weight > 0))
    .filter(({ row }) => trash || row.row.values['deleted'] !== true)
    .map(({ row: { table, id }, weights }) => ({
      table,
      id,
      score: weights.reduce((sum, weight, i) => sum + weight * rarities[i]!, 0),
    }))
    .toSorted(
      (a, b) =>
        b.score - a.score ||
        searchedTables.indexOf(a.table) - searchedTables.indexOf(b.table) ||
        b.id - a.id,
    );
};
