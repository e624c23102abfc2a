import {
  useEffect,
  useEffectEvent,
  useId,
  useMemo,
  useRef,
  useState,
  type MouseEvent,
  type ReactNode,
} from 'react';
import { valueAt, type Row } from '#shared/schema/row.ts';
import type { Value } from '#shared/schema/fields.ts';
import type { Sort } from '../db/desk.ts';
import { copiedText, type TitleOf } from './cell-text.ts';
import { sameValue } from './cell-reading.ts';
import { fittingWidth, type GridColumn } from './columns.ts';
import { liveMark, useEditMarks, type EditMark, type OnEdit } from './edit-marks.ts';
import { CellEditor, type FindRecords } from './editors/cell-editor.tsx';
import type { Finish } from './editors/editor-box.tsx';
import { textsIn, widthFor } from './fit-width.ts';
import { GridHead, leadName } from './grid-head.tsx';
import { stepped, type Place, type Step } from './grid-keys.ts';
import { GridMenu } from './grid-menu.tsx';
import { cellActions, headActions } from './grid-menu-actions.tsx';
import { cellId, GridRow, type LeadColumn } from './grid-row.tsx';
import type { MenuAction } from '../ui/menu.tsx';
import type { RowSource } from './row-source.ts';
import { rowOf, useCursor } from './use-cursor.ts';
import { handleGridKey, type GridActions } from './use-grid-keys.ts';
import { useViewport } from './use-viewport.ts';
import { barHeight, leftEdges, rowHeight, slotCount, type Range } from './viewport.ts';
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

interface Editing {
  id: number;
  row: number;
  column: number;
  initial: string | null;
}

/** Rows above the middle of nothing: how far beyond the edges a row out of sight is kept, in rows. */
const parking = 60;

/** The cell or head that an event came from; null for anything else. */
const placeOf = (target: EventTarget): Place | null => {
  if (!(target instanceof Element)) return null;
  const cell = target.closest<HTMLElement>('[data-column]');
  const row = cell?.closest<HTMLElement>('[data-row]');
  if (!cell || !row) return null;
  return { row: Number(row.dataset['row']), column: Number(cell.dataset['column']) };
};

/** asc → desc → none. */
const nextSort = (sort: Sort | null, field: string): Sort | null => {
  if (sort?.field !== field) return { field, descending: false };
  return sort.descending ? null : { field, descending: true };
};

/**
 * The records of any entity as a grid: virtual in both directions, one tab stop, everything by keyboard.
 * It holds no records and knows no table; all it shows and does comes in from outside.
 */
