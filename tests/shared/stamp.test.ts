import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  formatStamp,
  isStamp,
  laterStamp,
  nextStamp,
  stampParts,
  type Stamp,
} from '#shared/sync/stamp.ts';

const parts = fc.record({
  time: fc.integer({ min: 0, max: 2 ** 48 - 2 }),
  counter: fc.integer({ min: 0, max: 0xffff }),
  desk: fc.integer({ min: 32, max: 2 ** 27 - 1 }),
});

test('a stamp gives its parts back', () => {
  fc.assert(
    fc.property(parts, (p) => {
      const stamp = formatStamp(p);
      expect(isStamp(stamp)).toBe(true);
      expect(stampParts(stamp)).toEqual(p);
    }),
  );
});

test('text order is the order of time, counter, desk', () => {
  fc.assert(
    fc.property(parts, parts, (a, b) => {
      const order = a.time - b.time || a.counter - b.counter || a.desk - b.desk;
      const [x, y] = [formatStamp(a), formatStamp(b)];
      expect(x < y ? -1 : x > y ? 1 : 0).toBe(Math.sign(order));
      expect(laterStamp(x, y)).toBe(order < 0 ? y : x);
    }),
  );
});

test('the next stamp is later, even when the wall clock stands still or goes back', () => {
  fc.assert(
    fc.property(
      parts,
      fc.array(fc.integer({ min: 0, max: 2 ** 40 }), { maxLength: 20 }),
      (first, clock) => {
        let last: Stamp = formatStamp(first);
        for (const now of clock) {
          const next = nextStamp(last, now, first.desk);
          expect(next > last).toBe(true);
          expect(stampParts(next).time).toBeGreaterThanOrEqual(now);
          last = next;
        }
      },
    ),
  );
});

test.each(['', '0-0-0', 'g00000000000-0000-0000020', 12, null, '000000000000-0000-0000020 '])(
  '%j is no stamp',
  (text) => {
    expect(isStamp(text)).toBe(false);
  },
);
