/** Instants: `YYYY-MM-DDTHH:MM:SS.ffffffZ`, UTC, years 0001 to 9999, microseconds; or ±infinity. */
const stored = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)\.(\d{6})Z$/;
const written =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d\d)(?::(\d\d)(?:\.(\d{1,6}))?)?)?\s*(Z|[+-]\d\d(?::?\d\d)?)?$/i;

const daysIn = (year: number, month: number): number =>
  month === 2
    ? (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
      ? 29
      : 28
    : [4, 6, 9, 11].includes(month)
      ? 30
      : 31;

const isRealTime = (year: number, month: number, day: number, h: number, m: number, s: number) =>
  year >= 1 &&
  month >= 1 &&
  month <= 12 &&
  day >= 1 &&
  day <= daysIn(year, month) &&
  h <= 23 &&
  m <= 59 &&
  s <= 59;

const isInfinity = (text: string): boolean => text === 'infinity' || text === '-infinity';

/** Whether `value` is an instant as it is stored. */
export const isInstant = (value: unknown): value is string => {
  if (typeof value !== 'string') return false;
  if (value.length !== 27) return isInfinity(value);
  const m = stored.exec(value);
  return m !== null && isRealTime(+m[1]!, +m[2]!, +m[3]!, +m[4]!, +m[5]!, +m[6]!);
};

const pad = (n: number, width = 2) => String(n).padStart(width, '0');

/**
 * An instant from text such as `2026-03-31 14:30`, `2026-03-31T14:30:00.25Z` or PostgreSQL's own form;
 * without an offset the text is taken as UTC. Null where the text is no date and time.
 */
export const instantFromText = (text: string): string | null => {
  const trimmed = text.trim();
  if (isInfinity(trimmed.toLowerCase())) return trimmed.toLowerCase();
  const m = written.exec(trimmed);
  if (m === null) return null;
  const [year, month, day] = [+m[1]!, +m[2]!, +m[3]!];
  const [h, min, s] = [+(m[4] ?? 0), +(m[5] ?? 0), +(m[6] ?? 0)];
  if (!isRealTime(year, month, day, h, min, s)) return null;
  const micro = (m[7] ?? '').padEnd(6, '0');
  const offset = m[8];
  if (offset === undefined || /^z$/i.test(offset) || /^[+-]00(:?00)?$/.test(offset))
    return `${pad(year, 4)}-${pad(month)}-${pad(day)}T${pad(h)}:${pad(min)}:${pad(s)}.${micro}Z`;
  const digits = offset.slice(1).replace(':', '');
  const minutes = +digits.slice(0, 2) * 60 + +(digits.slice(2) || '0');
  const utc = new Date(0);
  utc.setUTCFullYear(year, month - 1, day);
  utc.setUTCHours(h, min - (offset.startsWith('-') ? -minutes : minutes), s);
  const shifted = utc.toISOString();
  return shifted.length === 24 ? `${shifted.slice(0, 20)}${micro}Z` : null;
};

/** PostgreSQL's text of a `timestamp without time zone`: trailing zeros of the fraction are dropped. */
export const instantToText = (value: string): string => {
  if (isInfinity(value)) return value;
  const fraction = value.slice(20, 26).replace(/0+$/, '');
  return `${value.slice(0, 10)} ${value.slice(11, 19)}${fraction === '' ? '' : `.${fraction}`}`;
};
