import type { GridColumn } from './columns.ts';
import { totalLabels, type TotalKind } from './totals.ts';
import type { Range } from './viewport.ts';

interface Props {
  columns: readonly GridColumn[];
  edges: readonly number[];
  inSight: Range;
  lead: { width: number };
  /** Rows of the grid, for those who are told of its places. */
  rows: number;
  kinds: Readonly<Record<string, TotalKind>>;
  /** What they come to; while a column has none, it is being counted. */
  texts: Readonly<Record<string, string>>;
}

/** What columns come to: one line at the foot, which stays in sight. */
export const GridFoot = ({ columns, edges, inSight, lead, rows, kinds, texts }: Props) => (
  <div role="rowgroup" className="grid-foot" style={{ width: edges.at(-1) ?? 0 }}>
    <div role="row" className="grid-totals" aria-rowindex={rows + 2}>
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
        if (kind === undefined || index < inSight.first || index > inSight.last) return null;
        return (
          <div
            key={column.name}
            role="gridcell"
            className="grid-cell grid-cell-end"
            aria-colindex={index + 2}
            style={{ left: edges[index] ?? 0, width: column.width }}
          >
            <span className="grid-total-kind">{totalLabels[kind]}</span> {texts[column.name] ?? '…'}
          </div>
        );
      })}
    </div>
  </div>
);
