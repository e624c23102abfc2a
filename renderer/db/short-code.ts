import { entityOf, type TableName } from '#shared/entities/index.ts';
import { isId } from '#shared/schema/row-check.ts';
import { numbersPerDesk } from './numbering.ts';

/**
 * How people read a record's number (files.md, Identity): "12" where it came with imported data,
 * "7K3F-12" where a desk gave it: the desk in Crockford's base 32, then its own count.
 */
const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** Below this, numbers are those of imported data. */
const firstOwn = 2 ** 31;

const toBase32 = (n: number): string => {
  const rest = Math.floor(n / 32);
  return (rest === 0 ? '' : toBase32(rest)) + digits[n % 32]!;
};

const fromBase32 = (text: string): number =>
  [...text].reduce((n, digit) => n * 32 + digits.indexOf(digit), 0);

export const shortNumber = (id: number): string =>
  id < firstOwn
    ? String(id)
    : `${toBase32(Math.floor(id / numbersPerDesk))}-${id % numbersPerDesk}`;

/** "P12" or "P7K3F-12": the table's letter before the number. */
export const shortCode = (table: TableName, id: number): string =>
  `${entityOf(table).letter}${shortNumber(id)}`;

/** "Profile 12": what a record is called when it has no name. */
export const numberedName = (table: TableName, id: number): string =>
  `${entityOf(table).label.one} ${shortNumber(id)}`;

/** The numbers that a typed text can mean in a table: "12", "P12", "7k3f-12", "p7k3f-12". */
export const idsFromText = (table: TableName, text: string): number[] => {
  const typed = text.trim().toUpperCase();
  const bare = typed.startsWith(entityOf(table).letter) ? [typed.slice(1)] : [];
  return [...new Set([typed, ...bare].map(idFromNumber).filter((id) => id !== null))];
};

const idFromNumber = (text: string): number | null => {
  const m = /^(?:([0-9A-HJKMNP-TV-Z]{1,6})-)?(\d{1,16})$/.exec(text);
  if (m === null) return null;
  const [, desk, n] = m;
  const id = (desk === undefined ? 0 : fromBase32(desk) * numbersPerDesk) + Number(n);
  return isId(id) ? id : null;
};
