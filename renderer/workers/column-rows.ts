import type { ColumnValues } from '../db/desk.ts';
import type { Column } from './column.ts';
import type { Ranks } from './ranks.ts';

/** What columns hold, for other rows than their own. */

/** The ranks of a column for other rows than its own. */
export const ranksOf = (column: Column, { ranks, distinct }: Ranks, ids: Float64Array): Ranks => {
  const places = column.placesOf(ids);
  if (places === null) return { ranks, distinct };
  const placed = new Uint32Array(places.length);
  for (let i = 0; i < placed.length; i += 1) if (places[i]! >= 0) placed[i] = ranks[places[i]!]!;
  return { ranks: placed, distinct };
};

/** The numbers of a column for these records; NaN for none. */
export const numbersOf = (column: Column, ids: Float64Array): Float64Array => {
  const places = column.placesOf(ids);
  const { values } = column;
  if (places === null && values instanceof Float64Array) return values;
  const numbers = new Float64Array(ids.length).fill(NaN);
  for (let i = 0; i < numbers.length; i += 1) {
    const at = places === null ? i : places[i]!;
    if (at >= 0) numbers[i] = values[at]!;
  }
  return numbers;
};

/** A column for these records, as it leaves the worker: texts only those that are there. */
export const valuesOf = (column: Column, ids: Float64Array): ColumnValues => {
  const places = column.placesOf(ids);
  const { values, texts } = column;
  if (values instanceof Float64Array)
    return { holds: 'numbers', numbers: Float64Array.from(numbersOf(column, ids)) };
  const [codes, sent, known] = [new Uint32Array(ids.length), [''], new Uint32Array(texts.length)];
  for (let i = 0; i < codes.length; i += 1) {
    const at = places === null ? i : places[i]!;
    const code = at < 0 ? 0 : values[at]!;
    if (code !== 0 && known[code] === 0) known[code] = sent.push(texts[code]!) - 1;
    codes[i] = known[code]!;
  }
  return { holds: 'texts', codes, texts: sent };
};
