import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  consultationState,
  instantOf,
  isClash,
  isRescheduled,
  movedTo,
  msOf,
  nearness,
  openTimes,
  timeTaken,
  type CallFacts,
} from '#shared/work/consultation-state.ts';

const at = (hours: number) => instantOf(Date.UTC(2026, 2, 29) + hours * 3_600_000);

test('WORK4 the state is the first that applies', () => {
  let call: CallFacts = {};
  const becomes = (more: CallFacts, state: string, hasReview = false) => {
    call = { ...call, ...more };
    expect(consultationState(call, hasReview)).toBe(state);
  };
  becomes({}, 'requested');
  becomes({ proposed_times: [at(1), at(2)] }, 'times proposed');
  expect(consultationState({ ...call, rejected_times: [at(1), at(2)] }, false)).toBe('requested');
  becomes({ starts_at: at(1) }, 'confirmed');
  becomes({ started_at: at(1) }, 'in progress');
  becomes({ ended_at: at(2) }, 'completed');
  becomes({}, 'reviewed', true);
  becomes({ receipt_sent_at: at(9) }, 'billed', true);
  becomes({ incomplete_reason: 'line broke' }, 'incomplete', true);
  becomes({ incomplete_reason: 'No-show of the expert' }, 'no-show', true);
  becomes({ canceled_at: at(0) }, 'cancelled', true);
});

test('WORK4 a review before the end says nothing, and blank reasons are none', () => {
  expect(consultationState({ starts_at: at(1) }, true)).toBe('confirmed');
  expect(consultationState({ starts_at: at(1), incomplete_reason: '  ' }, false)).toBe('confirmed');
});

test('WORK5 confirmed calls are next within a day and late after a quarter of an hour', () => {
  const call = { starts_at: at(10) };
  const now = (hours: number) => msOf(at(hours));
  expect(nearness(call, now(-15))).toBeNull();
  expect(nearness(call, now(-14))).toBe('next');
  expect(nearness(call, now(10.25))).toBe('next');
  expect(nearness(call, now(10.26))).toBe('late');
  expect(nearness({ ...call, started_at: at(10) }, now(12))).toBeNull();
  expect(isRescheduled({ reschedule_count: 1 })).toBe(true);
  expect(isRescheduled({ reschedule_count: null })).toBe(false);
});

test('WORK6 calls clash exactly where they share a moment, whichever is asked first', () => {
  const call = fc.record({
    starts_at: fc.integer({ min: 0, max: 30 }).map(at),
    expected_duration: fc.option(fc.integer({ min: 1, max: 300 })),
    ended_at: fc.option(fc.constant(at(40)), { freq: 9 }),
  });
  fc.assert(
    fc.property(call, call, (a, b) => {
      const minutesOf = (one: CallFacts) => {
        const taken = timeTaken(one);
        if (taken === null) return new Set<number>();
        const count = (taken.to - taken.from) / 60_000;
        return new Set(Array.from({ length: count }, (_, i) => taken.from + i * 60_000));
      };
      const others = minutesOf(b);
      const both = [...minutesOf(a)].some((minute) => others.has(minute));
      expect(isClash(a, b)).toBe(both);
      expect(isClash(b, a)).toBe(both);
    }),
    { numRuns: 200 },
  );
});

test('times that were rejected are not open; the rest stand in order', () => {
  const proposed_times = [at(5), at(1), at(3)];
  expect(openTimes({ proposed_times, rejected_times: [at(3)] })).toEqual([at(1), at(5)]);
});

test('moments survive being stored', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_000_000_000_000 }), (ms) => {
      expect(msOf(instantOf(ms))).toBe(ms);
    }),
  );
  expect(msOf('infinity')).toBeNaN();
  expect(msOf(null)).toBeNaN();
});

test('WORK5 every move counts and rejects the time that it leaves, never the one that it takes', () => {
  const hours = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(hours, ([first = 0, ...moves]) => {
      let call: CallFacts = { starts_at: at(first) };
      for (const hour of moves) call = { ...call, ...movedTo(call, at(hour)) };
      const last = at(moves.at(-1) ?? first);
      expect(call.starts_at).toBe(last);
      expect(call.reschedule_count ?? 0).toBe(moves.length);
      const left = new Set([first, ...moves].map(at));
      left.delete(last);
      expect(call.rejected_times ?? []).toEqual([...left].toSorted());
    }),
  );
});
