import { moneyIn, moneyOpening } from './call-money.ts';
import { heldIn, requestedAndHeld, type Told } from './calls.ts';
import { addedIn, funnelOf } from './candidates.ts';
import type { Span } from './days.ts';
import type { Opening, Place } from './figure.ts';
import { medianOf, waitsOf } from './first-candidates.ts';
import { openedCount, openedOpening } from './requests.ts';
import { averageOf, ratedOpening, reviewsIn } from './reviews.ts';
import type { Rows } from './rows.ts';

/** A number that stands for a period. */
export interface Headline {
  name: 'candidates' | 'requests' | 'calls' | 'share' | 'margin' | 'rating' | 'wait';
  /** Null where there is nothing to say. */
  value: number | null;
  /** The same for the period before; null where there is none, or nothing to say. */
  before: number | null;
  behind: Opening;
}

type Given = Record<'candidates' | 'requests' | 'calls' | 'trashedCalls' | 'reviews', Rows>;

const shareOf = ({ requested, held }: { requested: Told; held: Told }): number | null =>
  requested.value === 0 ? null : held.value / requested.value;

const addedCount = (rows: Rows, place: Place): number => {
  const isAdded = addedIn(rows, place);
  let count = 0;
  for (let row = 0; row < rows.count; row += 1) if (isAdded(row)) count += 1;
  return count;
};

/** The numbers of one span, by name. */
const numbersOf = (given: Given, place: Place): Record<Headline['name'], number | null> => {
  const { candidates, requests, calls, trashedCalls, reviews } = given;
  const isIn = reviewsIn(reviews, [calls, trashedCalls], place);
  const wait = medianOf(waitsOf(requests, candidates, place).seconds);
  return {
    candidates: addedCount(candidates, place),
    requests: openedCount(requests, place),
    calls: heldIn(calls, place).value,
    share: shareOf(requestedAndHeld(calls, place)),
    margin: moneyIn(calls, place).margin,
    rating: averageOf(reviews, isIn, 'rating'),
    wait: wait === null ? null : wait / 3600,
  };
};

/** What lies behind each. */
const behindOf = (given: Given, place: Place): Record<Headline['name'], Opening> => {
  const { candidates, requests, calls } = given;
  const waits = waitsOf(requests, candidates, place);
  return {
    candidates: funnelOf(candidates, place).series[0]!.behind!(0)!,
    requests: openedOpening(place),
    calls: heldIn(calls, place).behind,
    share: requestedAndHeld(calls, place).held.behind,
    margin: moneyOpening(place, 'margin'),
    rating: ratedOpening(place, 'rating'),
    wait: {
      table: 'expert_requests',
      title: 'Requests: with a first candidate',
      ids: waits.rows.map((row) => requests.ids[row]!),
    },
  };
};

const names = ['candidates', 'requests', 'calls', 'share', 'margin', 'rating', 'wait'] as const;

/** The headline numbers of a period beside those of the one before (FIG2). */
export const headlinesOf = (given: Given, place: Place, before: Span | null): Headline[] => {
  const now = numbersOf(given, place);
  const then = before === null ? null : numbersOf(given, { ...place, span: before });
  const behind = behindOf(given, place);
  return names.map((name) => ({
    name,
    value: now[name],
    before: then?.[name] ?? null,
    behind: behind[name],
  }));
};
