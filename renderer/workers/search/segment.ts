import { prefixImpact } from './impact.ts';

/** An unchanging part of the index: some records, their words in order, and where each word stands. */
export interface Segment {
  records: {
    /** Places in `searchedTables`. */
    tables: Uint8Array;
    ids: Float64Array;
    /** 1 for what is in the trash. */
    trash: Uint8Array;
  };
  /** All words in rising order of their code units, without anything between. */
  words: string;
  /** Where each word begins, and where the last one ends. */
  wordAt: Uint32Array;
  /** Where the places of each word begin in `places`, and where the last end. */
  placesAt: Uint32Array;
  /** For each word: the distance to the next record (7 bits a byte, lowest first), then the impact. */
  places: Uint8Array;
}

export const recordCount = ({ records }: Segment): number => records.ids.length;

export const wordCount = ({ wordAt }: Segment): number => wordAt.length - 1;

export const wordOf = ({ words, wordAt }: Segment, at: number): string =>
  words.slice(wordAt[at], wordAt[at + 1]);

/** The first word from `low` on for which `isPast` holds, given that it then holds for all after it. */
const firstWord = (segment: Segment, low: number, isPast: (word: string) => boolean): number => {
  let high = wordCount(segment);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isPast(wordOf(segment, middle))) high = middle;
    else low = middle + 1;
  }
  return low;
};

/** The words that begin with `start`: the first, and the one after the last. */
export const wordsFrom = (segment: Segment, start: string): [number, number] => {
  const first = firstWord(segment, 0, (word) => word >= start);
  const isPast = (word: string) => word > start && !word.startsWith(start);
  return [first, firstWord(segment, first, isPast)];
};

/** Calls `take` with the records that hold a word, rising, and what it weighs there. */
export const eachPlace = (
  { placesAt, places }: Segment,
  word: number,
  take: (record: number, impact: number) => void,
): void => {
  const end = placesAt[word + 1]!;
  let record = -1;
  for (let at = placesAt[word]!; at < end;) {
    let byte = places[at++]!;
    let gap = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = places[at++]!;
      gap |= (byte & 127) << shift;
    }
    record += gap;
    take(record, places[at++]!);
  }
};

/**
 * Raises the weights of all records that hold a word to what it weighs there. The same walk as `eachPlace`,
 * without a call for each record: most of the time of a search goes here.
 */
export const raiseWeights = (
  { placesAt, places }: Segment,
  word: number,
  weights: Uint8Array,
  isWhole: boolean,
): void => {
  const end = placesAt[word + 1]!;
  let record = -1;
  for (let at = placesAt[word]!; at < end;) {
    let byte = places[at++]!;
    let gap = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = places[at++]!;
      gap |= (byte & 127) << shift;
    }
    record += gap;
    const impact = places[at++]!;
    const weight = isWhole ? impact : prefixImpact(impact);
    if (weight > weights[record]!) weights[record] = weight;
  }
};
