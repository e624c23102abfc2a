import { stampParts, type Stamp } from './stamp.ts';

/**
 * What a desk has seen: for each desk number the last stamp of that desk up to which it knows everything
 * that was written there (SYNC3). What it has seen of a desk that is not named is nothing.
 */
export type Seen = Readonly<Record<string, Stamp>>;

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

/** Whether `a` has seen everything that `b` has. */
export const coversSeen = (a: Seen, b: Seen): boolean =>
  Object.entries(b).every(([desk, stamp]) => stamp <= (a[desk] ?? ''));

/** With one more stamp seen, and everything of its desk before it. */
export const withStamp = (seen: Seen, stamp: Stamp): Seen => unitedSeen(seen, { [deskOf(stamp)]: stamp });
