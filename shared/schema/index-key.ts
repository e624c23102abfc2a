import type { EntityDefinition } from './entity.ts';
import type { Field, Value } from './fields.ts';
import type { Row, Values } from './row.ts';

/**
 * The indexed shadow of a record: IndexedDB leaves a record out of an index when one part of its key is
 * missing or is a boolean, so every indexed field stands here again with a value that always is a key:
 * null text is '', a null number −Infinity, a boolean 0 or 1. Only a reference to nothing is missing: nobody
 * looks for what points nowhere on the path of what points somewhere, and an entry less is a write less.
 * `contested` is there where desks wrote fields without knowing of each other.
 */
export type IndexKey = Record<string, string | number>;

export interface StoredRow extends Row {
  key: IndexKey;
}

/** Letters that Unicode does not take apart, as people without them on the keyboard type them. */
const plainLetters: Readonly<Record<string, string>> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ı: 'i',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
};

/** Most text is plain, and then folding is cheap. */
const isPlain = (text: string): boolean => /^[\n\r\t -~]*$/.test(text);

/** Text without case and accents, as it is searched. */
export const foldText = (text: string): string =>
  isPlain(text)
    ? text.toLowerCase()
    : text
        .normalize('NFKD')
        .replace(/\p{M}+/gu, '')
        .toLowerCase()
        .replace(/\p{M}+/gu, '')
        .replace(/[łøđðħıßæœþ]/g, (letter) => plainLetters[letter]!);

/** The words of a text as they are searched: runs of letters and digits, folded. */
export const wordsOf = (text: string): string[] => foldText(text).match(/[\p{L}\p{N}]+/gu) ?? [];

/** Undefined for what leaves the record out of the indexes that begin with the field. */
const keyPart = (field: Field, value: Value): string | number | undefined => {
  if (field.kind === 'boolean') return value === true ? 1 : 0;
  if (field.kind === 'reference') return (value as number | null) ?? undefined;
  if (field.kind === 'integer') return (value as number) ?? -Infinity;
  return (value as string) ?? '';
};

export const titleText = (entity: EntityDefinition, values: Values): string =>
  entity.title.fields
    .map((field) => values[field])
    .filter((part) => typeof part === 'string' && part !== '')
    .join(' ');

/** The fields that an entity's access paths name, each once. */
export const indexedFields = (entity: EntityDefinition): string[] => [
  ...new Set(entity.paths.flatMap((path) => path.fields)),
];

/** Makes the function that gives a record of this entity its index key. */
export const indexKeyMaker = (
  entity: EntityDefinition,
): ((row: Pick<Row, 'values' | 'contest'>) => IndexKey) => {
  const parts = indexedFields(entity).map((name) => [name, entity.fields[name]!] as const);
  return ({ values, contest }) => {
    const key: IndexKey = {};
    for (const [name, field] of parts) {
      const part = keyPart(field, values[name] ?? null);
      if (part !== undefined) key[name] = part;
    }
    // Few records have it, and the others cost that index nothing.
    if (contest?.rivals !== undefined || contest?.creations !== undefined) key['contested'] = 1;
    return key;
  };
};
