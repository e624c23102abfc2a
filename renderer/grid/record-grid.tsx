import { useImperativeHandle, type ReactNode, type Ref } from 'react';
import type { Result } from '#shared/result.ts';
import type { Row, Values } from '#shared/schema/row.ts';
import type { Condition } from '#shared/views/filter.ts';
import type { Sort } from '../db/desk.ts';
import type { TitleOf } from '../state/record-titles.ts';
import { useScreenActions } from '../state/screen-actions.tsx';
import { isIn } from './block.ts';
import type { GridColumn } from './columns.ts';
import type { OnEdit } from './edit-marks.ts';
import type { FindRecords } from './editors/cell-editor.tsx';
import { GridBody } from './grid-body.tsx';
import { GridFoot } from './grid-foot.tsx';
import { GridHead } from './grid-head.tsx';
import { handleGridKey } from './grid-actions.ts';
import { gridScreenActions } from './grid-screen-actions.ts';
import { GridMenu } from './grid-menu.tsx';
import type { BulkPlace, GridHandle } from './bulk-place.ts';
import { pointerHandlers } from './grid-pointer.ts';
import { cellId, type LeadColumn } from './grid-row.tsx';
import type { CellChange } from './pasting.ts';
import type { RowSource } from './row-source.ts';
import type { TotalKind } from './totals.ts';
import { useBlockDeeds } from './use-block-deeds.tsx';
import { useEditSession } from './use-edit-session.tsx';
import { isColumnDrawn } from './viewport.ts';
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
  sort: readonly Sort[];
  onSort: (sort: readonly Sort[]) => void;
  onResize: (name: string, width: number) => void;
  /** What columns come to at the foot; null takes a total away. */
  totals: {
    kinds: Readonly<Record<string, TotalKind>>;
    texts: Readonly<Record<string, string>>;
    onChange: (name: string, kind: TotalKind | null) => void;
  };
  /** How many of the first columns stay in sight, beside the record’s own. */
  pinned: number;
  /** Lets a column stay in sight, or scroll again. */
  onPin: (name: string) => void;
  /** Moves a column by one place. */
  onMoveColumn: (name: string, by: 1 | -1) => void;
  onHideColumn: (name: string) => void;
  /** The column whose groups are listed. */
  groupBy: string | null;
  /** Narrows the grid to records that meet a condition besides. */
  onFilterBy: (condition: Condition) => void;
  /** Lists the groups of a column beside the grid, or no longer. */
  onGroup: (name: string) => void;
  titleOf: TitleOf;
  find: FindRecords;
  onEdit: OnEdit;
  /** Stores what many cells are to be, all or nothing. */
  onEditMany: (changes: readonly CellChange[], action: string) => Promise<Result<unknown>>;
  /** Stores one value a column in more records than one edit takes, batch by batch. */
  onFillMany: (ids: readonly number[], values: Values, action: string) => void;
  /** Asks what to do to many records. */
  onBulkEdit: (place: BulkPlace) => void;
  /** What the bar above the grid does with it. */
  handle: Ref<GridHandle>;
  /** Reads records that need not be in sight; null for those that are gone. */
  readRows: (ids: readonly number[]) => Promise<(Row | null)[]>;
  /** What records are called, in the order asked for. */
  readTitles: (records: readonly { table: string; id: number }[]) => Promise<string[]>;
  onOpen: (id: number) => void;
  /** Shown in place of rows where there are none. */
  empty: ReactNode;
}

/** The element under the cursor, for assistive technology; none while it is scrolled out of sight. */
const activeCell = ({ gridId, cursor, view, props }: GridCore) => {
  const { row, column } = cursor;
  const isDrawn =
    (row < 0 || (props.source.count > 0 && isIn(row, view.inRows))) &&
    (column === 0 || isColumnDrawn(column - 1, view.inColumns, view.pinned));
  return isDrawn ? { 'aria-activedescendant': cellId(gridId, row, column) } : {};
};

/**
 * The records of any entity as a grid: virtual in both directions, one tab stop, everything by keyboard.
 * It holds no records and knows no table; all it shows and does comes in from outside.
 */
export const RecordGrid = (props: RecordGridProps) => {
  const { label, source, columns, lead, sort, totals, onResize } = props;
  const core = useGridCore(props);
  const deeds = useBlockDeeds(core);
  const session = useEditSession(core, deeds.fillColumn);
  const { actionsAt, headMenu, cellMenu, fit, menu, menuAnchor, closeMenu } = useGridActions(
    core,
    session,
    deeds,
  );
  const { columnAt } = core;
  useScreenActions(
    label,
    () =>
      gridScreenActions(
        { headMenu, cellMenu, columnAt },
        core.cursor,
        source.idAt(core.cursor.row) !== undefined,
      ),
    { isFirst: true },
  );
  useImperativeHandle(props.handle, () => ({ bulkEdit: deeds.bulkEdit }));
  const hasFoot = Object.keys(totals.kinds).length > 0 && source.count > 0;
  const { gridId, scroller, said, edges, view, cursor, anchor, bounds } = core;
  return (
    <div className="grid-frame">
      <div
        ref={scroller}
        role="grid"
        className="grid"
        tabIndex={0}
        aria-label={label}
        aria-rowcount={source.isComplete ? source.count + (hasFoot ? 2 : 1) : -1}
        aria-colcount={columns.length + 1}
        aria-busy={!source.isComplete}
        aria-multiselectable
        {...activeCell(core)}
        onKeyDown={(event) =>
          handleGridKey(event, { cursor, anchor, bounds, actions: actionsAt(cursor) })
        }
        onPaste={(event) => {
          if (event.target === event.currentTarget)
            deeds.paste(event.clipboardData.getData('text'));
        }}
        {...pointerHandlers(core, session, actionsAt)}
      >
        <div role="rowgroup" className="grid-top" style={{ width: edges.at(-1) ?? 0 }}>
          <GridHead
            {...{ gridId, lead, columns, edges, sort, onResize }}
            inSight={view.inColumns}
            pinned={view.pinned}
            cursor={cursor.row < 0 ? cursor.column : null}
            onFit={fit}
          />
        </div>
        <GridBody core={core} session={session} />
        {hasFoot && (
          <GridFoot
            {...{ columns, edges, lead }}
            rows={source.count}
            kinds={totals.kinds}
            texts={totals.texts}
            inSight={view.inColumns}
            pinned={view.pinned}
          />
        )}
      </div>
      {source.count === 0 && source.isComplete && <div className="grid-empty">{props.empty}</div>}
      <div role="status" className="for-readers">
        {said}
      </div>
      {menu !== null && <GridMenu {...menu} anchor={menuAnchor} isOpen onClose={closeMenu} />}
      {deeds.question}
    </div>
  );
};
