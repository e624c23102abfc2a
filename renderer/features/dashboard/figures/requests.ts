import { requestExits, requestFlow } from '#shared/entities/states.ts';
import type { Condition, Group } from '#shared/views/filter.ts';
import { bucketsOf, bucketNames, withinSpan } from './days.ts';
import {
  allOf,
  anyOf,
  asHeading,
  asked,
  dayConditions,
  scopeConditions,
  type Figure,
  type Opening,
  type Place,
} from './figure.ts';
import type { Rows } from './rows.ts';

export const requestFields = ['state', 'created_at'] as const;

const table = 'expert_requests';
const known: readonly string[] = [...requestFlow, ...requestExits];
const other = known.length;

/** The place of each request’s state among the known ones; none is a draft, others come last. */
const statesOf = (rows: Rows): Uint8Array => {
  const { codes, texts } = rows.texts('state');
  const byCode = Uint8Array.from(texts, (text, code) => {
    const place = known.indexOf(text);
    if (code === 0) return 0;
    return place < 0 ? other : place;
  });
  return Uint8Array.from(codes, (code) => byCode[code]!);
};

const opening = (
  { scope }: Pick<Place, 'scope'>,
  title: string,
  ...conditions: readonly (Condition | Group)[]
): Opening => ({
  table,
  title: `Requests: ${title}`,
  filter: allOf(...scopeConditions(table, scope), ...conditions),
});

/** What became of requests: names, states, and what asks for them. */
const ends = ['fulfilled', 'on hold', 'closed'] as const;
const outcomes = [
  { name: 'At work', condition: asked('state', 'noneOf', ...ends) },
  ...ends.map((state) => ({ name: asHeading(state), condition: asked('state', 'anyOf', state) })),
];
const outcomeOf = (state: number): number => 1 + ends.findIndex((end) => known[state] === end);

/** Whether somebody works on each request (WORK3). */
export const requestsAtWork = (rows: Rows): Uint8Array =>
  Uint8Array.from(statesOf(rows), (state) => Number(outcomeOf(state) === 0));

/** Requests by the month in which they were opened, and what became of them (FIG9). */
export const openedOf = (rows: Rows, place: Place): Figure => {
  const created = rows.moments('created_at');
  const states = statesOf(rows);
  const buckets = bucketsOf(place.span, { least: 'month', moments: created, clock: place });
  const counts = outcomes.map(() => buckets.list.map(() => 0));
  for (let row = 0; row < rows.count; row += 1) {
    const at = buckets.placeOf(created[row]!);
    if (at >= 0) counts[outcomeOf(states[row]!)]![at]! += 1;
  }
  const { categories, short } = bucketNames(buckets);
  return {
    categories,
    short,
    series: outcomes.map(({ name, condition }, outcome) => ({
      name,
      values: counts[outcome]!,
      behind: (at) =>
        opening(
          place,
          `opened ${categories[at]!}, ${name.toLowerCase()}`,
          ...dayConditions('created_at', buckets.list[at]!),
          condition,
        ),
    })),
  };
};

/** How many requests were opened in the span. */
export const openedCount = (rows: Rows, { span, zone }: Place): number => {
  const isWithin = withinSpan(span, zone);
  return rows.moments('created_at').reduce((sum, moment) => sum + Number(isWithin(moment)), 0);
};

export const openedOpening = (place: Place): Opening =>
  opening(place, 'opened', ...dayConditions('created_at', place.span));

/** States of requests that are not done with, and of the workspace’s own, now (FIG10). */
const standing = [...requestFlow.filter((state) => state !== 'fulfilled'), 'on hold'] as const;

const ofState = (state: string): Condition | Group => {
  const condition = asked('state', 'anyOf', state);
  return state === requestFlow[0] ? anyOf(condition, asked('state', 'empty')) : condition;
};

export const standingOf = (rows: Rows, place: Place): Figure => {
  const counts = Array<number>(other + 1).fill(0);
  for (const state of statesOf(rows)) counts[state]! += 1;
  const rest = counts[other]!;
  const behind = (at: number) =>
    at < standing.length
      ? opening(place, standing[at]!, ofState(standing[at]!))
      : opening(
          place,
          'other states',
          asked('state', 'noneOf', ...known),
          asked('state', 'filled'),
        );
  return {
    categories: [...standing.map(asHeading), ...(rest > 0 ? ['Other states'] : [])],
    series: [
      {
        name: 'Requests',
        values: [
          ...standing.map((state) => counts[known.indexOf(state)]!),
          ...(rest > 0 ? [rest] : []),
        ],
        behind,
      },
    ],
  };
};
