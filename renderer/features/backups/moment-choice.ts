import { isInstant } from '#shared/schema/instants.ts';
import { exactMoment } from '../../ui/moment-words.ts';

/** Moments between which one can be chosen, in milliseconds since 1970. */
export interface MomentRange {
  from: number;
  to: number;
}

/** A stored instant from milliseconds, and back. */
export const instantOf = (ms: number): string => new Date(ms).toISOString().replace('Z', '000Z');
const msOf = (instant: string): number => Date.parse(`${instant.slice(0, 23)}Z`);

/** The moment that was typed, in milliseconds, or why it is none that can be gone back to; null for nothing typed. */
export const momentChosen = (
  value: string,
  { from, to }: MomentRange,
): { at: number; error: null } | { at: null; error: string | null } => {
  if (value.trim() === '') return { at: null, error: null };
  if (!isInstant(value) || value.length !== 27)
    return { at: null, error: 'Enter a date and time, such as 2026-03-31 14:30.' };
  const at = msOf(value);
  if (at < from) return { at: null, error: `The journal begins later, on ${exactMoment(from)}.` };
  if (at > to) return { at: null, error: `Nothing was changed after ${exactMoment(to)}.` };
  return { at, error: null };
};

const hour = 3_600_000;

/** Nobody means the seconds. */
const wholeMinute = (moment: number): number => moment - (moment % 60_000);

const yesterdayAt = (hours: number, now: number): number => {
  const day = new Date(now);
  day.setDate(day.getDate() - 1);
  return day.setHours(hours, 0, 0, 0);
};

/** Moments that people often mean, as far as the journal holds them. */
export const usualMoments = (now: number, { from, to }: MomentRange) =>
  [
    { label: 'An hour ago', at: wholeMinute(now - hour) },
    { label: 'Yesterday at 18:00', at: yesterdayAt(18, now) },
    { label: 'A week ago', at: wholeMinute(now - 7 * 24 * hour) },
    { label: 'As far back as possible', at: from },
  ].filter(({ at }) => at >= from && at <= to);
