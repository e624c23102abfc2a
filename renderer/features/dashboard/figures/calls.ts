import type { Condition, Group } from '#shared/views/filter.ts';
import { bucketNames, bucketsOf, bucketText, withinSpan, type Buckets, type Span } from './days.ts';
import {
  allOf,
  anyOf,
  asked,
  callDayConditions,
  dayConditions,
  idsWhere,
  scopeConditions,
  type Figure,
  type FigureSeries,
  type Opening,
  type Place,
} from './figure.ts';
import type { Rows } from './rows.ts';

export const callFields = [
  'starts_at',
  'created_at',
  'canceled_at',
  'incomplete_reason',
  'receipt_sent_at',
  'ended_at',
  'started_at',
  'reschedule_count',
  'credit_amount',
  'credit_penalty_amount',
  'expert_cost',
  'creator',
  'expert',
] as const;

const table = 'consultations';

/** How a call ended, as far as it has (FIG12). */
export const callOutcomes = ['open', 'held', 'cancelled', 'noShow', 'incomplete'] as const;
export type CallOutcome = (typeof callOutcomes)[number];

const isNoShow = (reason: string): boolean => /^no.?show/.test(reason);

/** The outcome of each call, by its place among `callOutcomes`; as WORK4 tells it. */
const outcomesOf = (rows: Rows): Uint8Array => {
  const [cancelled, receipt, ended] = (['canceled_at', 'receipt_sent_at', 'ended_at'] as const).map(
    (field) => rows.texts(field).codes,
  ) as [Uint32Array, Uint32Array, Uint32Array];
  const { codes, texts } = rows.texts('incomplete_reason');
  const byReason = Uint8Array.from(texts, (text) => (isNoShow(text) ? 3 : 4));
  const outcomes = new Uint8Array(rows.count);
  for (let row = 0; row < outcomes.length; row += 1) {
    if (cancelled[row] !== 0) outcomes[row] = 2;
    else if (codes[row] !== 0) outcomes[row] = byReason[codes[row]!]!;
    else if (receipt[row] !== 0 || ended[row] !== 0) outcomes[row] = 1;
  }
  return outcomes;
};

/** When each call is: its start or, where none is agreed, its creation (FIG4). */
export const callMoments = (rows: Rows): Float64Array => {
  const [starts, created] = [rows.moments('starts_at'), rows.moments('created_at')];
  const { codes } = rows.texts('starts_at');
  const moments = new Float64Array(rows.count);
  for (let row = 0; row < moments.length; row += 1)
    moments[row] = codes[row] === 0 ? created[row]! : starts[row]!;
  return moments;
};

const notCancelled = asked('canceled_at', 'empty');
const notIncomplete = asked('incomplete_reason', 'empty');
const isHeld = [
  notCancelled,
  notIncomplete,
  anyOf(asked('ended_at', 'filled'), asked('receipt_sent_at', 'filled')),
];

/** The ways in which no-shows are written in these calls, as far as they tell them from other reasons. */
const noShowWords = (rows: Rows): string[] => {
  const found = rows.texts('incomplete_reason').texts.filter(isNoShow);
  return [...new Set(found.map((text) => /^no.?show/.exec(text)![0]))];
};

/** What asks for calls of an outcome; null where no filter does. */
const conditionsOf = (rows: Rows, outcome: CallOutcome): readonly (Condition | Group)[] | null => {
  if (outcome === 'held') return isHeld;
  if (outcome === 'cancelled') return [asked('canceled_at', 'filled')];
  if (outcome !== 'noShow') return null;
  const words = noShowWords(rows);
  if (words.length === 0 || words.some((word) => /\d/.test(word))) return null;
  return [notCancelled, anyOf(...words.map((word) => asked('incomplete_reason', 'begins', word)))];
};

const opening = (
  { scope }: Place,
  title: string,
  ...conditions: readonly (Condition | Group)[]
): Opening => ({
  table,
  title: `Consultations: ${title}`,
  filter: allOf(...scopeConditions(table, scope), ...conditions),
});

const wordsOf: Readonly<Record<CallOutcome, string>> = {
  open: 'Open',
  held: 'Held',
  cancelled: 'Cancelled',
  noShow: 'No-show',
  incomplete: 'Incomplete',
};

/** Behind a bar of calls of an outcome. */
const behindCalls =
  (rows: Rows, place: Place, { outcome, buckets }: { outcome: CallOutcome; buckets: Buckets }) =>
  (at: number): Opening => {
    const bucket = buckets.list[at]!;
    const title = `${wordsOf[outcome].toLowerCase()}, ${bucketText(bucket, buckets.unit)}`;
    const conditions = conditionsOf(rows, outcome);
    if (conditions !== null)
      return opening(place, title, ...callDayConditions(bucket), ...conditions);
    const [moments, outcomes] = [callMoments(rows), outcomesOf(rows)];
    const isWanted = (row: number) =>
      callOutcomes[outcomes[row]!] === outcome && buckets.placeOf(moments[row]!) === at;
    return { table, title: `Consultations: ${title}`, ids: idsWhere(rows.ids, isWanted) };
  };

