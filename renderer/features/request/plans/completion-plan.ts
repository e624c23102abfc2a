import { billedMinutes, chargedTwelfths, costOf } from '#shared/work/billing.ts';
import type { Operation } from '../../../db/desk.ts';
import type { Call, Candidate, Conference } from '../records.ts';
import { planArrival } from './candidate-plan.ts';
import { callOperation } from './proposal-plan.ts';

const conferenceUpdate = (
  conference: Conference | null,
  values: Extract<Operation, { op: 'update' }>['values'],
): Operation[] =>
  conference === null ? [] : [{ op: 'update', table: 'conferences', id: conference.id, values }];

/** Notes that a call has begun; its bridge is live (REQ12). */
export const planStart = (call: Call, conference: Conference | null, now: string): Operation[] => [
  callOperation(call, { started_at: now }),
  ...conferenceUpdate(conference, { state: 'live' }),
];

/** A finished call: what was measured, and what it comes to. */
export interface Completion {
  startedAt: string;
  endedAt: string;
  /** Billed minutes. */
  minutes: number;
  creditAmount: string | null;
  expertCost: string | null;
}

/** What the rules say of a call from start to end (WORK7, WORK8); amounts by `minutes` where somebody wrote them. */
export const computedCompletion = (
  { startedAt, endedAt }: Pick<Completion, 'startedAt' | 'endedAt'>,
  { creditRate, hourlyRate }: { creditRate: string | null; hourlyRate: string | null },
  minutes = billedMinutes(startedAt, endedAt) ?? 0,
): Completion => ({
  startedAt,
  endedAt,
  minutes,
  creditAmount: costOf(creditRate, minutes),
  expertCost: costOf(hourlyRate, minutes),
});

/** How an amount came about: “62 min: 13 × 5 min of 300.00/h = 325.00” (REQ13). */
export const reckoning = (rate: string | null, minutes: number): string | null => {
  const cost = costOf(rate, minutes);
  if (rate === null || cost === null) return null;
  if (minutes <= 0) return `0 min cost nothing`;
  const how = minutes <= 15 ? 'a quarter' : `${chargedTwelfths(minutes)} × 5 min`;
  return `${minutes} min: ${how} of ${rate}/h = ${cost}`;
};

/** Ends a call: minutes and amounts, the bridge finalized, the candidate completed (REQ13). */
export const planCompletion = (
  call: Call,
  { candidate, conference }: { candidate: Candidate | null; conference: Conference | null },
  { startedAt, endedAt, minutes, creditAmount, expertCost }: Completion,
): Operation[] => [
  callOperation(call, {
    started_at: startedAt,
    ended_at: endedAt,
    billing_duration: minutes,
    credit_amount: creditAmount,
    expert_cost: expertCost,
  }),
  ...conferenceUpdate(conference, {
    state: 'finalized',
    finalized_at: endedAt,
    duration: billedMinutes(startedAt, endedAt),
  }),
  ...planArrival(candidate, 'completed'),
];
