import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tableNames } from '#shared/entities/index.ts';
import { idsFromText, numberedName, shortCode, shortNumber } from '#renderer/db/short-code.ts';

const id = fc.oneof(
  fc.integer({ min: 1, max: 2 ** 31 - 1 }),
  fc
    .tuple(fc.integer({ min: 32, max: 2 ** 27 - 1 }), fc.integer({ min: 1, max: 2 ** 26 - 1 }))
    .map(([desk, n]) => desk * 2 ** 26 + n),
);

test('a short code, in any case, with or without its letter, means its record', () => {
  fc.assert(
    fc.property(fc.constantFrom(...tableNames), id, (table, n) => {
      for (const text of [shortCode(table, n), shortNumber(n), shortCode(table, n).toLowerCase()])
        expect(idsFromText(table, text)).toContain(n);
    }),
  );
});

test('codes are short', () => {
  expect(numberedName('profiles', 12)).toBe('Profile 12');
  expect(shortCode('profiles', 12)).toBe('P12');
  expect(shortCode('profiles', 77 * 2 ** 26 + 3)).toBe('P2D-3');
  expect(numberedName('expert_requests', (2 ** 27 - 1) * 2 ** 26 + 1)).toBe('Request 3ZZZZZ-1');
});

test.each(['', 'ana', '-1', '1.5', '0', '99999999999999999', 'U'])('“%s” is no number', (text) => {
  expect(idsFromText('profiles', text)).toEqual([]);
});
