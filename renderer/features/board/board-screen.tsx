import { ClipboardList, Columns3, FileText, UserPlus } from 'lucide-react';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { effective, emptyFilter } from '#shared/views/filter.ts';
import { FilterButton, FilterLine } from '../../grid/filters/filter-button.tsx';
import { useLoaded } from '../../state/desk-context.tsx';
import { boardLayout, useGridLayout } from '../../state/grid-layouts.ts';
import { recall, remember } from '../../state/remembered.ts';
import { pathTo } from '../../state/routes.ts';
import { useScreenActions, type ScreenAction } from '../../state/screen-actions.tsx';
import { countOf } from '../../state/wording.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Select } from '../../ui/select.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useNow } from '../../ui/use-now.ts';
import { AddCandidate } from './add-candidate.tsx';
import { cardOrders, type CardOrder } from './board-model.ts';
import { Lanes, type OpenedCard } from './lanes.tsx';
import { useBoard } from './use-board.ts';
import './board.css';

const table = 'expert_request_candidates' as const;

const orderWords: Readonly<Record<CardOrder, string>> = {
  score: 'Best score first',
  newest: 'Newest first',
  oldest: 'Oldest first',
};

/** A small choice that outlives the window. */
const useRemembered = (name: string, initial: string): [string, (value: string) => void] => {
  const [value, setValue] = useState(() => recall(name) ?? initial);
  const set = (next: string) => {
    remember(name, next);
    setValue(next);
  };
  return [value, set];
};

const noRequest = 'Open the board of one request first.';

/** What is done with the request whose board it is. */
const requestActions = (
  request: number | null,
  { add, go }: { add: () => void; go: (path: string) => void },
): ScreenAction[] => {
  const obstacle = request === null ? noRequest : null;
  const to = (path: (id: number) => string) => () => request !== null && go(path(request));
  const shared = { obstacle, isAnywhere: true } as const;
  return [
    { id: 'add', label: 'Add a candidate…', words: 'new expert', keys: ['A'], run: add, ...shared },
    {
      id: 'shortlist',
      label: 'Shortlist for the client',
      words: 'print pdf',
      keys: ['S'],
      run: to(pathTo.shortlist),
      ...shared,
    },
    {
      id: 'request',
      label: 'Page of the request',
      words: 'work brief calls',
      keys: ['R'],
      run: to(pathTo.request),
      ...shared,
    },
  ];
};

const NoCandidates = ({ request, isNarrowed }: { request: number | null; isNarrowed: boolean }) => (
  <EmptyState
    icon={<Columns3 aria-hidden size={28} strokeWidth={1.5} />}
    title={isNarrowed ? 'No candidate is let through' : 'No candidates yet'}
    text={
      isNarrowed
        ? 'The filter above lets nobody through.'
        : request === null
          ? 'Candidates of all requests stand here by state, once there are any.'
          : 'Add the first one: a profile of your own database, by name.'
    }
  >
    {request === null && !isNarrowed && (
      <Link
        className="button button-secondary button-medium"
        href={pathTo.table('expert_requests')}
      >
        Choose a request
      </Link>
    )}
  </EmptyState>
);

/** Candidates by state: of one request, or of all. */
export const BoardScreen = ({ id: request }: { id: number | null }) => {
  const [, go] = useLocation();
  const now = useNow();
  const { layout, change } = useGridLayout(boardLayout);
  const [text, setText] = useState('');
  const [order, setOrder] = useRemembered('board.order', 'score');
  const [exits, setExits] = useRemembered('board.exits', 'folded');
  const [panel, setPanel] = useState<OpenedCard | null>(null);
  const [isAdding, setAdding] = useState(false);
  const [said, say] = useState('');
  const { filter } = layout;
  const known = cardOrders.find((one) => one === order) ?? 'score';
  const lanes = useBoard({ request, text: text.trim(), filter, order: known });
  const title = useLoaded(`board title ${request}`, ['expert_requests'], async (desk) =>
    request === null
      ? ''
      : ((await desk.titles([{ table: 'expert_requests', id: request }]))[0] ?? ''),
  );
  const count = lanes?.reduce((sum, { ids }) => sum + ids.length, 0) ?? 0;
  const left = lanes?.filter(({ kind }) => kind === 'exit').flatMap(({ ids }) => ids).length ?? 0;
  const shown = lanes?.filter(({ kind }) => kind !== 'exit' || exits === 'shown');
  const isNarrowed = text.trim() !== '' || effective(filter) !== null;
  const turnExits = () => setExits(exits === 'shown' ? 'folded' : 'shown');
  useScreenActions('Board', () => [
    ...requestActions(request, { add: () => setAdding(true), go }),
    {
      id: 'exits',
      label: exits === 'shown' ? 'Hide exits' : 'Show exits',
      words: 'lanes',
      keys: ['X'],
      isAnywhere: true,
      run: turnExits,
    },
    ...cardOrders.map((one) => ({
      id: `order ${one}`,
      label: orderWords[one],
      words: 'order sort cards',
      obstacle: one === known ? 'It is so already.' : null,
      run: () => setOrder(one),
    })),
    {
      id: 'clear-filter',
      label: 'Clear the filter',
      obstacle: isNarrowed ? null : 'There is none.',
      run: () => {
        setText('');
        change({ filter: emptyFilter });
      },
    },
  ]);
  return (
    <div className="table-screen board-screen">
      <header className="table-bar">
        <h1 tabIndex={-1}>{request === null ? 'Board' : title || 'Board'}</h1>
        <span className="table-count" role="status">
          {lanes === undefined ? 'Looking…' : countOf(count, 'candidate')}
        </span>
        <div className="table-filter" data-quick-filter>
          <SearchField
            label="Filter candidates"
            placeholder="Quick filter ( / )"
            value={text}
            onChange={setText}
          />
        </div>
        <FilterButton table={table} filter={filter} onChange={(next) => change({ filter: next })} />
        <Select
          label="Order of cards"
          isLabelHidden
          value={known}
          onChange={setOrder}
          options={cardOrders.map((value) => ({ value, label: orderWords[value] }))}
        />
        <Button variant="quiet" onPress={turnExits} aria-pressed={exits === 'shown'}>
          {exits === 'shown' ? 'Hide exits' : `Show exits (${left.toLocaleString('en')})`}
        </Button>
        {request !== null && (
          <>
            <Button variant="quiet" onPress={() => go(pathTo.request(request))}>
              <ClipboardList aria-hidden size={15} /> Request
            </Button>
            <Button variant="quiet" onPress={() => go(pathTo.shortlist(request))}>
              <FileText aria-hidden size={15} /> Shortlist
            </Button>
            <Button variant="primary" onPress={() => setAdding(true)}>
              <UserPlus aria-hidden size={15} /> Add candidate
            </Button>
          </>
        )}
      </header>
      <FilterLine table={table} filter={filter} onChange={(next) => change({ filter: next })} />
      {lanes === undefined || shown === undefined ? (
        <Skeleton lines={8} />
      ) : count === 0 ? (
        <NoCandidates request={request} isNarrowed={isNarrowed} />
      ) : (
        <Lanes
          lanes={shown}
          all={lanes ?? shown}
          request={request}
          now={now}
          say={say}
          panel={panel}
          onPanel={setPanel}
        />
      )}
      {isAdding && request !== null && (
        <AddCandidate
          request={request}
          onAdded={(id) => setPanel({ id, takesFocus: false })}
          onShow={(id) => setPanel({ id, takesFocus: true })}
          onClose={() => setAdding(false)}
        />
      )}
      <div role="status" className="for-readers">
        {said}
      </div>
    </div>
  );
};
