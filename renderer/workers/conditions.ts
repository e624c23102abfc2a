import { entityOf, tableNames, type TableName } from '#shared/entities/index.ts';
import type { Field, Value } from '#shared/schema/fields.ts';
import { foldText } from '#shared/schema/index-key.ts';
import type { Row } from '#shared/schema/row.ts';
import type { OrderQuery } from '../db/desk.ts';
import {
  effective,
  emptyFilter,
  fieldOf,
  isGroup,
  type Condition,
  type Group,
} from '#shared/views/filter.ts';
import { dayAfter, dayStart } from './days.ts';
import type { Column, ColumnSpec } from './column.ts';
import type { ColumnStore } from './column-store.ts';
import type { Filter } from './quick-filter.ts';
import type { SortKey } from './sort-keys.ts';
import { TitleReader, valueSpec } from './title-reader.ts';

/** Filters over columns in memory. A condition on a column that is gone, or of another kind now, holds for none. */

type Test = (id: number) => boolean;

/** A condition, or a group of them, over columns that may still be filling. */
interface Check {
  columns: readonly Column[];
  /** Looks at the columns as they are now. */
  test(): Test;
}

const separator = '\n';

/** A value as it is compared with what was typed; null where there is none. */
const foldedValue = (value: Value): string | null => {
  if (Array.isArray(value))
    return value.length === 0
      ? null
      : `${separator}${value.map(foldText).join(separator)}${separator}`;
  return typeof value === 'string' && value !== '' ? foldText(value) : null;
};

const foldedSpec = (table: TableName, name: string): ColumnSpec => ({
  table,
  name: `(folded ${name})`,
  read: ({ values }: Row) => foldedValue(values[name] ?? null),
});

/** Whether there is anything: what a secret says is not kept in memory. */
const filledSpec = (table: TableName, name: string): ColumnSpec => ({
  table,
  name: `(filled ${name})`,
  read: ({ values }: Row) => (foldedValue(values[name] ?? null) === null ? 0 : 1),
});

const idSpec = (table: TableName): ColumnSpec => ({ table, name: '(id)', read: ({ id }) => id });

const isText = (key: SortKey | undefined): key is string => typeof key === 'string';
const isNumber = (key: SortKey | undefined): key is number =>
  typeof key === 'number' && !Number.isNaN(key);

const overColumn = (column: Column, holds: (key: SortKey | undefined) => boolean): Check => ({
  columns: [column],
  test: () => (id) => holds(column.keyOf(id)),
});

const textTest = ({ operator, values }: Condition): ((key: SortKey | undefined) => boolean) => {
  const typed = values.map((value) => foldText(value.trim())).filter((value) => value !== '');
  const first = typed[0] ?? '';
  switch (operator) {
    case 'contains':
      return (key) => isText(key) && key.includes(first);
    case 'lacks':
      return (key) => !isText(key) || !key.includes(first);
    case 'is':
      return (key) => key === first;
    case 'begins':
      return (key) => isText(key) && key.startsWith(first);
    case 'anyOf':
      return (key) => isText(key) && typed.includes(key);
    case 'noneOf':
      return (key) => !isText(key) || !typed.includes(key);
    case 'empty':
      return (key) => !isText(key);
    case 'filled':
      return isText;
    default:
      return () => false;
  }
};

const listTest = ({ operator, values }: Condition): ((key: SortKey | undefined) => boolean) => {
  const typed = values.flatMap((value) =>
    value.trim() === '' ? [] : [`${separator}${foldText(value.trim())}${separator}`],
  );
  switch (operator) {
    case 'anyOf':
      return (key) => isText(key) && typed.some((item) => key.includes(item));
    case 'allOf':
      return (key) => isText(key) && typed.every((item) => key.includes(item));
    case 'noneOf':
      return (key) => !isText(key) || !typed.some((item) => key.includes(item));
    case 'empty':
      return (key) => !isText(key);
    case 'filled':
      return isText;
    default:
      return () => false;
  }
};

/** A typed number as the column holds it: decimals with all their places, without the point. */
const numberKey = (field: Field, typed: string): number => {
  const text = typed.trim().replace(',', '.');
  if (text === '' || !/^-?\d+(\.\d+)?$/.test(text)) return NaN;
  if (field.kind !== 'decimal') return Number(text);
  const [whole, part = ''] = text.split('.') as [string, string?];
  const places = part.padEnd(field.scale, '0');
  const key = Number(`${whole}${places.slice(0, field.scale)}.${places.slice(field.scale) || '0'}`);
  return key;
};

const numberTest = (
  field: Field,
  { operator, values }: Condition,
): ((key: SortKey | undefined) => boolean) => {
  const [first = NaN, second = NaN] = values.map((value) => numberKey(field, value));
  switch (operator) {
    case 'is':
      return (key) => key === first;
    case 'atLeast':
      return (key) => isNumber(key) && key >= first;
    case 'atMost':
      return (key) => isNumber(key) && key <= first;
    case 'between':
      return (key) => isNumber(key) && !(key < first) && !(key > second);
    case 'empty':
      return (key) => !isNumber(key);
    case 'filled':
      return isNumber;
    default:
      return () => false;
  }
};

const within = (from: string | null, to: string | null) => (key: SortKey | undefined) =>
  isText(key) && (from === null || key >= from) && (to === null || key < to);

