import { CalendarDate } from '@internationalized/date';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseChoices } from '#renderer/features/dashboard/choices.ts';
import type { periodKinds } from '#renderer/features/dashboard/figures/days.ts';
import {
  bucketsOf,
  bucketText,
  dayOf,
  spanBefore,
  spanOf,
  spanText,
  withinSpan,
} from '#renderer/features/dashboard/figures/days.ts';
import { medianOf } from '#renderer/features/dashboard/figures/first-candidates.ts';
import { secondsOf } from '#renderer/features/dashboard/figures/rows.ts';
import { instantOf } from '#shared/work/consultation-state.ts';
import { changeText, hoursText, moneyText } from '#renderer/features/dashboard/numbers.ts';

const today = new CalendarDate(2026, 11, 23);
const zones = ['Europe/Lisbon', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Apia', 'UTC'];
const someDay = fc
  .integer({ min: 0, max: 4000 })
  .map((days) => new CalendarDate(2019, 1, 1).add({ days }));

describe('periods', () => {
  test('FIG1, FIG2: end today, and are compared with as many days before', () => {
    const of = (kind: (typeof periodKinds)[number], from = '', to = '') => {
      const span = spanOf({ kind, from, to }, today);
      const before = spanBefore(span);
      return [spanText(span), before === null ? null : spanText(before)];
    };
    expect(of('days30')).toEqual(['25 Oct 2026 to 23 Nov 2026', '25 Sept 2026 to 24 Oct 2026']);
    expect(of('months12')).toEqual(['24 Nov 2025 to 23 Nov 2026', '24 Nov 2024 to 23 Nov 2025']);
    expect(of('all')).toEqual(['All time', null]);
    expect(of('days', '2026-03-01', '2026-03-31')).toEqual([
      '1 Mar 2026 to 31 Mar 2026',
      '29 Jan 2026 to 28 Feb 2026',
    ]);
    expect(of('days', '2026-03-01')).toEqual(['Since 1 Mar 2026', null]);
    expect(of('days', 'soon', '2026-03-31')).toEqual(['Until 31 Mar 2026', null]);
    expect(of('days', '2026-03-31', '2026-03-01')[1]).toBeNull();
  });

  test('FIG1: a moment is in a span where its day on the reader’s clock is', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        someDay,
        fc.integer({ min: 0, max: 300 }),
        fc.integer({ min: -400 * 86_400, max: 400 * 86_400 }),
        (zone, from, days, offset) => {
          const to = from.add({ days });
          const moment = Math.floor(from.toDate(zone).getTime() / 1000) + offset;
          const day = dayOf(moment * 1000, zone);
          expect(withinSpan({ from, to }, zone)(moment)).toBe(
            day.compare(from) >= 0 && day.compare(to) <= 0,
          );
        },
      ),
    );
  });

  test('FIG3: bars follow each other without gaps, begin on Mondays or firsts, and hold each moment in its days', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        someDay,
        fc.integer({ min: 0, max: 3000 }),
        fc.constantFrom('week', 'month'),
        fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
        (zone, from, days, least, part) => {
          const to = from.add({ days });
          const clock = { today, zone };
          const buckets = bucketsOf({ from, to }, { least, moments: new Float64Array(), clock });
          const { list } = buckets;
          expect(list[0]!.from.compare(from)).toBe(0);
          expect(list.at(-1)!.to.compare(to)).toBe(0);
          list.slice(1).forEach((bucket, at) => {
            expect(list[at]!.to.add({ days: 1 }).compare(bucket.from)).toBe(0);
            if (buckets.unit === 'week') expect(bucket.from.toDate('UTC').getUTCDay()).toBe(1);
            else expect(bucket.from.day).toBe(1);
          });
          const start = from.toDate(zone).getTime() / 1000;
          const end = to.add({ days: 1 }).toDate(zone).getTime() / 1000;
          const moment = Math.min(end - 1, Math.floor(start + part * (end - start)));
          const { from: first, to: last } = list[buckets.placeOf(moment)]!;
          const day = dayOf(moment * 1000, zone);
          expect(day.compare(first) >= 0 && day.compare(last) <= 0).toBe(true);
          expect([buckets.placeOf(end), buckets.placeOf(start - 1), buckets.placeOf(NaN)]).toEqual([
            -1, -1, -1,
          ]);
        },
      ),
    );
  });

  test('FIG3: without ends, from the oldest to the newest, in weeks, months or years', () => {
    const seconds = (...days: string[]) =>
      Float64Array.from([...days.map((day) => Date.parse(day) / 1000), NaN, Infinity, -Infinity]);
    const of = (...days: string[]) => {
      const options = {
        least: 'week' as const,
        moments: seconds(...days),
        clock: { today, zone: 'UTC' },
      };
      const { list, unit } = bucketsOf({ from: null, to: null }, options);
      return [unit, list.length, bucketText(list[0]!, unit), bucketText(list.at(-1)!, unit)];
    };
    expect(of('2026-11-11', '2026-11-18')).toEqual([
      'week',
      2,
      'Week of 11 Nov 2026',
      'Week of 16 Nov 2026',
    ]);
    expect(of('2024-11-11', '2026-11-18')).toEqual(['month', 25, 'Nov 2024', 'Nov 2026']);
    expect(of('1850-01-01', '9000-01-01')).toEqual(['year', 43, '1986', '2028']);
    expect(of()).toEqual(['week', 1, 'Week of 23 Nov 2026', 'Week of 23 Nov 2026']);
  });
});

