import { entityOf, tableNames, type TableName } from '#shared/entities/index.ts';
import { totalOf } from '../../state/row-counts.ts';
import type { RowCounts } from '../../state/session.tsx';
import { countText } from '../../state/wording.ts';

interface Column {
  name: string;
  /** Undefined while they are still being counted. */
  rows: RowCounts | undefined;
}

const figure = (rows: RowCounts | undefined, table: TableName): string =>
  rows === undefined ? '…' : countText(rows[table] ?? 0);

const total = (rows: RowCounts | undefined): string =>
  rows === undefined ? '…' : countText(totalOf(rows));

/** Rows per table, in one column or in two to compare. */
export const RowsTable = ({
  caption,
  columns,
}: {
  caption: string;
  columns: readonly Column[];
}) => (
  <table className="figures">
    <caption>{caption}</caption>
    <thead>
      <tr>
        <th scope="col">Table</th>
        {columns.map(({ name }) => (
          <th key={name} scope="col">
            {name}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {tableNames.map((table) => (
        <tr key={table}>
          <th scope="row">{entityOf(table).label.many}</th>
          {columns.map(({ name, rows }) => (
            <td key={name}>{figure(rows, table)}</td>
          ))}
        </tr>
      ))}
    </tbody>
    <tfoot>
      <tr>
        <th scope="row">All together</th>
        {columns.map(({ name, rows }) => (
          <td key={name}>{total(rows)}</td>
        ))}
      </tr>
    </tfoot>
  </table>
);
