import { Plus } from 'lucide-react';
import { Link } from 'wouter';
import { entityOf, type TableName } from '#shared/entities/index.ts';
import { valueAt } from '#shared/schema/row.ts';
import type { Desk } from '../../db/desk.ts';
import { useLoaded } from '../../state/desk-context.tsx';
import { pathTo } from '../../state/routes.ts';
import { Badge } from '../../ui/badge.tsx';

/** Records that each list shows. */
const shown = 8;

/** What a recruiter comes back to, and the field that says where each record stands. */
const lists: readonly { table: TableName; state: string | null }[] = [
  { table: 'expert_requests', state: 'state' },
  { table: 'expert_request_candidates', state: 'match_state' },
  { table: 'consultations', state: null },
  { table: 'profiles', state: 'country' },
];

interface Line {
  id: number;
  title: string;
  state: string;
}

const loadNewest = async (desk: Desk, table: TableName, state: string | null): Promise<Line[]> => {
  const { rows } = await desk.page(table, { trash: false, limit: shown });
  const titles = await desk.titles(rows.map(({ id }) => ({ table, id })));
  return rows.map((row, i) => {
    const value = state === null ? null : valueAt(row, state);
    return { id: row.id, title: titles[i] ?? '', state: typeof value === 'string' ? value : '' };
  });
};

const Lines = ({ table, lines }: { table: TableName; lines: readonly Line[] }) => (
  <ul className="record-lines">
    {lines.map(({ id, title, state }) => (
      <li key={id}>
        <Link href={pathTo.record(table, id)}>{title}</Link>
        {state !== '' && <Badge>{state}</Badge>}
      </li>
    ))}
  </ul>
);

const Newest = ({ table, state }: { table: TableName; state: string | null }) => {
  const lines = useLoaded(`newest ${table}`, [table], (desk) => loadNewest(desk, table, state));
  const { one, many } = entityOf(table).label;
  return (
    <section className="card newest" aria-labelledby={`newest-${table}`}>
      <header>
        <h2 id={`newest-${table}`}>
          <Link href={pathTo.table(table)}>{many}</Link>
        </h2>
        <Link className="quiet-link" href={pathTo.new(table)}>
          <Plus aria-hidden size={15} />
          New {one.toLowerCase()}
        </Link>
      </header>
      {lines?.length === 0 && <p className="quiet">None yet.</p>}
      {lines !== undefined && <Lines table={table} lines={lines} />}
    </section>
  );
};

/** Home of a desk that has records: the newest of what is worked on most. */
export const Overview = () => (
  <div className="page overview">
    <header className="page-head">
      <h1 tabIndex={-1}>Home</h1>
      <p className="lead">The newest records. Press Ctrl+K to go to anything by its name.</p>
    </header>
    <div className="newest-grid">
      {lists.map((list) => (
        <Newest key={list.table} {...list} />
      ))}
    </div>
  </div>
);
