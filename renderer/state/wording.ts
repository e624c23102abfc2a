/** How figures and times are written out, the same on every screen. */
const numbers = new Intl.NumberFormat('en');

export const countText = (count: number): string => numbers.format(count);

/** “1 row”, “1,204 rows”. */
export const countOf = (count: number, one: string, many = `${one}s`): string =>
  `${countText(count)} ${count === 1 ? one : many}`;

const units = ['bytes', 'KB', 'MB', 'GB'] as const;

/** A file's size as people read it: “27.4 MB”. */
export const sizeText = (bytes: number): string => {
  let size = bytes;
  let unit = 0;
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000;
    unit++;
  }
  const digits = unit === 0 || size >= 100 ? 0 : 1;
  return `${size.toFixed(digits)} ${units[unit] ?? ''}`;
};

const moments = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short' });

/** A moment in the reader's own time zone: “22 November 2026 at 23:10”; the text itself if it is no moment. */
export const momentText = (iso: string): string => {
  const time = Date.parse(iso);
  return Number.isNaN(time) ? iso : moments.format(time);
};
