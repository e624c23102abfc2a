import {
  type CalendarDate,
  parseDate,
  startOfMonth,
  startOfWeek,
  toCalendarDate,
  fromAbsolute,
  toZoned,
} from '@internationalized/date';
import type { CalendarSpan } from '../../state/routes.ts';

/** Weeks begin on Monday, as in British English. */
const locale = 'en-GB';

/** Days from the first to the one before `end`, in a zone. */
export interface DayRange {
  first: CalendarDate;
  end: CalendarDate;
}

/** How many days an agenda shows. */
const agendaDays = 14;

/** The day of a moment in a zone. */
export const dayOf = (ms: number, zone: string): CalendarDate =>
  toCalendarDate(fromAbsolute(ms, zone));

/** The moment at which a day begins in a zone, milliseconds since 1970. */
export const startOf = (day: CalendarDate, zone: string): number =>
  toZoned(day, zone).toDate().getTime();

/** What is shown of the calendar around a day (CAL1). */
export const rangeOf = (span: CalendarSpan, day: CalendarDate): DayRange => {
  if (span === 'agenda') return { first: day, end: day.add({ days: agendaDays }) };
  const first = startOfWeek(span === 'week' ? day : startOfMonth(day), locale);
  if (span === 'week') return { first, end: first.add({ days: 7 }) };
  // Whole weeks, as many as the month touches.
  const last = startOfMonth(day).add({ months: 1 });
  let end = first.add({ days: 28 });
  while (end.compare(last) < 0) end = end.add({ days: 7 });
  return { first, end };
};

/** The day to show one range further, or back. */
export const turned = (span: CalendarSpan, day: CalendarDate, by: 1 | -1): CalendarDate => {
  if (span === 'month') return startOfMonth(day).add({ months: by });
  return day.add({ days: by * (span === 'week' ? 7 : agendaDays) });
};

export const daysIn = ({ first, end }: DayRange): CalendarDate[] => {
  const days: CalendarDate[] = [];
  for (let day = first; day.compare(end) < 0; day = day.add({ days: 1 })) days.push(day);
  return days;
};

/** A day from an address; `otherwise` where it is none. */
export const dayFrom = (text: string | null, otherwise: CalendarDate): CalendarDate => {
  try {
    return text === null ? otherwise : parseDate(text);
  } catch {
    return otherwise;
  }
};

/** Minutes of a moment since its day began in the zone; the clock may jump in between. */
export const minutesInto = (ms: number, zone: string): number =>
  Math.round((ms - startOf(dayOf(ms, zone), zone)) / 60_000);

/** Minutes that a day has in a zone: 1,440, or an hour more or less where the clock changes. */
export const lengthOf = (day: CalendarDate, zone: string): number =>
  Math.round((startOf(day.add({ days: 1 }), zone) - startOf(day, zone)) / 60_000);
