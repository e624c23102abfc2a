import { useEffect, useState } from 'react';
import { isIn } from './block.ts';
import { GridRow } from './grid-row.tsx';
import type { EditSession } from './use-edit-session.tsx';
import type { GridCore } from './use-grid-core.ts';
import { barHeight, rowHeight, slotCount, type Range } from './viewport.ts';

/** How far beyond the edges an edited row is kept that was scrolled out of sight, in rows. */
const parking = 60;
/** Rows are placed from the last such row on: distances stay small and exact at any depth. */
const stride = 1000;

/** Milliseconds without another row in sight after which a scroll counts as over. */
const rest = 200;

/** The first row drawn when the last scroll was over: in the document, the rows begin with its element. */
const useRested = (first: number): number => {
  const [rested, setRested] = useState(first);
  useEffect(() => {
    const timer = setTimeout(() => setRested(first), rest);
    return () => clearTimeout(timer);
  }, [first]);
  return rested;
};

const slotOf = (index: number, slots: number): number => ((index % slots) + slots) % slots;

/**
 * The rows in sight in the order of their elements. An element that changes its place in the document is
 * laid out anew with all that is in it, so none does while the grid scrolls; when it rests, those who read
 * the document find the rows in order. The edited one is last, wherever it is: no scroll takes it away.
 */
const rowsToDraw = (
  { first, last }: Range,
  { from, slots, edited }: { from: number; slots: number; edited: number },
): number[] => {
  const rows = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i)
    .filter((row) => row !== edited)
    .toSorted((a, b) => slotOf(a - from, slots) - slotOf(b - from, slots));
  return edited < 0 ? rows : [...rows, edited];
};

/** Where a row is drawn: its own place, or just out of sight where that is far away. */
const parked = (index: number, { first, last }: Range): number =>
  Math.max(first - parking, Math.min(last + parking, index));

const OneRow = ({ core, session, index, top }: Props & { index: number; top: number }) => {
  const { props, gridId, edges, view, cursor, anchor, block, marks } = core;
  const row = props.source.rowAt(index);
  const isEdited = session.isOpen && index === session.row && row !== undefined;
  return (
    <GridRow
      gridId={gridId}
      index={index}
      row={row}
      top={top}
      lead={props.lead}
      columns={props.columns}
      edges={edges}
      inSight={view.inColumns}
      pinned={view.pinned}
      cursor={cursor.row === index ? cursor.column : null}
      selected={anchor !== null && isIn(index, block.rows) ? block.columns : null}
      marks={row === undefined ? undefined : marks.get(row.id)}
      titleOf={props.titleOf}
      editing={isEdited ? { column: session.column, editor: session.editor() } : null}
    />
  );
};

interface Props {
  core: GridCore;
  session: EditSession;
}

/** The rows in sight; their elements are used again as they scroll by. */
export const GridBody = ({ core, session }: Props) => {
  const { props, edges, view } = core;
  const extent = { rows: props.source.count, height: view.sight.height };
  const { inRows } = view;
  const slots = slotCount(extent);
  const base = Math.floor(inRows.first / stride) * stride;
  const edited = session.isOpen ? session.row : -1;
  const from = useRested(inRows.first);
  return (
    <div
      role="rowgroup"
      className="grid-body"
      style={{ height: barHeight(extent), width: edges.at(-1) ?? 0 }}
    >
      <div
        role="presentation"
        className="grid-window"
        style={{ top: base * rowHeight + view.sight.shift }}
      >
        {rowsToDraw(inRows, { from, slots, edited }).map((index) => (
          <OneRow
            key={index === edited ? 'edited' : `slot ${index % slots}`}
            core={core}
            session={session}
            index={index}
            top={(parked(index, inRows) - base) * rowHeight}
          />
        ))}
      </div>
    </div>
  );
};
