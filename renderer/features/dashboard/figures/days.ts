import type { CalendarDate } from '@internationalized/date';
import {
  fromAbsolute,
  getDayOfWeek,
  parseDate,
  startOfMonth,
  startOfYear,
  toCalendarDate,
} from '@internationalized/date';

/** Days on the reader’s clock, both ends included; null for no end (FIG1). */
export interface Span {
  from: CalendarDate | null;
  to: CalendarDate | null;
}

export const periodKinds = ['days30', 'days90', 'months12', 'all', 'days'] as const;
export type PeriodKind = (typeof periodKinds)[number];

/** What somebody looks at; `from` and `to` count for `days` only, '' for no end. */
export interface Period {
  kind: PeriodKind;
  from: string;
  to: string;
}

export const dayOf = (ms: number, zone: string): CalendarDate =>
  toCalendarDate(fromAbsolute(ms, zone));

const typedDay = (text: string): CalendarDate | null => {
  try {
    return text === '' ? null : parseDate(text);
  } catch {
    return null;
  }
};

/** The days of a period, seen from today. */
export const spanOf = ({ kind, from, to }: Period, today: CalendarDate): Span => {
  switch (kind) {
    case 'days30':
      return { from: today.subtract({ days: 29 }), to: today };
    case 'days90':
      return { from: today.subtract({ days: 89 }), to: today };
    case 'months12':
      return { from: today.subtract({ months: 12 }).add({ days: 1 }), to: today };
    case 'days':
      return { from: typedDay(from), to: typedDay(to) };
    case 'all':
      return { from: null, to: null };
  }
};

const daysBetween = (from: CalendarDate, to: CalendarDate): number =>
  Math.round((to.toDate('UTC').getTime() - from.toDate('UTC').getTime()) / 86_400_000);

/** As many days before a span (FIG2); null where it has no beginning or no end, or is empty. */
export const spanBefore = ({ from, to }: Span): Span | null => {
  if (from === null || to === null || to.compare(from) < 0) return null;
  const last = from.subtract({ days: 1 });
  return { from: last.subtract({ days: daysBetween(from, to) }), to: last };
};

/** Seconds since 1970 at which a day begins in a zone. */
const startOf = (day: CalendarDate, zone: string): number =>
  Math.floor(day.toDate(zone).getTime() / 1000);

/** Whether a moment, in seconds since 1970, falls into a span; without ends, none at all does, too. */
export const withinSpan = ({ from, to }: Span, zone: string): ((moment: number) => boolean) => {
  if (from === null && to === null) return () => true;
  const first = from === null ? null : startOf(from, zone);
  const end = to === null ? null : startOf(to.add({ days: 1 }), zone);
  return (moment) =>
    !Number.isNaN(moment) && (first === null || moment >= first) && (end === null || moment < end);
};

export type Unit = 'week' | 'month' | 'year';

/** One bar: its days. */
export interface Bucket {
  from: CalendarDate;
  to: CalendarDate;
}

/** Bars that cover a span without gaps, and the bar of a moment: −1 for none. */
export interface Buckets {
  unit: Unit;
  list: readonly Bucket[];
  placeOf(moment: number): number;
}

const nextStart = (day: CalendarDate, unit: Unit): CalendarDate => {
  if (unit === 'week') return day.add({ days: 7 - getDayOfWeek(day, 'en-GB', 'mon') });
  if (unit === 'month') return startOfMonth(day).add({ months: 1 });
  return startOfYear(day).add({ years: 1 });
};

const mostWeeks = 60;
const mostMonths = 48;

const unitFor = (days: number, least: Unit): Unit => {
  if (least === 'week' && days <= mostWeeks * 7) return 'week';
  return days <= mostMonths * 31 ? 'month' : 'year';
};

/** Years before and after today that bars reach at most where a span has no end (FIG3). */
const [yearsBack, yearsOn] = [40, 2];

/** The ends of a span; where it has none, those of the moments. */
const endsOf = (span: Span, moments: Float64Array, { today, zone }: Clock): Bucket => {
  const oldest = today.subtract({ years: yearsBack });
  const newest = today.add({ years: yearsOn });
  let [least, most] = [Infinity, -Infinity];
  for (const moment of moments) {
    if (moment < least && moment !== -Infinity) least = moment;
    if (moment > most && moment !== Infinity) most = moment;
  }
  const day = (moment: number) =>
    Number.isFinite(moment) ? dayOf(moment * 1000, zone) : (span.to ?? today);
  const [first, last] = [day(least), day(most)];
  const from = span.from ?? (first.compare(oldest) < 0 ? oldest : first);
  const to = span.to ?? (last.compare(newest) > 0 ? newest : last);
  return { from, to };
};

/** The reader’s clock. */
export interface Clock {
  today: CalendarDate;
  zone: string;
}

/** Weeks, months or years that cover a span (FIG3); the first and the last may be cut short by it. */
export const bucketsOf = (
  span: Span,
  { least, moments, clock }: { least: Unit; moments: Float64Array; clock: Clock },
): Buckets => {
  const { from, to } = endsOf(span, moments, clock);
  const unit = unitFor(daysBetween(from, to) + 1, least);
  const list: Bucket[] = [];
  for (let day = from; day.compare(to) <= 0;) {
    const next = nextStart(day, unit);
    const last = next.subtract({ days: 1 });
    list.push({ from: day, to: last.compare(to) > 0 ? to : last });
    day = next;
  }
  return { unit, list, placeOf: placesAmong(list, clock.zone) };
};

/** Looks up by halving: bars follow each other without gaps. */
const placesAmong = (list: readonly Bucket[], zone: string): ((moment: number) => number) => {
  const edges = Float64Array.from([
    ...list.map(({ from }) => startOf(from, zone)),
    ...list.slice(-1).map(({ to }) => startOf(to.add({ days: 1 }), zone)),
  ]);
  const end = edges.length - 1;
  return (moment) => {
    if (end < 1 || !(moment >= edges[0]!) || !(moment < edges[end]!)) return -1;
    let [low, high] = [0, end];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (edges[middle]! <= moment) low = middle;
      else high = middle;
    }
    return low;
  };
};

const inUtc = (options: Intl.DateTimeFormatOptions) => {
  const format = new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' });
  return (day: CalendarDate) => format.format(day.toDate('UTC'));
};
const dayText = inUtc({ day: 'numeric', month: 'short', year: 'numeric' });
const monthText = inUtc({ month: 'short', year: 'numeric' });

/** “Week of 2 Nov 2026”, “Nov 2026”, “2026”. */
export const bucketText = ({ from }: Bucket, unit: Unit): string => {
  if (unit === 'week') return `Week of ${dayText(from)}`;
  return unit === 'month' ? monthText(from) : String(from.year);
};

const shortDay = inUtc({ day: 'numeric', month: 'short' });
const shortMonth = inUtc({ month: 'short', year: '2-digit' });

const shortText = ({ from }: Bucket, unit: Unit): string => {
  if (unit === 'week') return shortDay(from);
  return unit === 'month' ? shortMonth(from) : String(from.year);
};

/** What bars are called, and shorter where there is little room. */
export const bucketNames = ({ list, unit }: Buckets) => ({
  categories: list.map((bucket) => bucketText(bucket, unit)),
  short: list.map((bucket) => shortText(bucket, unit)),
});

/** “1 Nov 2026 to 30 Nov 2026”, “All time”. */
export const spanText = ({ from, to }: Span): string => {
  if (from === null) return to === null ? 'All time' : `Until ${dayText(to)}`;
  return to === null ? `Since ${dayText(from)}` : `${dayText(from)} to ${dayText(to)}`;
};
