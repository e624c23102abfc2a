import { z } from 'zod';
import type { EntityDefinition } from '../schema/entity.ts';
import type { Field } from '../schema/fields.ts';

/** What a filter asks of the records of a table: conditions on fields, joined by “and” or “or” in groups. */

/** How a condition looks at a value. Each kind of field has its own (`operatorsOf`). */
export const operators = [
  'contains',
  'lacks',
  'is',
  'begins',
  'anyOf',
  'noneOf',
  'allOf',
  'atLeast',
  'atMost',
  'between',
  'since',
  'before',
  'during',
  'past',
  'next',
  'yes',
  'no',
  'empty',
  'filled',
  'some',
  'none',
] as const;
export type Operator = (typeof operators)[number];

export interface Condition {
  /**
   * A column; `table.column` for the records of another table that point here by that column; or
   * `reference.column` for what a reference leads to, over at most three of them.
   */
  field: string;
  operator: Operator;
  /** As typed: texts, numbers, days `YYYY-MM-DD` on the reader's clock, counts of days. */
  values: readonly string[];
}

export interface Group {
  match: 'all' | 'any';
  conditions: readonly (Condition | Group)[];
}

export const emptyFilter: Group = { match: 'all', conditions: [] };

export const isGroup = (part: Condition | Group): part is Group => 'match' in part;

const conditionSchema = z.strictObject({
  field: z.string().min(1).max(130),
  operator: z.enum(operators),
  values: z.array(z.string().max(1000)).max(200).readonly(),
});

/** Groups in groups; deeper ones nobody can read. */
const deepest = 3;
const mostConditions = 50;

const groupAt = (depth: number): z.ZodType<Group> =>
  z.strictObject({
    match: z.enum(['all', 'any']),
    conditions: z
      .array(depth >= deepest ? conditionSchema : z.union([conditionSchema, groupAt(depth + 1)]))
      .max(mostConditions)
      .readonly(),
  });

/** A filter of unknown origin: at most three groups deep, and 50 conditions in each. */
export const filterSchema: z.ZodType<Group> = groupAt(1);

const ofText = ['contains', 'lacks', 'is', 'begins', 'empty', 'filled'] as const;
const ofNumber = ['is', 'atLeast', 'atMost', 'between', 'empty', 'filled'] as const;

/** The operators of a kind of field, the most usual first. */
export const operatorsOf = (kind: Field['kind'] | 'related'): readonly Operator[] => {
  switch (kind) {
    case 'choice':
    case 'country':
      return ['anyOf', 'noneOf', 'contains', 'empty', 'filled'];
    case 'textList':
      return ['anyOf', 'allOf', 'noneOf', 'empty', 'filled'];
    case 'integer':
    case 'decimal':
      return ofNumber;
    case 'boolean':
      return ['yes', 'no', 'empty'];
    case 'instant':
      return ['during', 'since', 'before', 'between', 'past', 'next', 'empty', 'filled'];
    case 'reference':
      return ['contains', 'lacks', 'is', 'empty', 'filled'];
    case 'secret':
    case 'instantList':
      return ['filled', 'empty'];
    case 'related':
      return ['some', 'none'];
    default:
      return ofText;
  }
};

/** How many values an operator takes: none, one, two, or any number of them (Infinity). */
export const arityOf = (operator: Operator): number => {
  switch (operator) {
    case 'empty':
    case 'filled':
    case 'yes':
    case 'no':
    case 'some':
    case 'none':
      return 0;
    case 'between':
      return 2;
    case 'anyOf':
    case 'noneOf':
    case 'allOf':
      return Infinity;
    default:
      return 1;
  }
};

/** Whether a condition says enough to look by: one that is still being typed narrows nothing. */
export const isComplete = ({ operator, values }: Condition): boolean => {
  const given = values.filter((value) => value.trim() !== '');
  const arity = arityOf(operator);
  if (arity === Infinity) return given.length > 0;
  // Between nothing and five means: at most five.
  return operator === 'between' ? given.length > 0 : given.length >= arity;
};

/** Where a condition looks. */
interface Schema {
  entity: EntityDefinition;
  entities: Readonly<Record<string, EntityDefinition>>;
}

export type FoundField =
  | { kind: 'own'; definition: Field }
  | { kind: 'related'; table: string; column: string }
  /** `rest` is a field of the table `target`, to which the column `pointer` leads. */
  | { kind: 'through'; pointer: string; target: string; rest: string; definition: Field };

/** References that a condition goes along at most. */
const mostHops = 3;

/** The table that a column leads to, as a reference or by habit; null where it leads nowhere. */
const targetOf = (field: Field): string | null => {
  if (field.kind === 'reference') return field.target;
  return field.kind === 'integer' ? (field.loosely ?? null) : null;
};

const throughOf = (pointer: string, rest: string, { entity, entities }: Schema) => {
  const own = Object.hasOwn(entity.fields, pointer) ? entity.fields[pointer] : undefined;
  const target = own === undefined ? null : targetOf(own);
  const next = target === null ? undefined : entities[target];
  if (next === undefined || rest.split('.').length > mostHops) return null;
  const found = fieldOf({ field: rest }, { entity: next, entities });
  if (found === null || found.kind === 'related') return null;
  return { kind: 'through', pointer, target: target!, rest, definition: found.definition } as const;
};

/** The field of a condition: a column, one of another table, or null where there is none (any more). */
export const fieldOf = (
  { field }: Pick<Condition, 'field'>,
  { entity, entities }: Schema,
): FoundField | null => {
  const [table, column, ...more] = field.split('.');
  if (column === undefined) {
    const definition = Object.hasOwn(entity.fields, field) ? entity.fields[field] : undefined;
    return definition === undefined ? null : { kind: 'own', definition };
  }
  const through = throughOf(table!, [column, ...more].join('.'), { entity, entities });
  if (through !== null) return through;
  const other = Object.hasOwn(entities, table!) ? entities[table!] : undefined;
  const pointer = other?.fields[column];
  const leadsHere = pointer !== undefined && targetOf(pointer) === entity.name;
  return leadsHere && more.length === 0 ? { kind: 'related', table: table!, column } : null;
};

/** The conditions that say something, and the groups that have any; null where nothing narrows. */
export const effective = (group: Group): Group | null => {
  const conditions = group.conditions.flatMap((part): (Condition | Group)[] => {
    if (!isGroup(part)) return isComplete(part) ? [part] : [];
    const inner = effective(part);
    return inner === null ? [] : [inner];
  });
  return conditions.length === 0 ? null : { match: group.match, conditions };
};

export const countOfConditions = (group: Group): number =>
  group.conditions.reduce(
    (sum, part) => sum + (isGroup(part) ? countOfConditions(part) : isComplete(part) ? 1 : 0),
    0,
  );
