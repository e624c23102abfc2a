/** Days on the reader's clock, as the instants at which they begin. */

const dayText = /^(\d{4})-(\d\d)-(\d\d)$/;

/** As instants are stored: microseconds, UTC. */
const instantOf = (date: Date): string => date.toISOString().replace(/Z$/, '000Z');

/** When a day begins, `YYYY-MM-DD` or the one of a moment in ms, and so many days after it; null where that is no day. */
export const dayStart = (day: string | number, plus = 0): string | null => {
  if (typeof day === 'number') {
    const date = new Date(day);
    return instantOf(new Date(date.getFullYear(), date.getMonth(), date.getDate() + plus));
  }
  const parts = dayText.exec(day);
  if (parts === null) return null;
  const [year, month, date] = [Number(parts[1]), Number(parts[2]) - 1, Number(parts[3])];
  const start = new Date(year, month, date);
  // Years below 100 are not of the last century, and the 31st of June is no day.
  start.setFullYear(year);
  if (start.getMonth() !== month || start.getDate() !== date) return null;
  start.setDate(date + plus);
  return instantOf(start);
};

/** When the day after `YYYY-MM-DD` begins; null where that is no day. */
export const dayAfter = (day: string): string | null => dayStart(day, 1);
