import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planBooking, planReschedule } from '#renderer/features/request/plans/booking-plan.ts';
import {
  nextStep,
  planForward,
  planNextStep,
} from '#renderer/features/request/plans/candidate-plan.ts';
import { planProposal } from '#renderer/features/request/plans/proposal-plan.ts';
import {
  planRequestState,
  planScopingHeld,
} from '#renderer/features/request/plans/request-plan.ts';
import { candidateFlow } from '#shared/entities/states.ts';
import { instantOf, openTimes } from '#shared/work/consultation-state.ts';
import { candidateStage } from '#shared/work/pipeline.ts';
import { lastOf, played } from './play.ts';
import {
  start,
  minute,
  instant,
  money,
  flow,
  state,
  request,
  partyOf,
  deskOf,
  callIn,
  candidateIn,
  stateIn,
} from './plan-desks.ts';

describe('the request', () => {
  test('REQ2 the scoping call is held now', () => {
    const [operation] = planScopingHeld(request, instantOf(start));
    expect(operation?.values).toEqual({ time_done_scoping_call: instantOf(start) });
  });

  test('REQ3 closing keeps its reason, and any other move empties it', () => {
    const closed = played(deskOf({}), planRequestState(request, 'closed', 'Budget cut'));
    expect(lastOf(closed, 'expert_requests')?.values).toMatchObject({
      state: 'closed',
      close_reason: 'Budget cut',
    });
    const open = played(closed, planRequestState(request, 'open'));
    expect(lastOf(open, 'expert_requests')?.values).not.toHaveProperty('close_reason');
  });
});

describe('candidates', () => {
  test('REQ5 a move forward never goes back, nor out of an exit or a state of the workspace’s own', () => {
    fc.assert(
      fc.property(state, flow, (from, to) => {
        const candidate = { id: 9, match_state: from };
        const after = candidateIn(played(deskOf(candidate), planForward(candidate, to)));
        const [was, is] = [candidateStage(from), candidateStage(after.match_state ?? null)];
        if (was.kind !== 'step') expect(is).toEqual(was);
        else expect(is).toMatchObject({ at: Math.max(was.at, candidateFlow.indexOf(to)) });
      }),
    );
  });

  test('REQ5 the next step is one on, and there is none at the end or outside', () => {
    const next = (match_state: string | null) => nextStep({ id: 9, match_state });
    expect(['cleared', null, 'completed', 'withdrawn', 'our own'].map(next)).toEqual([
      'proposed',
      'contacted',
      null,
      null,
      null,
    ]);
    expect(planNextStep({ id: 9, match_state: 'completed' })).toEqual([]);
  });
});

describe('proposing and booking', () => {
  test('REQ6 proposed times are there and open; the parties are named; a missing user is created and linked', () => {
    fc.assert(
      fc.property(
        state,
        fc.array(instant, { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        (from, times, user) => {
          const desk = played(
            deskOf({ match_state: from }),
            planProposal(partyOf({ match_state: from }, null, user), times),
          );
          const call = callIn(desk);
          expect(stateIn(desk)).toBe('times proposed');
          expect(openTimes(call)).toEqual([...new Set(times)].toSorted());
          expect(call).toMatchObject({
            request: 7,
            requester: 3,
            expert_name: 'Ana Lima',
            requester_name: 'Cora Client',
            billing_account: 'ACME-1',
          });
          expect(call.expert).toBe(user ? 4 : lastOf(desk, 'users')?.id);
          if (!user) expect(lastOf(desk, 'users')?.values).toMatchObject({ profile_id: 5 });
        },
      ),
    );
  });

  test('REQ6 a time that is proposed again is no longer rejected, and nobody is created against one’s will', () => {
    const [one, two] = [instantOf(start), instantOf(start + minute)];
    const call = {
      id: 20,
      proposed_times: [one, two],
      rejected_times: [one, two],
      expert_name: 'A. Lima',
    };
    const party = { ...partyOf({}, call, false), makesUser: false };
    const desk = played(deskOf({}, call), planProposal(party, [one]));
    expect(openTimes(callIn(desk))).toEqual([one]);
    expect(lastOf(desk, 'users')).toBeUndefined();
    expect(callIn(desk)).toMatchObject({ expert_name: 'A. Lima' });
  });

  test('REQ7 a booking confirms the call, bridges it, fills it, and schedules the candidate, in one plan', () => {
    fc.assert(
      fc.property(
        state,
        instant,
        fc.integer({ min: 1, max: 240 }),
        fc.option(money),
        fc.boolean(),
        (from, startsAt, minutes, creditRate, user) => {
          const candidate = { match_state: from, exit_reason: 'once' };
          const party = { ...partyOf(candidate, null, user), conference: null };
          const desk = played(
            deskOf(candidate),
            planBooking(party, { startsAt, minutes, creditRate }),
          );
          const bridge = lastOf(desk, 'conferences');
          expect(stateIn(desk)).toBe('confirmed');
          expect(callIn(desk)).toMatchObject({
            starts_at: startsAt,
            expected_duration: minutes,
            initial_expected_duration: minutes,
            conference: bridge?.id,
          });
          expect(callIn(desk).credit_rate ?? null).toBe(creditRate);
          expect(bridge?.values).toMatchObject({
            name: 'Ana Lima · Lithium',
            state: 'created',
            starts_at: startsAt,
            expected_duration: minutes,
          });
          const after = candidateIn(desk);
          expect(after.match_state).toBe(from === 'completed' ? 'completed' : 'scheduled');
          if (from !== 'completed') expect(after).toMatchObject({ hourly_rate: '250.00' });
          if (from !== 'completed') expect(after).not.toHaveProperty('exit_reason');
        },
      ),
    );
  });

  test('REQ7 the rate agreed for the request goes before that of the profile', () => {
    const party = { ...partyOf({ hourly_rate: '300.00' }, null, true), conference: null };
    const plan = planBooking(party, { startsAt: instantOf(start), minutes: 60, creditRate: null });
    expect(candidateIn(played(deskOf({}), plan)).hourly_rate).toBe('300.00');
  });

  test('REQ9 every reschedule counts, rejects the old time, and takes the conference along', () => {
    fc.assert(
      fc.property(fc.array(instant, { minLength: 2, maxLength: 6 }), (times) => {
        const [first, ...moves] = [...new Set(times)];
        const call = { id: 20, starts_at: first!, conference: 30 };
        let desk = deskOf({}, call, { id: 30, state: 'created', starts_at: first! });
        for (const startsAt of moves)
          desk = played(desk, planReschedule(callIn(desk), { id: 30 }, { startsAt, minutes: 45 }));
        const after = callIn(desk);
        expect(after.reschedule_count ?? 0).toBe(moves.length);
        expect(after.rejected_times ?? []).not.toContain(after.starts_at);
        expect([...(after.rejected_times ?? []), after.starts_at].toSorted()).toEqual(
          [first!, ...moves].toSorted(),
        );
        expect(lastOf(desk, 'conferences')?.values['starts_at']).toBe(after.starts_at);
        expect(stateIn(desk)).toBe('confirmed');
      }),
    );
  });
});
