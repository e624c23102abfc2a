import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Column } from '#renderer/workers/column.ts';
import { checkNumbers, checkTexts, joined } from '#renderer/workers/marks.ts';
import { rankNumbers, rankTexts, sortByRanks } from '#renderer/workers/ranks.ts';
import { summarise } from '#renderer/workers/summaries.ts';

const rowsInOrder = (count: number) => Uint32Array.from(Array(count).keys());

const row = (id: number, value: number | string | null) => ({
  id,
  values: { value },
  clock: '',
  key: {},
});

const columnOf = (holds: 'numbers' | 'texts') =>
  new Column({
    table: 'profiles',
    name: 'value',
    holds,
    read: ({ values }) =>
      (values['value'] as number | string | null) ?? (holds === 'numbers' ? NaN : null),
  });

const numbers: fc.Arbitrary<number | null> = fc.option(fc.integer({ min: -3, max: 3 }));
const texts: fc.Arbitrary<string | null> = fc.option(fc.constantFrom('a', 'b', 'ab', 'c'));
const kinds: ['numbers' | 'texts', fc.Arbitrary<number | string | null>][] = [
  ['numbers', numbers],
  ['texts', texts],
];

const compare = (a: number | string, b: number | string) => (a < b ? -1 : a > b ? 1 : 0);

/** Rows in the order of plain values, those without one last; equal ones as they were. */
const plainly = (
  rows: readonly number[],
  values: readonly (number | string | null)[],
  descending: boolean,
): number[] => {
  const sign = descending ? -1 : 1;
  const held = rows.filter((at) => values[at] !== null);
  const blank = rows.filter((at) => values[at] === null);
  return [...held.toSorted((a, b) => sign * compare(values[a]!, values[b]!)), ...blank];
};

describe('DB12 sorting by ranks', () => {
  test.each(kinds)(
    '%s: as values are compared, both ways, equal ones kept in order',
    (kind, of) => {
      fc.assert(
        fc.property(fc.array(of), fc.boolean(), (values, descending) => {
          const column = columnOf(kind);
          column.extend(
            values.map((value, i) => row(i + 1, value)),
            true,
          );
          const sorted = sortByRanks(rowsInOrder(values.length), column.ranks(), descending);
          expect([...sorted]).toEqual(plainly([...values.keys()], values, descending));
        }),
      );
    },
  );

  test('more values than one digit of the count holds', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 3000, maxLength: 6000 }), (values) => {
        const sorted = sortByRanks(rowsInOrder(values.length), rankNumbers(values), false);
        expect([...sorted]).toEqual(plainly([...values.keys()], values, false));
      }),
      { numRuns: 5 },
    );
  });

  test('by several columns, the last one first', () => {
    const pair = fc.tuple(numbers, texts, fc.nat(9));
    fc.assert(
      fc.property(fc.array(pair), fc.boolean(), fc.boolean(), (pairs, one, two) => {
        const [first, second] = [pairs.map(([n]) => n), pairs.map(([, text]) => text)];
        const known = ['', ...new Set(second.filter((text) => text !== null))];
        const codes = second.map((text) => (text === null ? 0 : known.indexOf(text)));
        const inner = sortByRanks(rowsInOrder(pairs.length), rankTexts(codes, known).ranks, two);
        const ranks = rankNumbers(first.map((value) => value ?? NaN));
        const wanted = plainly(plainly([...pairs.keys()], second, two), first, one);
        expect([...sortByRanks(inner, ranks, one)]).toEqual(wanted);
      }),
    );
  });

  test('an order that is known of fewer texts is gone on from', () => {
    const word = fc.string({ minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(fc.uniqueArray(word), fc.nat(), (words, some) => {
        const known = ['', ...words];
        const before = known.slice(0, 1 + (some % known.length));
        const { order } = rankTexts([], before);
        const codes = [...known.keys()];
        expect(rankTexts(codes, known, order)).toEqual(rankTexts(codes, known));
      }),
    );
  });
});

