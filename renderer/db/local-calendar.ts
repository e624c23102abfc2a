import type { Calendar } from '#shared/work/reminders.ts';

const pad = (value: number): string => String(value).padStart(2, '0');

/** This machine’s calendar, seen from a moment (milliseconds since 1970). */
export const localCalendar = (now: number): Calendar => {
  const today = new Date(now);
  const at = (ahead: number, hour: number): Date =>
    new Date(today.getFullYear(), today.getMonth(), today.getDate() + ahead, hour);
  return {
    day: (ahead) => {
      const day = at(ahead, 12);
      return `${day.getFullYear()}-${pad(day.getMonth() + 1)}-${pad(day.getDate())}`;
    },
    at: (ahead, hour) => at(ahead, hour).getTime(),
  };
};
