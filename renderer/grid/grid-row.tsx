import { memo, type ReactNode } from 'react';
import { valueAt, type Row } from '#shared/schema/row.ts';
import type { TitleOf } from '../state/record-titles.ts';
import { isIn } from './block.ts';
import { CellView } from './cell-view.tsx';
import type { GridColumn } from './columns.ts';
import { liveMark, type EditMark } from './edit-marks.ts';
import type { Range } from './viewport.ts';

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

const Lead = ({ lead, row, titleOf }: Pick<Props, 'lead' | 'titleOf'> & { row: Row }) => (
  <>
    <a className="grid-link" href={lead.hrefOf(row.id)} tabIndex={-1} draggable={false}>
      {lead.titleOf(row, titleOf) ?? '…'}
    </a>
    <span className="grid-code">{lead.codeOf(row.id)}</span>
  </>
);

const isSelected = (at: number, { cursor, selected }: Pick<Props, 'cursor' | 'selected'>) =>
  cursor === at || (selected !== null && isIn(at, selected));

const Ghost = () => <span className="grid-ghost" aria-hidden />;

type CellProps = Pick<
  Props,
  'gridId' | 'index' | 'row' | 'edges' | 'cursor' | 'selected' | 'marks' | 'titleOf'
> & {
  column: GridColumn;
  at: number;
};

const Cell = (props: CellProps) => {
  const { gridId, index, row, edges, cursor, selected, marks, titleOf, column, at } = props;
  const mark = liveMark(marks?.get(column.name), row);
  const value = mark?.value ?? (mark === undefined && row ? valueAt(row, column.name) : null);
  const left = edges[at - 1] ?? 0;
  return (
    <div
      role="gridcell"
      id={cellId(gridId, index, at)}
      className={column.align === 'end' ? 'grid-cell grid-cell-end' : 'grid-cell'}
      aria-colindex={at + 1}
      aria-selected={isSelected(at, { cursor, selected })}
      data-cursor={cursor === at || undefined}
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

/** The columns to draw; the one that is edited stays, wherever it is. */
const drawn = ({ columns, inSight, editing }: Props): number[] => {
  const places = columns.flatMap((_, index) =>
    index >= inSight.first && index <= inSight.last ? [index + 1] : [],
  );
  const edited = editing?.column;
  return edited === undefined || edited === 0 || places.includes(edited)
    ? places
    : [...places, edited];
};

const RowView = (props: Props) => {
  const { gridId, index, row, top, lead, columns, edges, cursor, titleOf, editing } = props;
  return (
    <div
      role="row"
      className="grid-row"
      aria-rowindex={index + 2}
      data-row={index}
      data-cursor={cursor !== null || undefined}
      data-editing={editing !== null || undefined}
      style={{ transform: `translateY(${top}px)` }}
    >
      <div
        role="rowheader"
        id={cellId(gridId, index, 0)}
        className="grid-cell grid-lead"
        aria-colindex={1}
        aria-selected={isSelected(0, props)}
        data-cursor={cursor === 0 || undefined}
        data-column={0}
        style={{ width: lead.width }}
      >
        {row === undefined ? <Ghost /> : <Lead lead={lead} row={row} titleOf={titleOf} />}
      </div>
      {drawn(props).map((at) => {
        const column = columns[at - 1];
        if (column === undefined) return null;
        if (editing?.column !== at) return <Cell key={at} {...props} column={column} at={at} />;
        return (
          <div
            key={at}
            role="gridcell"
            id={cellId(gridId, index, at)}
            className="grid-cell grid-cell-edited"
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
