import { bucketsOf, bucketNames, withinSpan } from './days.ts';
import type { Figure, Opening, Place } from './figure.ts';
import type { Rows } from './rows.ts';

const day = 86_400;

/** How long requests of a span waited for their first candidate (FIG11). */
export interface Waits {
  /** Rows of requests that have a candidate, and how many seconds each waited. */
  rows: readonly number[];
  seconds: readonly number[];
  /** Rows of requests that still wait. */
  waiting: readonly number[];
}

/** The earliest creation of a candidate by request. */
const firstMoments = (candidates: Rows): Map<number, number> => {
  const [requests, created] = [candidates.numbers('request_id'), candidates.moments('created_at')];
  const first = new Map<number, number>();
  for (let row = 0; row < candidates.count; row += 1) {
    const [request, moment] = [requests[row]!, created[row]!];
    if (!Number.isFinite(moment) || Number.isNaN(request)) continue;
    if (moment < (first.get(request) ?? Infinity)) first.set(request, moment);
  }
  return first;
};

export const waitsOf = (requests: Rows, candidates: Rows, { span, zone }: Place): Waits => {
  const first = firstMoments(candidates);
  const [created, isWithin] = [requests.moments('created_at'), withinSpan(span, zone)];
  const [rows, seconds, waiting]: [number[], number[], number[]] = [[], [], []];
  for (let row = 0; row < requests.count; row += 1) {
    const moment = created[row]!;
    if (!Number.isFinite(moment) || !isWithin(moment)) continue;
    const found = first.get(requests.ids[row]!);
    if (found === undefined) waiting.push(row);
    else {
      rows.push(row);
      seconds.push(Math.max(0, found - moment));
    }
  }
  return { rows, seconds, waiting };
};

/** The one in the middle, or between the two there; null of none. */
export const medianOf = (values: readonly number[]): number | null => {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return null;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};

/** Days up to which each bar counts. */
const bars = [
  { upTo: 1, name: 'Within a day' },
  { upTo: 2, name: '1 to 2 days' },
  { upTo: 3, name: '2 to 3 days' },
  { upTo: 5, name: '3 to 5 days' },
  { upTo: 7, name: '5 to 7 days' },
  { upTo: 14, name: '7 to 14 days' },
  { upTo: Infinity, name: 'Longer' },
] as const;

const barOf = (seconds: number): number => bars.findIndex(({ upTo }) => seconds < upTo * day);

const openingOf = (requests: Rows, title: string, rows: readonly number[]): Opening => ({
  table: 'expert_requests',
  title: `Requests: ${title}`,
  ids: rows.map((row) => requests.ids[row]!),
});

/** How many requests waited how long, and how many still wait. */
export const waitDistribution = (requests: Rows, waits: Waits): Figure => {
  const rows: number[][] = bars.map(() => []);
  waits.rows.forEach((row, at) => rows[barOf(waits.seconds[at]!)]!.push(row));
  rows.push([...waits.waiting]);
  const names = [...bars.map(({ name }) => name), 'None yet'];
  return {
    categories: names,
    series: [
      {
        name: 'Requests',
        values: rows.map(({ length }) => length),
        behind: (at) =>
          openingOf(requests, `first candidate, ${names[at]!.toLowerCase()}`, rows[at]!),
      },
    ],
  };
};

/** The median wait in hours, by the month in which requests were opened. */
export const waitsByMonth = (requests: Rows, waits: Waits, place: Place): Figure => {
  const created = requests.moments('created_at');
  const buckets = bucketsOf(place.span, { least: 'month', moments: created, clock: place });
  const found = buckets.list.map((): { rows: number[]; seconds: number[] } => ({
    rows: [],
    seconds: [],
  }));
  waits.rows.forEach((row, i) => {
    const bucket = found[buckets.placeOf(created[row]!)];
    bucket?.rows.push(row);
    bucket?.seconds.push(waits.seconds[i]!);
  });
  const { categories, short } = bucketNames(buckets);
  const hours = (seconds: number | null) => (seconds === null ? null : seconds / 3600);
  return {
    categories,
    short,
    series: [
      {
        name: 'Median hours',
        values: found.map(({ seconds }) => hours(medianOf(seconds))),
        behind: (at) => openingOf(requests, `opened ${categories[at]!}`, found[at]!.rows),
      },
    ],
  };
};
