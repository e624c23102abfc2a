import { entities, workTables, type TableName } from '#shared/entities/index.ts';
import type { Field, Value } from '#shared/schema/fields.ts';
import type { Row } from '#shared/schema/row.ts';
import { noTables } from './made-snapshot.ts';
import type { Tables } from './arbitrary-tables.ts';

const clock = '019880000000-0000-0001267';
const later = '019880000001-0002-0001267';
const instants = ['2019-02-28T23:59:59.123456Z', '0001-01-01T00:00:00.000000Z', 'infinity'];

/** As many nines as fit. */
const largest = ({ precision, scale }: { precision: number; scale: number }) =>
  `${'9'.repeat(precision - scale)}.${'9'.repeat(scale)}`;

const valueOf = (field: Field, n: number): Value => {
  switch (field.kind) {
    case 'integer':
      return n % 2 === 0 ? 2 ** 31 - 1 : -(2 ** 31);
    case 'reference':
      return (n % 2) + 1;
    case 'decimal':
      return n % 2 === 0
        ? largest(field)
        : `-${'1'.padStart(field.scale + 1, '0').replace(/^0/, '0.')}`;
    case 'boolean':
      return n % 2 === 0;
    case 'instant':
      return instants[n % 3]!;
    case 'instantList':
      return instants;
    case 'textList':
      return ['één', 'two words', '3'];
    case 'longText':
      return 'First line\r\nsecond\tline “quoted” \\N 🦉\u2028end';
    default:
      return `Ünï ${n}`.slice(0, field.maxLength);
  }
};

const rowOf = (table: TableName, id: number): Row => {
  const fields = Object.entries(entities[table].fields as Record<string, Field>);
  const values = Object.fromEntries(
    fields.map(([name, field], n) => [name, valueOf(field, n + id)]),
  );
  return { id, values: { ...values, shoe_size: 42, of_later: ['a', 'b'] }, clock };
};

/** Every table and column filled, with unknown columns, changed clocks and kept source texts. */
export const goldenTables = (): Tables => {
  const tables = noTables();
  for (const table of workTables)
    tables[table] = [
      rowOf(table, 1),
      { ...rowOf(table, 2), clocks: { deleted: later } },
      { id: 2 ** 53 - 1, values: {}, clock: later, source: { tags: 'a,b' } },
    ];
  return tables;
};
