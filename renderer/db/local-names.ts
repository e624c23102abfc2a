import { entityOf, type TableName } from '#shared/entities/index.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import type { Field, Value } from '#shared/schema/fields.ts';
import type { Values } from '#shared/schema/row.ts';
import type { Operation } from './desk.ts';

/** Whether a number stands for a record that the same edit creates (DB27). */
export const isLocalName = (id: number | undefined): id is number =>
  id !== undefined && id < 0 && Number.isSafeInteger(id);

const targetOf = (field: Field | undefined): string | undefined => {
  if (field?.kind === 'reference') return field.target;
  return field?.kind === 'integer' ? field.loosely : undefined;
};

/** Values in which local names have become numbers; a name that stands for nothing stays as it is. */
const named = (
  table: TableName,
  values: Values,
  numbers: ReadonlyMap<string, number>,
): Record<string, Value> => {
  const fields: Readonly<Record<string, Field>> = entityOf(table).fields;
  const entries = Object.entries(values).map(([name, value]) => {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    return [name, numbers.get(`${targetOf(field)} ${String(value)}`) ?? value] as const;
  });
  return Object.fromEntries(entries);
};

/**
 * Operations with numbers in place of the local names that their creations carry (DB27). `nextId`: the next
 * number for a record of a table, null where there is none left.
 */
export const withNumbers = (
  operations: readonly Operation[],
  nextId: (table: TableName) => number | null,
): Result<readonly Operation[]> => {
  const numbers = new Map<string, number>();
  for (const { op, table, id } of operations) {
    if (op !== 'create' || !isLocalName(id)) continue;
    const number = nextId(table);
    if (number === null) return fail('desk.numbersUsedUp', { table: entityOf(table).label.many });
    numbers.set(`${table} ${id}`, number);
  }
  if (numbers.size === 0) return ok(operations);
  return ok(
    operations.map((operation) => {
      const { table, id } = operation;
      const values = named(table, operation.values, numbers);
      const number = id === undefined ? undefined : numbers.get(`${table} ${id}`);
      return { ...operation, values, ...(number === undefined ? {} : { id: number }) };
    }),
  );
};
