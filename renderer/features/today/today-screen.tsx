import { CircleCheck } from 'lucide-react';
import { useState } from 'react';
import { waitingLists, type WaitingList } from '#shared/work/today.ts';
import { useLoaded } from '../../state/desk-context.tsx';
import { placeOf, readersZone } from '../../ui/moments.ts';
import { useNow } from '../../ui/use-now.ts';
import { ListCard } from './list-card.tsx';
import { readList } from './read-list.ts';
import './today.css';

const pad = (value: number): string => String(value).padStart(2, '0');

/** The day `count` days before a moment, on this machine’s calendar. */
export const dayBefore = (now: number, count: number): string => {
  const day = new Date(now);
  day.setDate(day.getDate() - count);
  return `${day.getFullYear()}-${pad(day.getMonth() + 1)}-${pad(day.getDate())}`;
};

const tables = [
  'consultations',
  'expert_request_candidates',
  'expert_requests',
  'users',
  'profiles',
  'consultation_reviews',
] as const;

/** Lists in which nothing waits, a line each: what is done needs little room. */
const ClearLists = ({ lists }: { lists: readonly WaitingList[] }) => (
  <section className="card today-clear" aria-labelledby="today-clear">
    <h2 id="today-clear">All clear</h2>
    <ul>
      {lists.map(({ id, title, none }) => (
        <li key={id}>
          <CircleCheck aria-hidden size={16} />
          <strong>{title}</strong>
          <span className="quiet">{none}</span>
        </li>
      ))}
    </ul>
  </section>
);

/** What waits: each list with its reason, the records that wait longest first. */
export const TodayScreen = () => {
  const now = useNow();
  const day = dayBefore(now, 0);
  const lists = waitingLists((count) => dayBefore(now, count));
  const read = useLoaded(`today ${day}`, tables, (desk) =>
    Promise.all(lists.map((list) => readList(desk, list))),
  );
  // What was shown stays until the next answer is there.
  const [last, setLast] = useState(read);
  if (read !== undefined && read !== last) setLast(read);
  const waiting = read ?? last;
  const listsWhere = (waits: boolean) =>
    lists.filter((_, i) => waiting !== undefined && waiting[i]!.count > 0 === waits);
  const clear = listsWhere(false);
  return (
    <div className="page today-page">
      <header className="page-head">
        <h1 tabIndex={-1}>Today</h1>
        <p className="lead">
          {new Intl.DateTimeFormat('en-GB', { dateStyle: 'full' }).format(now)}
          {', '}
          {placeOf(readersZone())} time
        </p>
      </header>
      {clear.length === lists.length && (
        <p className="today-idle" role="status">
          <CircleCheck aria-hidden size={18} /> Nothing waits for you.
        </p>
      )}
      {waiting !== undefined && (
        <div className="today-grid">
          {listsWhere(true).map((list) => (
            <ListCard key={list.id} list={list} waiting={waiting[lists.indexOf(list)]!} now={now} />
          ))}
        </div>
      )}
      {clear.length > 0 && <ClearLists lists={clear} />}
    </div>
  );
};
