import { entityOf, isTableName, tableNames, type TableName } from '#shared/entities/index.ts';
import type { Field, Value } from '#shared/schema/fields.ts';
import { foldText } from '#shared/schema/index-key.ts';
import type { Row } from '#shared/schema/row.ts';
import {
  effective,
  emptyFilter,
  fieldOf,
  isGroup,
  type Condition,
  type Group,
} from '#shared/views/filter.ts';
import type { OrderQuery } from '../db/desk.ts';
import type { ColumnSpec } from './column.ts';
import type { ColumnStore } from './column-store.ts';
import {
  booleanTest,
  instantTest,
  listTest,
  listText,
  numberTest,
  textTest,
} from './condition-tests.ts';
import { askedOnce, checkNumbers, checkTexts, joined, never, type Check } from './marks.ts';
import { TitleReader, valueSpec } from './title-reader.ts';

/** Filters over columns in memory. A condition on a column that is gone, or of another kind now, holds for none. */

/** A value as it is compared with what was typed; null where there is none. */
const foldedValue = (value: Value): string | null => {
  if (Array.isArray(value)) return value.length === 0 ? null : listText(value);
  return typeof value === 'string' && value !== '' ? foldText(value) : null;
};

const foldedSpec = (table: TableName, name: string): ColumnSpec => ({
  table,
  name: `(folded ${name})`,
  holds: 'texts',
  read: ({ values }: Row) => foldedValue(values[name] ?? null),
});

/** Whether there is anything: what a secret says is not kept in memory. */
const filledSpec = (table: TableName, name: string): ColumnSpec => ({
  table,
  name: `(filled ${name})`,
  holds: 'numbers',
  read: ({ values }: Row) => (foldedValue(values[name] ?? null) === null ? 0 : 1),
});

/** Where a condition looks. */
interface Place {
  store: ColumnStore;
  table: TableName;
  /** The moment from which days are counted, milliseconds since 1970. */
  now: number;
}

/** References are looked at by what they show. */
const shownCheck = (
  { store, table }: Place,
  { field: name, operator, values }: Condition,
  target: TableName,
): Check => {
  const plain = () => store.use(valueSpec(table, name));
  if (operator === 'empty') return checkNumbers(plain(), Number.isNaN);
  if (operator === 'filled') return checkNumbers(plain(), (id) => !Number.isNaN(id));
  if (operator !== 'contains' && operator !== 'lacks') return never;
  const column = plain();
  const titles = new TitleReader(store, target);
  const typed = foldText((values[0] ?? '').trim());
  const mark = (ids: Float64Array) => {
    titles.forget();
    const shows = askedOnce((id: number) => !Number.isNaN(id) && titles.read(id).includes(typed));
    const wanted = operator === 'contains';
    return checkNumbers(column, (id) => shows(id) === wanted).mark(ids);
  };
  return { columns: [column, ...titles.columns], mark };
};

/** Whether records of another table point here, those in the trash left out. */
const relatedCheck = (
  { store }: Place,
  { table, column: name }: { table: TableName; column: string },
  { operator }: Condition,
): Check => {
  const pointer = store.use(valueSpec(table, name));
  const trashed = store.use(valueSpec(table, 'deleted'));
  return {
    columns: [pointer, trashed],
    mark: (ids) => {
      const isTrashed = checkNumbers(trashed, (value) => value === 1).mark(pointer.ids);
      const led = new Set<number>(pointer.values.filter((_, i) => isTrashed[i] === 0));
      return Uint8Array.from(ids, (id) => Number(led.has(id) === (operator === 'some')));
    },
  };
};

const ownCheck = (place: Place, condition: Condition, field: Field): Check => {
  const { store, table, now } = place;
  const { field: name } = condition;
  const plain = () => store.use(valueSpec(table, name));
  const folded = () => store.use(foldedSpec(table, name));
  switch (field.kind) {
    case 'integer':
    case 'decimal':
      return checkNumbers(plain(), numberTest(field, condition));
    case 'boolean':
      return checkNumbers(plain(), booleanTest(condition));
    case 'instant':
      return checkTexts(plain(), instantTest(condition, now));
    case 'reference':
      return isTableName(field.target) ? shownCheck(place, condition, field.target) : never;
    case 'secret':
    case 'instantList': {
      const wanted = condition.operator === 'filled' ? 1 : 0;
      return checkNumbers(store.use(filledSpec(table, name)), (value) => value === wanted);
    }
    case 'textList':
      return checkTexts(folded(), listTest(condition));
    default:
      return checkTexts(folded(), textTest(condition));
  }
};

const entities = Object.fromEntries(tableNames.map((name) => [name, entityOf(name)]));

const conditionCheck = (place: Place, condition: Condition): Check => {
  const found = fieldOf(condition, { entity: entityOf(place.table), entities });
  if (found === null) return never;
  if (found.kind === 'own') return ownCheck(place, condition, found.definition);
  const other = { table: found.table as TableName, column: found.column };
  return relatedCheck(place, other, condition);
};

const groupCheck = (place: Place, { match, conditions }: Group): Check =>
  joined(
    match,
    conditions.map((part) =>
      isGroup(part) ? groupCheck(place, part) : conditionCheck(place, part),
    ),
  );

/** The records that a filter lets through, in the trash or not; null where it narrows nothing. */
export const conditionsOf = (
  store: ColumnStore,
  { table, filter = emptyFilter }: Pick<OrderQuery, 'table' | 'filter'>,
  now: number,
): Check | null => {
  const group = effective(filter);
  return group === null ? null : groupCheck({ store, table, now }, group);
};