const instantTest = (
  { operator, values }: Condition,
  now: number,
): ((key: SortKey | undefined) => boolean) => {
  const [first = '', second = ''] = values.map((value) => value.trim());
  const [start, end] = [dayStart(first), dayAfter(first)];
  const days = /^\d{1,5}$/.test(first) ? Number(first) : NaN;
  switch (operator) {
    case 'during':
      return start === null ? () => false : within(start, end);
    case 'since':
      return start === null ? () => false : within(start, null);
    case 'before':
      return start === null ? () => false : within(null, start);
    case 'between':
      return within(start, dayAfter(second));
    case 'past':
      return Number.isNaN(days) ? () => false : within(dayStart(now, -days), dayStart(now, 1));
    case 'next':
      return Number.isNaN(days) ? () => false : within(dayStart(now), dayStart(now, days + 1));
    case 'empty':
      return (key) => !isText(key);
    case 'filled':
      return isText;
    default:
      return () => false;
  }
};

const booleanTest = ({ operator }: Condition): ((key: SortKey | undefined) => boolean) => {
  if (operator === 'yes') return (key) => key === 1;
  if (operator === 'no') return (key) => key === 0;
  return operator === 'empty' ? (key) => !isNumber(key) : () => false;
};

const shownCheck = (
  store: ColumnStore,
  { table, name, target }: { table: TableName; name: string; target: TableName },
  { operator, values }: Condition,
): Check => {
  const column = store.use(valueSpec(table, name));
  if (operator === 'empty') return overColumn(column, (key) => !isNumber(key));
  if (operator === 'filled') return overColumn(column, isNumber);
  const titles = new TitleReader(store, target);
  const typed = foldText((values[0] ?? '').trim());
  const shows = (id: number): boolean => {
    const key = column.keyOf(id);
    return isNumber(key) && titles.read(key).includes(typed);
  };
  return {
    columns: [column, ...titles.columns],
    test: () => {
      titles.forget();
      if (operator === 'contains') return shows;
      return operator === 'lacks' ? (id) => !shows(id) : () => false;
    },
  };
};

/** Whether records of another table point here, those in the trash left out. */
const relatedCheck = (
  store: ColumnStore,
  { table, column: name }: { table: TableName; column: string },
  { operator }: Condition,
): Check => {
  const pointer = store.use(valueSpec(table, name));
  const trashed = Object.hasOwn(entityOf(table).fields, 'deleted')
    ? store.use(valueSpec(table, 'deleted'))
    : null;
  return {
    columns: trashed === null ? [pointer] : [pointer, trashed],
    test: () => {
      const led = new Set<number>();
      pointer.ids.forEach((id, at) => {
        const key = pointer.keys[at];
        if (isNumber(key) && trashed?.keyOf(id) !== 1) led.add(key);
      });
      return operator === 'some' ? (id) => led.has(id) : (id) => !led.has(id);
    },
  };
};

const never: Check = { columns: [], test: () => () => false };

const ownCheck = (
  store: ColumnStore,
  table: TableName,
  condition: Condition,
  field: Field,
  now: number,
): Check => {
  const { field: name } = condition;
  const folded = () => store.use(foldedSpec(table, name));
  const plain = () => store.use(valueSpec(table, name));
  switch (field.kind) {
    case 'integer':
    case 'decimal':
      return overColumn(plain(), numberTest(field, condition));
    case 'boolean':
      return overColumn(plain(), booleanTest(condition));
    case 'instant':
      return overColumn(plain(), instantTest(condition, now));
    case 'reference': {
      const target = tableNames.find((known) => known === field.target);
      return target === undefined ? never : shownCheck(store, { table, name, target }, condition);
    }
    case 'secret':
    case 'instantList': {
      const wanted = condition.operator === 'filled' ? 1 : 0;
      return overColumn(store.use(filledSpec(table, name)), (key) => key === wanted);
    }
    case 'textList':
      return overColumn(folded(), listTest(condition));
    default:
      return overColumn(folded(), textTest(condition));
  }
};

const entities = Object.fromEntries(tableNames.map((name) => [name, entityOf(name)]));

const conditionCheck = (
  store: ColumnStore,
  table: TableName,
  condition: Condition,
  now: number,
): Check => {
  const found = fieldOf(condition, { entity: entityOf(table), entities });
  if (found === null) return never;
  if (found.kind === 'own') return ownCheck(store, table, condition, found.definition, now);
  const other = found.table as TableName;
  return relatedCheck(store, { table: other, column: found.column }, condition);
};

const groupCheck = (store: ColumnStore, table: TableName, group: Group, now: number): Check => {
  const checks = group.conditions.map((part) =>
    isGroup(part) ? groupCheck(store, table, part, now) : conditionCheck(store, table, part, now),
  );
  return {
    columns: checks.flatMap(({ columns }) => columns),
    test: () => {
      const tests = checks.map((check) => check.test());
      return group.match === 'all'
        ? (id) => tests.every((holds) => holds(id))
        : (id) => tests.some((holds) => holds(id));
    },
  };
};

/** The records that a filter lets through, in the trash or not; null where it narrows nothing. */
export const conditionsOf = (
  store: ColumnStore,
  { table, filter = emptyFilter }: Pick<OrderQuery, 'table' | 'filter'>,
  now: number,
): Filter | null => {
  const group = effective(filter);
  if (group === null) return null;
  const all = store.use(idSpec(table));
  const check = groupCheck(store, table, group, now);
  return {
    columns: [all, ...check.columns],
    ids: () => new Set(all.ids.filter(check.test())),
  };
};
