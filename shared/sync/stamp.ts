import { fail, ok, type Result } from '../result.ts';

/**
 * A stamp of the hybrid logical clock: `TTTTTTTTTTTT-CCCC-DDDDDDD`, hexadecimal, always 25 characters:
 * milliseconds since 1970 (48 bits), a counter within the millisecond (16 bits), the desk number (27 bits).
 * Text order is clock order: time, then counter, then desk.
 */
export type Stamp = string & { readonly __stamp?: never };

export interface StampParts {
  /** Milliseconds since 1970-01-01T00:00Z. */
  time: number;
  /** 0 to 65,535. */
  counter: number;
  /** 32 to 2^27 − 1. */
  desk: number;
}

const pattern = /^[0-9a-f]{12}-[0-9a-f]{4}-[0-9a-f]{7}$/;
const hex = (n: number, width: number) => n.toString(16).padStart(width, '0');

export const formatStamp = ({ time, counter, desk }: StampParts): Stamp =>
  `${hex(time, 12)}-${hex(counter, 4)}-${hex(desk, 7)}`;

export const isStamp = (text: unknown): text is Stamp =>
  typeof text === 'string' && text.length === 25 && pattern.test(text);

/** The parts of a stamp that `isStamp` has accepted. */
export const stampParts = (stamp: Stamp): StampParts => ({
  time: parseInt(stamp.slice(0, 12), 16),
  counter: parseInt(stamp.slice(13, 17), 16),
  desk: parseInt(stamp.slice(18), 16),
});

/** The next stamp of `desk`: after `last` and not before `now` (milliseconds), whatever the wall clock does. */
export const nextStamp = (last: Stamp | null, now: number, desk: number): Stamp => {
  const before = last === null ? null : stampParts(last);
  if (before === null || now > before.time) return formatStamp({ time: now, counter: 0, desk });
  if (before.counter < 0xffff)
    return formatStamp({ time: before.time, counter: before.counter + 1, desk });
  return formatStamp({ time: before.time + 1, counter: 0, desk });
};

export const laterStamp = (a: Stamp, b: Stamp): Stamp => (a < b ? b : a);

export const parseStamp = (text: unknown): Result<Stamp> =>
  isStamp(text) ? ok(text) : fail('value.looksWrong', { value: String(text), what: 'a stamp' });
