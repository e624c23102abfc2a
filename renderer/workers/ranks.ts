/**
 * Sorting by places among distinct values: small whole numbers, which are counted rather than compared.
 * Plain loops, here and in marks: `from` and `map` of typed arrays take ten times as long.
 */

/** For each row the place of its value among the `distinct` ones, from 1; 0 for rows without a value. */
export interface Ranks {
  ranks: Uint32Array;
  distinct: number;
}

/** How many of rising `values` are below a value. */
const below = (values: Float64Array, value: number): number => {
  let [from, to] = [0, values.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (values[middle]! < value) from = middle + 1;
    else to = middle;
  }
  return from;
};

/** Ranks of numbers, NaN for none. */
export const rankNumbers = (numbers: ArrayLike<number>): Ranks => {
  const sorted = Float64Array.from(numbers)
    .filter((value) => !Number.isNaN(value))
    .sort();
  const distinct = sorted.filter((value, i) => i === 0 || value !== sorted[i - 1]);
  const ranks = new Uint32Array(numbers.length);
  for (let i = 0; i < ranks.length; i += 1)
    if (!Number.isNaN(numbers[i]!)) ranks[i] = below(distinct, numbers[i]!) + 1;
  return { ranks, distinct: distinct.length };
};

/**
 * Ranks of texts by their codes, 0 for none. `known` is the order that came of fewer of the same texts: what
 * is in order already costs one comparison a text.
 */
export const rankTexts = (
  codes: ArrayLike<number>,
  texts: readonly string[],
  known: Uint32Array = new Uint32Array(0),
): { ranks: Ranks; order: Uint32Array } => {
  const order =
    known.length === texts.length - 1
      ? known
      : Uint32Array.from(
          Array.from({ length: texts.length - 1 }, (_, i) => known[i] ?? i + 1).sort((a, b) =>
            texts[a]! < texts[b]! ? -1 : 1,
          ),
        );
  const places = new Uint32Array(texts.length);
  order.forEach((code, i) => (places[code] = i + 1));
  const ranks = new Uint32Array(codes.length);
  for (let i = 0; i < ranks.length; i += 1) ranks[i] = places[codes[i]!]!;
  return { ranks: { ranks, distinct: order.length }, order };
};

const digitBits = 11;
const digits = 2 ** digitBits;

/** Rows in the order of their ranks, those without a value last; rows of one rank stay in the order given. */
export const sortByRanks = (
  rows: Uint32Array,
  { ranks, distinct }: Ranks,
  descending: boolean,
): Uint32Array => {
  const last = distinct + 1;
  const weights = new Uint32Array(ranks.length);
  for (let i = 0; i < weights.length; i += 1) {
    const rank = ranks[i]!;
    weights[i] = rank === 0 ? last : descending ? last - rank : rank;
  }
  let [from, to] = [rows.slice(), new Uint32Array(rows.length)];
  for (let shift = 0; last >>> shift > 0; shift += digitBits) {
    const starts = new Uint32Array(digits + 1);
    const digitOf = (row: number) => (weights[row]! >>> shift) & (digits - 1);
    for (let i = 0; i < from.length; i += 1) starts[digitOf(from[i]!) + 1]! += 1;
    for (let digit = 1; digit < digits; digit += 1) starts[digit]! += starts[digit - 1]!;
    for (let i = 0; i < from.length; i += 1) to[starts[digitOf(from[i]!)]!++] = from[i]!;
    [from, to] = [to, from];
  }
  return from;
};
