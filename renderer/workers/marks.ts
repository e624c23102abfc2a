import type { Column } from './column.ts';

/** Which rows something holds for: 1 for each of them, 0 for the others. */
export type Marks = Uint8Array;

/** Something that holds for some records of a table, over columns that may still be filling. */
export interface Check {
  columns: readonly Column[];
  /** For which of these records, by rising number, it holds; looks at the columns as they are now. */
  mark(ids: Float64Array): Marks;
}

/** What holds is asked once for each place among the values of a column; `missing` for records not in it. */
const markPlaces = (
  column: Column,
  ids: Float64Array,
  { isMarked, missing }: { isMarked: (value: number) => boolean; missing: boolean },
): Marks => {
  const places = column.placesOf(ids);
  const { values } = column;
  const marks = new Uint8Array(ids.length);
  for (let i = 0; i < marks.length; i += 1) {
    const place = places === null ? i : places[i]!;
    if (place < 0 ? missing : isMarked(values[place]!)) marks[i] = 1;
  }
  return marks;
};

/** A check of numbers, NaN for none. */
export const checkNumbers = (column: Column, holds: (value: number) => boolean): Check => ({
  columns: [column],
  mark: (ids) => markPlaces(column, ids, { isMarked: holds, missing: holds(NaN) }),
});

/** A check of texts, null for none: each is asked about once, however many records have it. */
export const checkTexts = (column: Column, holds: (text: string | null) => boolean): Check => ({
  columns: [column],
  mark: (ids) => {
    const { texts } = column;
    const verdicts = new Uint8Array(texts.length);
    for (let code = 0; code < verdicts.length; code += 1)
      if (holds(code === 0 ? null : texts[code]!)) verdicts[code] = 1;
    const missing = verdicts[0] === 1;
    return markPlaces(column, ids, { isMarked: (code) => verdicts[code] === 1, missing });
  },
});

export const never: Check = { columns: [], mark: (ids) => new Uint8Array(ids.length) };

/** All of some checks, or any of them. */
export const joined = (match: 'all' | 'any', checks: readonly Check[]): Check => ({
  columns: checks.flatMap(({ columns }) => columns),
  mark: (ids) => {
    const marks = new Uint8Array(ids.length).fill(match === 'all' ? 1 : 0);
    for (const check of checks) {
      const other = check.mark(ids);
      if (match === 'all') for (let i = 0; i < marks.length; i += 1) marks[i]! &= other[i]!;
      else for (let i = 0; i < marks.length; i += 1) marks[i]! |= other[i]!;
    }
    return marks;
  },
});

/** The rows that are marked. */
export const markedRows = (marks: Marks): Uint32Array => {
  const rows = new Uint32Array(marks.length);
  let count = 0;
  for (let row = 0; row < marks.length; row += 1) if (marks[row] === 1) rows[count++] = row;
  return rows.subarray(0, count);
};

/** Asks about each value once, and remembers the answer. */
export const askedOnce = <T>(holds: (value: T) => boolean): ((value: T) => boolean) => {
  const known = new Map<T, boolean>();
  return (value) => {
    const answer = known.get(value) ?? holds(value);
    known.set(value, answer);
    return answer;
  };
};
