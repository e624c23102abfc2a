import { CalendarDate, parseAbsolute, startOfWeek, toCalendarDate } from '@internationalized/date';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  candidateExits,
  candidateFlow,
  requestExits,
  requestFlow,
} from '#shared/entities/states.ts';
import type { Values } from '#shared/schema/row.ts';
import { marginOf, sumOf } from '#shared/work/billing.ts';
import {
  consultationState,
  instantOf,
  msOf,
  type CallFacts,
} from '#shared/work/consultation-state.ts';
import { candidateStage, isAtWork } from '#shared/work/pipeline.ts';
import {
  moneyByMonth,
  moneyIn,
  payoutAges,
} from '#renderer/features/dashboard/figures/call-money.ts';
import { callFields, callsByWeek, heldIn } from '#renderer/features/dashboard/figures/calls.ts';
import {
  byRecruiter,
  candidateFields,
  exitsOf,
  funnelOf,
  reasonsOf,
} from '#renderer/features/dashboard/figures/candidates.ts';
import { bucketText } from '#renderer/features/dashboard/figures/days.ts';
import type { Figure, Place } from '#renderer/features/dashboard/figures/figure.ts';
import {
  waitDistribution,
  waitsByMonth,
  waitsOf,
} from '#renderer/features/dashboard/figures/first-candidates.ts';
import {
  openedOf,
  requestFields,
  standingOf,
} from '#renderer/features/dashboard/figures/requests.ts';
import {
  averageOf,
  marksOf,
  reviewFields,
  reviewsIn,
} from '#renderer/features/dashboard/figures/reviews.ts';
import { workloadOf } from '#renderer/features/dashboard/figures/workload.ts';
import { rowsOf } from './made-rows.ts';

const zone = 'Europe/Lisbon';
const today = new CalendarDate(2026, 4, 15);
const nobody = { recruiter: null, team: '', client: null };

/** Around the days on which clocks are put forward and back. */
const instant = fc
  .integer({ min: Date.UTC(2025, 9, 1), max: Date.UTC(2026, 4, 1) })
  .map((ms) => instantOf(ms));
const maybe = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: null, freq: 3 });
const day = fc
  .integer({ min: 0, max: 200 })
  .map((days) => new CalendarDate(2025, 10, 1).add({ days }));
const placeIn: fc.Arbitrary<Place> = fc
  .oneof(
    fc.constant({ from: null, to: null }),
    fc
      .tuple(day, day)
      .map(([a, b]) => (a.compare(b) <= 0 ? { from: a, to: b } : { from: b, to: a })),
  )
  .map((span) => ({ scope: nobody, zone, today, span }));

/** The day of an instant, the slow way. */
const dayAt = (text: string): CalendarDate =>
  toCalendarDate(parseAbsolute(`${text.slice(0, 23)}Z`, zone));
const isIn = ({ span }: Place, text: string | null | undefined): boolean => {
  if (span.from === null || span.to === null) return true;
  if (text === null || text === undefined) return false;
  return dayAt(text).compare(span.from) >= 0 && dayAt(text).compare(span.to) <= 0;
};

const valueOf = (figure: Figure, series: string, category: string): number => {
  const values = figure.series.find(({ name }) => name === series)!.values;
  return values[figure.categories.indexOf(category)] ?? 0;
};
const sum = (values: readonly (number | null)[]) =>
  values.reduce<number>((a, b) => a + (b ?? 0), 0);
const totalOf = ({ series }: Figure) => sum(series.map(({ values }) => sum(values)));

