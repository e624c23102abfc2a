import { isClash, msOf } from '#shared/work/consultation-state.ts';
import { momentAt, momentToText, placeOf, type Clocks } from '../../ui/moments.ts';
import type { Call, Profile, User } from './records.ts';

/** What is held against a time for a call; nothing of it forbids the time (REQ8). */
export interface TimeFacts extends Clocks {
  minutes: number;
  /** Milliseconds since 1970. */
  now: number;
  /** The consultation that the time is for; null for a new one. */
  own: number | null;
  expertCalls: readonly Call[];
  requesterCalls: readonly Call[];
}

/** Hours that are night at the expert’s place: from ten in the evening to seven in the morning. */
const [nightFrom, nightTo] = [22, 7];

const isNight = (instant: string, zone: string): boolean => {
  const hour = Number(momentToText(instant, zone).slice(11, 13));
  return hour >= nightFrom || hour < nightTo;
};

const clashOf = (
  instant: string,
  { minutes, own, here }: TimeFacts,
  { calls, who }: { calls: readonly Call[]; who: string },
): string[] => {
  const wanted = { starts_at: instant, expected_duration: minutes };
  const other = calls.find((call) => call.id !== own && isClash(wanted, call));
  if (other === undefined) return [];
  return [`${who} has another call at ${momentAt(other.starts_at ?? '', here)}.`];
};

/** What speaks against a time, in sentences: past, night, clashes (WORK6). */
export const timeWarnings = (instant: string, facts: TimeFacts): string[] => {
  const { there, now, expertCalls, requesterCalls } = facts;
  const past = msOf(instant) < now ? ['This time is past.'] : [];
  const night =
    there !== null && isNight(instant, there)
      ? [`It is ${momentToText(instant, there).slice(11)} at night in ${placeOf(there)}.`]
      : [];
  return [
    ...past,
    ...night,
    ...clashOf(instant, facts, { calls: expertCalls, who: 'The expert' }),
    ...clashOf(instant, facts, { calls: requesterCalls, who: 'The client' }),
  ];
};

/** What compliance still asks for before a call is booked; warnings, not bars (REQ7). */
export const complianceWarnings = (user: User | null, profile: Profile | null): string[] => {
  const warnings: string[] = [];
  if (user?.expert_state?.trim().toLowerCase() === 'do not contact')
    warnings.push('The expert asked not to be contacted.');
  if (profile?.conflicted === true) warnings.push('A conflict of interest is known.');
  if ((user?.compliance_completed_at ?? null) === null)
    warnings.push('Compliance is not completed.');
  if (user?.background_check === false) warnings.push('The background check was not passed.');
  else if (user?.background_check !== true) warnings.push('No background check is known.');
  return warnings;
};
