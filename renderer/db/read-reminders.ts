import type { TableName } from '#shared/entities/index.ts';
import { reminderPath, type Reminder } from '#shared/ipc/reminders.ts';
import type { Row } from '#shared/schema/row.ts';
import type { Group } from '#shared/views/filter.ts';
import { msOf } from '#shared/work/consultation-state.ts';
import {
  callReminderText,
  digestText,
  isInDigest,
  type CallWords,
  type Reader,
} from '#shared/work/reminder-words.ts';
import { callsToBegin, type Calendar, type ComingCall, type Due } from '#shared/work/reminders.ts';
import { waitingLists } from '#shared/work/today.ts';
import type { Desk } from './desk.ts';
import { expertZones } from './expert-zones.ts';

/** What reminders are made of, read by the ways that calendar and Today read. */

const { signal } = new AbortController();

const queryOf = (table: TableName, filter: Group) => ({
  ...{ table, filter, trash: false, sort: [], text: '' },
  fields: [],
});

/** The confirmed calls of yesterday, today and tomorrow (REM1). */
export const readComingCalls = async (desk: Desk, { day }: Calendar): Promise<ComingCall[]> => {
  const query = queryOf('consultations', callsToBegin(day(-1), day(1)));
  const { ids, columns } = await desk.columns(query, { fields: ['starts_at'], signal });
  const [starts] = columns;
  if (starts?.holds !== 'texts') return [];
  return Array.from(ids, (id, at) => ({
    id,
    startsAt: msOf(starts.texts[starts.codes[at] ?? 0]),
  })).filter(({ startsAt }) => !Number.isNaN(startsAt));
};

const textIn = (row: Row | null, field: string): string => {
  const value = row?.values[field];
  return typeof value === 'string' ? value : '';
};

/** The titles of what a reference of rows leads to; '' where it leads nowhere. */
const titlesOf = async (
  desk: Desk,
  { rows, field, table }: { rows: readonly (Row | null)[]; field: string; table: TableName },
): Promise<string[]> => {
  const ids = rows.map((row) => Number(row?.values[field] ?? 0));
  const titles = await desk.titles(ids.map((id) => ({ table, id })));
  return ids.map((id, at) => (id === 0 ? '' : (titles[at] ?? '')));
};

const readWords = async (desk: Desk, calls: readonly ComingCall[]): Promise<CallWords[]> => {
  const rows = await desk.getMany(
    'consultations',
    calls.map(({ id }) => id),
  );
  const [experts, requests, zones] = await Promise.all([
    titlesOf(desk, { rows, field: 'expert', table: 'users' }),
    titlesOf(desk, { rows, field: 'request', table: 'expert_requests' }),
    expertZones(desk, rows),
  ]);
  return calls.map(({ startsAt }, at) => ({
    startsAt,
    name: textIn(rows[at] ?? null, 'expert_name') || (experts[at] ?? ''),
    request: requests[at] ?? '',
    zone: zones[at] ?? null,
  }));
};

type CallDue = Exclude<Due, { kind: 'digest' }>;

const callReminder = async (
  desk: Desk,
  { kind, calls }: CallDue,
  reader: Reader,
): Promise<Reminder> => {
  const [first, ...more] = calls;
  const alone = first !== undefined && more.length === 0 ? first : null;
  return {
    // What begins takes the place of what was to begin soon.
    id: alone === null ? `calls-${kind}-${reader.now}` : `call-${alone.id}`,
    path: alone === null ? reminderPath.today : reminderPath.call(alone.id),
    ...callReminderText(kind, await readWords(desk, calls), reader),
  };
};

/** How many records wait on the lists of Today that the digest counts; null where none does (REM7). */
const digestReminder = async (desk: Desk, { day }: Calendar): Promise<Reminder | null> => {
  const counts = new Map<string, number>();
  for (const list of waitingLists((before) => day(-before)).filter(isInDigest)) {
    const { ids } = await desk.order(queryOf(list.table, list.filter), { signal });
    counts.set(list.id, ids.length);
  }
  const text = digestText(counts);
  return text && { id: 'digest', path: reminderPath.today, ...text };
};

/** What is due, in words, as it is shown. */
export const readReminders = async (
  desk: Desk,
  due: readonly Due[],
  { reader, calendar }: { reader: Reader; calendar: Calendar },
): Promise<Reminder[]> => {
  const reminders: Reminder[] = [];
  for (const one of due) {
    const reminder =
      one.kind === 'digest'
        ? await digestReminder(desk, calendar)
        : await callReminder(desk, one, reader);
    if (reminder !== null) reminders.push(reminder);
  }
  return reminders;
};
