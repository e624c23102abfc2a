import { parseDate } from '@internationalized/date';
import { ChartColumn } from 'lucide-react';
import { useMemo } from 'react';
import { Link } from 'wouter';
import { pathTo } from '../../state/routes.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { readersZone } from '../../ui/moments.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useNow } from '../../ui/use-now.ts';
import { BehindProvider } from './behind.tsx';
import { CallCards } from './call-cards.tsx';
import { CandidateCards } from './candidate-cards.tsx';
import { ChoiceBar, isPlain } from './choice-bar.tsx';
import { plainScope, useChoices, type Choices } from './choices.ts';
import { dayOf, spanOf } from './figures/days.ts';
import type { Place } from './figures/figure.ts';
import { HeadlineTiles } from './headline-tiles.tsx';
import { NowCards } from './now-cards.tsx';
import { RequestCards } from './request-cards.tsx';
import { ReviewCards } from './review-cards.tsx';
import { useSources, type Sources } from './sources.ts';
import './dashboard.css';

/** What figures are computed for; another only when a choice or the day is. */
const usePlace = ({ period, scope }: Choices): Place => {
  const zone = readersZone();
  const day = dayOf(useNow(), zone).toString();
  return useMemo(() => {
    const today = parseDate(day);
    return { scope, zone, today, span: spanOf(period, today) };
  }, [period, scope, zone, day]);
};

const icon = <ChartColumn aria-hidden size={28} strokeWidth={1.5} />;

const NothingYet = () => (
  <EmptyState
    icon={icon}
    title="No figures yet"
    text="They come from requests, candidates and consultations, and this desk has none of them."
  >
    <Link className="button button-primary button-medium" href={pathTo.new('expert_requests')}>
      New request
    </Link>
    <Link className="button button-secondary button-medium" href={pathTo.start}>
      Other ways to begin
    </Link>
  </EmptyState>
);

const NothingOfScope = ({ onClear }: { onClear: () => void }) => (
  <EmptyState
    icon={icon}
    title="Nothing of these"
    text="No request, candidate or consultation belongs to whom you have chosen."
  >
    <Button onPress={onClear}>Show everybody’s</Button>
  </EmptyState>
);

const AllFigures = ({ sources, place }: { sources: Sources; place: Place }) => {
  const { candidates, requests, calls } = sources;
  return (
    <>
      <HeadlineTiles sources={sources} place={place} />
      <div className="figure-grid">
        <RequestCards requests={requests} candidates={candidates} place={place} />
        <CallCards rows={calls} place={place} />
        <CandidateCards rows={candidates} place={place} />
        <ReviewCards sources={sources} place={place} />
        <NowCards sources={sources} place={place} />
      </div>
    </>
  );
};

/** Figures of the work: every number opens the records behind it. */
export const DashboardScreen = () => {
  const choices = useChoices();
  const place = usePlace(choices);
  const sources = useSources(choices.scope);
  const isEmpty =
    sources !== undefined &&
    sources.candidates.count + sources.requests.count + sources.calls.count === 0;
  return (
    <BehindProvider>
      <div className="page dashboard">
        <header className="page-head">
          <h1 tabIndex={-1}>Dashboard</h1>
          <p className="lead">Every number opens the records behind it.</p>
        </header>
        <ChoiceBar {...choices} />
        {sources === undefined && <Skeleton lines={9} />}
        {isEmpty && isPlain(choices.scope) && <NothingYet />}
        {isEmpty && !isPlain(choices.scope) && (
          <NothingOfScope onClear={() => choices.change({ scope: plainScope })} />
        )}
        {sources !== undefined && !isEmpty && <AllFigures sources={sources} place={place} />}
      </div>
    </BehindProvider>
  );
};
