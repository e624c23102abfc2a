import type { Total } from '../db/desk.ts';
import type { Ranks } from './ranks.ts';

/** What rows come to, all of them or by groups of one value. */

/** A column of numbers to be added up, NaN for none, by row. */
export type Addends = Float64Array;

/** Rows of one value, by rising values; those without one are the last group. */
export interface Group {
  /** The first row of it, in the order given. */
  first: number;
  rows: number;
  totals: readonly Total[];
}

/** All rows as one group. */
const one = (count: number): Ranks => ({ ranks: new Uint32Array(count), distinct: 0 });

/**
 * Groups of rows by the ranks of a column (null: one group of all), and what columns come to in each. Sums of
 * whole numbers are exact up to 2⁵³. A row that is `preferred` comes first in its group.
 */
export const summarise = (
  rows: Uint32Array,
  { ranks, distinct }: Ranks = one(rows.reduce((most, row) => Math.max(most, row + 1), 0)),
  columns: readonly Addends[] = [],
  preferred?: number,
): Group[] => {
  const counts = new Uint32Array(distinct + 1);
  const firsts = new Uint32Array(distinct + 1);
  for (const row of rows) {
    const rank = ranks[row]!;
    if (counts[rank]! === 0) firsts[rank] = row;
    counts[rank]! += 1;
  }
  if (preferred !== undefined) firsts[ranks[preferred]!] = preferred;
  const totals = columns.map((column) => totalsOf(rows, { ranks, distinct }, column));
  const order = [...Array.from({ length: distinct }, (_, i) => i + 1), 0];
  return order
    .filter((rank) => counts[rank]! > 0)
    .map((rank) => ({
      first: firsts[rank]!,
      rows: counts[rank]!,
      totals: totals.map((total) => ({
        sum: total.sums[rank]!,
        filled: total.filled[rank]!,
        least: total.least[rank]!,
        greatest: total.greatest[rank]!,
      })),
    }));
};

const totalsOf = (rows: Uint32Array, { ranks, distinct }: Ranks, column: Addends) => {
  const sums = new Float64Array(distinct + 1);
  const filled = new Uint32Array(distinct + 1);
  const least = new Float64Array(distinct + 1).fill(NaN);
  const greatest = new Float64Array(distinct + 1).fill(NaN);
  for (const row of rows) {
    const value = column[row]!;
    if (Number.isNaN(value)) continue;
    const rank = ranks[row]!;
    sums[rank]! += value;
    if (filled[rank]! === 0 || value < least[rank]!) least[rank] = value;
    if (filled[rank]! === 0 || value > greatest[rank]!) greatest[rank] = value;
    filled[rank]! += 1;
  }
  return { sums, filled, least, greatest };
};
