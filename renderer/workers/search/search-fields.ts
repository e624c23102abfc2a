import { entityOf, workTables, type TableName } from '#shared/entities/index.ts';
import type { Values } from '#shared/schema/row.ts';
import {
  searchedFieldsOf,
  searchedTexts,
  type SearchedField,
  type WeightClass,
} from '#shared/schema/search-fields.ts';
import { weightClasses } from './impact.ts';

/** Tables that are searched, in the order in which equals are shown; an index calls them by their place here. */
export const searchedTables: readonly TableName[] = workTables;

const searched = new Map(searchedTables.map((table) => [table, searchedFieldsOf(entityOf(table))]));

/** The fields of a table that the search looks into. */
export const searchedFields = (table: TableName): readonly SearchedField[] =>
  searched.get(table) ?? [];

/** Calls `take` with each word of a record, as often as it is there. */
export const eachWord = (
  table: TableName,
  values: Values,
  take: (word: string, weight: WeightClass) => void,
): void => {
  for (const { name, weight, words } of searchedFields(table))
    for (const text of searchedTexts(values[name]))
      for (const word of words(text)) take(word, weight);
};

/**
 * The word that stands for a word of a title (FIND15): titles can so be searched by themselves. It begins with a
 * sign that is part of no word, so nobody can type it.
 */
export const inTitle = (word: string): string => `!${word}`;

/** What an index was made of and how: one of another signature is made anew (FIND12). */
export const searchSignature = (format: number): string =>
  JSON.stringify([
    format,
    weightClasses,
    searchedTables.map((table) => [
      table,
      searchedFields(table).map(({ name, weight, words }) => [name, weight, words.name]),
    ]),
  ]);
