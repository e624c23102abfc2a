import { reached, within, type Bounds, type Key, type Place } from './grid-keys.ts';
import type { Range } from './viewport.ts';

/** A block of cells: rows and columns from first to last, all included. Column 0 is the record’s own. */
export interface Block {
  rows: Range;
  columns: Range;
}

/** What lies between two corners. */
export const blockOf = (a: Place, b: Place): Block => ({
  rows: { first: Math.min(a.row, b.row), last: Math.max(a.row, b.row) },
  columns: { first: Math.min(a.column, b.column), last: Math.max(a.column, b.column) },
});

export const sizeOf = ({ first, last }: Range): number => last - first + 1;

export const isIn = (at: number, { first, last }: Range): boolean => at >= first && at <= last;

/** Two opposite corners: the anchor stays, the cursor moves. */
export interface Corners {
  anchor: Place;
  cursor: Place;
}

/** Where Shift and a key for moving take the corner that moves; null for other keys. */
export const extended = (at: Place, key: Key, bounds: Bounds): Place | null => {
  if (!key.shift || key.alt || at.row < 0) return null;
  const to = reached(at, { ...key, shift: false }, bounds);
  return to === null ? null : { ...to, row: Math.max(0, to.row) };
};

/**
 * Whole rows, columns, or everything, by the keys that spreadsheets have for it; null for other keys. The
 * cursor stays at the beginning, where what is typed for all of them is seen.
 */
export const wholes = (
  { anchor, cursor }: Corners,
  { key, ctrl, shift, alt }: Key,
  bounds: Bounds,
): Corners | null => {
  if (alt || cursor.row < 0 || bounds.rows === 0) return null;
  const end = within({ row: bounds.rows - 1, column: bounds.columns - 1 }, bounds);
  if (ctrl && !shift && key.toLowerCase() === 'a')
    return { anchor: end, cursor: { row: 0, column: 0 } };
  if (key !== ' ' || ctrl === shift) return null;
  if (shift)
    return {
      anchor: { row: anchor.row, column: end.column },
      cursor: { row: cursor.row, column: 0 },
    };
  return {
    anchor: { row: end.row, column: anchor.column },
    cursor: { row: 0, column: cursor.column },
  };
};

/** The block in words, for those who do not see it. */
export const blockSentence = ({ rows, columns }: Block): string =>
  `${sizeOf(rows)} × ${sizeOf(columns)} cells selected.`;
