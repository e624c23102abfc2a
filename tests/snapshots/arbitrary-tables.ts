import fc from 'fast-check';
import { entityOf, tableNames, type TableName } from '#shared/entities/index.ts';
import type { Row, Values } from '#shared/schema/row.ts';
import { formatStamp } from '#shared/sync/stamp.ts';
import { anyValues } from '../forms/arbitrary-rows.ts';

/** Rows by table, ids rising; tables may be empty. */
export type Tables = Record<TableName, Row[]>;

const anyStamp = fc
  .record({
    time: fc.integer({ min: 0, max: 2 ** 48 - 1 }),
    counter: fc.integer({ min: 0, max: 0xffff }),
    desk: fc.integer({ min: 32, max: 2 ** 27 - 1 }),
  })
  .map(formatStamp);

const anyIds = fc
  .uniqueArray(
    fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER })),
    { maxLength: 5 },
  )
  .map((ids) => ids.sort((a, b) => a - b));

const anyWords = fc.record(
  { first_name: fc.string({ unit: 'grapheme' }), unknown_column: fc.string() },
  { requiredKeys: [] },
);

const anyRow = (table: TableName, id: number): fc.Arbitrary<Row> =>
  fc
    .record({
      values: anyValues(entityOf(table)),
      clock: anyStamp,
      clocks: fc.option(fc.dictionary(fc.constantFrom('deleted', 'later'), anyStamp)),
      source: fc.option(anyWords),
    })
    .map(({ values, clock, clocks, source }) => ({
      id,
      values,
      clock,
      ...(clocks === null ? {} : { clocks }),
      ...(source === null ? {} : { source }),
    }));

/** Lets each reference point to a row that is there, or to nothing. */
const withTargets = (table: TableName, values: Values, ids: Record<string, number[]>): Values => {
  const sound: Record<string, Values[string]> = { ...values };
  for (const [column, field] of Object.entries(entityOf(table).fields)) {
    if (field.kind !== 'reference' || typeof sound[column] !== 'number') continue;
    const targets = ids[field.target]!;
    sound[column] = targets[sound[column] % targets.length] ?? null;
  }
  return sound;
};

/** A whole desk: arbitrary rows in all tables, every reference sound. */
export const anyTables: fc.Arbitrary<Tables> = fc
  .tuple(...tableNames.map(() => anyIds))
  .chain((lists) => {
    const ids = Object.fromEntries(tableNames.map((table, i) => [table, lists[i]!]));
    const rows = tableNames.map((table) => fc.tuple(...ids[table]!.map((id) => anyRow(table, id))));
    return fc.tuple(...rows).map((all) => ({ all, ids }));
  })
  .map(
    ({ all, ids }) =>
      Object.fromEntries(
        tableNames.map((table, i) => [
          table,
          all[i]!.map((row) => ({ ...row, values: withTargets(table, row.values, ids) })),
        ]),
      ) as Tables,
  );
