/** A place in the grid: row −1 is the head, column 0 the record’s own. */
export interface Place {
  row: number;
  column: number;
}

export interface Bounds {
  rows: number;
  columns: number;
  /** Rows that a page holds. */
  page: number;
}

export interface Key {
  key: string;
  ctrl: boolean;
  shift: boolean;
  alt: boolean;
}

const clamp = (value: number, low: number, high: number) => Math.max(low, Math.min(high, value));

/** The place, moved back into the grid where it has left it. */
export const within = ({ row, column }: Place, { rows, columns }: Bounds): Place => ({
  row: clamp(row, -1, rows - 1),
  column: clamp(column, 0, columns - 1),
});

const target = (at: Place, { key, ctrl }: Key, { rows, columns, page }: Bounds): Place | null => {
  const { row, column } = at;
  const end = columns - 1;
  switch (key) {
    case 'ArrowDown':
      return { row: ctrl ? rows - 1 : row + 1, column };
    case 'ArrowUp':
      return { row: ctrl && row > 0 ? 0 : row - 1, column };
    case 'ArrowLeft':
      return { row, column: ctrl ? 0 : column - 1 };
    case 'ArrowRight':
      return { row, column: ctrl ? end : column + 1 };
    case 'Home':
      return ctrl ? { row: Math.min(0, rows - 1), column: 0 } : { row, column: 0 };
    case 'End':
      return ctrl ? { row: rows - 1, column: end } : { row, column: end };
    case 'PageDown':
      return { row: row + page, column };
    case 'PageUp':
      return { row: row < 0 ? row : Math.max(0, row - page), column };
    default:
      return null;
  }
};

/** Where a key leads from a place, whatever is held besides; null where it is no key for moving. */
export const reached = (at: Place, key: Key, bounds: Bounds): Place | null => {
  const to = target(at, key, bounds);
  return to === null ? null : within(to, bounds);
};

/** Where a key leads from a place by itself; null where it is no key for moving. */
export const moved = (at: Place, key: Key, bounds: Bounds): Place | null =>
  key.alt || key.shift ? null : reached(at, key, bounds);

/** Where the cursor goes when an edit is done; past the end of a row, to the next one. */
export type Step = 'stay' | 'down' | 'up' | 'right' | 'left';

export const stepped = (at: Place, step: Step, bounds: Bounds): Place => {
  const { row, column } = at;
  const last = bounds.columns - 1;
  if (step === 'right' && column >= last)
    return row < bounds.rows - 1 ? { row: row + 1, column: Math.min(1, last) } : at;
  if (step === 'left' && column <= 1) return row > 0 ? { row: row - 1, column: last } : at;
  const down = step === 'down' ? 1 : step === 'up' ? -1 : 0;
  const right = step === 'right' ? 1 : step === 'left' ? -1 : 0;
  return within({ row: Math.max(0, row + down), column: column + right }, bounds);
};

/** Characters that begin no text: Space acts on the cell, the others are the window's own keys. */
const noText = [' ', '/', '?'];

/** Whether a key begins a text: one character, none of the window’s own shortcuts with Ctrl or Alt. */
export const isTyping = ({ key, ctrl, alt }: Key): boolean =>
  !ctrl && !alt && [...key].length === 1 && !noText.includes(key);
