import { Inbox, Plus, SearchX, Trash2 } from 'lucide-react';
import { useDeferredValue, useEffect, useEffectEvent, useState, type ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { entityOf, type TableName } from '#shared/entities/index.ts';
import { TableGrid, type GridCount } from '../../grid/table-grid.tsx';
import { pathTo } from '../../state/routes.ts';
import { ScreenShown } from '../../state/screen-actions.tsx';
import { showScreenStatus } from '../../state/status.ts';
import { useCurrentView } from '../../state/views.ts';
import { countOf, countText } from '../../state/wording.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { useBulkEdit } from './bulk/use-bulk-edit.tsx';

/** “1,204 profiles”; “1,204+” while more may turn up. */
const foundText = (table: TableName, { rows, isComplete }: GridCount): string => {
  const { one, many } = entityOf(table).label;
  if (!isComplete) return rows === 0 ? 'Looking…' : `${countText(rows)}+ ${many.toLowerCase()}`;
  return countOf(rows, one.toLowerCase(), many.toLowerCase());
};

interface ToolbarProps {
  table: TableName;
  count: GridCount;
  typed: string;
  onType: (typed: string) => void;
  chooser: ReactNode;
}

const Toolbar = ({ table, count, typed, onType, chooser }: ToolbarProps) => {
  const { one, many } = entityOf(table).label;
  return (
    <header className="table-bar">
      <h1 tabIndex={-1}>{many}</h1>
      <span className="table-count" role="status" data-is-below>
        {foundText(table, count)}
      </span>
      <div className="table-filter" data-quick-filter>
        <SearchField
          label={`Filter ${many.toLowerCase()}`}
          placeholder="Quick filter ( / )"
          value={typed}
          onChange={onType}
        />
      </div>
      {chooser}
      <Link className="button button-quiet button-medium" href={pathTo.trashOf(table)}>
        <Trash2 aria-hidden size={15} />
        Trash
      </Link>
      <Link className="button button-primary button-medium" href={pathTo.new(table)}>
        <Plus aria-hidden size={16} />
        New {one.toLowerCase()}
      </Link>
    </header>
  );
};

const NothingFound = ({ typed, onClear }: { typed: string; onClear: () => void }) => (
  <EmptyState
    icon={<SearchX aria-hidden size={26} strokeWidth={1.5} />}
    title={`Nothing matches “${typed}”`}
    text="The quick filter looks into the shown columns: every word must begin a word there."
  >
    <Button onPress={onClear}>Clear the filter</Button>
  </EmptyState>
);

const NothingYet = ({ table }: { table: TableName }) => {
  const { label, description } = entityOf(table);
  return (
    <EmptyState
      icon={<Inbox aria-hidden size={26} strokeWidth={1.5} />}
      title={`No ${label.many.toLowerCase()} yet`}
      text={description}
    >
      <Link className="button button-primary button-medium" href={pathTo.new(table)}>
        New {label.one.toLowerCase()}
      </Link>
      <Link className="button button-secondary button-medium" href={pathTo.transfer('import')}>
        Import a dump
      </Link>
      <Link className="button button-secondary button-medium" href={pathTo.start}>
        Other ways to begin
      </Link>
    </EmptyState>
  );
};

/** Keeps the line at the foot saying what the grid shows, while the screen is in sight. */
const useCountStatus = (text: string, isHidden: boolean) => {
  useEffect(() => {
    if (isHidden) return;
    showScreenStatus(text);
    return () => showScreenStatus('');
  }, [text, isHidden]);
};

/** Sets the table to the view that the address asks for, and takes it out of the address. */
const useAskedView = (table: TableName, view: number | null) => {
  const [, go] = useLocation();
  const { openNumber } = useCurrentView(table);
  const open = useEffectEvent(async (wanted: number) => {
    go(await openNumber(wanted), { replace: true });
  });
  useEffect(() => {
    if (view !== null) void open(view);
  }, [view]);
};

interface Props {
  table: TableName;
  /** A saved view that the address asks for. */
  view: number | null;
  /** Kept out of sight while one of its records is shown, so that the way back finds all as it was. */
  isHidden: boolean;
}

/** One table: what it holds as a grid, narrowed by a quick filter. */
export const TableScreen = ({ table, view, isHidden }: Props) => {
  const [, go] = useLocation();
  const [typed, setTyped] = useState('');
  const [count, setCount] = useState<GridCount>({ rows: 0, isComplete: false });
  const [hrefOf] = useState(() => (id: number) => `#${pathTo.record(table, id)}`);
  const text = useDeferredValue(typed).trim();
  useCountStatus(foundText(table, count), isHidden);
  useAskedView(table, view);
  const bulk = useBulkEdit(table);
  return (
    <ScreenShown isShown={!isHidden}>
      <div className="table-screen" hidden={isHidden}>
        <TableGrid
          table={table}
          text={text}
          hrefOf={hrefOf}
          onOpen={(id) => go(pathTo.record(table, id))}
          onCount={setCount}
          onBulkEdit={bulk.ask}
          onBulkFill={bulk.fill}
          empty={
            text === '' ? (
              <NothingYet table={table} />
            ) : (
              <NothingFound typed={text} onClear={() => setTyped('')} />
            )
          }
          emptied={(onClear) => (
            <EmptyState
              icon={<SearchX aria-hidden size={26} strokeWidth={1.5} />}
              title={`No ${entityOf(table).label.many.toLowerCase()} meet the conditions`}
              text={
                text === ''
                  ? 'The filter above lets nothing through.'
                  : `The filter and “${text}” together let nothing through.`
              }
            >
              <Button onPress={onClear}>Clear the filter</Button>
            </EmptyState>
          )}
          toolbar={(chooser) => (
            <Toolbar
              table={table}
              count={count}
              typed={typed}
              onType={setTyped}
              chooser={chooser}
            />
          )}
        />
        {bulk.dialog}
      </div>
    </ScreenShown>
  );
};
