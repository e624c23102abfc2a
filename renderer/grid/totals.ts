import type { Field } from '#shared/schema/fields.ts';
import type { Total } from '../db/desk.ts';

/** What a column of numbers is summed up to at the foot of a grid. */

export const totalKinds = ['sum', 'average', 'least', 'greatest', 'filled'] as const;
export type TotalKind = (typeof totalKinds)[number];

export const totalLabels: Readonly<Record<TotalKind, string>> = {
  sum: 'Sum',
  average: 'Average',
  least: 'Least',
  greatest: 'Greatest',
  filled: 'Filled',
};

/** Whether there is anything to add up in a field. */
export const hasTotals = ({ kind }: Field): boolean => kind === 'integer' || kind === 'decimal';

/** Sums beyond this are no longer exact. */
const exact = 2 ** 53;

const digitsOf = (field: Field): number => (field.kind === 'decimal' ? field.scale : 0);

const written = (value: number, least: number, most: number): string =>
  value.toLocaleString('en', { minimumFractionDigits: least, maximumFractionDigits: most });

/** A total as people read it; '' where there is nothing to tell. `total` counts in the field’s smallest unit. */
export const totalText = (field: Field, kind: TotalKind, total: Total): string => {
  if (kind === 'filled') return written(total.filled, 0, 0);
  if (total.filled === 0) return '';
  const digits = digitsOf(field);
  const unit = 10 ** digits;
  if (kind === 'average')
    return written(total.sum / total.filled / unit, digits, Math.max(1, digits));
  if (kind !== 'sum') return written(total[kind] / unit, digits, digits);
  const about = Math.abs(total.sum) >= exact ? '≈ ' : '';
  return `${about}${written(total.sum / unit, digits, digits)}`;
};
