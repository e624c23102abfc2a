import { cancellingPenalty, type CancelledBy } from '#shared/work/billing.ts';
import { msOf } from '#shared/work/consultation-state.ts';
import type { Operation } from '../../../db/desk.ts';
import type { Call, Candidate, Conference } from '../records.ts';
import { expectedMinutes } from './booking-plan.ts';
import { planReturn } from './candidate-plan.ts';
import { callOperation } from './proposal-plan.ts';

/** Where a candidate stands after a call that did not come about. */
export type Return = 'selected' | 'withdrawn' | 'stay';

export interface Cancelling {
  by: CancelledBy;
  reason: string;
  /** A stored instant. */
  now: string;
  /** As computed, or as somebody wrote it; null for none. */
  penalty: string | null;
  candidateTo: Return;
}

/** Whom the record names as having cancelled: nobody where we did. */
const cancelledBy = (call: Call, by: CancelledBy): number | null => {
  if (by === 'client') return call.requester ?? null;
  return by === 'expert' ? (call.expert ?? null) : null;
};

/** A bridge that nobody has dialled yet is given up with its call. */
const giveUp = (conference: Conference | null): Operation[] =>
  conference?.state === 'created'
    ? [{ op: 'update', table: 'conferences', id: conference.id, values: { deleted: true } }]
    : [];

/** What cancelling costs the client as of now (WORK9). */
export const penaltyNow = (
  call: Call,
  request: { expected_duration?: number | null },
  { by, now }: Pick<Cancelling, 'by' | 'now'>,
): string | null =>
  cancellingPenalty(call.credit_rate, {
    by,
    minutes: expectedMinutes(call, request),
    wait: msOf(call.starts_at) - msOf(now),
  });

/** Cancels a call: by whom, why and what it costs; link and bridge go with it (REQ10). */
export const planCancel = (
  call: Call,
  { candidate, conference }: { candidate: Candidate | null; conference: Conference | null },
  { by, reason, now, penalty, candidateTo }: Cancelling,
): Operation[] => {
  const freed = giveUp(conference);
  const values = {
    canceled_at: now,
    canceled_by: cancelledBy(call, by),
    cancel_reason: reason,
    credit_penalty_amount: penalty,
    ...(freed.length > 0 ? { conference: null } : {}),
  };
  return [callOperation(call, values), ...freed, ...planReturn(candidate, candidateTo, reason)];
};

/** Why a call was not held to the end. */
export interface Shortfall {
  isNoShow: boolean;
  reason: string;
  now: string;
  candidateTo: Return;
}

/** The stored reason: one of a no-show begins with these words (WORK4), whatever else it says. */
const incompleteReason = ({ isNoShow, reason }: Pick<Shortfall, 'isNoShow' | 'reason'>): string => {
  const said = reason.trim();
  if (!isNoShow || /^no.?show/i.test(said)) return said;
  return said === '' ? 'No-show' : `No-show: ${said}`;
};

/** Notes that a call was not held, or not to the end; its bridge is done with (REQ11). */
export const planIncomplete = (
  call: Call,
  { candidate, conference }: { candidate: Candidate | null; conference: Conference | null },
  { isNoShow, reason, now, candidateTo }: Shortfall,
): Operation[] => {
  const said = incompleteReason({ isNoShow, reason });
  const ended: Operation[] =
    conference === null
      ? []
      : [
          {
            op: 'update',
            table: 'conferences',
            id: conference.id,
            values: { state: 'finalized', finalized_at: now },
          },
        ];
  return [
    callOperation(call, { incomplete_reason: said }),
    ...ended,
    ...planReturn(candidate, candidateTo, said),
  ];
};
