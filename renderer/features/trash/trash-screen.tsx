import { RotateCcw, Trash2 } from 'lucide-react';
import { Link } from 'wouter';
import { entityOf, tableNames, type TableName } from '#shared/entities/index.ts';
import { useLoaded } from '../../state/desk-context.tsx';
import { useEditing } from '../../state/edits.ts';
import { pathTo } from '../../state/routes.ts';
import { countRecords } from '../../state/row-counts.ts';
import { useScreenActions } from '../../state/screen-actions.tsx';
import type { RowCounts } from '../../state/session.tsx';
import { useToasts } from '../../state/toasts.ts';
import { countOf, countText, momentText } from '../../state/wording.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useTrashedRecords, type Trashed } from './trashed-records.ts';

const useTrashCounts = (): RowCounts | undefined =>
  useLoaded('trash counts', tableNames, async (desk) => {
    const { signal } = new AbortController();
    const counts: Partial<Record<TableName, number>> = {};
    for (const table of tableNames)
      counts[table] = await countRecords(desk, { table, trash: true }, signal);
    return counts;
  });

const useRestoring = (table: TableName) => {
  const { edit } = useEditing();
  return async (records: readonly Trashed[]) => {
    const values = { deleted: false };
    const operations = records.map(({ id }) => ({ op: 'update', table, id, values }) as const);
    const { one, many } = entityOf(table).label;
    const what = countOf(records.length, one.toLowerCase(), many.toLowerCase());
    const done = await edit(operations, `restoring ${what}`);
    if (done.ok) useToasts.getState().show({ tone: 'success', text: `Restored ${what}.` });
  };
};

const TableTabs = ({ counts, current }: { counts: RowCounts; current: TableName }) => (
  <nav aria-label="Tables with a trash" className="tab-links">
    {tableNames
      .filter((table) => (counts[table] ?? 0) > 0 || table === current)
      .map((table) => (
        <Link
          key={table}
          href={pathTo.trashOf(table)}
          {...(table === current ? { 'aria-current': 'page' as const } : {})}
        >
          {entityOf(table).label.many}{' '}
          <span className="count">{countText(counts[table] ?? 0)}</span>
        </Link>
      ))}
  </nav>
);

const TrashedLine = ({
  table,
  record,
  onRestore,
}: {
  table: TableName;
  record: Trashed;
  onRestore: () => void;
}) => (
  <li>
    <Link href={pathTo.record(table, record.id)}>{record.title}</Link>
    <span className="quiet">since {momentText(record.since)}</span>
    <Button variant="quiet" onPress={onRestore} aria-label={`Restore ${record.title}`}>
      <RotateCcw aria-hidden size={15} />
      Restore
    </Button>
  </li>
);

const TrashOf = ({ table }: { table: TableName }) => {
  const { loaded, showMore } = useTrashedRecords(table);
  const restore = useRestoring(table);
  useScreenActions('Trash', () => [
    {
      id: 'restore',
      label: `Restore all ${entityOf(table).label.many.toLowerCase()} that are shown`,
      obstacle: loaded?.records.length === 0 ? 'There are none.' : null,
      run: () => loaded !== undefined && void restore(loaded.records),
    },
  ]);
  if (loaded === undefined) return null;
  const { one, many } = entityOf(table).label;
  const { records, more } = loaded;
  if (records.length === 0)
    return <p className="quiet">No {many.toLowerCase()} are in the trash any more.</p>;
  return (
    <section className="card" aria-label={`${many} in the trash`}>
      <ul className="record-lines">
        {records.map((record) => (
          <TrashedLine
            key={record.id}
            table={table}
            record={record}
            onRestore={() => void restore([record])}
          />
        ))}
      </ul>
      <footer className="card-foot">
        {more && <Button onPress={showMore}>Show more</Button>}
        <Button onPress={() => void restore(records)}>
          Restore {countOf(records.length, one.toLowerCase(), many.toLowerCase())}
        </Button>
      </footer>
    </section>
  );
};

const TrashBody = ({ table }: { table: TableName | null }) => {
  const counts = useTrashCounts();
  if (counts === undefined) return null;
  const current = table ?? tableNames.find((name) => (counts[name] ?? 0) > 0);
  if (current === undefined)
    return (
      <EmptyState
        icon={<Trash2 aria-hidden size={32} strokeWidth={1.5} />}
        title="The trash is empty"
        text="Records that you put in the trash wait here until you restore them."
      />
    );
  return (
    <>
      <TableTabs counts={counts} current={current} />
      <TrashOf key={current} table={current} />
    </>
  );
};

/** Records that were put in the trash, table by table, and the way back for them. */
export const TrashScreen = ({ table }: { table: TableName | null }) => (
  <div className="page">
    <header className="page-head">
      <h1 tabIndex={-1}>Trash</h1>
      <p className="lead">
        Nothing here is lost: restore what you need. No table shows it meanwhile.
      </p>
    </header>
    <TrashBody table={table} />
  </div>
);
