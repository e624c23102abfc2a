import type { WeightClass } from '#shared/schema/search-fields.ts';

/** What a class weighs, and how many words it usually has. */
export const weightClasses: Readonly<
  Record<WeightClass, { weight: number; usual: number; place: number }>
> = {
  title: { weight: 4, usual: 3, place: 0 },
  short: { weight: 2, usual: 24, place: 1 },
  long: { weight: 1, usual: 120, place: 2 },
};

const classes = Object.values(weightClasses);
/** BM25’s two: how soon repeating a word stops to count, and how far long texts count less. */
const [k, b] = [1.2, 0.5];
/** The most that all classes together can give. */
const most = classes.reduce((sum, { weight }) => sum + weight * (k + 1), 0);

/** Counts of a word by class and of all words by class, in the order of `weightClasses`. */
export type Counts = readonly [number, number, number];

/**
 * What a word weighs in a record, 1 to 255 (FIND6). It follows from the record alone, so that an index that
 * was added to is the same as one that is made anew.
 */
export const impactOf = (times: Counts, lengths: Counts): number => {
  let sum = 0;
  for (const { weight, usual, place } of classes) {
    const n = times[place]!;
    if (n === 0) continue;
    sum += (weight * n * (k + 1)) / (n + k * (1 - b + (b * lengths[place]!) / usual));
  }
  return Math.max(1, Math.min(255, Math.round((255 * sum) / most)));
};

/** A word that only begins as typed weighs half. */
export const prefixImpact = (impact: number): number => (impact + 1) >> 1;

/** How much a typed word tells: one that is in few of all records tells most. */
export const rarity = (records: number, holding: number): number =>
  Math.log(1 + (records - holding + 0.5) / (holding + 0.5));
