import { useEffect, useEffectEvent, useMemo, useRef, useState, type RefObject } from 'react';
import { flushSync } from 'react-dom';
import {
  columnsInSight,
  headHeight,
  isFlight,
  isStuck,
  lastTop,
  pinnedThatFit,
  rowHeight,
  rowsInSight,
  scrollOf,
  topAfter,
  type Range,
} from './viewport.ts';

/** What is in sight, in steps: scrolling by a pixel changes nothing here. */
export interface Sight {
  /** The first row in sight. */
  topRow: number;
  /** By how many pixels the content stands lower than the bar says; 0 unless the bar is shortened. */
  shift: number;
  /** Left edge, rounded down to `leftStep`. */
  left: number;
  width: number;
  height: number;
  /** The last scroll was a flight. */
  isFlying: boolean;
}

const leftStep = 80;

const same = (a: Sight, b: Sight) =>
  a.topRow === b.topRow &&
  a.shift === b.shift &&
  a.left === b.left &&
  a.width === b.width &&
  a.height === b.height &&
  a.isFlying === b.isFlying;

const nowhere: Sight = { topRow: 0, shift: 0, left: 0, width: 0, height: 0, isFlying: false };

interface Measures {
  rows: number;
  /** Left edges of the columns behind the pinned one; the first is the pinned one’s width. */
  edges: readonly number[];
  /** How many of the first columns are wanted to stay in sight. */
  wanted: number;
}

/** The window through which a large grid is seen: which rows and columns to draw, and how to get elsewhere. */
export const useViewport = (
  scroller: RefObject<HTMLElement | null>,
  { rows, edges, wanted }: Measures,
) => {
  const [sight, setSight] = useState<Sight>(nowhere);
  const position = useRef({ top: 0, scroll: 0 });
  const extentOf = (element: HTMLElement) => ({
    rows,
    height: Math.max(0, element.clientHeight - headHeight),
  });
  const measure = (element: HTMLElement, isFlying = false) => {
    const { top, scroll } = position.current;
    const next: Sight = {
      topRow: Math.floor(top / rowHeight),
      shift: scroll - top,
      left: Math.floor(element.scrollLeft / leftStep) * leftStep,
      width: element.clientWidth,
      height: Math.max(0, element.clientHeight - headHeight),
      isFlying,
    };
    setSight((before) => (same(before, next) ? before : next));
  };
  const showTop = (element: HTMLElement, wanted: number) => {
    const extent = extentOf(element);
    const top = Math.round(Math.min(lastTop(extent), Math.max(0, wanted)));
    element.scrollTo({ top: scrollOf(top, extent) });
    position.current = { top, scroll: element.scrollTop };
    measure(element);
  };
  const onScroll = useEffectEvent(() => {
    const element = scroller.current;
    if (element === null) return;
    const extent = extentOf(element);
    const { scrollTop } = element;
    const { top: before } = position.current;
    const top = topAfter(position.current, scrollTop, extent);
    position.current = { top, scroll: scrollTop };
    if (isStuck(top, scrollTop, extent)) showTop(element, top);
    else measure(element, isFlight(before, top, extent));
  });
  /** When the hand rests, a shortened bar is set to where the content is, and neighbours are drawn too. */
  const onRest = useEffectEvent(() => {
    const element = scroller.current;
    if (element === null) return;
    if (position.current.top === position.current.scroll) measure(element);
    else showTop(element, position.current.top);
  });
  const onResize = useEffectEvent(() => {
    const element = scroller.current;
    if (element !== null) showTop(element, position.current.top);
  });
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const controller = new AbortController();
    const { signal } = controller;
    // Drawn in the very frame that shows the new place: a draw in the next one would leave a bare strip.
    const onMove = () => flushSync(() => onScroll());
    const onEnd = () => flushSync(() => onRest());
    element.addEventListener('scroll', onMove, { passive: true, signal });
    element.addEventListener('scrollend', onEnd, { signal });
    const observer = new ResizeObserver(() => onResize());
    observer.observe(element);
    return () => {
      controller.abort();
      observer.disconnect();
    };
  }, [scroller]);
  useEffect(() => onResize(), [rows]);

  const showRow = (row: number) => {
    const element = scroller.current;
    if (element === null || row < 0) return;
    const { height } = extentOf(element);
    const { top } = position.current;
    const y = row * rowHeight;
    if (y < top) showTop(element, y);
    else if (y + rowHeight > top + height) showTop(element, y + rowHeight - height);
  };
  const pinnedColumns = pinnedThatFit(edges, wanted, sight.width);
  /** Column 0 and those that are pinned are always in sight. */
  const showColumn = (column: number) => {
    const element = scroller.current;
    const [from, to] = [edges[column - 1], edges[column]];
    if (element === null || from === undefined || to === undefined || column <= pinnedColumns)
      return;
    const pinned = edges[pinnedColumns] ?? 0;
    const { scrollLeft, clientWidth } = element;
    if (from < scrollLeft + pinned) element.scrollTo({ left: from - pinned });
    else if (to > scrollLeft + clientWidth)
      element.scrollTo({ left: Math.min(from - pinned, to - clientWidth) });
    measure(element);
  };
  const toTop = () => {
    if (scroller.current !== null) showTop(scroller.current, 0);
  };
  const inRows: Range = rowsInSight(sight.topRow, { rows, height: sight.height }, sight.isFlying);
  /** The same object while the same columns are in sight: rows are drawn anew only for another. */
  const inColumns: Range = useMemo(
    () => columnsInSight(edges, sight.left, sight.width + leftStep),
    [edges, sight.left, sight.width],
  );
  const page = Math.max(1, Math.floor(sight.height / rowHeight) - 1);
  return { sight, inRows, inColumns, pinned: pinnedColumns, page, showRow, showColumn, toTop };
};
