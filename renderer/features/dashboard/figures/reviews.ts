import type { Condition } from '#shared/views/filter.ts';
import { callMoments } from './call-outcomes.ts';
import { withinSpan } from './days.ts';
import {
  allOf,
  asked,
  callDayConditions,
  scopeConditions,
  type Figure,
  type FigureSeries,
  type Opening,
  type Place,
} from './figure.ts';
import type { Rows } from './rows.ts';

/** What reviews rate, one to five. */
export const aspects = [
  { field: 'rating', name: 'Rating' },
  { field: 'communication_rating', name: 'Communication' },
  { field: 'connection_quality_rating', name: 'Connection quality' },
  { field: 'match_for_request', name: 'Match for the request' },
] as const;
export type Aspect = (typeof aspects)[number]['field'];

export const reviewFields = ['consultation_id', ...aspects.map(({ field }) => field)] as const;

const table = 'consultation_reviews';
const marks = [1, 2, 3, 4, 5] as const;

/** Which reviews are of calls of the span (FIG17): a review has no day of its own. */
export const reviewsIn = (
  reviews: Rows,
  calls: readonly Rows[],
  { span, zone }: Place,
): Uint8Array => {
  const isWithin = withinSpan(span, zone);
  const moments = new Map<number, number>();
  for (const rows of calls) {
    const own = callMoments(rows);
    for (let row = 0; row < rows.count; row += 1) moments.set(rows.ids[row]!, own[row]!);
  }
  return Uint8Array.from(reviews.numbers('consultation_id'), (call) =>
    Number(isWithin(moments.get(call) ?? NaN)),
  );
};

const opening = (
  { scope, span }: Place,
  title: string,
  ...conditions: readonly Condition[]
): Opening => ({
  table,
  title: `Reviews: ${title}`,
  filter: allOf(
    ...scopeConditions(table, scope),
    ...callDayConditions(span, 'consultation_id.'),
    ...conditions,
  ),
});

/** The average of what was rated; null where nothing was. */
export const averageOf = (reviews: Rows, isIn: Uint8Array, field: Aspect): number | null => {
  const values = reviews.numbers(field);
  let [sum, count] = [0, 0];
  for (let row = 0; row < reviews.count; row += 1) {
    if (isIn[row] === 0 || Number.isNaN(values[row]!)) continue;
    sum += values[row]!;
    count += 1;
  }
  return count === 0 ? null : sum / count;
};

export const ratedOpening = (place: Place, field: Aspect): Opening =>
  opening(
    place,
    `with ${aspects.find((aspect) => aspect.field === field)!.name.toLowerCase()}`,
    asked(field, 'filled'),
  );

/** The average of each aspect (FIG17). */
export const averagesOf = (reviews: Rows, isIn: Uint8Array, place: Place): Figure => ({
  categories: aspects.map(({ name }) => name),
  series: [
    {
      name: 'Average',
      values: aspects.map(({ field }) => averageOf(reviews, isIn, field)),
      behind: (at) => ratedOpening(place, aspects[at]!.field),
    },
  ],
});

/** How often each mark was given; other numbers come together (FIG17). */
export const marksOf = (
  reviews: Rows,
  isIn: Uint8Array,
  { place, field }: { place: Place; field: Aspect },
): Figure => {
  const values = reviews.numbers(field);
  const found = marks.map(() => 0);
  const others: number[] = [];
  for (let row = 0; row < reviews.count; row += 1) {
    if (isIn[row] === 0 || Number.isNaN(values[row]!)) continue;
    const at = marks.findIndex((mark) => mark === values[row]);
    if (at < 0) others.push(reviews.ids[row]!);
    else found[at]! += 1;
  }
  const behind: FigureSeries['behind'] = (at) =>
    at < marks.length
      ? opening(place, `marked ${marks[at]!}`, asked(field, 'is', String(marks[at])))
      : { table, title: 'Reviews: other numbers', ids: others };
  const rest = others.length > 0;
  return {
    categories: [...marks.map(String), ...(rest ? ['Other'] : [])],
    series: [{ name: 'Reviews', values: [...found, ...(rest ? [others.length] : [])], behind }],
  };
};
