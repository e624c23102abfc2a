import { GridRow } from './grid-row.tsx';
import type { EditSession } from './use-edit-session.tsx';
import type { GridCore } from './use-grid-core.ts';
import { barHeight, rowHeight, slotCount, type Range } from './viewport.ts';

/** How far beyond the edges an edited row is kept that was scrolled out of sight, in rows. */
const parking = 60;
/** Rows are placed from the last such row on: distances stay small and exact at any depth. */
const stride = 1000;

/** The rows in sight, and the edited one wherever it is: an editor is never taken away by a scroll. */
const rowsToDraw = ({ first, last }: Range, edited: number): number[] => {
  const rows = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
  return edited < 0 || (edited >= first && edited <= last) ? rows : [...rows, edited];
};

/** Where a row is drawn: its own place, or just out of sight where that is far away. */
const parked = (index: number, { first, last }: Range): number =>
  Math.max(first - parking, Math.min(last + parking, index));

const OneRow = ({ core, session, index, top }: Props & { index: number; top: number }) => {
  const { props, gridId, edges, view, cursor, marks } = core;
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
      cursor={cursor.row === index ? cursor.column : null}
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
        {rowsToDraw(inRows, edited).map((index) => (
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
