import type { GridColumn } from './columns.ts';
import { totalLabels, type TotalKind } from './totals.ts';
import { isColumnDrawn, type Range } from './viewport.ts';

interface Props {
  columns: readonly GridColumn[];
  edges: readonly number[];
  inSight: Range;
  /** How many of the first columns stay in sight. */
  pinned: number;
  lead: { width: number };
  /** Rows of the grid, for those who are told of its places. */
  rows: number;
  kinds: Readonly<Record<string, TotalKind>>;
  /** What they come to; while a column has none, it is being counted. */
  texts: Readonly<Record<string, string>>;
}

/** What columns come to: one line at the foot, which stays in sight. */
export const GridFoot = ({ columns, edges, inSight, pinned, lead, rows, kinds, texts }: Props) => (
  <div role="rowgroup" className="grid-foot" style={{ width: edges.at(-1) ?? 0 }}>
    <div
      role="row"
      className="grid-totals"
      aria-rowindex={rows + 2}
      data-pinned={pinned > 0 || undefined}
    >
      <div
        role="rowheader"
        className="grid-cell grid-lead"
        aria-colindex={1}
        style={{ width: lead.width }}
      >
        Totals
      </div>
      {columns.map((column, index) => {
        const kind = kinds[column.name];
        if (!isColumnDrawn(index, inSight, pinned)) return null;
        const isPinned = index < pinned;
        // A pinned column keeps its place in the line also where it has no total.
        if (kind === undefined && !isPinned) return null;
        return (
          <div
            key={column.name}
            role="gridcell"
            className={`grid-cell grid-cell-end${isPinned ? ' grid-pinned' : ''}`}
            aria-colindex={index + 2}
            style={{ left: edges[index] ?? 0, width: column.width }}
          >
            {kind !== undefined && (
              <>
                <span className="grid-total-kind">{totalLabels[kind]}</span>{' '}
                {texts[column.name] ?? '…'}
              </>
            )}
          </div>
        );
      })}
    </div>
  </div>
);
