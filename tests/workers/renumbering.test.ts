import fc from 'fast-check';
import { expect, test } from 'vitest';
import { entityOf, tableNames } from '#shared/entities/index.ts';
import { formatStamp } from '#shared/sync/stamp.ts';
import { numbersPerDesk } from '#renderer/db/numbering.ts';
import { Renumbering } from '#renderer/workers/renumbering.ts';

const desk = 4711;
const own = desk * numbersPerDesk;
const stampOf = (n: number) => formatStamp({ time: 1_700_000_000_000 + n, counter: 0, desk });
const renumbering = (issued = {}) => new Renumbering({ desk, issued, stamp: stampOf(9) });

/** Every column of every table that points to a record, and where. */
const pointers = tableNames.flatMap((table) =>
  Object.entries(entityOf(table).fields).flatMap(([field, definition]) => {
    if (definition.kind === 'reference') return [{ table, field, target: definition.target }];
    const loosely = definition.kind === 'integer' ? definition.loosely : undefined;
    return loosely === undefined ? [] : [{ table, field, target: loosely }];
  }),
);

test.each(pointers)('DB24: $table.$field leads to the same record of $target', (pointer) => {
  const { table, field } = pointer;
  const target = tableNames.find((name) => name === pointer.target)!;
  const by = renumbering();
  const made = by.rowOf(table, { id: 7, values: { [field]: 12 }, clock: stampOf(1) });
  expect(made.values[field]).toBe(by.rowOf(target, { id: 12, values: {}, clock: stampOf(1) }).id);
});

test('DB24: whatever the order, numbers are given once each, after those of this desk', () => {
  const row = fc.record({
    table: fc.constantFrom(...tableNames),
    id: fc.integer({ min: 1, max: 40 }),
  });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 200 }), (met) => {
      const by = renumbering({ profiles: 5 });
      const given = new Map(met.map(({ table, id }) => [`${table} ${id}`, by.idOf(table, id)]));
      for (const { table, id } of met) expect(by.idOf(table, id)).toBe(given.get(`${table} ${id}`));
      for (const table of tableNames) {
        const ids = [...given].flatMap(([key, id]) => (key.startsWith(`${table} `) ? [id] : []));
        const first = own + (table === 'profiles' ? 6 : 1);
        expect(ids.sort((a, b) => a - b)).toEqual(ids.map((_, at) => first + at));
        expect(by.outcome.issued[table] ?? 0).toBe(ids.length + (table === 'profiles' ? 5 : 0));
      }
    }),
  );
});

test('DB24: what is written anew bears one stamp, and no traces of the other workspace', () => {
  const values = { first_name: 'Eve', languages: ['PT', 'BR'], of_a_later_version: 'kept' };
  const made = renumbering().rowOf('profiles', {
    id: 7,
    values,
    clock: stampOf(1),
    clocks: { first_name: stampOf(2) },
    items: { languages: { EN: stampOf(3) } },
    source: { languages: 'PT,BR' },
    contest: { rivals: {} },
  });
  expect(made).toEqual({
    id: own + 1,
    values,
    clock: stampOf(9),
    source: { languages: 'PT,BR' },
  });
});

test('DB24: a desk that has used up its numbers says so', () => {
  const by = renumbering({ users: numbersPerDesk - 2 });
  expect(by.idOf('users', 1)).toBe(own + numbersPerDesk - 1);
  expect(() => by.idOf('users', 2)).toThrow('desk.numbersUsedUp');
});
