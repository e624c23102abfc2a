import { ArrowDown, ArrowUp } from 'lucide-react';
import { useState, type PointerEvent } from 'react';
import type { Sort } from '../db/desk.ts';
import { fittingWidth, type GridColumn } from './columns.ts';
import { placeInSort } from './sorting.ts';
import { cellId } from './grid-row.tsx';
import { isColumnDrawn, type Range } from './viewport.ts';

/** The name under which the pinned column keeps its width. */
export const leadName = '#record';

interface Props {
  gridId: string;
  lead: { label: string; width: number };
  columns: readonly GridColumn[];
  edges: readonly number[];
  inSight: Range;
  /** How many of the first columns stay in sight. */
  pinned: number;
  /** The column of the cursor; null where it is in a row. */
  cursor: number | null;
  sort: readonly Sort[];
  onResize: (name: string, width: number) => void;
  onFit: (column: number) => void;
}

interface GripProps {
  label: string;
  width: number;
  onResize: (width: number) => void;
  onFit: () => void;
}

/** The right edge of a head: dragged it sets the width, clicked twice it fits the content. */
const Grip = ({ label, width, onResize, onFit }: GripProps) => {
  const [start, setStart] = useState<{ x: number; width: number } | null>(null);
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    event.stopPropagation();
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    setStart({ x: event.clientX, width });
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    if (start !== null) onResize(fittingWidth(start.width + event.clientX - start.x));
  };
  return (
    <span
      className="grid-grip"
      data-dragged={start !== null || undefined}
      aria-hidden
      title={`Width of ${label}`}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => setStart(null)}
      onPointerCancel={() => setStart(null)}
      onDoubleClick={(event) => {
        event.stopPropagation();
        onFit();
      }}
      onClick={(event) => event.stopPropagation()}
    />
  );
};

const ariaSort = (sort: readonly Sort[], name: string) => {
  const part = sort[placeInSort(sort, name)];
  if (part === undefined) return 'none';
  return part.descending ? 'descending' : 'ascending';
};

/** Which of several columns it is that the grid is sorted by. */
const placeDescription = (sort: readonly Sort[], name: string) => {
  const at = placeInSort(sort, name);
  return at < 0 || sort.length < 2
    ? {}
    : { 'aria-description': `Sorted by, ${at + 1} of ${sort.length}` };
};

/** The direction, and where there are several columns, which of them comes first. */
const Arrow = ({ sort, name }: { sort: readonly Sort[]; name: string }) => {
  const at = placeInSort(sort, name);
  if (at < 0) return null;
  const Icon = sort[at]!.descending ? ArrowDown : ArrowUp;
  return (
    <span className="grid-head-arrow">
      <Icon aria-hidden size={13} />
      {sort.length > 1 && <span aria-hidden>{at + 1}</span>}
    </span>
  );
};

const Head = (props: Omit<Props, 'inSight'> & { column: GridColumn; at: number }) => {
  const { gridId, edges, pinned, cursor, sort, onResize, onFit, column, at } = props;
  return (
    <div
      role="columnheader"
      id={cellId(gridId, -1, at)}
      className={`grid-head${column.align === 'end' ? ' grid-head-end' : ''}${at <= pinned ? ' grid-pinned' : ''}`}
      aria-colindex={at + 1}
      aria-sort={ariaSort(sort, column.name)}
      {...placeDescription(sort, column.name)}
      data-column={at}
      data-cursor={cursor === at || undefined}
      style={{ left: edges[at - 1] ?? 0, width: column.width }}
      title={column.label}
    >
      <span className="grid-head-label">{column.label}</span>
      <Arrow sort={sort} name={column.name} />
      <Grip
        label={column.label}
        width={column.width}
        onResize={(width) => onResize(column.name, width)}
        onFit={() => onFit(at)}
      />
    </div>
  );
};

/** The heads of the columns: they stay at the top, the first one at the left as well. */
export const GridHead = ({ inSight, ...props }: Props) => {
  const { gridId, lead, columns, cursor, onResize, onFit } = props;
  return (
    <div
      role="row"
      className="grid-heads"
      aria-rowindex={1}
      data-row={-1}
      data-pinned={props.pinned > 0 || undefined}
    >
      <div
        role="columnheader"
        id={cellId(gridId, -1, 0)}
        className="grid-head grid-lead"
        aria-colindex={1}
        data-column={0}
        data-cursor={cursor === 0 || undefined}
        style={{ width: lead.width }}
      >
        <span className="grid-head-label">{lead.label}</span>
        <Grip
          label={lead.label}
          width={lead.width}
          onResize={(width) => onResize(leadName, width)}
          onFit={() => onFit(0)}
        />
      </div>
      {columns.map((column, index) =>
        isColumnDrawn(index, inSight, props.pinned) ? (
          <Head key={column.name} {...props} column={column} at={index + 1} />
        ) : null,
      )}
    </div>
  );
};
