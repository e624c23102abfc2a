import type { Group } from '../views/filter.ts';
import { all, isOpenCall, where } from './today.ts';

/** What to remind of, and when to look again (REMINDERS.md). Moments are milliseconds since 1970. */

/** Minutes before its start at which a call can be reminded of. */
export const leadTimes = [5, 10, 15, 30, 60] as const;
export type LeadTime = (typeof leadTimes)[number];

export interface ReminderChoices {
  calls: boolean;
  lead: LeadTime;
  /** Whether to remind of a call once more when it begins. */
  atStart: boolean;
  /** Whether to tell once a day what waits. */
  digest: boolean;
  /** From which hour of the reader’s clock; null: when the desk is first open that day. */
  hour: number | null;
}

export const defaultChoices: ReminderChoices = {
  calls: true,
  lead: 15,
  atStart: false,
  digest: true,
  hour: 9,
};

/** A confirmed call, as far as reminders go. */
export interface ComingCall {
  id: number;
  startsAt: number;
}

/** What was reminded of already, as it is remembered from start to start. */
export interface Told {
  /** `<number> <start> soon` or `… begins`, the oldest first. */
  calls: readonly string[];
  /** The day of the last digest, `YYYY-MM-DD`. */
  digest: string | null;
}

export const nothingTold: Told = { calls: [], digest: null };

/** The reader’s calendar, seen from today. */
export interface Calendar {
  /** `YYYY-MM-DD`, so many days ahead. */
  day: (ahead: number) => string;
  /** When the clock on the wall shows an hour, so many days ahead. */
  at: (ahead: number, hour: number) => number;
}

/** A reminder that is to be shown now; of several calls in one where there are many. */
export type Due =
  { kind: 'soon' | 'begins' | 'away'; calls: readonly ComingCall[] } | { kind: 'digest' };

export interface Situation {
  now: number;
  /** Until when the desk was certainly looking; null where it never was. */
  awakeAt: number | null;
  choices: ReminderChoices;
  told: Told;
  calendar: Calendar;
}

export interface Plan {
  due: readonly Due[];
  /** What is remembered once `due` is shown. */
  told: Told;
  /** When to look again, unless calls or choices change before. */
  nextLook: number;
}

const minute = 60_000;
/** How long after its start a call is still told to begin (REM3). */
const grace = 5 * minute;
/** How far back a call may have begun that is told afterwards (REM5). */
const farthestBack = 12 * 60 * minute;
/** Calls of one look that get a reminder each; more are told in one (REM6). */
const mostApart = 3;
/** The hour from which a desk that is open counts as open that day (REM7). */
const dawn = 5;
const longestRest = 15 * minute;
/** Reminders that are remembered: those of many days. */
const mostTold = 2000;

/** Which records calls are reminded of (REM1), among those that start from one day to another, `YYYY-MM-DD`. */
export const callsToBegin = (from: string, to: string): Group =>
  all(
    where('starts_at', 'between', from, to),
    where('started_at', 'empty'),
    where('receipt_sent_at', 'empty'),
    ...isOpenCall,
  );

type Stage = 'soon' | 'begins';

const keyOf = ({ id, startsAt }: ComingCall, stage: Stage): string => `${id} ${startsAt} ${stage}`;

type CallKind = Exclude<Due['kind'], 'digest'>;

/** What is due of one call (REM2, REM3, REM5); null for nothing. */
const dueOf = (
  call: ComingCall,
  told: ReadonlySet<string>,
  { now, awakeAt, choices }: Situation,
): CallKind | null => {
  const since = now - call.startsAt;
  const [toldSoon, toldBegin] = [told.has(keyOf(call, 'soon')), told.has(keyOf(call, 'begins'))];
  if (since < 0) return since >= -choices.lead * minute && !toldSoon ? 'soon' : null;
  // Nobody was there to hear of it before.
  const isNews = !toldSoon && awakeAt !== null && call.startsAt > awakeAt;
  if (toldBegin || !(choices.atStart || isNews)) return null;
  if (since <= grace) return 'begins';
  return isNews && since <= farthestBack ? 'away' : null;
};

/** One reminder for each call, or one for all where there are many (REM6). */
const apart = (kind: CallKind, calls: readonly ComingCall[]): Due[] => {
  if (calls.length === 0) return [];
  if (kind === 'away' || calls.length > mostApart) return [{ kind, calls }];
  return calls.map((call) => ({ kind, calls: [call] }));
};

const callsDue = (calls: readonly ComingCall[], situation: Situation): Due[] => {
  if (!situation.choices.calls) return [];
  const told = new Set(situation.told.calls);
  const inOrder = calls.toSorted((a, b) => a.startsAt - b.startsAt || a.id - b.id);
  const ofKind = (kind: CallKind) =>
    apart(
      kind,
      inOrder.filter((call) => dueOf(call, told, situation) === kind),
    );
  return [...ofKind('away'), ...ofKind('begins'), ...ofKind('soon')];
};

const hourOf = ({ hour }: ReminderChoices): number => hour ?? dawn;

/** Whether the day’s digest is due (REM7). A clock that was set back a day does not bring it twice. */
const isDigestDue = ({ now, choices, told, calendar }: Situation): boolean =>
  choices.digest &&
  told.digest !== calendar.day(0) &&
  told.digest !== calendar.day(1) &&
  now >= calendar.at(0, hourOf(choices));

const keysOf = (due: Due): string[] =>
  due.kind === 'digest'
    ? []
    : due.calls.map((call) => keyOf(call, due.kind === 'soon' ? 'soon' : 'begins'));

const nextLookOf = (
  calls: readonly ComingCall[],
  { now, choices, calendar }: Situation,
): number => {
  const ofCalls = calls.flatMap(({ startsAt }) => [
    startsAt - choices.lead * minute,
    ...(choices.atStart ? [startsAt] : []),
  ]);
  const ofDigest = [0, 1].map((ahead) => calendar.at(ahead, hourOf(choices)));
  const moments = [...(choices.calls ? ofCalls : []), ...(choices.digest ? ofDigest : [])];
  return Math.min(now + longestRest, ...moments.filter((moment) => moment > now));
};

/** What to remind of at a moment. `calls`: those of REM1 that begin in the next hours or began in the last. */
export const planReminders = (calls: readonly ComingCall[], situation: Situation): Plan => {
  const { told, calendar } = situation;
  const ofCalls = callsDue(calls, situation);
  const hasDigest = isDigestDue(situation);
  return {
    due: hasDigest ? [...ofCalls, { kind: 'digest' }] : ofCalls,
    told: {
      calls: [...told.calls, ...ofCalls.flatMap(keysOf)].slice(-mostTold),
      digest: hasDigest ? calendar.day(0) : told.digest,
    },
    nextLook: nextLookOf(calls, situation),
  };
};
