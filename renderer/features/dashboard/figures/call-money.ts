import { bucketNames, bucketsOf, withinSpan, type Span } from './days.ts';
import {
  callMoments,
  callsOpening,
  notCancelled,
  notIncomplete,
  outcomesOf,
} from './call-outcomes.ts';
import {
  anyOf,
  asked,
  callDayConditions,
  dayConditions,
  type Figure,
  type FigureSeries,
  type Opening,
  type Place,
} from './figure.ts';
import type { Rows } from './rows.ts';

const charged = anyOf(asked('credit_amount', 'filled'), asked('credit_penalty_amount', 'filled'));
const anyMoney = anyOf(...charged.conditions, asked('expert_cost', 'filled'));

/** Money in the smallest unit, of which sums are exact. */
export interface Money {
  credits: number;
  cost: number;
  margin: number;
}

const orNothing = (cents: number): number => (Number.isNaN(cents) ? 0 : cents);

const moneyAmong = (
  rows: Rows,
  count: number,
  placeOf: (row: number) => number,
): { credits: Float64Array; cost: Float64Array } => {
  const [amounts, penalties, costs] = (
    ['credit_amount', 'credit_penalty_amount', 'expert_cost'] as const
  ).map((field) => rows.numbers(field)) as [Float64Array, Float64Array, Float64Array];
  const [credits, cost] = [new Float64Array(count), new Float64Array(count)];
  for (let row = 0; row < rows.count; row += 1) {
    const at = placeOf(row);
    if (at < 0) continue;
    credits[at]! += orNothing(amounts[row]!) + orNothing(penalties[row]!);
    cost[at]! += orNothing(costs[row]!);
  }
  return { credits, cost };
};

/** What the calls of the span came to (FIG15). */
export const moneyIn = (rows: Rows, { span, zone }: Place): Money => {
  const [moments, isWithin] = [callMoments(rows), withinSpan(span, zone)];
  const found = moneyAmong(rows, 1, (row) => (isWithin(moments[row]!) ? 0 : -1));
  const [credits, cost] = [found.credits[0]!, found.cost[0]!];
  return { credits, cost, margin: credits - cost };
};

/** Behind sums of money: the calls that have any amount of the kind. */
export const moneyOpening = (place: Place, kind: keyof Money, span: Span = place.span): Opening =>
  callsOpening(
    place,
    kind === 'margin' ? 'with credits, penalties or cost' : `with ${kind}`,
    ...callDayConditions(span),
    { credits: charged, cost: asked('expert_cost', 'filled'), margin: anyMoney }[kind],
  );

/** Credits and penalties, expert cost, and margin by month (FIG15). */
export const moneyByMonth = (rows: Rows, place: Place): Figure => {
  const moments = callMoments(rows);
  const buckets = bucketsOf(place.span, { least: 'month', moments, clock: place });
  const { credits, cost } = moneyAmong(rows, buckets.list.length, (row) =>
    buckets.placeOf(moments[row]!),
  );
  const series = (name: string, kind: keyof Money, values: Float64Array): FigureSeries => ({
    name,
    values: [...values],
    behind: (at) => moneyOpening(place, kind, buckets.list[at]),
  });
  return {
    ...bucketNames(buckets),
    series: [
      series('Credits and penalties', 'credits', credits),
      series('Expert cost', 'cost', cost),
      series(
        'Margin',
        'margin',
        credits.map((cents, at) => cents - cost[at]!),
      ),
    ],
  };
};

/** Ages of what is not paid, in days: from and up to. */
const ages = [
  { from: 0, to: 7, name: 'Up to 7 days' },
  { from: 8, to: 14, name: '8 to 14 days' },
  { from: 15, to: 30, name: '15 to 30 days' },
  { from: 31, to: 60, name: '31 to 60 days' },
  { from: 61, to: null, name: 'Longer' },
] as const;

/** Calls that have ended and for which no receipt was sent, by how long ago they ended (FIG16). */
export const payoutAges = (rows: Rows, place: Place): Figure => {
  const ended = rows.moments('ended_at');
  const [outcomes, receipts] = [outcomesOf(rows), rows.texts('receipt_sent_at').codes];
  const { codes } = rows.texts('ended_at');
  const spans = ages.map(({ from, to }): Span => ({
    from: to === null ? null : place.today.subtract({ days: to }),
    // A clock that was ahead makes no call unpaid for less than no time.
    to: from === 0 ? null : place.today.subtract({ days: from }),
  }));
  const tests = spans.map((span) => withinSpan(span, place.zone));
  const values = ages.map(() => 0);
  for (let row = 0; row < rows.count; row += 1) {
    if (outcomes[row] !== 1 || receipts[row] !== 0 || codes[row] === 0) continue;
    values[tests.findIndex((test) => test(ended[row]!))]! += 1;
  }
  const unpaid = [notCancelled, notIncomplete, asked('receipt_sent_at', 'empty')];
  return {
    categories: ages.map(({ name }) => name),
    series: [
      {
        name: 'Calls',
        values,
        behind: (at) =>
          callsOpening(
            place,
            `without a receipt, ${ages[at]!.name.toLowerCase()}`,
            ...dayConditions('ended_at', spans[at]!),
            ...unpaid,
          ),
      },
    ],
  };
};
