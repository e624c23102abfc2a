import type { RecordOf } from '../schema/entity.ts';
import type { consultations } from '../entities/consultations.ts';

export const consultationStates = [
  'requested',
  'times proposed',
  'confirmed',
  'in progress',
  'completed',
  'reviewed',
  'billed',
  'cancelled',
  'no-show',
  'incomplete',
] as const;
export type ConsultationState = (typeof consultationStates)[number];

/** What of a consultation tells its state. */
export type CallFacts = Partial<
  Pick<
    RecordOf<typeof consultations>,
    | 'canceled_at'
    | 'incomplete_reason'
    | 'receipt_sent_at'
    | 'ended_at'
    | 'started_at'
    | 'starts_at'
    | 'expected_duration'
    | 'proposed_times'
    | 'rejected_times'
    | 'reschedule_count'
  >
>;

/** Minutes that a call is taken to last where nobody has said. */
export const usualDuration = 60;

const isThere = (value: string | null | undefined): boolean =>
  value !== null && value !== undefined && value.trim() !== '';

/** Times that were proposed and not rejected, in order. */
export const openTimes = ({ proposed_times, rejected_times }: CallFacts): string[] => {
  const rejected = new Set(rejected_times ?? []);
  return (proposed_times ?? []).filter((time) => !rejected.has(time)).toSorted();
};

/** What moving a call to another time writes into it: the move counts, and the old time is one that is rejected (WORK5). */
export const movedTo = (
  { starts_at, rejected_times, reschedule_count }: CallFacts,
  to: string,
): { starts_at: string; rejected_times: string[]; reschedule_count: number } => {
  const rejected = new Set(rejected_times ?? []);
  if (isThere(starts_at)) rejected.add(starts_at ?? '');
  rejected.delete(to);
  return {
    starts_at: to,
    rejected_times: [...rejected].toSorted(),
    reschedule_count: (reschedule_count ?? 0) + 1,
  };
};

/** The state of a consultation (WORK4). */
export const consultationState = (call: CallFacts, hasReview: boolean): ConsultationState => {
  if (isThere(call.canceled_at)) return 'cancelled';
  if (isThere(call.incomplete_reason))
    return /^\s*no.?show/i.test(call.incomplete_reason ?? '') ? 'no-show' : 'incomplete';
  if (isThere(call.receipt_sent_at)) return 'billed';
  if (isThere(call.ended_at)) return hasReview ? 'reviewed' : 'completed';
  if (isThere(call.started_at)) return 'in progress';
  if (isThere(call.starts_at)) return 'confirmed';
  return openTimes(call).length > 0 ? 'times proposed' : 'requested';
};

/** Milliseconds since 1970 of a stored instant; NaN for none and for ±infinity. */
export const msOf = (instant: string | null | undefined): number =>
  instant?.length === 27 ? Date.parse(`${instant.slice(0, 23)}Z`) : NaN;

/** The stored form of a moment in milliseconds since 1970. */
export const instantOf = (ms: number): string => `${new Date(ms).toISOString().slice(0, 23)}000Z`;

const [minute, hour] = [60_000, 3_600_000];

/** How near a confirmed call is (WORK5); null where that says nothing. `now`: milliseconds since 1970. */
export const nearness = (call: CallFacts, now: number): 'late' | 'next' | null => {
  if (consultationState(call, false) !== 'confirmed') return null;
  const wait = msOf(call.starts_at) - now;
  if (wait < -15 * minute) return 'late';
  return wait <= 24 * hour ? 'next' : null;
};

export const isRescheduled = ({ reschedule_count }: CallFacts): boolean =>
  (reschedule_count ?? 0) > 0;

/** When a call takes somebody’s time, in milliseconds since 1970; null where it takes none (WORK6). */
export const timeTaken = (call: CallFacts): { from: number; to: number } | null => {
  const state = consultationState(call, false);
  const from = msOf(call.starts_at);
  if ((state !== 'confirmed' && state !== 'in progress') || Number.isNaN(from)) return null;
  return { from, to: from + Math.max(1, call.expected_duration ?? usualDuration) * minute };
};

/** Whether two calls of one person overlap (WORK6). */
export const isClash = (one: CallFacts, other: CallFacts): boolean => {
  const [a, b] = [timeTaken(one), timeTaken(other)];
  return a !== null && b !== null && a.from < b.to && b.from < a.to;
};
