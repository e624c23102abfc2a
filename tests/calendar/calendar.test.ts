import { CalendarDate } from '@internationalized/date';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instantOf, isClash } from '#shared/work/consultation-state.ts';
import { callsOf, sideBySide, type Call } from '#renderer/features/calendar/calls.ts';
import {
  daysIn,
  lengthOf,
  minutesInto,
  rangeOf,
  startOf,
  turned,
} from '#renderer/features/calendar/days.ts';
import { canMove, planMove } from '#renderer/features/calendar/plan-move.ts';

const anyDay = fc
  .integer({ min: 0, max: 20_000 })
  .map((count) => new CalendarDate(2000, 1, 1).add({ days: count }));
const spans = fc.constantFrom('week', 'month', 'agenda');

describe('days', () => {
  test('CAL1 days have the hours that the zone gives them', () => {
    const spring = new CalendarDate(2026, 3, 29);
    const autumn = new CalendarDate(2026, 10, 25);
    expect(lengthOf(spring, 'Europe/Lisbon')).toBe(23 * 60);
    expect(lengthOf(autumn, 'Europe/Lisbon')).toBe(25 * 60);
    expect(lengthOf(spring, 'America/New_York')).toBe(24 * 60);
    // 15:00 on the clock is fourteen hours after midnight on the day that lost one.
    const at = Date.UTC(2026, 2, 29, 14);
    expect(minutesInto(at, 'Europe/Lisbon')).toBe(14 * 60);
  });

  test('CAL1 a range holds its day, begins on a Monday in weeks and months, and follows on without a gap', () => {
    fc.assert(
      fc.property(spans, anyDay, (span, day) => {
        const { first, end } = rangeOf(span, day);
        expect(first.compare(day)).toBeLessThanOrEqual(0);
        expect(end.compare(day)).toBeGreaterThan(0);
        if (span !== 'agenda') expect(first.toDate('UTC').getUTCDay()).toBe(1);
        expect(daysIn({ first, end }).length).toBe(
          Math.round((startOf(end, 'UTC') - startOf(first, 'UTC')) / 86_400_000),
        );
        const next = rangeOf(span, turned(span, day, 1));
        if (span !== 'month') expect(next.first.toString()).toBe(end.toString());
        else expect(turned(span, day, 1).month).toBe(day.add({ months: 1 }).month);
      }),
    );
  });
});

const minute = 60_000;
const anyCalls: fc.Arbitrary<Call[]> = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 600 }), fc.integer({ min: 1, max: 120 })), {
    maxLength: 25,
  })
  .map((given) =>
    given
      .toSorted(([a], [b]) => a - b)
      .map(([from, length], id) => ({
        ...{ id, expert: null, requester: null, clashes: [], state: 'confirmed' as const },
        from: from * minute,
        to: (from + length) * minute,
      })),
  );

test('CAL3 no two calls of a day overlap on the screen, and every one of them is placed once', () => {
  fc.assert(
    fc.property(anyCalls, (calls) => {
      const least = 25 * minute;
      const placed = sideBySide(calls, least);
      expect(placed.map(({ call }) => call.id).toSorted((a, b) => a - b)).toEqual(
        calls.map(({ id }) => id),
      );
      for (const a of placed)
        for (const b of placed) {
          expect(a.column).toBeLessThan(a.of);
          if (a === b) continue;
          const bottom = (call: Call) => Math.max(call.to, call.from + least);
          const meet = a.call.from < bottom(b.call) && b.call.from < bottom(a.call);
          if (!meet) continue;
          // Side by side: the same division, other columns.
          expect(a.of).toBe(b.of);
          expect(a.column).not.toBe(b.column);
        }
    }),
  );
});

const columnsOf = (
  rows: readonly { id: number; from: number; length: number; expert: number; requester: number }[],
) => {
  const texts = ['', ...rows.map(({ from }) => instantOf(Date.UTC(2026, 2, 2) + from * minute))];
  const nothing = { holds: 'texts' as const, codes: new Uint32Array(rows.length), texts: [''] };
  const numbers = (of: (row: (typeof rows)[number]) => number) => ({
    holds: 'numbers' as const,
    numbers: Float64Array.from(rows, of),
  });
  return {
    ids: Float64Array.from(rows, ({ id }) => id),
    columns: [
      { holds: 'texts' as const, codes: Uint32Array.from(rows, (_, i) => i + 1), texts },
      numbers(({ length }) => length),
      nothing,
      nothing,
      nothing,
      nothing,
      nothing,
      numbers(({ expert }) => expert),
      numbers(({ requester }) => requester),
    ],
  };
};

test('CAL4 calls of one expert or requester that share a moment name each other, as WORK6 says', () => {
  const row = fc.record({
    from: fc.integer({ min: 0, max: 300 }),
    length: fc.integer({ min: 1, max: 90 }),
    expert: fc.integer({ min: 1, max: 3 }),
    requester: fc.integer({ min: 10, max: 12 }),
  });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 14 }), (given) => {
      const rows = given.map((one, i) => ({ ...one, id: i + 1 }));
      const calls = callsOf(columnsOf(rows), new Set());
      const facts = (id: number) => {
        const { from, length } = rows[id - 1]!;
        const starts_at = instantOf(Date.UTC(2026, 2, 2) + from * minute);
        return { starts_at, expected_duration: length };
      };
      for (const { id, clashes } of calls) {
        const own = rows[id - 1]!;
        const expected = rows
          .filter(
            (other) =>
              other.id !== id &&
              (other.expert === own.expert || other.requester === own.requester) &&
              isClash(facts(id), facts(other.id)),
          )
          .map((other) => other.id);
        expect([...clashes].toSorted((a, b) => a - b)).toEqual(expected);
      }
    }),
  );
});

test('CAL5 a move changes the start, counts, and takes along a conference that had the same start', () => {
  const clock = 'x';
  const starts_at = instantOf(Date.UTC(2026, 2, 28, 10));
  const call = { id: 1, clock, values: { starts_at, conference: 4, reschedule_count: 2 } };
  const to = Date.UTC(2026, 2, 29, 10);
  const moved = planMove(call, { id: 4, clock, values: { starts_at } }, to);
  expect(moved).toEqual([
    {
      op: 'update',
      table: 'consultations',
      id: 1,
      values: { starts_at: instantOf(to), rejected_times: [starts_at], reschedule_count: 3 },
    },
    { op: 'update', table: 'conferences', id: 4, values: { starts_at: instantOf(to) } },
  ]);
  const other = { id: 4, clock, values: { starts_at: instantOf(0) } };
  expect(planMove(call, other, to)).toHaveLength(1);
  expect(canMove(call)).toBe(true);
  expect(canMove({ ...call, values: { starts_at, started_at: starts_at } })).toBe(false);
});
