import type { GridColumn } from './columns.ts';

/** CSS pixels; grid.css says the same. */
export const rowHeight = 32;
export const headHeight = 34;

/**
 * The tallest element that is safe at any zoom: browsers cut off at 2^25 px, counted after zooming.
 * Taller grids scroll by a shorter bar: small steps move as many pixels as usual, long ones in proportion.
 */
export const tallest = 8_000_000;

/** Rows drawn beyond either edge, so that the next frame of a scroll finds them there. */
const spare = 8;
/** Pixels of columns drawn beyond either edge. */
const spareWidth = 240;

export interface Extent {
  rows: number;
  /** Height of the part that shows rows, in CSS pixels. */
  height: number;
}

const contentHeight = ({ rows }: Extent): number => rows * rowHeight;

/** Height of the element that the scroll bar belongs to. */
export const barHeight = (extent: Extent): number => Math.min(contentHeight(extent), tallest);

const isScaled = (extent: Extent): boolean => contentHeight(extent) > tallest;

export const lastTop = (extent: Extent): number =>
  Math.max(0, contentHeight(extent) - extent.height);
const lastScroll = (extent: Extent): number => Math.max(0, barHeight(extent) - extent.height);

/** Where the scroll bar stands when the grid shows its content from `top` on. */
export const scrollOf = (top: number, extent: Extent): number =>
  isScaled(extent) ? (top / lastTop(extent)) * lastScroll(extent) : top;

interface Position {
  /** First pixel of the content that is in sight. */
  top: number;
  /** Where the scroll bar stood then. */
  scroll: number;
}

/** The first pixel in sight after the bar has moved from where it stood to `scroll`. */
export const topAfter = ({ top, scroll: before }: Position, scroll: number, extent: Extent) => {
  if (!isScaled(extent)) return scroll;
  const step = scroll - before;
  const end = lastTop(extent);
  const isJump = Math.abs(step) > 2 * extent.height;
  const next = isJump ? (scroll / lastScroll(extent)) * end : top + step;
  return Math.min(end, Math.max(0, Math.round(next)));
};

/** Whether the bar has reached an end that the content has not: it must be set back to go on. */
export const isStuck = (top: number, scroll: number, extent: Extent): boolean => {
  if (!isScaled(extent)) return false;
  if (scroll <= 0) return top > 0;
  return scroll >= lastScroll(extent) - 1 && top < lastTop(extent);
};

export interface Range {
  first: number;
  /** The last one included; less than `first` for none. */
  last: number;
}

/** Whether a scroll leads on to rows of which none was in sight: the bar is drawn through the table. */
export const isFlight = (from: number, to: number, { height }: Extent): boolean =>
  Math.abs(to - from) > height;

/** The rows to draw; in a flight only those in sight, since the next frame shows none of their neighbours. */
export const rowsInSight = (topRow: number, { rows, height }: Extent, isFlying = false): Range => {
  const beyond = isFlying ? 0 : spare;
  return {
    first: Math.max(0, topRow - beyond),
    last: Math.min(rows - 1, topRow + Math.ceil(height / rowHeight) + beyond),
  };
};

/** How many rows are drawn at most: as many elements as are kept and used again. */
export const slotCount = ({ height }: Extent): number =>
  Math.ceil(height / rowHeight) + 2 * spare + 1;

/** Left edges of the columns, the pinned one apart; one more for the right end. */
export const leftEdges = (columns: readonly GridColumn[], pinned: number): number[] => {
  const edges = [pinned];
  for (const { width } of columns) edges.push((edges.at(-1) ?? 0) + width);
  return edges;
};

/** The share of the grid that pinned columns may take at most: beyond it they scroll like the others. */
const mostPinned = 0.6;

/**
 * How many of the first columns stay in sight, of `wanted` (VIEW14): those that leave room for others.
 * `width`: that of the grid, 0 while it is not known.
 */
export const pinnedThatFit = (edges: readonly number[], wanted: number, width: number): number => {
  let count = Math.min(wanted, edges.length - 1);
  while (width > 0 && count > 0 && (edges[count] ?? 0) > width * mostPinned) count--;
  return count;
};

/** Whether a column is drawn: it is pinned or in sight. `index` counts from 0, the record’s own apart. */
export const isColumnDrawn = (index: number, { first, last }: Range, pinned: number): boolean =>
  index < pinned || (index >= first && index <= last);

/** The columns to draw between two edges of the window. */
export const columnsInSight = (edges: readonly number[], left: number, width: number): Range => {
  const [from, to] = [left - spareWidth, left + width + spareWidth];
  const count = edges.length - 1;
  let first = 0;
  while (first < count - 1 && (edges[first + 1] ?? 0) < from) first++;
  let last = first;
  while (last < count - 1 && (edges[last + 1] ?? 0) < to) last++;
  return { first, last: count === 0 ? -1 : last };
};
