import { entityOf, tableNames } from '#shared/entities/index.ts';
import type { AccessPath, EntityDefinition } from '#shared/schema/entity.ts';

/** Dexie's word for the index behind an access path: over the shadow key, in which every part is a key. */
export const indexOf = (path: AccessPath): string => {
  const parts = path.fields.map((field) => `key.${field}`);
  return parts.length === 1 ? parts[0]! : `[${parts.join('+')}]`;
};

/** The index of the records in which fields are in conflict. */
export const contestedIndex = 'key.contested';

const tableStores = (entity: EntityDefinition): string =>
  ['id', ...entity.paths.map(indexOf), contestedIndex].join(', ');

/** The stores of this version, as Dexie writes them, derived from the entities. */
export const storesOf = (): Record<string, string> => ({
  ...Object.fromEntries(tableNames.map((table) => [table, tableStores(entityOf(table))])),
  outbox: '++seq',
  tombstones: '[table+id]',
  state: 'key',
  changed: '++seq',
});

/** The path on which a table is paged: trash apart, and by creation where the table has it. */
export const pagingPath = (entity: EntityDefinition): AccessPath => {
  const path = entity.paths.find(({ fields }) => fields[0] === 'deleted');
  if (path === undefined) throw new Error(`${entity.name} has no path apart from the trash.`);
  return path;
};

/** The path on which the records with a given value of `field` are found, if there is one. */
export const pathFrom = (entity: EntityDefinition, field: string): AccessPath | undefined =>
  entity.paths.find(({ fields }) => fields[0] === field);
