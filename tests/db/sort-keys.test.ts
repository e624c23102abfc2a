import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { entityOf, tableNames } from '#shared/entities/index.ts';
import { inDirection, sortAgain, sortByKey, Column } from '#renderer/workers/column.ts';
import { beginsWord, isBlank, naturalKey, type SortKey } from '#renderer/workers/sort-keys.ts';
import { foldText, wordsOf } from '#shared/schema/index-key.ts';

describe('DB12 text sorts as people read it', () => {
  test.each([
    [
      ['item 10', 'item 9', 'Item 1'],
      ['Item 1', 'item 9', 'item 10'],
    ],
    [
      ['Zoë', 'zoe b', 'Ana', 'ána a'],
      ['Ana', 'ána a', 'Zoë', 'zoe b'],
    ],
    [
      ['Łódź', 'Lodi', 'Lyon'],
      ['Lodi', 'Łódź', 'Lyon'],
    ],
    [
      ['v007', 'v7a', 'v12'],
      ['v007', 'v7a', 'v12'],
    ],
  ])('%j', (texts, sorted) => {
    const key = (text: string) => naturalKey(text)!;
    expect([...texts].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0))).toEqual(
      sorted,
    );
  });

  test('numbers within text sort by what they are', () => {
    const n = fc.bigInt({ min: 0n, max: 10n ** 30n });
    fc.assert(
      fc.property(n, n, (a, b) => {
        const [x, y] = [naturalKey(`n ${a} x`)!, naturalKey(`n ${b} x`)!];
        expect(x < y).toBe(a < b);
        expect(x > y).toBe(a > b);
      }),
    );
  });

  test('decimals fit a float with the point left out', () => {
    for (const table of tableNames)
      for (const field of Object.values(entityOf(table).fields))
        if (field.kind === 'decimal') expect(field.precision).toBeLessThanOrEqual(15);
  });
});

const keys = fc.oneof(
  fc.array(fc.option(fc.constantFrom('a', 'b', 'c'))),
  fc.array(fc.oneof(fc.integer({ min: 0, max: 4 }), fc.constant(NaN))),
);
const plainly = (ids: number[], of: (id: number) => SortKey) => {
  const rising = (a: number, b: number) => {
    const [x, y] = [of(a) as string, of(b) as string];
    return x < y ? -1 : x > y ? 1 : a - b;
  };
  const held = ids.filter((id) => !isBlank(of(id))).sort(rising);
  const blank = ids.filter((id) => isBlank(of(id))).sort((a, b) => a - b);
  return { rising: [...held, ...blank], falling: [...held.reverse(), ...blank.reverse()] };
};

test('DB12 sorting by keys: ties by number, blanks last both ways', () => {
  fc.assert(
    fc.property(keys, (own) => {
      const ids = own.map((_, i) => i + 10);
      const sorted = sortByKey(ids, own);
      const { rising, falling } = plainly(ids, (id) => own[id - 10]!);
      expect([...inDirection(sorted, false)]).toEqual(rising);
      expect([...inDirection(sorted, true)]).toEqual(falling);
    }),
  );
});

test('DB12 sorting again after changes is sorting anew', () => {
  const change = fc.tuple(
    fc.integer({ min: 1, max: 30 }),
    fc.option(fc.option(fc.integer({ min: 0, max: 4 }))),
  );
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 20 }),
      fc.array(change),
      (own, changes) => {
        const row = (id: number, tier: number | null) => ({
          id,
          values: { tier },
          clock: '',
          key: {},
        });
        const column = new Column({
          table: 'profiles',
          name: 'tier',
          read: ({ values }) => (values['tier'] as number | null) ?? NaN,
        });
        column.extend(
          own.map((tier, i) => row(i + 1, tier)),
          true,
        );
        const { version } = column;
        const sorted = sortByKey(column.ids, column.keys);
        for (const [id, tier] of changes) column.patch(id, tier === null ? null : row(id, tier));
        expect(sortAgain(sorted, column, column.patchedSince(version)!)).toEqual(
          sortByKey(column.ids, column.keys),
        );
      },
    ),
  );
});

test('DB14 a word begins where no letter or digit stands before it', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', 'É', '1', ' ', '-', '.') });
  fc.assert(
    fc.property(
      text,
      fc.string({ unit: fc.constantFrom('a', 'b', 'e', '1'), minLength: 1, maxLength: 3 }),
      (own, start) => {
        expect(beginsWord(foldText(own), start)).toBe(
          wordsOf(own).some((word) => word.startsWith(start)),
        );
      },
    ),
  );
});
