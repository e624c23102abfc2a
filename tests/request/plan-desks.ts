import fc from 'fast-check';
import type { Party } from '#renderer/features/request/plans/proposal-plan.ts';
import {
  factsOf,
  type Call,
  type Candidate,
  type Conference,
} from '#renderer/features/request/records.ts';
import { candidateExits, candidateFlow } from '#shared/entities/states.ts';
import { consultationState, instantOf } from '#shared/work/consultation-state.ts';
import { held, lastOf, type Held } from './play.ts';

export const start = Date.UTC(2026, 2, 29, 0, 30);
export const minute = 60_000;
export const instant = fc
  .integer({ min: -200_000, max: 200_000 })
  .map((minutes) => instantOf(start + minutes * minute));
const cents = fc.integer({ min: 0, max: 99_999_99 });
export const money = cents.map((value) => (value / 100).toFixed(2));
export const flow = fc.constantFrom(...candidateFlow);
export const state = fc.option(fc.constantFrom(...candidateFlow, ...candidateExits, 'our own'), {
  nil: null,
});

export const request = {
  id: 7,
  title: 'Lithium',
  person: 3,
  billing_account: 'ACME-1',
  disclosure: 'anonymous',
};

export const partyOf = (
  candidate: Partial<Candidate>,
  call: Call | null,
  user: boolean,
): Party => ({
  request,
  clientName: 'Cora Client',
  subject: {
    candidate: { id: 9, ...candidate },
    profile: { id: 5, hourly_rate: '250.00' },
    user: user ? { id: 4, profile_id: 5 } : null,
    name: 'Ana Lima',
  },
  makesUser: true,
  call,
});

export const deskOf = (candidate: object, call?: Call, conference?: Conference): Held =>
  held(
    ['expert_requests', 7, request],
    ['expert_request_candidates', 9, candidate],
    ...(call === undefined ? [] : ([['consultations', call.id, call]] as const)),
    ...(conference === undefined ? [] : ([['conferences', conference.id, conference]] as const)),
  );

export const callIn = (desk: Held): Call => factsOf<Call>(lastOf(desk, 'consultations')!);
export const candidateIn = (desk: Held): Candidate =>
  factsOf<Candidate>(lastOf(desk, 'expert_request_candidates')!);
export const stateIn = (desk: Held) =>
  consultationState(callIn(desk), lastOf(desk, 'consultation_reviews') !== undefined);
