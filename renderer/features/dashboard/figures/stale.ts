import { callMoments } from './call-outcomes.ts';
import { withinSpan, type Clock } from './days.ts';
import { idsWhere, type Opening } from './figure.ts';
import type { Rows } from './rows.ts';

/** Notes that something happened to a profile at a moment. */
const noteAll = (
  seen: Set<number>,
  {
    profiles,
    moments,
    isRecent,
  }: {
    profiles: Float64Array;
    moments: Float64Array;
    isRecent: (moment: number) => boolean;
  },
) => {
  for (let row = 0; row < profiles.length; row += 1)
    if (isRecent(moments[row]!)) seen.add(profiles[row]!);
};

/** Profiles older than 12 months without a candidacy or a call since (FIG19), and how many there are in all. */
export const staleProfiles = (
  rows: Record<'profiles' | 'users' | 'candidates' | 'calls', Rows>,
  { today, zone }: Clock,
): { all: number; stale: Extract<Opening, { ids: readonly number[] }> } => {
  const { profiles, users, candidates, calls } = rows;
  const isRecent = withinSpan({ from: today.subtract({ months: 12 }), to: null }, zone);
  const seen = new Set<number>();
  const add = (of: Float64Array, moments: Float64Array) =>
    noteAll(seen, { profiles: of, moments, isRecent });
  add(profiles.ids, profiles.moments('created_at'));
  add(candidates.numbers('profile_id'), candidates.moments('created_at'));
  const own = users.numbers('profile_id');
  const profileOf = new Map<number, number>();
  for (let row = 0; row < users.count; row += 1) profileOf.set(users.ids[row]!, own[row]!);
  add(
    calls.numbers('expert').map((user) => profileOf.get(user) ?? NaN),
    callMoments(calls),
  );
  return {
    all: profiles.count,
    stale: {
      table: 'profiles',
      title: 'Profiles: no candidacy and no call for 12 months',
      ids: idsWhere(profiles.ids, (row) => !seen.has(profiles.ids[row]!)),
    },
  };
};