describe('DB13 a column', () => {
  test.each(kinds)('of %s holds what its records are, however they change', (kind, of) => {
    const values = fc.array(of, { maxLength: 20 });
    const change = fc.tuple(fc.integer({ min: 1, max: 30 }), fc.option(of, { nil: undefined }));
    fc.assert(
      fc.property(values, fc.array(change), (own, changes) => {
        const column = columnOf(kind);
        const plain = new Map(own.map((value, i) => [i + 1, value]));
        column.extend(
          own.map((value, i) => row(i + 1, value)),
          true,
        );
        for (const [id, value] of changes) {
          column.ranks();
          column.patch(id, value === undefined ? null : row(id, value));
          if (value === undefined) plain.delete(id);
          else plain.set(id, value);
        }
        const ids = [...plain.keys()].sort((a, b) => a - b);
        expect([...column.ids]).toEqual(ids);
        const none = kind === 'numbers' ? NaN : null;
        expect(ids.map((id) => column.keyOf(id))).toEqual(ids.map((id) => plain.get(id) ?? none));
        expect(column.keyOf(99)).toBeUndefined();
        const sorted = sortByRanks(rowsInOrder(ids.length), column.ranks(), false);
        const held = ids.map((id) => plain.get(id)!);
        expect([...sorted]).toEqual(plainly([...ids.keys()], held, false));
      }),
    );
  });

  test('tells where other rising numbers stand in it', () => {
    const rising = fc.uniqueArray(fc.nat(20)).map((ids) => ids.sort((a, b) => a - b));
    fc.assert(
      fc.property(rising, rising, (own, asked) => {
        const column = columnOf('numbers');
        column.extend(
          own.map((id) => row(id, id)),
          true,
        );
        const places = column.placesOf(Float64Array.from(asked));
        expect([...(places ?? own.keys())]).toEqual(asked.map((id) => own.indexOf(id)));
      }),
    );
  });
});

test('VIEW1 marks of all and of any check are those of each row', () => {
  const rows = fc.array(fc.tuple(numbers, texts), { maxLength: 20 });
  fc.assert(
    fc.property(rows, fc.constantFrom('all', 'any'), (pairs, match) => {
      const [first, second] = [columnOf('numbers'), columnOf('texts')];
      first.extend(
        pairs.map(([value], i) => row(i + 1, value)),
        true,
      );
      second.extend(
        pairs.map(([, value], i) => row(i + 1, value)),
        true,
      );
      const positive = (value: number | null) => value !== null && value > 0;
      const noA = (text: string | null) => text === null || !text.includes('a');
      const check = joined(match, [checkNumbers(first, positive), checkTexts(second, noA)]);
      const wanted = pairs.map(([value, text]) =>
        match === 'all' ? positive(value) && noA(text) : positive(value) || noA(text),
      );
      expect([...check.mark(first.ids)]).toEqual(wanted.map(Number));
    }),
  );
});

test('groups come to what their rows come to', () => {
  const rows = fc.array(fc.tuple(texts, numbers), { maxLength: 30 });
  fc.assert(
    fc.property(rows, fc.nat(), (pairs, some) => {
      const [names, values] = [columnOf('texts'), columnOf('numbers')];
      for (const [column, at] of [
        [names, 0],
        [values, 1],
      ] as const)
        column.extend(
          pairs.map((pair, i) => row(i + 1, pair[at])),
          true,
        );
      const every = rowsInOrder(pairs.length);
      const preferred = pairs.length === 0 ? undefined : some % pairs.length;
      const added = [Float64Array.from(values.values)];
      const groups = summarise(every, names.ranks(), added, preferred);
      const known = [...new Set(pairs.map(([name]) => name))];
      const order = known.toSorted((a, b) => (a === null ? 1 : b === null ? -1 : compare(a, b)));
      expect(groups.map(({ first }) => pairs[first]![0])).toEqual(order);
      if (preferred !== undefined)
        expect(groups.some(({ first }) => first === preferred)).toBe(true);
      for (const [at, name] of order.entries()) {
        const own = pairs.filter(([other]) => other === name);
        const held = own.flatMap(([, value]) => (value === null ? [] : [value]));
        expect(groups[at]!.rows).toBe(own.length);
        expect(groups[at]!.totals).toEqual([
          {
            sum: held.reduce((a, b) => a + b, 0),
            filled: held.length,
            least: held.length === 0 ? NaN : Math.min(...held),
            greatest: held.length === 0 ? NaN : Math.max(...held),
          },
        ]);
      }
      const [whole] = summarise(every, undefined, added);
      expect(whole?.rows ?? 0).toBe(pairs.length);
    }),
  );
});
