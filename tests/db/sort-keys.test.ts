import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { entityOf, tableNames } from '#shared/entities/index.ts';
import { beginsWord, naturalKey } from '#renderer/workers/sort-keys.ts';
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
