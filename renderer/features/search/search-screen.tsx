import { CircleAlert, Search as SearchIcon, SearchX } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { TableName } from '#shared/entities/index.ts';
import { parseQuery } from '#shared/schema/search-words.ts';
import { countOf } from '../../state/wording.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Progress } from '../../ui/progress.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Facets } from './facets.tsx';
import { FoundList, useFirstFound } from './found-list.tsx';
import { MoreFound } from './more-found.tsx';
import { useSearch, type Answered } from './use-search.ts';
import { useSearchAddress } from './use-search-address.ts';
import './search.css';

/** Records of one page. */
const page = 50;

const icon = { 'aria-hidden': true, size: 28, strokeWidth: 1.5 } as const;

const NothingTyped = () => (
  <EmptyState
    icon={<SearchIcon {...icon} />}
    title="Search everything"
    text="Type the beginnings of some words: names, places, what people know, phone digits, addresses, a short code such as P12. Case and accents do not matter."
  />
);

const NothingFound = ({ typed, isComplete }: { typed: string; isComplete: boolean }) => (
  <EmptyState
    icon={<SearchX {...icon} />}
    title={isComplete ? `Nothing holds “${typed.trim()}”` : 'Nothing so far'}
    text={
      isComplete
        ? 'Every word must begin some word of a record. Try fewer words, or look in the trash as well.'
        : 'Not all records have been read yet.'
    }
  />
);

const Failed = ({ reason, onAgain }: { reason: string; onAgain: () => void }) => (
  <EmptyState
    icon={<CircleAlert {...icon} />}
    title="The search does not answer"
    text={`Your records are safe, and tables can be filtered as always. The reason: ${reason}`}
  >
    <Button onPress={onAgain}>Try again</Button>
  </EmptyState>
);

const Building = ({ progress }: { progress: number }) => (
  <Progress
    label="The index is being built; more may be found"
    value={progress}
    detail={`${Math.floor(progress * 100)} %`}
  />
);

const statusOf = (answered: Answered | undefined, isAsked: boolean): string => {
  if (!isAsked || answered?.kind !== 'found') return '';
  const { total, ready } = answered.result;
  return `${countOf(total, 'record')}${ready ? '' : ' so far'}`;
};

/** Full-text search over all tables. */
export const SearchScreen = ({ text, tables }: { text: string; tables: readonly TableName[] }) => {
  const { typed, setTyped, choose } = useSearchAddress(text, tables);
  const [trash, setTrash] = useState(false);
  const [pages, setPages] = useState({ of: '', count: 1 });
  const question = `${typed}\n${tables.join(',')}\n${trash}`;
  const limit = page * (pages.of === question ? pages.count : 1);
  const { answered, again } = useSearch({ typed, tables, trash, limit });
  const { words } = parseQuery(typed);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  const { listRef, first } = useFirstFound();
  const isAsked = words.length > 0;
  const found = answered?.kind === 'found' ? answered : null;
  const hasMore = found !== null && found.result.total > found.search.limit;
  return (
    <div className="page">
      <header className="page-head">
        <h1 tabIndex={-1}>Search</h1>
      </header>
      <div
        className="search-bar"
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' || event.target !== input.current) return;
          event.preventDefault();
          first()?.focus();
        }}
      >
        <SearchField
          label="Search everything"
          value={typed}
          onChange={setTyped}
          inputRef={input}
          onSubmit={() => first()?.click()}
        />
        <span className="quiet" role="status">
          {statusOf(answered, isAsked)}
        </span>
      </div>
      {found !== null && !found.result.ready && <Building progress={found.result.progress} />}
      {answered?.kind === 'failed' && <Failed reason={answered.reason} onAgain={again} />}
      {!isAsked && answered?.kind !== 'failed' && <NothingTyped />}
      {isAsked && found !== null && (
        <>
          <Facets
            byTable={found.result.byTable}
            chosen={tables}
            onChoose={choose}
            trash={trash}
            onTrash={setTrash}
          />
          {found.records.length === 0 ? (
            <NothingFound typed={found.search.typed} isComplete={found.result.ready} />
          ) : (
            <FoundList
              records={found.records}
              words={words}
              listRef={listRef}
              onLeave={() => input.current?.focus()}
            />
          )}
          {hasMore && (
            <MoreFound
              key={found.records.length}
              onMore={() => setPages({ of: question, count: found.search.limit / page + 1 })}
            />
          )}
        </>
      )}
    </div>
  );
};
