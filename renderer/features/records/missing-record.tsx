import { Link } from 'wouter';
import { entityOf, type TableName } from '#shared/entities/index.ts';
import { numberedName } from '../../db/short-code.ts';
import { pathTo } from '../../state/routes.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import './records.css';

/** Where an address leads to no record, with the way back to its table. */
export const MissingRecord = ({ table, id }: { table: TableName; id: number }) => {
  const many = entityOf(table).label.many.toLowerCase();
  return (
    <EmptyState
      title={`${numberedName(table, id)} is not here`}
      text="No record of this desk has that number. It may belong to another desk, or to a time before a snapshot was restored."
    >
      <Link className="button button-secondary button-medium" href={pathTo.table(table)}>
        All {many}
      </Link>
    </EmptyState>
  );
};

/** What stands on the page until the record has been read. */
export const RecordSkeleton = () => (
  <div className="record-skeleton">
    <Skeleton lines={8} />
  </div>
);
