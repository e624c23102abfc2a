import { entityOf, type TableName } from '#shared/entities/index.ts';
import type { Row } from '#shared/schema/row.ts';
import { searchedFieldsOf, searchedTexts } from '#shared/schema/search-fields.ts';
import { excerptOf, markedPieces, wordsMet, type Piece } from './marked-text.ts';

/** What a field says where the typed words stand. */
export interface Snippet {
  field: string;
  label: string;
  pieces: Piece[];
}

/** Fields shown under a title at most. */
const most = 2;

/** The fields of a record in which typed words stand: those with the most of them first. */
export const snippetsOf = (table: TableName, row: Row, typed: readonly string[]): Snippet[] => {
  const entity = entityOf(table);
  return searchedFieldsOf(entity)
    .filter(({ weight }) => weight !== 'title')
    .map(({ name }) => {
      const text = searchedTexts(row.values[name]).join(' · ');
      return { name, text, met: wordsMet(text, typed).length };
    })
    .filter(({ met }) => met > 0)
    .toSorted((a, b) => b.met - a.met)
    .slice(0, most)
    .map(({ name, text }) => ({
      field: name,
      label: entity.fields[name]!.label,
      pieces: markedPieces(excerptOf(text, typed), typed),
    }));
};

/** What state a record is in, by the first field that tells one. */
export const stateOf = (table: TableName, { values }: Row): string | null => {
  const name = Object.keys(entityOf(table).fields).find((field) => /(^|_)state$/.test(field));
  const state = name === undefined ? null : values[name];
  return typeof state === 'string' && state !== '' ? state : null;
};
