/** Moments as people say them, on the reader’s clock; all arguments are milliseconds since 1970. */
const minute = 60_000;

const times = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const days = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short' });
const dates = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const exact = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'medium' });
const distances = new Intl.RelativeTimeFormat('en', { numeric: 'always' });

/** The day with its number, its weekday dropped once it is long ago. */
const dayOf = (moment: number, now: number): string => {
  const day = new Date(moment).toDateString();
  const yesterday = new Date(now);
  yesterday.setDate(yesterday.getDate() - 1);
  if (day === new Date(now).toDateString()) return 'today';
  if (day === yesterday.toDateString()) return 'yesterday';
  const isThisYear = new Date(moment).getFullYear() === new Date(now).getFullYear();
  return `${(isThisYear ? days : dates).format(moment)},`;
};

/** “today 14:02”, “yesterday 14:02”, “Sat, 21 Nov, 14:02”, “21 Nov 2025, 14:02”. */
export const dayMoment = (moment: number, now: number): string =>
  `${dayOf(moment, now)} ${times.format(moment)}`;

/** To the second, for tooltips: “21 November 2026 at 14:02:33”. */
export const exactMoment = (moment: number): string => exact.format(moment);

/** Each unit with how many minutes it has. */
const units = [
  ['year', 525_960],
  ['month', 43_830],
  ['day', 1440],
  ['hour', 60],
  ['minute', 1],
] as const;

/** “12 minutes ago”, “in 5 minutes”, “just now”. */
export const distanceInWords = (moment: number, now: number): string => {
  const away = Math.round((moment - now) / minute);
  const [unit, minutes] = units.find(([, size]) => Math.abs(away) >= size) ?? ['minute', 1];
  return away === 0 ? 'just now' : distances.format(Math.trunc(away / minutes), unit);
};

/** With a capital, for the beginning of a line. */
export const capitalized = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
