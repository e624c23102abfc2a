import { useRef, type KeyboardEvent, type RefObject } from 'react';
import { Link } from 'wouter';
import { entityOf } from '#shared/entities/index.ts';
import { isTrashed } from '#shared/schema/row.ts';
import { numberedName, shortCode } from '../../db/short-code.ts';
import { toneOf } from '../../grid/state-tone.ts';
import { pathTo } from '../../state/routes.ts';
import { Badge } from '../../ui/badge.tsx';
import { markedPieces, type Piece } from './marked-text.ts';
import { snippetsOf, stateOf } from './snippets.ts';
import type { FoundRecord } from './use-search.ts';

const Marked = ({ pieces }: { pieces: readonly Piece[] }) =>
  pieces.map(({ text, hit }, i) => (hit ? <mark key={i}>{text}</mark> : text));

const Found = ({ record, words }: { record: FoundRecord; words: readonly string[] }) => {
  const { table, id, row } = record;
  const title = record.title === '' ? numberedName(table, id) : record.title;
  const state = stateOf(table, row);
  return (
    <li className="found">
      <Link className="found-title" href={pathTo.record(table, id)}>
        <Marked pieces={markedPieces(title, words)} />
      </Link>
      <span className="found-kind">
        {isTrashed(row) && <Badge tone="warning">In the trash</Badge>}
        {state !== null && <Badge tone={toneOf(state)}>{state}</Badge>}
        <Badge>{entityOf(table).label.one}</Badge>
        <span className="short-code">{shortCode(table, id)}</span>
      </span>
      {snippetsOf(table, row, words).map(({ field, label, pieces }) => (
        <p key={field} className="found-snippet">
          <span className="quiet">{label}: </span>
          <Marked pieces={pieces} />
        </p>
      ))}
    </li>
  );
};

const linksIn = (list: HTMLElement): HTMLElement[] => [
  ...list.querySelectorAll<HTMLElement>('a.found-title'),
];

/** Where an arrow leads from one of so many: −1 is the field above. */
const nextOf = (key: string, at: number, count: number): number | null => {
  if (key === 'ArrowDown') return Math.min(at + 1, count - 1);
  if (key === 'ArrowUp') return at - 1;
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : null;
};

interface Props {
  records: readonly FoundRecord[];
  words: readonly string[];
  listRef: RefObject<HTMLOListElement | null>;
  /** Goes back to what is typed. */
  onLeave: () => void;
}

/** What was found: arrows walk through it, Enter opens. */
export const FoundList = ({ records, words, listRef, onLeave }: Props) => {
  const onKey = (event: KeyboardEvent<HTMLOListElement>) => {
    const links = linksIn(event.currentTarget);
    const at = links.findIndex((link) => link === document.activeElement);
    const next = nextOf(event.key, at, links.length);
    if (at < 0 || next === null) return;
    event.preventDefault();
    if (next < 0) onLeave();
    else links[next]?.focus();
  };
  return (
    <ol className="found-list" aria-label="Found" ref={listRef} onKeyDown={onKey}>
      {records.map((record) => (
        <Found key={`${record.table} ${record.id}`} record={record} words={words} />
      ))}
    </ol>
  );
};

/** Reaches the first of a list from the field above it. */
export const useFirstFound = () => {
  const listRef = useRef<HTMLOListElement>(null);
  const first = () => (listRef.current === null ? undefined : linksIn(listRef.current)[0]);
  return { listRef, first };
};
