import { Link } from 'wouter';
import { entityOf, type TableName } from '#shared/entities/index.ts';
import { numberedName } from '../../db/short-code.ts';
import { pathTo } from '../../state/routes.ts';
import { EmptyState } from '../../ui/empty-state.tsx';

/** Where an address leads to no record, with the way back to its table. */
export const MissingRecord = ({ table, id }: { table: TableName; id: number }) => {
  const many = entityOf(table).label.many.toLowerCase();
  return (
    <EmptyState title={`${numberedName(table, id)} is not here`}>
      <p>
        No record of this desk has that number. It may belong to another desk, or a snapshot that
        was restored did not hold it.
      </p>
      <Link className="button-link" href={pathTo.table(table)}>
        All {many}
      </Link>
    </EmptyState>
  );
};
