import { FileText, Printer } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import type { Row } from '#shared/schema/row.ts';
import type { Desk } from '../../db/desk.ts';
import { useLoaded } from '../../state/desk-context.tsx';
import { pathTo } from '../../state/routes.ts';
import { useScreenActions } from '../../state/screen-actions.tsx';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { isListed, shortlistOf, type ShortlistEntry } from './shortlist.ts';
import './shortlist.css';

/** Candidates of a request that are looked at at most. */
const most = 2000;

interface Read {
  title: string;
  request: Row | null;
  candidates: { row: Row; profile: Row | null }[];
}

const readShortlist = async (desk: Desk, id: number): Promise<Read> => {
  const [request, [title = ''], { rows }] = await Promise.all([
    desk.get('expert_requests', id),
    desk.titles([{ table: 'expert_requests', id }]),
    desk.related('expert_request_candidates', 'request_id', id, most),
  ]);
  const listed = rows.filter(isListed);
  const profiles = await desk.getMany(
    'profiles',
    listed.map(({ values }) =>
      typeof values['profile_id'] === 'number' ? values['profile_id'] : 0,
    ),
  );
  return {
    title,
    request,
    candidates: listed.map((row, i) => ({ row, profile: profiles[i] ?? null })),
  };
};

const Entry = ({ entry, onLeaveOut }: { entry: ShortlistEntry; onLeaveOut: () => void }) => (
  <li>
    <article className="shortlist-entry" aria-labelledby={`entry-${entry.id}`}>
      <header>
        <h2 id={`entry-${entry.id}`}>{entry.name}</h2>
        <Button size="small" variant="quiet" onPress={onLeaveOut}>
          Leave out
        </Button>
      </header>
      <p className="shortlist-line">
        {[entry.title, entry.place, entry.languages, entry.rate]
          .filter((part) => part !== '')
          .join(' · ')}
      </p>
      {entry.note !== '' && <p className="shortlist-text">{entry.note}</p>}
      {entry.experience !== '' && (
        <>
          <h3>Relevant experience</h3>
          <p className="shortlist-text">{entry.experience}</p>
        </>
      )}
    </article>
  </li>
);

const today = () => new Intl.DateTimeFormat('en-GB', { dateStyle: 'long' }).format(new Date());

const Shortlist = ({ read, request }: { read: Read; request: number }) => {
  const isDiscreet = read.request?.values['disclosure'] === 'anonymous';
  const [isAnonymous, setAnonymous] = useState(isDiscreet);
  const [withRates, setRates] = useState(false);
  const [out, setOut] = useState<ReadonlySet<number>>(new Set());
  useScreenActions('Shortlist', () => [
    {
      id: 'print',
      label: 'Print or save as PDF',
      keys: ['Ctrl', 'P'],
      isAnywhere: true,
      run: () => window.print(),
    },
    {
      id: 'names',
      label: isAnonymous ? 'With names' : 'Without names',
      words: 'anonymous',
      run: () => setAnonymous(!isAnonymous),
    },
    {
      id: 'rates',
      label: withRates ? 'Without rates' : 'With rates',
      run: () => setRates(!withRates),
    },
    {
      id: 'back',
      label: 'Bring back those left out',
      obstacle: out.size === 0 ? 'Nobody is left out.' : null,
      run: () => setOut(new Set()),
    },
  ]);
  const entries = shortlistOf(read.candidates, { isAnonymous, withRates, out });
  if (read.candidates.length === 0)
    return (
      <EmptyState
        icon={<FileText aria-hidden size={28} strokeWidth={1.5} />}
        title="Nobody is on the shortlist yet"
        text="Candidates come onto it once they are proposed."
      >
        <Link className="button button-secondary button-medium" href={pathTo.board(request)}>
          To the board
        </Link>
      </EmptyState>
    );
  return (
    <>
      <div className="shortlist-tools" role="group" aria-label="What the client reads">
        <Checkbox isSelected={isAnonymous} onChange={setAnonymous}>
          Without names
        </Checkbox>
        <Checkbox isSelected={withRates} onChange={setRates}>
          With rates
        </Checkbox>
        {out.size > 0 && (
          <Button size="small" variant="quiet" onPress={() => setOut(new Set())}>
            Bring back {out.size} left out
          </Button>
        )}
        <Button variant="primary" onPress={() => window.print()}>
          <Printer aria-hidden size={15} /> Print or save as PDF
        </Button>
      </div>
      <ol className="shortlist">
        {entries.map((entry) => (
          <Entry
            key={entry.id}
            entry={entry}
            onLeaveOut={() => setOut((before) => new Set([...before, entry.id]))}
          />
        ))}
      </ol>
    </>
  );
};

/** The candidates of a request as the client gets them: on the screen, on paper, as PDF (BOARD8). */
export const ShortlistScreen = ({ id }: { id: number }) => {
  const read = useLoaded(
    `shortlist ${id}`,
    ['expert_request_candidates', 'profiles', 'expert_requests'],
    (desk) => readShortlist(desk, id),
  );
  return (
    <div className="page shortlist-page">
      <header className="page-head">
        <h1 tabIndex={-1}>{read?.title ?? 'Shortlist'}</h1>
        <p className="lead">Shortlist of {today()}</p>
        <p className="shortlist-links">
          <Link href={pathTo.board(id)}>Board</Link>
          <Link href={pathTo.request(id)}>Request</Link>
        </p>
      </header>
      {read === undefined ? <Skeleton lines={8} /> : <Shortlist read={read} request={id} />}
    </div>
  );
};