const reasons = ['no-show of the expert', 'No show', 'NOSHOW', 'The line broke', '  '];
const cents = fc.integer({ min: -500_000, max: 9_999_999 }).map((n) => {
  const digits = String(Math.abs(n)).padStart(3, '0');
  return `${n < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
});
const call = fc.record({
  starts_at: maybe(instant),
  created_at: maybe(instant),
  canceled_at: fc.option(instant, { nil: null, freq: 1 }),
  incomplete_reason: fc.option(fc.constantFrom(...reasons), { nil: null, freq: 1 }),
  receipt_sent_at: maybe(instant),
  started_at: maybe(instant),
  ended_at: maybe(instant),
  reschedule_count: maybe(fc.integer({ min: 0, max: 3 })),
  credit_amount: maybe(cents),
  credit_penalty_amount: maybe(cents),
  expert_cost: maybe(cents),
  creator: maybe(fc.integer({ min: 1, max: 3 })),
  expert: maybe(fc.integer({ min: 1, max: 3 })),
});
const calls = fc.array(call, { maxLength: 40 });
const callRows = (records: readonly Values[]) => rowsOf('consultations', callFields, records);
const whenOf = ({ starts_at, created_at }: Record<'starts_at' | 'created_at', string | null>) =>
  starts_at ?? created_at;

const named: Partial<Record<ReturnType<typeof consultationState>, string>> = {
  completed: 'Held',
  billed: 'Held',
  cancelled: 'Cancelled',
  'no-show': 'No-show',
  incomplete: 'Incomplete',
};

describe('calls', () => {
  test('FIG4, FIG12: bars hold every call that is not open, each in the week or month of its day', () => {
    fc.assert(
      fc.property(calls, placeIn, (records, place) => {
        const figure = callsByWeek(callRows(records), place);
        const wanted = records.flatMap((one) => {
          const name = named[consultationState(one, false)];
          const when = whenOf(one);
          return name !== undefined && when !== null && isIn(place, when) ? [{ name, when }] : [];
        });
        expect(totalOf(figure)).toBe(wanted.length);
        for (const { name } of figure.series)
          expect(sum(figure.series.find((one) => one.name === name)!.values)).toBe(
            wanted.filter((one) => one.name === name).length,
          );
        const { from } = place.span;
        // Where nothing says when bars begin, the first one begins with the oldest call.
        if (from === null) return;
        const weekOf = (when: string) => {
          const monday = startOfWeek(dayAt(when), 'en-GB', 'mon');
          const first = monday.compare(from) < 0 ? from : monday;
          return bucketText({ from: first, to: first }, 'week');
        };
        for (const { name, when } of wanted)
          expect(valueOf(figure, name, weekOf(when))).toBe(
            wanted.filter((one) => one.name === name && weekOf(one.when) === weekOf(when)).length,
          );
      }),
      { numRuns: 150 },
    );
  });

  test('FIG15: sums are those of exact decimals, in total and by month', () => {
    fc.assert(
      fc.property(calls, placeIn, (records, place) => {
        const rows = callRows(records);
        const among = records.filter((one) => isIn(place, whenOf(one)));
        const exact = (amounts: (string | null)[]) =>
          Number((sumOf(amounts) ?? '0.00').replace('.', ''));
        const money = moneyIn(rows, place);
        expect(money).toEqual({
          credits: exact(among.flatMap((one) => [one.credit_amount, one.credit_penalty_amount])),
          cost: exact(among.map((one) => one.expert_cost)),
          margin: exact(among.map((one) => marginOf(one))),
        });
        const dated = among.filter((one) => whenOf(one) !== null);
        const months = moneyByMonth(rows, place).series.map(({ values }) => sum(values));
        expect(months[2]).toBe(exact(dated.map((one) => marginOf(one))));
      }),
    );
  });

  test('FIG16: what is unpaid stands at its age in days, all of it', () => {
    fc.assert(
      fc.property(calls, (records) => {
        const place = { scope: nobody, zone, today, span: { from: null, to: null } };
        const found = payoutAges(callRows(records), place).series[0]!.values;
        const limits = [7, 14, 30, 60, Infinity];
        const wanted = limits.map(() => 0);
        for (const one of records) {
          if (consultationState(one, false) !== 'completed') continue;
          const age = today.toDate('UTC').getTime() - dayAt(one.ended_at!).toDate('UTC').getTime();
          wanted[limits.findIndex((limit) => age / 86_400_000 <= limit)]! += 1;
        }
        expect(found).toEqual(wanted);
      }),
    );
  });

  test('FIG12: held calls are the completed, the reviewed and the billed', () => {
    fc.assert(
      fc.property(calls, placeIn, (records, place) => {
        const wanted = records.filter(
          (one) =>
            isIn(place, whenOf(one)) &&
            ['completed', 'reviewed', 'billed'].includes(consultationState(one as CallFacts, true)),
        );
        expect(heldIn(callRows(records), place).value).toBe(wanted.length);
      }),
    );
  });
});

const states = [...candidateFlow, ...candidateExits, 'Contacted', 'waiting room', ''];
const candidate = fc.record({
  match_state: maybe(fc.constantFrom(...states)),
  exit_reason: maybe(fc.constantFrom('Too dear', 'No time', ...'abcdefghij')),
  add_method: maybe(fc.constantFrom('search', 'referral')),
  created_at: maybe(instant),
  created_by: maybe(fc.integer({ min: 1, max: 3 })),
  request_id: maybe(fc.integer({ min: 1, max: 6 })),
});
const candidates = fc.array(candidate, { maxLength: 40 });
const candidateRows = (records: readonly Values[]) =>
  rowsOf('expert_request_candidates', candidateFields, records);

describe('candidates', () => {
  test('FIG6, FIG7: steps count who stands there or beyond, exits who left; nobody is lost', () => {
    fc.assert(
      fc.property(candidates, placeIn, (records, place) => {
        const rows = candidateRows(records);
        const stages = records
          .filter(({ created_at }) => isIn(place, created_at))
          .map(({ match_state }) => candidateStage(match_state));
        const beyond = candidateFlow.map(
          (_, step) => stages.filter((stage) => stage.kind === 'step' && stage.at >= step).length,
        );
        expect(funnelOf(rows, place).series[0]!.values).toEqual([stages.length, ...beyond]);
        const exits = exitsOf(rows, place);
        expect(totalOf(exits) + beyond[0]!).toBe(stages.length);
        candidateExits.forEach((state, at) =>
          expect(exits.series[0]!.values[at]).toBe(
            stages.filter((stage) => stage.state === state).length,
          ),
        );
        const why = reasonsOf(rows, place, null);
        expect(totalOf(why)).toBe(stages.filter(({ kind }) => kind === 'exit').length);
        expect(valueOf(why, 'Candidates', 'No reason given')).toBe(
          records.filter(
            (one) =>
              isIn(place, one.created_at) &&
              candidateStage(one.match_state).kind === 'exit' &&
              one.exit_reason === null,
          ).length,
        );
      }),
    );
  });

  test('FIG8: split by recruiter, each column comes to the number of the funnel', () => {
    fc.assert(
      fc.property(candidates, placeIn, (records, place) => {
        const rows = candidateRows(records);
        const split = byRecruiter(rows, place, String);
        const [added, contacted] = split.series.map(({ values }) => sum(values));
        const funnel = funnelOf(rows, place).series[0]!.values;
        expect([added, contacted]).toEqual([funnel[0], funnel[2]]);
      }),
    );
  });
});

const request = fc.record({
  state: maybe(fc.constantFrom(...requestFlow, ...requestExits, 'someday')),
  created_at: maybe(instant),
});
const requests = fc.array(request, { maxLength: 6 });
const requestRows = (records: readonly Values[]) =>
  rowsOf('expert_requests', requestFields, records);

describe('requests', () => {
  test('FIG9, FIG10: by month, each once; and those that are open now', () => {
    fc.assert(
      fc.property(requests, placeIn, (records, place) => {
        const rows = requestRows(records);
        const opened = openedOf(rows, place);
        const dated = records.filter(
          (one) => one.created_at !== null && isIn(place, one.created_at),
        );
        expect(totalOf(opened)).toBe(dated.length);
        expect(sum(opened.series[0]!.values)).toBe(
          dated.filter((one) => isAtWork(one.state)).length,
        );
        expect(totalOf(standingOf(rows, place))).toBe(
          records.filter(({ state }) => state !== 'fulfilled' && state !== 'closed').length,
        );
      }),
    );
  });

  test('FIG11: the wait is that for the earliest candidate; who waits still is counted apart', () => {
    fc.assert(
      fc.property(requests, candidates, placeIn, (asked, found, place) => {
        const rows = requestRows(asked);
        const waits = waitsOf(rows, candidateRows(found), place);
        const wanted = asked.flatMap(({ created_at }, at) => {
          if (created_at === null || !isIn(place, created_at)) return [];
          const own = found.filter((one) => one.request_id === at + 1 && one.created_at !== null);
          const first = own.map((one) => msOf(one.created_at)).toSorted((a, b) => a - b)[0];
          return [first === undefined ? null : Math.max(0, first - msOf(created_at))];
        });
        const known = wanted.filter((wait) => wait !== null);
        expect(waits.seconds.length).toBe(known.length);
        waits.seconds.forEach((wait, at) =>
          expect(Math.abs(wait - known[at]! / 1000)).toBeLessThan(1),
        );
        expect(waits.waiting.length).toBe(wanted.length - known.length);
        expect(totalOf(waitDistribution(rows, waits))).toBe(wanted.length);
        const months = waitsByMonth(rows, waits, place).series[0]!.values;
        expect(months.some((median) => median !== null)).toBe(known.length > 0);
      }),
    );
  });
});

describe('reviews', () => {
  test('FIG17: of the calls of the period; averages and marks of the numbers that are there', () => {
    const mark = maybe(fc.integer({ min: 0, max: 6 }));
    const review = fc.record({
      consultation_id: maybe(fc.integer({ min: 1, max: 50 })),
      rating: mark,
    });
    fc.assert(
      fc.property(fc.array(review, { maxLength: 30 }), calls, placeIn, (given, held, place) => {
        const rows = rowsOf('consultation_reviews', reviewFields, given);
        const within = reviewsIn(rows, [callRows(held)], place);
        const wanted = given.filter(({ consultation_id }) => {
          const of = held[(consultation_id ?? 0) - 1];
          return isIn(place, of === undefined ? null : whenOf(of));
        });
        expect(sum([...within])).toBe(wanted.length);
        const marks = wanted.flatMap(({ rating }) => rating ?? []);
        expect(averageOf(rows, within, 'rating')).toEqual(
          marks.length === 0 ? null : sum(marks) / marks.length,
        );
        const figure = marksOf(rows, within, { place, field: 'rating' });
        expect(totalOf(figure)).toBe(marks.length);
        expect(valueOf(figure, 'Reviews', '4')).toBe(marks.filter((one) => one === 4).length);
      }),
    );
  });
});

describe('now', () => {
  test('FIG18: workload counts candidates in work, their open requests, and calls ahead', () => {
    fc.assert(
      fc.property(requests, candidates, calls, (asked, found, held) => {
        const place = { scope: nobody, zone, today, span: { from: null, to: null } };
        const rows = {
          requests: requestRows(asked),
          candidates: candidateRows(found),
          calls: callRows(held),
        };
        const figure = workloadOf(rows, place, (id) => `User ${id}`);
        for (const person of [1, 2, 3, null]) {
          const name = person === null ? 'Nobody' : `User ${person}`;
          const own = found.filter((one) => {
            const stage = candidateStage(one.match_state);
            return (
              one.created_by === person && stage.kind === 'step' && stage.state !== 'completed'
            );
          });
          const open = own.flatMap(({ request_id }) => {
            const of = asked[(request_id ?? 0) - 1];
            return of !== undefined && isAtWork(of.state) ? [request_id] : [];
          });
          const ahead = held.filter(
            (one) =>
              one.creator === person &&
              consultationState(one as CallFacts, false) === 'confirmed' &&
              dayAt(one.starts_at!).compare(today) >= 0,
          );
          expect(valueOf(figure, 'Candidates in work', name)).toBe(own.length);
          expect(valueOf(figure, 'Open requests', name)).toBe(new Set(open).size);
          expect(valueOf(figure, 'Calls ahead', name)).toBe(ahead.length);
        }
      }),
    );
  });
});
