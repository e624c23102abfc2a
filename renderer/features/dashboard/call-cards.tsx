import { useMemo } from 'react';
import { countText } from '../../state/wording.ts';
import type { ChartProps } from '../../ui/charts/chart-data.ts';
import { LineChart } from '../../ui/charts/line-chart.tsx';
import { useBehind } from './behind.tsx';
import { FigureCard } from './figure-card.tsx';
import { moneyByMonth, moneyIn, moneyOpening, payoutAges } from './figures/call-money.ts';
import { callsByWeek, requestedAndHeld, rescheduledIn, type Told } from './figures/calls.ts';
import type { Opening, Place } from './figures/figure.ts';
import type { Rows } from './figures/rows.ts';
import { moneyText, shareText, shortMoney } from './numbers.ts';
import { asColumns } from './request-cards.tsx';

interface Props {
  rows: Rows;
  place: Place;
}

/** A number in a line of text, which opens what lies behind it. */
const Number = ({ text, label, behind }: { text: string; label: string; behind: Opening }) => {
  const open = useBehind();
  return (
    <button type="button" className="figure-number" onClick={() => open(behind)}>
      {text} <span>{label}</span>
    </button>
  );
};

const Count = ({ told, label }: { told: Told; label: string }) => (
  <Number text={countText(told.value)} label={label} behind={told.behind} />
);

/** One vendor’s words for the share of calls asked for that are held. */
const verdictOf = (held: number, requested: number): string => {
  if (requested === 0) return '';
  const share = held / requested;
  return share > 0.6 ? 'great' : share > 0.3 ? 'good' : 'could be better';
};

const WeeksCard = ({ rows, place }: Props) => {
  const figure = useMemo(() => callsByWeek(rows, place), [rows, place]);
  const { requested, held } = useMemo(() => requestedAndHeld(rows, place), [rows, place]);
  const { all, moved } = useMemo(() => rescheduledIn(rows, place), [rows, place]);
  return (
    <FigureCard
      title="Consultations"
      note="By the day on which they start, or were created where no time is agreed. Weeks begin on Monday."
      figure={figure}
      head="When"
      valueText={countText}
      draw={asColumns}
      isWide
    >
      <p className="figure-line">
        <Count told={requested} label="requested in the period," />
        <Count told={held} label="of them held:" />
        <strong>{shareText(held.value, requested.value)}</strong>
        <span className="quiet">
          {verdictOf(held.value, requested.value)} (one vendor calls more than 30 % good, more than
          60 % great)
        </span>
        <Count told={moved} label={`rescheduled of ${countText(all.value)} calls`} />
      </p>
    </FigureCard>
  );
};

const asMoney = (props: ChartProps) => <LineChart {...props} tickText={shortMoney} />;

const MoneyCard = ({ rows, place }: Props) => {
  const figure = useMemo(() => moneyByMonth(rows, place), [rows, place]);
  const { credits, cost, margin } = useMemo(() => moneyIn(rows, place), [rows, place]);
  return (
    <FigureCard
      title="Margin"
      note="Credits charged and penalties, less expert cost, by the month of the call."
      figure={figure}
      head="Month"
      valueText={moneyText}
      draw={asMoney}
      isWide
    >
      <p className="figure-line">
        <Number
          text={moneyText(credits)}
          label="credits and penalties"
          behind={moneyOpening(place, 'credits')}
        />
        <Number text={moneyText(cost)} label="expert cost" behind={moneyOpening(place, 'cost')} />
        <Number text={moneyText(margin)} label="margin" behind={moneyOpening(place, 'margin')} />
      </p>
    </FigureCard>
  );
};

/** Calls that nobody was paid for, as of now. */
export const PayoutCard = ({ rows, place }: Props) => {
  const figure = useMemo(() => payoutAges(rows, place), [rows, place]);
  return (
    <FigureCard
      title="Calls without a receipt"
      note="Held, and no receipt sent, by how long ago they ended; as of today, whatever the period."
      figure={figure}
      head="Ended"
      valueText={countText}
      draw={asColumns}
      nothing="Every call that was held has its receipt."
    />
  );
};

/** Consultations and what they came to. */
export const CallCards = (props: Props) => (
  <>
    <WeeksCard {...props} />
    <MoneyCard {...props} />
  </>
);
