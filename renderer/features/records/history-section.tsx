import { ChevronRight } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { entityOf, type TableName } from '#shared/entities/index.ts';
import { problemText } from '#shared/problems/index.ts';
import { valueAt, type Row } from '#shared/schema/row.ts';
import { valueText } from '../../forms/stored-value.tsx';
import { deskNamed } from '../../state/desk-named.ts';
import { useRecordTitles } from '../../state/record-titles.ts';
import { useSession } from '../../state/session.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/dialog.tsx';
import { useNow } from '../../ui/use-now.ts';
import { beginningText } from './history-entries.ts';
import { HistoryLine } from './history-line.tsx';
import { planRevert } from './revert-plan.ts';
import { useHistory } from './use-history.ts';
import { useRevert } from './use-revert.ts';
import type { Sections } from './use-sections.ts';
import './history.css';

/** Whether an element has come into view; once seen, it stays so. */
const useSeen = () => {
  const element = useRef<HTMLElement>(null);
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    const watched = element.current;
    if (watched === null || seen) return;
    const observer = new IntersectionObserver((found) => {
      if (found.some(({ isIntersecting }) => isIntersecting)) setSeen(true);
    });
    observer.observe(watched);
    return () => observer.disconnect();
  }, [seen]);
  return { element, seen };
};

interface Place {
  table: TableName;
  row: Row;
}

/** Asked when fields of the change were changed again since: those values would go, too. */
const AgainDialog = ({ table, row, revert }: Place & { revert: ReturnType<typeof useRevert> }) => {
  const titleOf = useRecordTitles();
  const { fields } = entityOf(table);
  const { asked, confirm, cancel } = revert;
  return (
    <ConfirmDialog
      isOpen={asked !== null}
      title="Revert what was changed again since?"
      confirm="Revert"
      isDanger
      onConfirm={confirm}
      onCancel={cancel}
    >
      <p>These fields were changed again after that, and would lose what they hold now:</p>
      <ul className="history-again">
        {(asked?.again ?? []).map((name) => (
          <li key={name}>
            {fields[name]?.label ?? name}
            {': '}
            {valueText(fields[name], valueAt(row, name), titleOf) || 'empty'}
          </li>
        ))}
      </ul>
    </ConfirmDialog>
  );
};

const Failure = ({ history }: { history: ReturnType<typeof useHistory> }) =>
  history.problem !== null && (
    <Banner tone="danger" actions={<Button onPress={history.retry}>Try again</Button>}>
      {problemText(history.problem)}
    </Banner>
  );

const Entries = ({ table, row, wanted }: Place & { wanted: boolean }) => {
  const { identity } = useSession().info;
  const history = useHistory({ table, id: row.id }, wanted);
  const revert = useRevert(table, row.id);
  const titleOf = useRecordTitles();
  const now = useNow();
  const { entries, more } = history;
  const beginning = entries !== undefined && more === false ? beginningText(entries) : null;
  return (
    <div className="history-body">
      <Failure history={history} />
      {entries === undefined && history.problem === null && (
        <p className="record-note" role="status">
          Loading…
        </p>
      )}
      <ol className="history-list">
        {(entries ?? []).map((entry) => (
          <HistoryLine
            key={entry.seq}
            table={table}
            entry={entry}
            now={now}
            who={deskNamed(entry.desk, identity)}
            titleOf={titleOf}
            plan={planRevert(table, row, entry)}
            onRevert={revert.revert}
          />
        ))}
      </ol>
      {beginning !== null && <p className="record-note">{beginning}</p>}
      {more === true && <Button onPress={history.showOlder}>Show older</Button>}
      <AgainDialog table={table} row={row} revert={revert} />
    </div>
  );
};

/** What happened to a record, newest first; read when it is unfolded and in view. */
export const HistorySection = ({ table, row, sections }: Place & { sections: Sections }) => {
  const { element, seen } = useSeen();
  const open = sections.isOpen('history', false);
  return (
    <section
      ref={element}
      className="form-section"
      data-section="history"
      data-record-region
      aria-labelledby="section-history"
    >
      <h2 id="section-history">
        <button
          type="button"
          className="form-section-head"
          data-section-head
          aria-expanded={open}
          onClick={() => sections.toggle('history', !open)}
        >
          <ChevronRight aria-hidden size={16} className="form-section-arrow" />
          <span>History</span>
          <span className="form-section-count">{open ? '' : 'who changed what, and when'}</span>
        </button>
      </h2>
      {open && <Entries table={table} row={row} wanted={seen} />}
    </section>
  );
};