export const RecordGrid = (props: RecordGridProps) => {
  const { label, source, queryKey, lead, columns, sort, onSort, onResize, titleOf, onOpen } = props;
  const gridId = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const menuAnchor = useRef<HTMLElement>(null);
  const finish = useRef<Finish>(null);
  const [said, setSaid] = useState('');
  const [editing, setEditing] = useState<Editing | null>(null);
  const [menu, setMenu] = useState<{ label: string; actions: MenuAction[] } | null>(null);
  const edges = useMemo(() => leftEdges(columns, lead.width), [columns, lead.width]);
  const view = useViewport(scroller, { rows: source.count, edges });
  const { cursor, place } = useCursor(source, columns.length + 1);
  const { marks, edit, discard } = useEditMarks(props.onEdit, setSaid);
  const { inRows, inColumns, sight } = view;
  const bounds = { rows: source.count, columns: columns.length + 1, page: view.page };
  const columnAt = (at: number): GridColumn | undefined => columns[at - 1];

  const { first, last } = inRows;
  useEffect(() => source.ensure(first, last), [source, first, last]);

  const begin = useEffectEvent(() => {
    view.toTop();
    if (cursor.row > 0) place({ row: 0, column: cursor.column });
  });
  useEffect(() => begin(), [queryKey]);

  const focusGrid = () => scroller.current?.focus({ preventScroll: true });
  const goTo = (to: Place) => {
    place(to);
    view.showRow(to.row);
    view.showColumn(to.column);
    source.ensure(to.row - 5, to.row + 5);
  };
  const markAt = (row: Row, column: GridColumn): EditMark | undefined =>
    liveMark(marks.get(row.id)?.get(column.name), row);
  /** The value that a cell shows: of an edit under way, or of the record. */
  const valueIn = (row: Row, column: GridColumn): Value => {
    const mark = markAt(row, column);
    return mark === undefined ? valueAt(row, column.name) : mark.value;
  };
  const under = (at: Place) => {
    const [row, column] = [source.rowAt(at.row), columnAt(at.column)];
    return row === undefined || column === undefined ? null : { row, column };
  };
  const change = (row: Row, column: GridColumn, value: Value) => {
    const isRetry = markAt(row, column)?.state === 'failed';
    if (!sameValue(value, valueIn(row, column)) || isRetry) void edit(row, column.name, value);
  };
  const startEdit = (at: Place, initial: string | null) => {
    const cell = under(at);
    if (cell === null) return;
    view.showRow(at.row);
    view.showColumn(at.column);
    setEditing({ id: cell.row.id, row: at.row, column: at.column, initial });
  };
  const fit = (at: number) => {
    const rows: Row[] = [];
    for (let row = first; row <= last; row++) rows.push(...[source.rowAt(row) ?? []].flat());
    const column = columnAt(at);
    if (column === undefined) {
      const texts = rows.map((row) => `${lead.titleOf(row, titleOf) ?? ''} ${lead.codeOf(row.id)}`);
      onResize(leadName, widthFor(lead.label, texts));
    } else onResize(column.name, widthFor(column.label, textsIn(column, rows, titleOf)));
  };
  const sortAt = (at: number) => {
    const column = columnAt(at);
    if (column === undefined) return;
    const next = nextSort(sort, column.name);
    onSort(next);
    const order = next === null ? 'Not sorted: newest first' : `Sorted by ${column.label}`;
    setSaid(`${order}${next === null ? '' : next.descending ? ', descending' : ', ascending'}.`);
  };
  const copyAt = (at: Place) => {
    const cell = under(at);
    const row = source.rowAt(at.row);
    if (row === undefined) return;
    if (cell?.column.field.kind === 'secret') return setSaid('Secrets are not copied.');
    const text =
      cell === null
        ? (lead.titleOf(row, titleOf) ?? '')
        : copiedText(cell.column.field, valueIn(row, cell.column), titleOf);
    navigator.clipboard.writeText(text).then(
      () => setSaid('Copied.'),
      () => setSaid('The clipboard cannot be written to.'),
    );
  };
  const menuAt = (at: Place) => {
    const column = columnAt(at.column);
    const { shift } = actionsAt(at);
    const deeds = { sort, onSort, fit: () => fit(at.column), shift, hide: props.onHideColumn };
    return at.row < 0
      ? { label: 'Column', actions: headActions(column, deeds) }
      : { label: 'Cell', actions: cellActions(column, actionsAt(at)) };
  };
  const showMenu = (at: Place) => {
    view.showRow(at.row);
    view.showColumn(at.column);
    menuAnchor.current = document.getElementById(cellId(gridId, at.row, at.column));
    if (menuAnchor.current !== null) setMenu(menuAt(at));
  };
  const open = (at: Place) => {
    const id = source.idAt(at.row);
    if (id !== undefined) onOpen(id);
  };
  const actionsAt = (at: Place): GridActions => ({
    move: goTo,
    edit: (initial) => startEdit(at, initial),
    open: () => open(at),
    copy: () => copyAt(at),
    empty: () => {
      const cell = under(at);
      if (cell !== null) change(cell.row, cell.column, null);
    },
    toggle: () => {
      const cell = under(at);
      if (cell?.column.field.kind !== 'boolean') return false;
      change(cell.row, cell.column, valueIn(cell.row, cell.column) !== true);
      return true;
    },
    showMenu: () => showMenu(at),
    discard: () => {
      const cell = under(at);
      if (cell === null || markAt(cell.row, cell.column)?.state !== 'failed') return false;
      discard(cell.row.id, cell.column.name);
      return true;
    },
    sort: () => sortAt(at.column),
    resize: (by) => {
      const column = columnAt(at.column);
      onResize(column?.name ?? leadName, fittingWidth((column ?? lead).width + by));
    },
    shift: (by) => {
      const column = columnAt(at.column);
      if (column === undefined) return;
      props.onMoveColumn(column.name, by);
      const to = Math.min(columns.length, Math.max(1, at.column + by));
      place({ row: at.row, column: to });
    },
  });

  const editedRow = editing === null ? -1 : rowOf(source, editing.row, editing.id);
  const endEdit = (value: Value, step: Step | null) => {
    const row = source.rowAt(editedRow);
    const column = editing === null ? undefined : columnAt(editing.column);
    setEditing(null);
    if (row !== undefined && column !== undefined) change(row, column, value);
    if (step === null || editing === null) return;
    focusGrid();
    goTo(stepped({ row: editedRow, column: editing.column }, step, bounds));
  };
  const editorIn = (row: Row): ReactNode => {
    const column = editing === null ? undefined : columnAt(editing.column);
    if (editing === null || column === undefined) return null;
    return (
      <CellEditor
        field={column.field}
        value={valueIn(row, column)}
        initial={editing.initial}
        titleOf={titleOf}
        find={props.find}
        finish={finish}
        opensUp={editedRow > 4 && editedRow - sight.topRow > view.page - 4}
        onDone={endEdit}
        onCancel={() => {
          setEditing(null);
          focusGrid();
        }}
      />
    );
  };

  const onPointerDown = (event: MouseEvent<HTMLElement>) => {
    const at = placeOf(event.target);
    if (at === null || (editing !== null && at.row === editedRow && at.column === editing.column))
      return;
    if (editing !== null && finish.current?.(null) === false) return event.preventDefault();
    place(at);
    if (event.button === 0) event.preventDefault();
    focusGrid();
  };
  const onClick = (event: MouseEvent<HTMLElement>) => {
    const at = placeOf(event.target);
    if (at === null) return;
    if (at.row < 0) return sortAt(at.column);
    const isLink = event.target instanceof Element && event.target.closest('a') !== null;
    if (!isLink || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open(at);
  };
  const onDoubleClick = (event: MouseEvent<HTMLElement>) => {
    const at = placeOf(event.target);
    if (at !== null && at.row >= 0 && editing === null) startEdit(at, null);
  };
  const onContextMenu = (event: MouseEvent<HTMLElement>) => {
    const at = placeOf(event.target);
    if (at === null || (editing !== null && at.row === editedRow)) return;
    event.preventDefault();
    showMenu(at);
  };

  const extent = { rows: source.count, height: sight.height };
  const slots = slotCount(extent);
  const rowView = (index: number, key: string, top: number) => {
    const row = source.rowAt(index);
    const isEdited = index === editedRow && editing !== null && row !== undefined;
    return (
      <GridRow
        key={key}
        gridId={gridId}
        index={index}
        row={row}
        top={top}
        lead={lead}
        columns={columns}
        edges={edges}
        inSight={inColumns}
        cursor={cursor.row === index ? cursor.column : null}
        marks={row === undefined ? undefined : marks.get(row.id)}
        titleOf={titleOf}
        editing={isEdited ? { column: editing.column, editor: editorIn(row) } : null}
      />
    );
  };
  const base = Math.floor(first / 1000) * 1000;
  const isCursorDrawn =
    cursor.row < 0 || (cursor.row >= first && cursor.row <= last && source.count > 0);
  const isColumnDrawn =
    cursor.column === 0 ||
    (cursor.column - 1 >= inColumns.first && cursor.column - 1 <= inColumns.last);
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
        {...(isCursorDrawn && isColumnDrawn
          ? { 'aria-activedescendant': cellId(gridId, cursor.row, cursor.column) }
          : {})}
        onKeyDown={(event) => handleGridKey(event, { cursor, bounds, actions: actionsAt(cursor) })}
        onMouseDown={onPointerDown}
        onClick={onClick}
        onDoubleClick={onDoubleClick}
        onContextMenu={onContextMenu}
      >
        <div role="rowgroup" className="grid-top" style={{ width: edges.at(-1) ?? 0 }}>
          <GridHead
            gridId={gridId}
            lead={lead}
            columns={columns}
            edges={edges}
            inSight={inColumns}
            cursor={cursor.row < 0 ? cursor.column : null}
            sort={sort}
            onResize={onResize}
            onFit={fit}
          />
        </div>
        <div
          role="rowgroup"
          className="grid-body"
          style={{ height: barHeight(extent), width: edges.at(-1) ?? 0 }}
        >
          <div
            role="presentation"
            className="grid-window"
            style={{ top: base * rowHeight + sight.shift }}
          >
            {rowsToDraw(inRows, editing === null ? -1 : editedRow).map((index) =>
              rowView(
                index,
                index === editedRow ? 'edited' : `slot ${index % slots}`,
                (parked(index, inRows) - base) * rowHeight,
              ),
            )}
          </div>
        </div>
      </div>
      {source.count === 0 && source.isComplete && <div className="grid-empty">{props.empty}</div>}
      <div role="status" className="for-readers">
        {said}
      </div>
      {menu !== null && (
        <GridMenu {...menu} anchor={menuAnchor} isOpen onClose={() => setMenu(null)} />
      )}
    </div>
  );
};

/** The rows in sight, and the edited one wherever it is: an editor is never taken away by a scroll. */
const rowsToDraw = ({ first, last }: Range, edited: number): number[] => {
  const rows = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
  return edited < 0 || (edited >= first && edited <= last) ? rows : [...rows, edited];
};

/** Where a row is drawn: its own place, or just out of sight where that is far away. */
const parked = (index: number, { first, last }: Range): number =>
  Math.max(first - parking, Math.min(last + parking, index));
