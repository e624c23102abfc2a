import { entityOf, type TableName } from '#shared/entities/index.ts';
import type { Field } from '#shared/schema/fields.ts';
import type { ColumnSpec } from './column.ts';
import { filterSpec } from './conditions.ts';
import { titleSpec, valueSpec } from './title-reader.ts';

/** Kinds that people filter and sort by, and that cost little: few different texts, or none. */
const eager: readonly Field['kind'][] = [
  'reference',
  'boolean',
  'choice',
  'country',
  'integer',
  'decimal',
  'instant',
];

/** The column that conditions on a field stand on, if it may go to the disk. */
export const filterSpecs = (table: TableName): ColumnSpec[] =>
  Object.keys(entityOf(table).fields)
    .map((name) => filterSpec(table, name))
    .filter(({ packed }) => packed !== undefined);

/**
 * The columns of a table that are made ready before anybody asks, the likeliest first (COL8): its title, then
 * by kind. Other texts follow on first use.
 */
export const eagerSpecs = (table: TableName): ColumnSpec[] => {
  const { fields, title } = entityOf(table);
  const named = title.fields.length > 0 ? [titleSpec(table)] : [];
  const ofKind = (kind: Field['kind']) =>
    Object.entries(fields).flatMap(([name, field]) => (field.kind === kind ? [name] : []));
  const specs = eager.flatMap((kind) => ofKind(kind).map((name) => specOf(table, name, kind)));
  return [...named, ...specs];
};

const specOf = (table: TableName, name: string, kind: Field['kind']): ColumnSpec =>
  kind === 'reference' ? valueSpec(table, name) : filterSpec(table, name);