/** Calls by week: held, cancelled, no-shows, and incomplete for other reasons where there are any (FIG12). */
export const callsByWeek = (rows: Rows, place: Place): Figure => {
  const [moments, outcomes] = [callMoments(rows), outcomesOf(rows)];
  const buckets = bucketsOf(place.span, { least: 'week', moments, clock: place });
  const counts = callOutcomes.map(() => buckets.list.map(() => 0));
  for (let row = 0; row < rows.count; row += 1) {
    const at = buckets.placeOf(moments[row]!);
    if (at >= 0) counts[outcomes[row]!]![at]! += 1;
  }
  const series = (['held', 'cancelled', 'noShow', 'incomplete'] as const).map(
    (outcome): FigureSeries => ({
      name: wordsOf[outcome],
      values: counts[callOutcomes.indexOf(outcome)]!,
      behind: behindCalls(rows, place, { outcome, buckets }),
    }),
  );
  return {
    ...bucketNames(buckets),
    series: series.filter(
      ({ values }, at) => at < 3 || values.some((value) => value !== null && value > 0),
    ),
  };
};

/** Calls of a span, by what is asked of them. */
const countIn = (rows: Rows, { span, zone }: Place, isWanted: (row: number) => boolean): number => {
  const [moments, isWithin] = [callMoments(rows), withinSpan(span, zone)];
  let count = 0;
  for (let row = 0; row < rows.count; row += 1)
    if (isWithin(moments[row]!) && isWanted(row)) count += 1;
  return count;
};

/** A number, and what lies behind it. */
export interface Told {
  value: number;
  behind: Opening;
}

export const heldIn = (rows: Rows, place: Place): Told => {
  const outcomes = outcomesOf(rows);
  return {
    value: countIn(rows, place, (row) => outcomes[row] === 1),
    behind: opening(place, 'held', ...callDayConditions(place.span), ...isHeld),
  };
};

/** Calls that were asked for in the span, and those of them that were held (FIG13). */
export const requestedAndHeld = (rows: Rows, place: Place): { requested: Told; held: Told } => {
  const [created, outcomes] = [rows.moments('created_at'), outcomesOf(rows)];
  const isWithin = withinSpan(place.span, place.zone);
  let [requested, held] = [0, 0];
  for (let row = 0; row < rows.count; row += 1) {
    if (!isWithin(created[row]!)) continue;
    requested += 1;
    if (outcomes[row] === 1) held += 1;
  }
  const days = dayConditions('created_at', place.span);
  return {
    requested: { value: requested, behind: opening(place, 'requested', ...days) },
    held: { value: held, behind: opening(place, 'requested and held', ...days, ...isHeld) },
  };
};

/** Calls of the span that were moved at least once (FIG14). */
export const rescheduledIn = (rows: Rows, place: Place): { all: Told; moved: Told } => {
  const times = rows.numbers('reschedule_count');
  const days = callDayConditions(place.span);
  return {
    all: { value: countIn(rows, place, () => true), behind: opening(place, 'all', ...days) },
    moved: {
      value: countIn(rows, place, (row) => times[row]! >= 1),
      behind: opening(place, 'rescheduled', ...days, asked('reschedule_count', 'atLeast', '1')),
    },
  };
};

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
  opening(
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
          opening(
            place,
            `without a receipt, ${ages[at]!.name.toLowerCase()}`,
            ...dayConditions('ended_at', spans[at]!),
            ...unpaid,
          ),
      },
    ],
  };
};

/** What of calls lies ahead, by row: confirmed, and starting today or later (FIG18). */
export const callsAhead = (rows: Rows, { today, zone }: Place): Uint8Array => {
  const [outcomes, starts] = [outcomesOf(rows), rows.moments('starts_at')];
  const started = rows.texts('started_at').codes;
  const isAhead = withinSpan({ from: today, to: null }, zone);
  return Uint8Array.from(outcomes, (outcome, row) =>
    Number(outcome === 0 && started[row] === 0 && isAhead(starts[row]!)),
  );
};

/** Behind the calls ahead of a person. */
export const aheadOpening = (place: Place, person: Condition, name: string): Opening =>
  opening(
    place,
    `ahead, ${name}`,
    person,
    asked('starts_at', 'since', place.today.toString()),
    ...(
      ['started_at', 'ended_at', 'receipt_sent_at', 'canceled_at', 'incomplete_reason'] as const
    ).map((field) => asked(field, 'empty')),
  );
