import type { Value } from '#shared/schema/fields.ts';
import type { Operation } from '../../../db/desk.ts';
import type { Call, Request, Subject } from '../records.ts';
import { planForward } from './candidate-plan.ts';

/** With whom a call is about to be agreed. */
export interface Party {
  request: Request;
  /** The requester’s name, as the consultation keeps it. */
  clientName: string | null;
  subject: Subject;
  /** Whether an expert without a user gets one in the same edit. */
  makesUser: boolean;
  /** The consultation that is there already; null to begin one. */
  call: Call | null;
}

/** The local name of a user that the same edit creates (DB27). */
const newUser = -1;

/** Who the expert is, and the creation of the user where the profile has none yet (REQ6). */
export const planExpert = ({
  subject: { profile, user },
  makesUser,
}: Party): { expert: number | null; operations: Operation[] } => {
  if (user !== null) return { expert: user.id, operations: [] };
  if (profile === null || !makesUser) return { expert: null, operations: [] };
  const values = { profile_id: profile.id, signup_type: 'expert' };
  return {
    expert: newUser,
    operations: [{ op: 'create', table: 'users', id: newUser, values }],
  };
};

/** What every consultation says of its parties, where it does not say so yet (REQ6). */
export const partyValues = (
  { request, clientName, subject, call }: Party,
  expert: number | null,
): Record<string, Value> => {
  const wanted: Record<string, Value> = {
    request: request.id,
    expert,
    expert_name: subject.name,
    requester: request.person ?? null,
    requester_name: clientName,
    disclosure: request.disclosure ?? null,
    billing_account: request.billing_account ?? null,
  };
  const known = call as Readonly<Record<string, unknown>> | null;
  return Object.fromEntries(
    Object.entries(wanted).filter(
      ([name, value]) => value !== null && (known?.[name] ?? null) === null,
    ),
  );
};

/** Writes a consultation, be it new or not. */
export const callOperation = (call: Call | null, values: Record<string, Value>): Operation =>
  call === null
    ? { op: 'create', table: 'consultations', values }
    : { op: 'update', table: 'consultations', id: call.id, values };

/** Offers times for a call: the candidate is then proposed, if they were not yet (REQ6). */
export const planProposal = (party: Party, times: readonly string[]): Operation[] => {
  const { expert, operations } = planExpert(party);
  const proposed = [...new Set([...(party.call?.proposed_times ?? []), ...times])].toSorted();
  const rejected = (party.call?.rejected_times ?? []).filter((time) => !times.includes(time));
  const values = {
    ...partyValues(party, expert),
    proposed_times: proposed,
    ...(party.call?.rejected_times ? { rejected_times: rejected } : {}),
  };
  return [
    ...operations,
    callOperation(party.call, values),
    ...planForward(party.subject.candidate, 'proposed'),
  ];
};
