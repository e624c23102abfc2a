/** Days around a Sunday on which the clocks go forward: −1 is the Saturday before it. As `2027-03-13`. */
type DaysFrom = (days: number) => string;

export interface Spring {
  /** From the second Sunday of March. */
  america: DaysFrom;
  /** From the last Sunday of March. */
  europe: DaysFrom;
}

const daysFromMarch = (year: number, day: number): string =>
  new Date(Date.UTC(year, 2, day)).toISOString().slice(0, 10);

/** The first Sunday of March from a day on. */
const sundayFrom = (year: number, first: number): number =>
  first + ((7 - new Date(Date.UTC(year, 2, first)).getUTCDay()) % 7);

/** The next spring of which all of March is still to come. */
export const nextSpring = (now: Date): Spring => {
  const isAhead = now.getUTCMonth() < 2;
  const year = now.getUTCFullYear() + (isAhead ? 0 : 1);
  const [america, europe] = [sundayFrom(year, 8), sundayFrom(year, 25)];
  return {
    america: (days) => daysFromMarch(year, america + days),
    europe: (days) => daysFromMarch(year, europe + days),
  };
};

const written = (day: string, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', ...options }).format(new Date(day));

/** “Sat, 27 Mar 2027”, as times for calls have their days. */
export const shortDay = (day: string): string =>
  written(day, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });

/** “27 March 2027”, as histories have them. */
export const longDay = (day: string): string => written(day, { dateStyle: 'long' });

/** “Saturday 27 March 2027”, as Today has it. */
export const fullDay = (day: string): string => written(day, { dateStyle: 'full' });

/** “27 Mar”, as the calendar’s headings have it. */
export const dayOfMonth = (day: string): string => written(day, { day: 'numeric', month: 'short' });

/** The Mondays of the weeks from that of one day to that of another. */
export const weeksBetween = (from: string, to: string): string[] => {
  const monday = new Date(from);
  monday.setUTCDate(monday.getUTCDate() - ((monday.getUTCDay() + 6) % 7));
  const weeks: string[] = [];
  for (; monday <= new Date(to); monday.setUTCDate(monday.getUTCDate() + 7))
    weeks.push(monday.toISOString().slice(0, 10));
  return weeks;
};
