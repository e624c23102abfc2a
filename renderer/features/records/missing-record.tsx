import { Link } from 'wouter';
import { entityOf, type TableName } from '#shared/entities/index.ts';
import { numberedName } from '../../db/short-code.ts';
import { useLoaded } from '../../state/desk-context.tsx';
import { pathTo } from '../../state/routes.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import './records.css';

interface Place {
  table: TableName;
  id: number;
}

const words = {
  erased: {
    title: 'was erased for good',
    text: 'Its values are gone, and do not come back. Records that point to it still show that it was there.',
  },
  missing: {
    title: 'is not here',
    text: 'No record of this desk has that number. It may belong to another desk, or to a time before a snapshot was restored.',
  },
} as const;

/** Where an address leads to no record, with the way back to its table. */
export const MissingRecord = ({ table, id }: Place) => {
  const erased = useLoaded(`erased ${table}/${id}`, [table], (desk) => desk.isErased(table, id));
  if (erased === undefined) return <RecordSkeleton />;
  const many = entityOf(table).label.many.toLowerCase();
  const { title, text } = words[erased ? 'erased' : 'missing'];
  return (
    <EmptyState level={1} title={`${numberedName(table, id)} ${title}`} text={text}>
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
