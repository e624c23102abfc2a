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
  type FoundField,
  type Group,
} from '#shared/views/filter.ts';
import type { OrderQuery } from '../db/desk.ts';
import type { ColumnSpec } from './column.ts';
import type { ColumnSource } from './column-store.ts';
import {
  booleanTest,
  instantTest,
  listTest,
  listText,
  numberTest,
  textTest,
} from './condition-tests.ts';
import { idsFromText } from '../db/short-code.ts';
import { askedOnce, checkNumbers, checkTexts, joined, never, type Check } from './marks.ts';
import { packedAs } from './sort-keys.ts';
import { TitleReader, valueSpec } from './title-reader.ts';

/** Filters over columns in memory. A condition on a column that is gone, or of another kind now, holds for none. */

/** A value as it is compared with what was typed; null where there is none. */
const foldedValue = (value: Value): string | null => {
  if (Array.isArray(value)) return value.length === 0 ? null : listText(value);
  const text = typeof value === 'string' ? foldText(value).trim() : '';
  return text === '' ? null : text;
};

const foldedSpec = (table: TableName, name: string): ColumnSpec => ({
  table,
  name: `(folded ${name})`,
  holds: 'texts',
  read: ({ values }: Row) => foldedValue(values[name] ?? null),
  ...packedAs(entityOf(table).fields[name]!),
});

/** Whether there is anything: what a secret says is not kept in memory. */
const filledSpec = (table: TableName, name: string): ColumnSpec => ({
  table,
  name: `(filled ${name})`,
  holds: 'numbers',
  read: ({ values }: Row) => (foldedValue(values[name] ?? null) === null ? 0 : 1),
  ...packedAs(entityOf(table).fields[name]!),
});

/** The column on which most conditions on a field stand. */
export const filterSpec = (table: TableName, name: string): ColumnSpec => {
  switch (entityOf(table).fields[name]!.kind) {
    case 'integer':
    case 'decimal':
    case 'boolean':
    case 'instant':
    case 'reference':
      return valueSpec(table, name);
    case 'secret':
    case 'instantList':
      return filledSpec(table, name);
    default:
      return foldedSpec(table, name);
  }
};

/** Where a condition looks. */
interface Place {
  store: ColumnSource;
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
  if (operator === 'is') {
    const wanted = idsFromText(target, values[0] ?? '');
    return checkNumbers(plain(), (id) => wanted.includes(id));
  }
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
  const column = () => store.use(filterSpec(table, name));
  switch (field.kind) {
    case 'integer':
    case 'decimal':
      return checkNumbers(column(), numberTest(field, condition));
    case 'boolean':
      return checkNumbers(column(), booleanTest(condition));
    case 'instant':
      return checkTexts(column(), instantTest(condition, now));
    case 'reference':
      return isTableName(field.target) ? shownCheck(place, condition, field.target) : never;
    case 'secret':
    case 'instantList': {
      const wanted = condition.operator === 'filled' ? 1 : 0;
      return checkNumbers(column(), (value) => value === wanted);
    }
    case 'textList':
      return checkTexts(column(), listTest(condition));
    default:
      return checkTexts(column(), textTest(condition));
  }
};

/** Asks of what a reference leads to; where it leads nowhere, of a record without values. */
const throughCheck = (
  place: Place,
  { pointer, target, rest }: Extract<FoundField, { kind: 'through' }>,
  condition: Condition,
): Check => {
  if (!isTableName(target)) return never;
  const column = place.store.use(valueSpec(place.table, pointer));
  const inner = conditionCheck({ ...place, table: target }, { ...condition, field: rest });
  const mark = (ids: Float64Array) => {
    // No record has the number 0: it stands for what is led to nowhere.
    const led = Float64Array.from(new Set([0, ...asked(column.values)])).sort();
    const marks = inner.mark(led);
    const holding = new Set(led.filter((_, i) => marks[i] === 1));
    return checkNumbers(column, (id) => holding.has(Number.isNaN(id) ? 0 : id)).mark(ids);
  };
  return { columns: [column, ...inner.columns], mark };
};

const asked = (pointers: Float64Array | Uint32Array): Set<number> =>
  new Set<number>(pointers.filter((id) => !Number.isNaN(id)));

const entities = Object.fromEntries(tableNames.map((name) => [name, entityOf(name)]));

const conditionCheck = (place: Place, condition: Condition): Check => {
  const found = fieldOf(condition, { entity: entityOf(place.table), entities });
  if (found === null) return never;
  if (found.kind === 'own') return ownCheck(place, condition, found.definition);
  if (found.kind === 'through') return throughCheck(place, found, condition);
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
  store: ColumnSource,
  { table, filter = emptyFilter }: Pick<OrderQuery, 'table' | 'filter'>,
  now: number,
): Check | null => {
  const group = effective(filter);
  return group === null ? null : groupCheck({ store, table, now }, group);
};
