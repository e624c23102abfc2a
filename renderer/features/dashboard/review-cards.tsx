import { useMemo, useState } from 'react';
import { countText } from '../../state/wording.ts';
import { BarChart } from '../../ui/charts/bar-chart.tsx';
import type { ChartProps } from '../../ui/charts/chart-data.ts';
import { Select } from '../../ui/select.tsx';
import { FigureCard } from './figure-card.tsx';
import type { Place } from './figures/figure.ts';
import { aspects, averagesOf, marksOf, reviewsIn, type Aspect } from './figures/reviews.ts';
import { averageText } from './numbers.ts';
import { asColumns } from './request-cards.tsx';
import type { Sources } from './sources.ts';

const asAverages = (props: ChartProps) => <BarChart {...props} full={5} />;

/** What clients thought of calls. */
export const ReviewCards = ({ sources, place }: { sources: Sources; place: Place }) => {
  const { reviews, calls, trashedCalls } = sources;
  const [field, setField] = useState<Aspect>('rating');
  const isIn = useMemo(
    () => reviewsIn(reviews, [calls, trashedCalls], place),
    [reviews, calls, trashedCalls, place],
  );
  const averages = useMemo(() => averagesOf(reviews, isIn, place), [reviews, isIn, place]);
  const marks = useMemo(
    () => marksOf(reviews, isIn, { place, field }),
    [reviews, isIn, place, field],
  );
  return (
    <>
      <FigureCard
        title="Ratings on average"
        note="One to five, in reviews of calls of the period."
        figure={averages}
        head="Rated"
        valueText={averageText}
        draw={asAverages}
      />
      <FigureCard
        title="Ratings"
        note="How often each was given, in reviews of calls of the period."
        figure={marks}
        head="Given"
        valueText={countText}
        draw={asColumns}
      >
        <Select
          label="Rated"
          options={aspects.map(({ field: value, name }) => ({ value, label: name }))}
          value={field}
          onChange={setField}
        />
      </FigureCard>
    </>
  );
};
