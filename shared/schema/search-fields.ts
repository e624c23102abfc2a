import type { EntityDefinition } from './entity.ts';
import type { Field, Value } from './fields.ts';
import { phoneWords, searchWords, urlWords } from './search-words.ts';

/** Where a word stands in a record: a title counts most, a long text least. */
export type WeightClass = 'title' | 'short' | 'long';

/** A field whose words are searched. */
export interface SearchedField {
  name: string;
  weight: WeightClass;
  words: (text: string) => string[];
}

const isLong = (field: Field): boolean =>
  field.kind === 'longText' || (field.kind === 'textList' && field.separator === 'line');

const wordsBy = ({ kind }: Field): SearchedField['words'] => {
  if (kind === 'phone') return phoneWords;
  return kind === 'url' ? urlWords : searchWords;
};

/** Kinds whose words are searched; never secrets (FIND1). */
const kinds: ReadonlySet<Field['kind']> = new Set([
  'text',
  'longText',
  'choice',
  'email',
  'phone',
  'url',
  'timeZone',
  'country',
  'textList',
] as const);

/** The fields of an entity that the search looks into. */
export const searchedFieldsOf = ({ fields, title }: EntityDefinition): SearchedField[] =>
  Object.entries(fields)
    .filter(([, field]) => kinds.has(field.kind))
    .map(([name, field]) => {
      const weight = title.fields.includes(name) ? 'title' : isLong(field) ? 'long' : 'short';
      return { name, weight, words: wordsBy(field) };
    });

/** The texts of a field’s value, each to be searched by itself. */
export const searchedTexts = (value: Value | undefined): readonly string[] => {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? (value as readonly string[]) : [];
};
