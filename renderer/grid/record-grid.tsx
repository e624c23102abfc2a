import type { ReactNode } from 'react';
import type { Sort } from '../db/desk.ts';
import type { TitleOf } from '../state/record-titles.ts';
import type { GridColumn } from './columns.ts';
import type { OnEdit } from './edit-marks.ts';
import type { FindRecords } from './editors/cell-editor.tsx';
import { GridBody } from './grid-body.tsx';
import { GridHead } from './grid-head.tsx';
import { handleGridKey } from './grid-actions.ts';
import { GridMenu } from './grid-menu.tsx';
import { pointerHandlers } from './grid-pointer.ts';
import { cellId, type LeadColumn } from './grid-row.tsx';
import type { RowSource } from './row-source.ts';
import { useEditSession } from './use-edit-session.tsx';
import { useGridActions } from './use-grid-actions.ts';
import { useGridCore, type GridCore } from './use-grid-core.ts';
import './grid.css';

export interface RecordGridProps {
  /** What the grid is called: “Profiles”. */
  label: string;
  source: RowSource;
  /** A text that changes with the question: the grid then begins again at its top. */
  queryKey: string;
  lead: LeadColumn;
  columns: readonly GridColumn[];
  sort: Sort | null;
  onSort: (sort: Sort | null) => void;
  onResize: (name: string, width: number) => void;
  /** Moves a column by one place. */
  onMoveColumn: (name: string, by: 1 | -1) => void;
  onHideColumn: (name: string) => void;
  titleOf: TitleOf;
  find: FindRecords;
  onEdit: OnEdit;
  onOpen: (id: number) => void;
  /** Shown in place of rows where there are none. */
  empty: ReactNode;
}

const isIn = (at: number, { first, last }: { first: number; last: number }) =>
  at >= first && at <= last;

/** The element under the cursor, for assistive technology; none while it is scrolled out of sight. */
const activeCell = ({ gridId, cursor, view, props }: GridCore) => {
  const { row, column } = cursor;
  const isDrawn =
    (row < 0 || (props.source.count > 0 && isIn(row, view.inRows))) &&
    (column === 0 || isIn(column - 1, view.inColumns));
  return isDrawn ? { 'aria-activedescendant': cellId(gridId, row, column) } : {};
};

/**
 * The records of any entity as a grid: virtual in both directions, one tab stop, everything by keyboard.
 * It holds no records and knows no table; all it shows and does comes in from outside.
 */
export const RecordGrid = (props: RecordGridProps) => {
  const { label, source, columns, lead, sort, onResize } = props;
  const core = useGridCore(props);
  const session = useEditSession(core);
  const { actionsAt, fit, menu, anchor, closeMenu } = useGridActions(core, session);
  const { gridId, scroller, said, edges, view, cursor, bounds } = core;
  return (
    <div className="grid-frame">
      <div
        ref={scroller}
        role="grid"
        className="grid"
        tabIndex={0}
        aria-label={label}
        aria-rowcount={source.isComplete ? source.count + 1 : -1}
        aria-colcount={columns.length + 1}
        aria-busy={!source.isComplete}
        {...activeCell(core)}
        onKeyDown={(event) => handleGridKey(event, { cursor, bounds, actions: actionsAt(cursor) })}
        {...pointerHandlers(core, session, actionsAt)}
      >
        <div role="rowgroup" className="grid-top" style={{ width: edges.at(-1) ?? 0 }}>
          <GridHead
            {...{ gridId, lead, columns, edges, sort, onResize }}
            inSight={view.inColumns}
            cursor={cursor.row < 0 ? cursor.column : null}
            onFit={fit}
          />
        </div>
        <GridBody core={core} session={session} />
      </div>
      {source.count === 0 && source.isComplete && <div className="grid-empty">{props.empty}</div>}
      <div role="status" className="for-readers">
        {said}
      </div>
      {menu !== null && <GridMenu {...menu} anchor={anchor} isOpen onClose={closeMenu} />}
    </div>
  );
};
