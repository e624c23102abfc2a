import { entityOf, type TableName } from '#shared/entities/index.ts';

export const TableScreen = ({ table }: { table: TableName }) => (
  <div className="page">
    <h1 tabIndex={-1}>{entityOf(table).label.many}</h1>
  </div>
);
