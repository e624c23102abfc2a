import { msOf } from './consultation-state.ts';

/** Amounts of money as they are stored: `numeric(10,2)`, such as "125.50". */

/** The most that an amount can hold, in cents. */
const mostCents = 9_999_999_999n;

const centsOf = (amount: string): bigint => BigInt(amount.replace('.', ''));

const amountOf = (cents: bigint): string => {
  const digits = String(cents < 0n ? -cents : cents).padStart(3, '0');
  return `${cents < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

/** A quotient, halves away from zero. */
const divided = (value: bigint, by: bigint): bigint => {
  const half = value < 0n ? -by / 2n : by / 2n;
  return (value + half) / by;
};

/** Begun minutes of a call from start to end (WORK7); null where one of them is not known. */
export const billedMinutes = (
  startedAt: string | null | undefined,
  endedAt: string | null | undefined,
): number | null => {
  const ms = msOf(endedAt) - msOf(startedAt);
  return Number.isNaN(ms) ? null : Math.max(0, Math.ceil(ms / 60_000));
};

/** Twelfths of an hour that so many minutes are charged as (WORK8). */
export const chargedTwelfths = (minutes: number): number =>
  minutes <= 0 ? 0 : Math.max(3, Math.ceil(minutes / 5));

/** What minutes cost at an hourly rate (WORK8); null where the rate is not known, or the amount too large. */
export const costOf = (rate: string | null | undefined, minutes: number): string | null => {
  if (rate === null || rate === undefined) return null;
  const cents = divided(centsOf(rate) * BigInt(chargedTwelfths(minutes)), 12n);
  return cents > mostCents || cents < -mostCents ? null : amountOf(cents);
};

/** Who cancelled a call. */
export type CancelledBy = 'client' | 'expert' | 'us';

/**
 * What cancelling costs the client (WORK9). `wait`: milliseconds from the cancelling to the start, NaN
 * where no start was agreed.
 */
export const cancellingPenalty = (
  rate: string | null | undefined,
  { by, minutes, wait }: { by: CancelledBy; minutes: number; wait: number },
): string | null => {
  const full = costOf(rate, minutes);
  if (full === null) return null;
  if (by !== 'client' || Number.isNaN(wait) || wait > 24 * 3_600_000) return '0.00';
  return wait <= 0 ? full : amountOf(divided(centsOf(full), 2n));
};

/** The sum of amounts, unknown ones left out; null where none is known. */
export const sumOf = (amounts: readonly (string | null | undefined)[]): string | null => {
  const known = amounts.filter((amount) => amount !== null && amount !== undefined);
  return known.length === 0 ? null : amountOf(known.reduce((sum, one) => sum + centsOf(one), 0n));
};

/** Credits and penalties less expert cost (WORK10). */
export const marginOf = (call: {
  credit_amount?: string | null;
  credit_penalty_amount?: string | null;
  expert_cost?: string | null;
}): string | null => {
  const charged = sumOf([call.credit_amount, call.credit_penalty_amount]);
  if (charged === null && (call.expert_cost ?? null) === null) return null;
  return amountOf(centsOf(charged ?? '0.00') - centsOf(call.expert_cost ?? '0.00'));
};
