import { memo, useState, type ReactNode } from 'react';
import { valueAt, type Row } from '#shared/schema/row.ts';
import type { TitleOf } from '../state/record-titles.ts';
import { isIn } from './block.ts';
import { CellView } from './cell-view.tsx';
import type { GridColumn } from './columns.ts';
import { liveMark, type EditMark } from './edit-marks.ts';
import { isColumnDrawn, type Range } from './viewport.ts';

/** The pinned column: what the record is called, and the way to its page. */
export interface LeadColumn {
  label: string;
  width: number;
  /** Undefined while the title is not known yet. */
  titleOf: (row: Row, titleOf: TitleOf) => string | undefined;
  /** The short code that people know the record by. */
  codeOf: (id: number) => string;
  hrefOf: (id: number) => string;
}

interface Props {
  gridId: string;
  index: number;
  row: Row | undefined;
  /** Pixels below the first row that is drawn. */
  top: number;
  lead: LeadColumn;
  columns: readonly GridColumn[];
  edges: readonly number[];
  inSight: Range;
  /** How many of the first columns stay in sight. */
  pinned: number;
  /** The column of the cursor; null where it is in another row. */
  cursor: number | null;
  /** The columns that are selected; null in other rows than those of the selection. */
  selected: Range | null;
  marks: ReadonlyMap<string, EditMark> | undefined;
  titleOf: TitleOf;
  /** The editor, and its column. */
  editing: { column: number; editor: ReactNode } | null;
}

export const cellId = (gridId: string, row: number, column: number): string =>
  `${gridId}-${row < 0 ? 'head' : row}-${column}`;

const LeadOf = ({ lead, row, titleOf }: Pick<Props, 'lead' | 'titleOf'> & { row: Row }) => (
  <>
    <a className="grid-link" href={lead.hrefOf(row.id)} tabIndex={-1} draggable={false}>
      {lead.titleOf(row, titleOf) ?? '…'}
    </a>
    <span className="grid-code">{lead.codeOf(row.id)}</span>
  </>
);

const Lead = memo(LeadOf);

const isSelected = (at: number, { cursor, selected }: Pick<Props, 'cursor' | 'selected'>) =>
  cursor === at || (selected !== null && isIn(at, selected));

/** Only the cell of the cursor is looked for by its id. */
const idOf = (at: number, { gridId, index, cursor }: Pick<Props, 'gridId' | 'index' | 'cursor'>) =>
  cursor === at ? { id: cellId(gridId, index, at) } : {};

const Ghost = () => <span className="grid-ghost" aria-hidden />;

interface CellProps {
  id?: string;
  row: Row | undefined;
  column: GridColumn;
  at: number;
  /** Left edge, in pixels. */
  left: number;
  isPinned: boolean;
  isCursor: boolean;
  isSelected: boolean;
  mark: EditMark | undefined;
  titleOf: TitleOf;
}

/** The classes of a cell, by where its text stands and whether it stays in sight. */
const cellClass = (column: GridColumn, isPinned: boolean): string =>
  `grid-cell${column.align === 'end' ? ' grid-cell-end' : ''}${isPinned ? ' grid-pinned' : ''}`;

const CellOf = ({ row, column, at, left, isCursor, mark, titleOf, ...props }: CellProps) => {
  const value = mark?.value ?? (mark === undefined && row ? valueAt(row, column.name) : null);
  return (
    <div
      role="gridcell"
      id={props.id}
      className={cellClass(column, props.isPinned)}
      aria-colindex={at + 1}
      aria-selected={props.isSelected}
      data-cursor={isCursor || undefined}
      data-column={at}
      data-mark={mark?.state}
      aria-invalid={mark?.state === 'failed' || undefined}
      title={mark?.state === 'failed' ? mark.sentence : undefined}
      style={{ left, width: column.width }}
    >
      {row === undefined ? (
        <Ghost />
      ) : (
        <CellView field={column.field} value={value} titleOf={titleOf} width={column.width} />
      )}
    </div>
  );
};

/** Nothing of it depends on the place of its row: rows that wait for their values cost nothing but their place. */
const Cell = memo(CellOf);

const cellProps = (
  at: number,
  column: GridColumn,
  props: Props,
  row: Row | undefined,
): CellProps => ({
  ...idOf(at, props),
  row,
  column,
  at,
  left: props.edges[at - 1] ?? 0,
  isPinned: at <= props.pinned,
  isCursor: props.cursor === at,
  isSelected: isSelected(at, props),
  mark: liveMark(props.marks?.get(column.name), row),
  titleOf: props.titleOf,
});

/** The columns to draw; the one that is edited stays, wherever it is. */
const drawn = ({ columns, inSight, pinned, editing }: Props): number[] => {
  const places = columns.flatMap((_, index) =>
    isColumnDrawn(index, inSight, pinned) ? [index + 1] : [],
  );
  const edited = editing?.column;
  return edited === undefined || edited === 0 || places.includes(edited)
    ? places
    : [...places, edited];
};

/**
 * The record whose cells are drawn: where this one’s values are on their way, those of the record that the
 * element showed before, out of sight. To draw cells anew twice a frame would be too dear while the bar is
 * drawn through a table.
 */
const useDrawn = (row: Row | undefined): Row | undefined => {
  const [drawn, setDrawn] = useState(row);
  if (row !== undefined && row !== drawn) setDrawn(row);
  return row ?? drawn;
};

const RowView = (props: Props) => {
  const { index, row, top, lead, columns, edges, cursor, titleOf, editing } = props;
  const shown = useDrawn(row);
  return (
    <div
      role="row"
      className="grid-row"
      aria-rowindex={index + 2}
      data-row={index}
      data-cursor={cursor !== null || undefined}
      data-editing={editing !== null || undefined}
      data-pinned={props.pinned > 0 || undefined}
      data-waiting={(row === undefined && shown !== undefined) || undefined}
      style={{ transform: `translateY(${top}px)` }}
    >
      <div
        role="rowheader"
        {...idOf(0, props)}
        className="grid-cell grid-lead"
        aria-colindex={1}
        aria-selected={isSelected(0, props)}
        data-cursor={cursor === 0 || undefined}
        data-column={0}
        style={{ width: lead.width }}
      >
        {shown === undefined ? <Ghost /> : <Lead lead={lead} row={shown} titleOf={titleOf} />}
      </div>
      {drawn(props).map((at) => {
        const column = columns[at - 1];
        if (column === undefined) return null;
        if (editing?.column !== at)
          return <Cell key={at} {...cellProps(at, column, props, shown)} />;
        return (
          <div
            key={at}
            role="gridcell"
            {...idOf(at, props)}
            className={`grid-cell grid-cell-edited${at <= props.pinned ? ' grid-pinned' : ''}`}
            aria-colindex={at + 1}
            aria-selected
            data-column={at}
            style={{ left: edges[at - 1] ?? 0, width: column.width }}
          >
            {editing.editor}
          </div>
        );
      })}
    </div>
  );
};

/** One record as a line of cells. */
export const GridRow = memo(RowView);
