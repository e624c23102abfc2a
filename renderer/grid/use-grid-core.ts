import { useEffect, useEffectEvent, useId, useMemo, useRef, useState } from 'react';
import type { Value } from '#shared/schema/fields.ts';
import { valueAt, type Row } from '#shared/schema/row.ts';
import { sameValue } from '#shared/schema/same-value.ts';
import { blockOf, blockSentence, sizeOf, type Corners } from './block.ts';
import type { GridColumn } from './columns.ts';
import { liveMark, useEditMarks, type EditMark } from './edit-marks.ts';
import type { Place } from './grid-keys.ts';
import type { RecordGridProps } from './record-grid.tsx';
import { useToasts } from '../state/toasts.ts';
import { useCursor } from './use-cursor.ts';
import { useViewport } from './use-viewport.ts';
import { leftEdges, type Range } from './viewport.ts';

/** Says why something cannot be done: to those who see and, by the messages' own region, to those who do not. */
const warn = (text: string) => useToasts.getState().show({ tone: 'info', text });

/** The query changed: the grid begins again at its top, the cursor in the first row. */
const useBeginning = (queryKey: string, begin: () => void) => {
  const onQuery = useEffectEvent(begin);
  useEffect(() => onQuery(), [queryKey]);
};

/** What all parts of a grid share: what is in sight, the cursor, the values with edits under way. */
export const useGridCore = (props: RecordGridProps) => {
  const { source, columns, lead, queryKey } = props;
  const gridId = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [said, say] = useState('');
  const edges = useMemo(() => leftEdges(columns, lead.width), [columns, lead.width]);
  const view = useViewport(scroller, { rows: source.count, edges, wanted: props.pinned });
  const { cursor, anchor, place, select } = useCursor(source, columns.length + 1);
  const block = useMemo(() => blockOf(anchor ?? cursor, cursor), [anchor, cursor]);
  const { marks, edit, discard } = useEditMarks(props.onEdit, say);
  const { first, last } = view.inRows;
  useEffect(() => source.ensure(first, last), [source, first, last]);
  useBeginning(queryKey, () => {
    view.toTop();
    if (cursor.row > 0) place({ row: 0, column: cursor.column });
  });

  /** The records of rows, in their order. */
  const idsIn = ({ first: from, last: to }: Range): number[] =>
    Array.from({ length: to - from + 1 }, (_, i) => source.idAt(from + i)).filter(
      (id) => id !== undefined,
    );
  /** How many records an edit of many is about: what is selected, or all. */
  const bulkCount = sizeOf(block.rows) > 1 ? sizeOf(block.rows) : source.count;
  /** The column that the cursor goes with, once it stands elsewhere. */
  const followed = useRef<string | null>(null);
  const goWithColumn = useEffectEvent(() => {
    const to = columns.findIndex(({ name }) => name === followed.current);
    followed.current = null;
    if (to >= 0) place({ row: cursor.row, column: to + 1 });
  });
  useEffect(() => goWithColumn(), [columns]);
  const bounds = { rows: source.count, columns: columns.length + 1, page: view.page };
  const columnAt = (at: number): GridColumn | undefined => columns[at - 1];
  const markAt = (row: Row, column: GridColumn): EditMark | undefined =>
    liveMark(marks.get(row.id)?.get(column.name), row);
  /** The value that a cell shows: of an edit under way, or of the record. */
  const valueIn = (row: Row, column: GridColumn): Value =>
    markAt(row, column)?.value ?? (markAt(row, column) ? null : valueAt(row, column.name));
  /** Record and column of a place; null in the head, the pinned column, and while the record loads. */
  const under = (at: Place) => {
    const [row, column] = [source.rowAt(at.row), columnAt(at.column)];
    return row === undefined || column === undefined ? null : { row, column };
  };
  /** Stores a value that differs from what the cell shows; one that failed is tried again. */
  const change = (row: Row, column: GridColumn, value: Value) => {
    const isRetry = markAt(row, column)?.state === 'failed';
    if (!sameValue(value, valueIn(row, column)) || isRetry) void edit(row, column.name, value);
  };
  const show = (at: Place) => {
    view.showRow(at.row);
    view.showColumn(at.column);
  };
  const goTo = (to: Place) => {
    place(to);
    show(to);
    source.ensure(to.row - 5, to.row + 5);
  };
  /** Selects all between two corners; the one that moves comes into sight, unless all is selected at once. */
  const extend = (corners: Corners, isShown: boolean) => {
    select(corners);
    if (isShown) show(corners.cursor);
    source.ensure(corners.cursor.row - 5, corners.cursor.row + 5);
    say(blockSentence(blockOf(corners.anchor, corners.cursor)));
  };
  const focus = () => scroller.current?.focus({ preventScroll: true });
  /** The element of a cell or head, whether or not the cursor is on it; null where it is not drawn. */
  const cellAt = ({ row, column }: Place) =>
    scroller.current?.querySelector<HTMLElement>(
      `[data-row="${row}"] > [data-column="${column}"]`,
    ) ?? null;
  return {
    ...{
      props,
      gridId,
      scroller,
      said,
      say,
      warn,
      idsIn,
      bulkCount,
      edges,
      view,
      cursor,
      anchor,
      block,
      place,
    },
    ...{ marks, bounds, extend, followed },
    ...{ columnAt, markAt, valueIn, under, change, discard, show, goTo, focus, cellAt },
  };
};

export type GridCore = ReturnType<typeof useGridCore>;
