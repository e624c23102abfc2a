import type { Due } from './reminders.ts';
import type { WaitingList } from './today.ts';
import { knownZone } from './zones.ts';

/** What reminders say (REM8): names and times, never a PIN, a code or an address to dial in. */

export interface ReminderText {
  title: string;
  body: string;
}

/** What a reminder says of a call. */
export interface CallWords {
  /** Milliseconds since 1970. */
  startsAt: number;
  /** The expert’s; '' where nobody knows it. */
  name: string;
  /** The title of the request; '' for none. */
  request: string;
  /** The expert’s time zone, where it is known. */
  zone: string | null;
}

export interface Reader {
  now: number;
  /** Their time zone. */
  zone: string;
  /** Whether it was the machine that was away, or only the desk that was not open. */
  away: 'asleep' | 'closed';
}

const minute = 60_000;
const longestName = 80;
/** Calls that a reminder of several names. */
const mostNamed = 3;

/** Line breaks, signs that control, and those that turn the direction of writing. */
const unseen = /[\s\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu;

/** A text from a record as a line of a notification: one line, and not too long. */
const plain = (text: string): string => {
  const line = Array.from(text.replaceAll(unseen, ' ').trim());
  return line.length <= longestName
    ? line.join('')
    : `${line
        .slice(0, longestName - 1)
        .join('')
        .trimEnd()}…`;
};

const clockIn = (timeZone: string) => {
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
  const day = new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'short' });
  return { time: (ms: number) => time.format(ms), day: (ms: number) => day.format(ms) };
};

const placeOf = (zone: string): string => zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone;

/** “14:30 here, 10:30 in New York”; with the weekday where it is another day there. */
export const timesOf = ({ startsAt, zone }: CallWords, here: string): string => {
  const own = clockIn(here);
  if (zone === null || knownZone(zone) === knownZone(here)) return own.time(startsAt);
  const there = clockIn(zone);
  const isSameDay = own.day(startsAt) === there.day(startsAt);
  const other = `${isSameDay ? '' : `${there.day(startsAt)} `}${there.time(startsAt)}`;
  return `${own.time(startsAt)} here, ${other} in ${placeOf(zone)}`;
};

const callWith = (name: string): string =>
  plain(name) === '' ? 'Call' : `Call with ${plain(name)}`;

const lines = (...parts: readonly string[]): string =>
  parts.filter((part) => part !== '').join('\n');

/** “in 15 min”; a begun minute counts as whole. */
const untilStart = (startsAt: number, now: number): string =>
  `in ${Math.max(1, Math.ceil((startsAt - now) / minute))} min`;

const sinceStart = (startsAt: number, now: number): string => {
  const minutes = Math.floor((now - startsAt) / minute);
  return minutes < 1 ? 'begins now' : `began ${minutes} min ago`;
};

const whileAway = {
  asleep: 'began while this machine was asleep',
  closed: 'began while this desk was closed',
} as const;

type CallDue = Exclude<Due, { kind: 'digest' }>;

const titleOfOne = (kind: CallDue['kind'], call: CallWords, { now, away }: Reader): string => {
  const { startsAt, name } = call;
  if (kind === 'soon') return `${callWith(name)} ${untilStart(startsAt, now)}`;
  return `${callWith(name)} ${kind === 'begins' ? sinceStart(startsAt, now) : whileAway[away]}`;
};

const titleOfMany = (
  kind: CallDue['kind'],
  calls: readonly CallWords[],
  { now, away }: Reader,
): string => {
  const last = Math.max(...calls.map(({ startsAt }) => startsAt));
  const many = `${calls.length} calls`;
  if (kind === 'away') return `${many} ${whileAway[away]}`;
  return kind === 'begins' ? `${many} begin now` : `${many} begin ${untilStart(last, now)} or less`;
};

/** “14:30 Ana Lima”, line by line; the rest as a number. */
const listOf = (calls: readonly CallWords[], here: string): string => {
  const { time } = clockIn(here);
  const named = calls
    .slice(0, mostNamed)
    .map(({ startsAt, name }) => `${time(startsAt)} ${plain(name)}`.trim());
  const rest = calls.length - named.length;
  return lines(...named, rest === 0 ? '' : `and ${rest} more`);
};

/** What a reminder of calls says. `calls` holds at least one. */
export const callReminderText = (
  kind: CallDue['kind'],
  calls: readonly CallWords[],
  reader: Reader,
): ReminderText => {
  const [first] = calls;
  if (first === undefined || calls.length > 1)
    return { title: titleOfMany(kind, calls, reader), body: listOf(calls, reader.zone) };
  return {
    title: titleOfOne(kind, first, reader),
    body: lines(timesOf(first, reader.zone), plain(first.request)),
  };
};

/** What the digest says of each list of Today that it counts, in its order: of one record, and of more. */
const counted: Readonly<Record<string, readonly [one: string, many: string]>> = {
  late: ['call without an outcome', 'calls without an outcome'],
  compliance: ['call with missing compliance', 'calls with missing compliance'],
  answers: ['expert who has not answered', 'experts who have not answered'],
  proposals: ['call waiting for the client', 'calls waiting for the client'],
  reviews: ['call not reviewed', 'calls not reviewed'],
  receipts: ['call not billed', 'calls not billed'],
};

/** Whether the digest counts a list of Today (REM7). */
export const isInDigest = ({ id }: Pick<WaitingList, 'id'>): boolean => Object.hasOwn(counted, id);

/** What waits today, by the lists’ ids; null where nothing does. */
export const digestText = (counts: ReadonlyMap<string, number>): ReminderText | null => {
  const said = Object.entries(counted).flatMap(([id, [one, many]]) => {
    const count = counts.get(id) ?? 0;
    return count === 0 ? [] : [`${count} ${count === 1 ? one : many}`];
  });
  return said.length === 0 ? null : { title: 'What waits today', body: said.join('\n') };
};
