import { CircleCheck } from 'lucide-react';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { entityOf, type TableName } from '#shared/entities/index.ts';
import type { Row } from '#shared/schema/row.ts';
import { conflictsOf } from '#shared/sync/merge-record.ts';
import { numberedName, shortCode } from '../../db/short-code.ts';
import { ConflictField } from '../../forms/conflict-field.tsx';
import { conflictsInOrder } from '../../forms/conflict-order.ts';
import { useRecordTitles, type TitleOf } from '../../state/record-titles.ts';
import { pathTo } from '../../state/routes.ts';
import { useScreenActions } from '../../state/screen-actions.tsx';
import { useContested } from '../../state/use-contested.ts';
import { countOf } from '../../state/wording.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import './conflicts.css';

/** Records read at once; the rest follows as these are settled. */
const most = 500;
/** Records drawn at first, and further ones on request. */
const step = 30;

interface Contested {
  table: TableName;
  row: Row;
}

interface RecordProps extends Contested {
  titleOf: TitleOf;
}

const ContestedRecord = ({ table, row, titleOf }: RecordProps) => {
  const { fields, label } = entityOf(table);
  const heading = `conflict-${table}-${row.id}`;
  return (
    <li>
      <article className="card conflict-record" aria-labelledby={heading}>
        <header className="conflict-record-head">
          <h2 id={heading}>
            <Link href={pathTo.record(table, row.id)}>
              {titleOf(table, row.id) ?? numberedName(table, row.id)}
            </Link>
          </h2>
          <p className="quiet">
            {label.one} <span className="short-code">{shortCode(table, row.id)}</span>
          </p>
        </header>
        {conflictsInOrder(table, row).map((conflict) => (
          <section key={conflict.field} className="conflict-line">
            <h3>{fields[conflict.field]?.label ?? conflict.field}</h3>
            <ConflictField place={{ table, row }} conflict={conflict} titleOf={titleOf} />
          </section>
        ))}
      </article>
    </li>
  );
};

/** The fields in conflict that are drawn. */
const fieldsDrawn = () => [...document.querySelectorAll<HTMLElement>('[data-conflict]')];

/** Puts the focus on the conflict after, or before, the one that has it. */
const focusConflict = (by: 1 | -1): void => {
  const all = fieldsDrawn();
  const at = all.findIndex((one) => one.contains(document.activeElement));
  const to = all[at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + by))];
  to?.scrollIntoView({ block: 'nearest' });
  to?.querySelector<HTMLElement>('button')?.focus({ preventScroll: true });
};

/** The place among the records of the one that has the focus; −1 where none has. */
const conflictAt = (): number =>
  [...document.querySelectorAll('.conflict-record')].findIndex((record) =>
    record.contains(document.activeElement),
  );

const NoConflict = () => (
  <EmptyState
    icon={<CircleCheck aria-hidden size={28} strokeWidth={1.5} />}
    title="No conflicts"
    text="When you merge a colleague’s file and both of you have written the same field, you find it here and choose."
  >
    <Link className="button button-secondary button-medium" href={pathTo.transfer('merge')}>
      Merge a colleague’s file
    </Link>
  </EmptyState>
);

const countText = (records: readonly Contested[], more: boolean): string => {
  const fields = records.reduce((sum, { row }) => sum + conflictsOf(row).length, 0);
  const found = `${countOf(fields, 'field')} in ${countOf(records.length, 'record')}`;
  return more ? `${found}, and more: they follow as these are settled.` : `${found}.`;
};

const Loaded = ({ records, more }: { records: readonly Contested[]; more: boolean }) => {
  const [drawn, setDrawn] = useState(step);
  const titleOf = useRecordTitles();
  const [, go] = useLocation();
  const obstacle = records.length === 0 ? 'There are no conflicts.' : null;
  const deed = (id: string, label: string, key: string, run: () => void) =>
    ({ id, label, keys: [key], isAnywhere: true, obstacle, run }) as const;
  useScreenActions('Conflicts', () => [
    deed('next', 'Next conflict', 'J', () => focusConflict(1)),
    deed('previous', 'Previous conflict', 'K', () => focusConflict(-1)),
    deed('record', 'Open the record of the conflict', 'O', () => {
      const { table, row } = records[Math.max(0, conflictAt())] ?? {};
      if (table !== undefined && row !== undefined) go(pathTo.record(table, row.id));
    }),
  ]);
  if (records.length === 0) return <NoConflict />;
  return (
    <>
      <p className="quiet" role="status">
        {countText(records, more)}
      </p>
      <ul className="conflict-records">
        {records.slice(0, drawn).map(({ table, row }) => (
          <ContestedRecord key={`${table} ${row.id}`} table={table} row={row} titleOf={titleOf} />
        ))}
      </ul>
      {records.length > drawn && <Button onPress={() => setDrawn(drawn + step)}>Show more</Button>}
    </>
  );
};

/** Every record with fields that two desks have written without knowing of each other. */
export const ConflictsScreen = () => {
  const loaded = useContested(most);
  return (
    <div className="page">
      <header className="page-head">
        <h1 tabIndex={-1}>Conflicts</h1>
        <p className="lead">
          Here two desks wrote the same field without knowing of each other. Each desk shows the
          later value, and keeps the others until somebody chooses.
        </p>
      </header>
      {loaded === undefined ? <Skeleton lines={6} /> : <Loaded {...loaded} />}
    </div>
  );
};
