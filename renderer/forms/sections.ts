import type { EntityDefinition } from '#shared/schema/entity.ts';
import type { Field } from '#shared/schema/fields.ts';
import type { Values } from '#shared/schema/row.ts';

/** The fields of one heading, in the order of their declaration. */
export interface Section {
  group: string;
  fields: readonly { name: string; field: Field }[];
}

/** The form of an entity: its fields by group, groups in the order in which they first appear. */
export const sectionsOf = (entity: EntityDefinition): Section[] => {
  const sections = new Map<string, { name: string; field: Field }[]>();
  for (const [name, field] of Object.entries(entity.fields)) {
    const fields = sections.get(field.group) ?? [];
    sections.set(field.group, [...fields, { name, field }]);
  }
  return [...sections].map(([group, fields]) => ({ group, fields }));
};

/** How many fields of a section hold something. */
export const filledIn = ({ fields }: Section, values: Values): number =>
  fields.filter(({ name }) => (values[name] ?? null) !== null).length;

/** Columns that this version does not know, by name: shown, kept, never edited. */
export const unknownColumns = (entity: EntityDefinition, values: Values): string[] =>
  Object.keys(values)
    .filter((name) => !Object.hasOwn(entity.fields, name) && name !== 'id')
    .sort();
