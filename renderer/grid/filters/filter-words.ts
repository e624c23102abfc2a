import { entityOf, isTableName, tableNames, type TableName } from '#shared/entities/index.ts';
import type { Field } from '#shared/schema/fields.ts';
import {
  arityOf,
  fieldOf,
  isComplete,
  isGroup,
  operatorsOf,
  type Condition,
  type Group,
  type Operator,
} from '#shared/views/filter.ts';

/** A filter in words, for those who build it and those who read it. */

const words: Readonly<Record<Operator, string>> = {
  contains: 'contains',
  lacks: 'does not contain',
  is: 'is',
  begins: 'begins with',
  anyOf: 'is any of',
  noneOf: 'is none of',
  allOf: 'has all of',
  atLeast: 'is at least',
  atMost: 'is at most',
  between: 'is between',
  since: 'is on or after',
  before: 'is before',
  during: 'is on',
  past: 'is in the past days',
  next: 'is in the next days',
  yes: 'is yes',
  no: 'is no',
  empty: 'is empty',
  filled: 'is not empty',
  some: 'are there',
  none: 'are not there',
};

const listWords: Partial<Record<Operator, string>> = { anyOf: 'has any of', noneOf: 'has none of' };

const entities = Object.fromEntries(tableNames.map((name) => [name, entityOf(name)]));

/** A field that conditions can be about. */
export interface FilterField {
  /** As a condition names it. */
  name: string;
  label: string;
  group: string;
  kind: Field['kind'] | 'related';
  /** Words that are offered. */
  options: readonly string[];
}

const relatedFields = (table: TableName): FilterField[] =>
  tableNames.flatMap((other) => {
    const { label, fields } = entityOf(other);
    const pointers = Object.entries(fields).filter(
      ([, field]) => field.kind === 'reference' && field.target === table,
    );
    return pointers.map(([column, field]) => ({
      name: `${other}.${column}`,
      label: pointers.length === 1 ? label.many : `${label.many} (${field.label})`,
      group: 'Related records',
      kind: 'related' as const,
      options: [],
    }));
  });

/** Everything that can be asked of a table, its own columns first. */
export const filterFields = (table: TableName): FilterField[] => [
  ...Object.entries(entityOf(table).fields).map(([name, field]) => ({
    name,
    label: field.label,
    group: field.group,
    kind: field.kind,
    options: field.kind === 'choice' ? field.options : [],
  })),
  ...relatedFields(table),
];

/** The columns behind references that a filter asks of, which are too many to be offered all. */
export const fieldsBehind = (table: TableName, filter: Group): FilterField[] => {
  const own = new Set(filterFields(table).map(({ name }) => name));
  const asked = new Set(conditionsIn(filter).map(({ field }) => field));
  return [...asked].filter((name) => !own.has(name)).flatMap((name) => behind(table, name) ?? []);
};

const conditionsIn = (group: Group): Condition[] =>
  group.conditions.flatMap((part) => (isGroup(part) ? conditionsIn(part) : [part]));

/** “Request’s project’s team”. */
const behind = (table: TableName, name: string): FilterField | null => {
  const found = fieldOf({ field: name }, { entity: entityOf(table), entities });
  if (found?.kind !== 'through') return null;
  const { pointer, target, rest, definition } = found;
  const next = isTableName(target) ? (behind(target, rest) ?? definition) : definition;
  return {
    name,
    label: `${entityOf(table).fields[pointer]?.label ?? pointer}’s ${next.label.toLowerCase()}`,
    group: 'Behind references',
    kind: definition.kind,
    options: definition.kind === 'choice' ? definition.options : [],
  };
};

export const operatorWords = (kind: FilterField['kind'], operator: Operator): string =>
  (kind === 'textList' ? listWords[operator] : undefined) ?? words[operator];

/** A condition as it begins: the field's first operator, and nothing typed. */
export const newCondition = ({ name, kind }: FilterField): Condition => ({
  field: name,
  operator: operatorsOf(kind)[0]!,
  values: [],
});

/** What stays when another operator is chosen: values that it can use. */
export const withOperator = (condition: Condition, operator: Operator): Condition => {
  const arity = arityOf(operator);
  const values = arityOf(condition.operator) === 0 ? [] : condition.values;
  return { ...condition, operator, values: values.slice(0, Math.min(arity, 200)) };
};

const valuesText = ({ operator, values }: Condition): string => {
  const given = values.filter((value) => value.trim() !== '');
  if (arityOf(operator) === 0) return '';
  if (operator === 'between') return ` ${values[0] || '…'} and ${values[1] || '…'}`;
  if (operator === 'past' || operator === 'next') return ` ${given[0] ?? ''}`;
  return ` ${given.map((value) => `“${value}”`).join(', ')}`;
};

const dayWords = ({ operator, values }: Condition): string | null => {
  if (operator !== 'past' && operator !== 'next') return null;
  const count = values[0] ?? '';
  const days = count === '1' ? 'day' : `${count} days`;
  return operator === 'past' ? `is in the past ${days}` : `is in the next ${days}`;
};

const conditionText = (table: TableName, condition: Condition): string => {
  const found = fieldOf(condition, { entity: entityOf(table), entities });
  if (found === null) return `“${condition.field}”, which is no column`;
  const field =
    behind(table, condition.field) ??
    filterFields(table).find(({ name }) => name === condition.field);
  const label = field?.label ?? condition.field;
  const days = dayWords(condition);
  if (days !== null) return `${label} ${days}`;
  const kind = found.kind === 'related' ? found.kind : found.definition.kind;
  if (kind === 'related')
    return condition.operator === 'some'
      ? `has ${label.toLowerCase()}`
      : `has no ${label.toLowerCase()}`;
  return `${label} ${operatorWords(kind, condition.operator)}${valuesText(condition)}`;
};

/** “State is any of “open”, and Title contains “buyer””; conditions that say nothing yet are left out. */
export const filterText = (table: TableName, group: Group): string => {
  const parts = group.conditions.flatMap((part) => {
    if (!isGroup(part)) return isComplete(part) ? [conditionText(table, part)] : [];
    const inner = filterText(table, part);
    return inner === '' ? [] : [part.conditions.length > 1 ? `(${inner})` : inner];
  });
  return parts.join(group.match === 'all' ? ', and ' : ', or ');
};
