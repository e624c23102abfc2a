import type { EntityDefinition } from './entity.ts';
import type { Field, Value } from './fields.ts';
import type { Row, Values } from './row.ts';

/**
 * The indexed shadow of a record: IndexedDB leaves a record out of an index when one part of its key is
 * missing or is a boolean, so every indexed field stands here again with a value that always is a key:
 * null text is '', a null number −Infinity, a boolean 0 or 1.
 * `name` holds the beginnings of the record's title under which people may type for it.
 */
export type IndexKey = Record<string, string | number | string[]>;

export interface StoredRow extends Row {
  key: IndexKey;
}

/** Text without case and accents, as it is searched. */
export const foldText = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();

const keyPart = (field: Field, value: Value): string | number => {
  if (field.kind === 'boolean') return value === true ? 1 : 0;
  if (field.kind === 'integer' || field.kind === 'reference') return (value as number) ?? -Infinity;
  return (value as string) ?? '';
};

/** The first three word beginnings of a title, each with what follows: "ana lima" and "lima". */
const nameStarts = (title: string): string[] => {
  const words = foldText(title).split(/\s+/).filter(Boolean);
  return words.slice(0, 3).map((_, i) =>
    words
      .slice(i, i + 4)
      .join(' ')
      .slice(0, 60),
  );
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
export const indexKeyMaker = (entity: EntityDefinition): ((values: Values) => IndexKey) => {
  const parts = indexedFields(entity).map((name) => [name, entity.fields[name]!] as const);
  const named = entity.title.fields.length > 0;
  return (values) => {
    const key: IndexKey = {};
    for (const [name, field] of parts) key[name] = keyPart(field, values[name] ?? null);
    if (named) key['name'] = nameStarts(titleText(entity, values));
    return key;
  };
};
