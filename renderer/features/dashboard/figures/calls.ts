import type { Condition } from '#shared/views/filter.ts';
import {
  callMoments,
  callOutcomes,
  callsOpening,
  conditionsOf,
  isHeld,
  outcomesOf,
  type CallOutcome,
} from './call-outcomes.ts';
import { bucketNames, bucketsOf, bucketText, withinSpan, type Buckets } from './days.ts';
import {
  asked,
  callDayConditions,
  dayConditions,
  idsWhere,
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
      return callsOpening(place, title, ...callDayConditions(bucket), ...conditions);
    const [moments, outcomes] = [callMoments(rows), outcomesOf(rows)];
    const isWanted = (row: number) =>
      callOutcomes[outcomes[row]!] === outcome && buckets.placeOf(moments[row]!) === at;
    return {
      table: 'consultations',
      title: `Consultations: ${title}`,
      ids: idsWhere(rows.ids, isWanted),
    };
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
    behind: callsOpening(place, 'held', ...callDayConditions(place.span), ...isHeld),
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
    requested: { value: requested, behind: callsOpening(place, 'requested', ...days) },
    held: { value: held, behind: callsOpening(place, 'requested and held', ...days, ...isHeld) },
  };
};

/** Calls of the span that were moved at least once (FIG14). */
export const rescheduledIn = (rows: Rows, place: Place): { all: Told; moved: Told } => {
  const times = rows.numbers('reschedule_count');
  const days = callDayConditions(place.span);
  return {
    all: { value: countIn(rows, place, () => true), behind: callsOpening(place, 'all', ...days) },
    moved: {
      value: countIn(rows, place, (row) => times[row]! >= 1),
      behind: callsOpening(
        place,
        'rescheduled',
        ...days,
        asked('reschedule_count', 'atLeast', '1'),
      ),
    },
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
  callsOpening(
    place,
    `ahead, ${name}`,
    person,
    asked('starts_at', 'since', place.today.toString()),
    ...(
      ['started_at', 'ended_at', 'receipt_sent_at', 'canceled_at', 'incomplete_reason'] as const
    ).map((field) => asked(field, 'empty')),
  );
