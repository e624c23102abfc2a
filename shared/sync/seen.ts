import { formatStamp, isStamp, stampParts, type Stamp } from './stamp.ts';

/**
 * What a desk has seen: for each desk number the last stamp of that desk up to which it knows everything
 * that was written there (SYNC3). What it has seen of a desk that is not named is nothing.
 */
export type Seen = Readonly<Record<string, Stamp>>;

export const isSeen = (value: unknown): value is Seen =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.entries(value).every(([desk, stamp]) => /^[1-9]\d{0,8}$/.test(desk) && isStamp(stamp));

/** The desk number that a stamp bears, as `Seen` names it. */
export const deskOf = (stamp: Stamp): string => String(stampParts(stamp).desk);

/** Whether what was written with this stamp is known, be it still there or replaced since. */
export const hasSeen = (seen: Seen, stamp: Stamp): boolean => stamp <= (seen[deskOf(stamp)] ?? '');

/** All that either has seen. */
export const unitedSeen = (a: Seen, b: Seen): Seen => {
  const united: Record<string, Stamp> = { ...a };
  for (const [desk, stamp] of Object.entries(b))
    if (stamp > (united[desk] ?? '')) united[desk] = stamp;
  return united;
};

/**
 * What a desk has seen, itself included: it knows all that it has written, and gives no stamp that is not
 * later than `last`, the highest that it has given or taken in.
 */
export const seenBy = (others: Seen, last: Stamp | null, desk: number): Seen =>
  last === null ? others : { ...others, [desk]: formatStamp({ ...stampParts(last), desk }) };

/** Whether `a` has seen everything that `b` has. */
export const coversSeen = (a: Seen, b: Seen): boolean =>
  Object.entries(b).every(([desk, stamp]) => stamp <= (a[desk] ?? ''));

/** With one more stamp seen, and everything of its desk before it. */
export const withStamp = (seen: Seen, stamp: Stamp): Seen =>
  unitedSeen(seen, { [deskOf(stamp)]: stamp });