describe('choices', () => {
  test.each([null, '', '{', '7', '{"period":{"kind":"soon"}}', '{"period":null,"scope":{}}'])(
    'FIG21: %j counts as the first start',
    (text) => {
      expect(parseChoices(text)).toEqual({
        period: { kind: 'days90', from: '', to: '' },
        scope: { recruiter: null, team: '', client: null },
      });
    },
  );

  test('FIG21: what was chosen comes back', () => {
    const choices = {
      period: { kind: 'days', from: '2026-01-01', to: '' },
      scope: { recruiter: 3, team: 'North', client: null },
    };
    expect(parseChoices(JSON.stringify(choices))).toEqual(choices);
  });
});

describe('numbers in words', () => {
  test('FIG15: money is exact to the cent', () => {
    expect([0, 5, -5, 120450, -82729878, 9_007_199_254_740_991].map(moneyText)).toEqual([
      '0.00',
      '0.05',
      '−0.05',
      '1,204.50',
      '−827,298.78',
      '90,071,992,547,409.91',
    ]);
  });

  test('times and changes', () => {
    expect([0.5, 5.4, 47, 60, 240].map(hoursText)).toEqual([
      '30 min',
      '5 h',
      '47 h',
      '2.5 days',
      '10 days',
    ]);
    expect(changeText(12, 12, String)).toBe('No change');
    expect(changeText(15, 12, String)).toBe('+3 (25 %)');
    expect(changeText(-15, -12, String)).toBe('−3 (25 %)');
    expect(changeText(5, 0, String)).toBe('+5');
  });
});

describe('moments', () => {
  test('seconds of an instant are those of the calendar, however long ago', () => {
    const years = { min: Date.UTC(1, 0, 1), max: Date.UTC(9999, 11, 31) };
    fc.assert(
      fc.property(fc.integer(years), (ms) => {
        expect(secondsOf(instantOf(ms))).toBe(Math.floor(ms / 1000));
      }),
    );
    expect([secondsOf('infinity'), secondsOf('-infinity')]).toEqual([Infinity, -Infinity]);
  });
});

describe('the median', () => {
  test.each([
    [[], null],
    [[3], 3],
    [[9, 1, 5], 5],
    [[4, 1, 10, 2], 3],
  ])('FIG11: the median of %j is %j', (values, median) => {
    expect(medianOf(values)).toBe(median);
  });
});
