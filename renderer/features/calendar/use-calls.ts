import { useState } from 'react';
import type { CalendarDate } from '@internationalized/date';
import { effective, type Group } from '#shared/views/filter.ts';
import type { Desk, OrderQuery } from '../../db/desk.ts';
import { useLoaded } from '../../state/desk-context.tsx';
import { callFields, callsOf, type Call } from './calls.ts';
import { startOf, type DayRange } from './days.ts';

const { signal } = new AbortController();

/** The days on the reader’s calendar around a range in any zone: zones are at most a day apart. */
const around = ({ first, end }: DayRange): readonly string[] => [
  first.subtract({ days: 2 }).toString(),
  end.add({ days: 1 }).toString(),
];

const queryOf = (filter: Group): OrderQuery => ({
  table: 'consultations',
  trash: false,
  sort: [],
  text: '',
  fields: [],
  filter,
});

const inRange = (range: DayRange): Group => ({
  match: 'all',
  conditions: [{ field: 'starts_at', operator: 'between', values: around(range) }],
});

/** Which calls the reader’s own filter lets through; null where it says nothing. */
const readAllowed = async (desk: Desk, filter: Group): Promise<ReadonlySet<number> | null> =>
  effective(filter) === null ? null : new Set((await desk.order(queryOf(filter), { signal })).ids);

const readReviewed = async (desk: Desk): Promise<ReadonlySet<number>> => {
  const query = {
    table: 'consultation_reviews' as const,
    trash: false,
    sort: [],
    text: '',
    fields: [],
  };
  const { columns } = await desk.columns(query, { fields: ['consultation_id'], signal });
  const [pointers] = columns;
  return new Set(pointers?.holds === 'numbers' ? pointers.numbers : []);
};

const readCalls = async (desk: Desk, range: DayRange, zone: string, filter: Group) => {
  const [columns, reviewed, allowed] = await Promise.all([
    desk.columns(queryOf(inRange(range)), { fields: callFields, signal }),
    readReviewed(desk),
    readAllowed(desk, filter),
  ]);
  const [from, to] = [startOf(range.first, zone), startOf(range.end, zone)];
  return callsOf(columns, reviewed).filter(
    (call) => call.from >= from && call.from < to && (allowed === null || allowed.has(call.id)),
  );
};

/** Keeps the last answer while the next one is on its way. */
const useKept = <T>(value: T | undefined): T | undefined => {
  const [last, setLast] = useState(value);
  if (value !== undefined && value !== last) setLast(value);
  return value ?? last;
};

/** The calls of a range, by when they start; undefined until the first answer. */
export const useCalls = (
  range: DayRange,
  zone: string,
  filter: Group,
): readonly Call[] | undefined =>
  useKept(
    useLoaded(
      `calls ${range.first.toString()} ${range.end.toString()} ${zone} ${JSON.stringify(filter)}`,
      ['consultations', 'consultation_reviews', 'users', 'profiles', 'expert_requests'],
      (desk) => readCalls(desk, range, zone, filter),
    ),
  );

/** What a call shows besides its time. */
export interface CallWords {
  title: string;
  request: string;
}

/** What calls are called (CAL7): asked only for those that are shown. */
export const useCallWords = (ids: readonly number[]): ReadonlyMap<number, CallWords> | undefined =>
  useKept(
    useLoaded(
      `call words ${ids.join(' ')}`,
      ['consultations', 'expert_requests', 'users', 'profiles'],
      async (desk) => {
        const rows = await desk.getMany('consultations', ids);
        const requests = rows.map((row) => Number(row?.values['request'] ?? 0));
        const titles = await desk.titles([
          ...ids.map((id) => ({ table: 'consultations' as const, id })),
          ...requests.map((id) => ({ table: 'expert_requests' as const, id })),
        ]);
        return new Map(
          ids.map((id, i) => [
            id,
            {
              title: titles[i] ?? `Consultation ${id}`,
              request: requests[i] === 0 ? '' : (titles[ids.length + i] ?? ''),
            },
          ]),
        );
      },
    ),
  );

/** The days of a range that have calls, with them. */
export const byDay = (
  calls: readonly Call[],
  dayOfCall: (call: Call) => CalendarDate,
): ReadonlyMap<string, readonly Call[]> => {
  const days = new Map<string, Call[]>();
  for (const call of calls) {
    const key = dayOfCall(call).toString();
    const known = days.get(key);
    if (known === undefined) days.set(key, [call]);
    else known.push(call);
  }
  return days;
};
