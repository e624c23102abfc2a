import { useMemo } from 'react';
import { countText } from '../../state/wording.ts';
import type { ChartProps } from '../../ui/charts/chart-data.ts';
import { ColumnChart } from '../../ui/charts/column-chart.tsx';
import { LineChart } from '../../ui/charts/line-chart.tsx';
import { asBars, FigureCard } from './figure-card.tsx';
import type { Place } from './figures/figure.ts';
import { waitDistribution, waitsByMonth, waitsOf } from './figures/first-candidates.ts';
import { openedOf, standingOf } from './figures/requests.ts';
import type { Rows } from './figures/rows.ts';
import { hoursText } from './numbers.ts';

interface Props {
  requests: Rows;
  candidates: Rows;
  place: Place;
}

/** Draws counts as columns. */
export const asColumns = (props: ChartProps) => <ColumnChart {...props} />;

/** A request belongs to nobody, which has to be said where a recruiter is chosen. */
const ofAll = ({ scope }: Place): string =>
  scope.recruiter === null ? '' : ' Of all recruiters: a request belongs to none.';

const OpenedCard = ({ requests, place }: Props) => {
  const figure = useMemo(() => openedOf(requests, place), [requests, place]);
  return (
    <FigureCard
      title="Requests opened"
      note={`By the month in which they were opened, and what has become of them.${ofAll(place)}`}
      figure={figure}
      head="Opened"
      valueText={countText}
      draw={asColumns}
    />
  );
};

const StandingCard = ({ requests, place }: Props) => {
  const figure = useMemo(() => standingOf(requests, place), [requests, place]);
  return (
    <FigureCard
      title="Requests open now"
      note={`Whenever they were opened, by state.${ofAll(place)}`}
      figure={figure}
      head="State"
      valueText={countText}
      draw={asBars}
      nothing="No request is open."
    />
  );
};

const asHours = (props: ChartProps) => <LineChart {...props} />;

const WaitCards = ({ requests, candidates, place }: Props) => {
  const waits = useMemo(() => waitsOf(requests, candidates, place), [requests, candidates, place]);
  const spread = useMemo(() => waitDistribution(requests, waits), [requests, waits]);
  const months = useMemo(() => waitsByMonth(requests, waits, place), [requests, waits, place]);
  return (
    <>
      <FigureCard
        title="Time to first candidate"
        note="From a request’s creation to that of its first candidate; requests opened in the period."
        figure={spread}
        head="Time"
        valueText={countText}
        draw={asColumns}
      />
      <FigureCard
        title="Median time to first candidate"
        note="By the month in which requests were opened."
        figure={months}
        head="Opened"
        valueText={hoursText}
        draw={asHours}
      />
    </>
  );
};

/** Requests, and how soon they are served. */
export const RequestCards = (props: Props) => (
  <>
    <OpenedCard {...props} />
    <StandingCard {...props} />
    <WaitCards {...props} />
  </>
);
