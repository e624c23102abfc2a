import { useMemo, useState } from 'react';
import { candidateExits } from '#shared/entities/states.ts';
import { numberedName } from '../../db/short-code.ts';
import { useRecordTitles } from '../../state/record-titles.ts';
import { countText } from '../../state/wording.ts';
import { BarChart } from '../../ui/charts/bar-chart.tsx';
import type { ChartProps } from '../../ui/charts/chart-data.ts';
import { Select } from '../../ui/select.tsx';
import { asBars, FigureCard } from './figure-card.tsx';
import { byRecruiter, bySource, exitsOf, funnelOf, reasonsOf } from './figures/candidates.ts';
import { asHeading, type Place } from './figures/figure.ts';
import type { Rows } from './figures/rows.ts';
import { shareText } from './numbers.ts';

interface Props {
  rows: Rows;
  place: Place;
}

/** How people are called in figures. */
export const useNames = () => {
  const titleOf = useRecordTitles();
  return useMemo(
    () => (id: number) => titleOf('users', id) ?? numberedName('users', id),
    [titleOf],
  );
};

const FunnelCard = ({ rows, place }: Props) => {
  const figure = useMemo(() => funnelOf(rows, place), [rows, place]);
  const values = figure.series[0]!.values;
  const draw = (props: ChartProps) => (
    <BarChart
      {...props}
      isFunnel
      shareText={(at) => (at === 0 ? '' : shareText(values[at] ?? 0, values[0] ?? 0))}
    />
  );
  return (
    <FigureCard
      title="Funnel"
      note="Candidates added in the period, and how many stand at each step or beyond. Those who left the flow count as added only."
      figure={figure}
      head="Step"
      valueText={countText}
      draw={draw}
    />
  );
};

const ExitsCard = ({ rows, place }: Props) => {
  const figure = useMemo(() => exitsOf(rows, place), [rows, place]);
  return (
    <FigureCard
      title="Exits"
      note="Candidates added in the period who left the flow, by state."
      figure={figure}
      head="State"
      valueText={countText}
      draw={asBars}
    />
  );
};

const every = 'every exit';

const ReasonsCard = ({ rows, place }: Props) => {
  const [exit, setExit] = useState<string>(every);
  const figure = useMemo(
    () => reasonsOf(rows, place, exit === every ? null : exit),
    [rows, place, exit],
  );
  return (
    <FigureCard
      title="Reasons for exits"
      note="What was written as the reason, the most frequent first."
      figure={figure}
      head="Reason"
      valueText={countText}
      draw={asBars}
    >
      <Select
        label="Exit"
        options={[every, ...candidateExits].map((value) => ({ value, label: asHeading(value) }))}
        value={exit}
        onChange={setExit}
      />
    </FigureCard>
  );
};

const splitNote =
  'Added in the period; contacted, proposed, selected and completed count those there or beyond.';

const SourcesCard = ({ rows, place }: Props) => {
  const figure = useMemo(() => bySource(rows, place), [rows, place]);
  return (
    <FigureCard
      title="Funnel by source"
      note={splitNote}
      figure={figure}
      head="Added through"
      valueText={countText}
      draw={null}
    />
  );
};

const RecruitersCard = ({ rows, place }: Props) => {
  const nameOf = useNames();
  const figure = useMemo(() => byRecruiter(rows, place, nameOf), [rows, place, nameOf]);
  return (
    <FigureCard
      title="Funnel by recruiter"
      note={splitNote}
      figure={figure}
      head="Added by"
      valueText={countText}
      draw={null}
    />
  );
};

/** The pipeline. */
export const CandidateCards = (props: Props) => (
  <>
    <FunnelCard {...props} />
    <ExitsCard {...props} />
    <ReasonsCard {...props} />
    <SourcesCard {...props} />
    <RecruitersCard {...props} />
  </>
);
