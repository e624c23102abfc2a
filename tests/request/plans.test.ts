import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  planReview,
  planReceipt,
  planTranscript,
  planTranscriptState,
} from '#renderer/features/request/plans/after-plan.ts';
import { planBooking, planReschedule } from '#renderer/features/request/plans/booking-plan.ts';
import {
  nextStep,
  planForward,
  planNextStep,
} from '#renderer/features/request/plans/candidate-plan.ts';
import {
  computedCompletion,
  planCompletion,
  planStart,
  reckoning,
} from '#renderer/features/request/plans/completion-plan.ts';
import {
  penaltyNow,
  planCancel,
  planIncomplete,
} from '#renderer/features/request/plans/ending-plan.ts';
import { planProposal, type Party } from '#renderer/features/request/plans/proposal-plan.ts';
import {
  planRequestState,
  planScopingHeld,
} from '#renderer/features/request/plans/request-plan.ts';
import {
  factsOf,
  type Call,
  type Candidate,
  type Conference,
} from '#renderer/features/request/records.ts';
import { candidateExits, candidateFlow } from '#shared/entities/states.ts';
import { billedMinutes, costOf } from '#shared/work/billing.ts';
import { consultationState, instantOf, openTimes } from '#shared/work/consultation-state.ts';
import { candidateStage } from '#shared/work/pipeline.ts';
import { held, lastOf, played, type Held } from './play.ts';

const start = Date.UTC(2026, 2, 29, 0, 30);
const minute = 60_000;
const instant = fc
  .integer({ min: -200_000, max: 200_000 })
  .map((minutes) => instantOf(start + minutes * minute));
const cents = fc.integer({ min: 0, max: 99_999_99 });
const money = cents.map((value) => (value / 100).toFixed(2));
const flow = fc.constantFrom(...candidateFlow);
const state = fc.option(fc.constantFrom(...candidateFlow, ...candidateExits, 'our own'), {
  nil: null,
});

const request = {
  id: 7,
  title: 'Lithium',
  person: 3,
  billing_account: 'ACME-1',
  disclosure: 'anonymous',
};

const partyOf = (candidate: Partial<Candidate>, call: Call | null, user: boolean): Party => ({
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

const deskOf = (candidate: object, call?: Call, conference?: Conference): Held =>
  held(
    ['expert_requests', 7, request],
    ['expert_request_candidates', 9, candidate],
    ...(call === undefined ? [] : ([['consultations', call.id, call]] as const)),
    ...(conference === undefined ? [] : ([['conferences', conference.id, conference]] as const)),
  );

const callIn = (desk: Held): Call => factsOf<Call>(lastOf(desk, 'consultations')!);
const candidateIn = (desk: Held): Candidate =>
  factsOf<Candidate>(lastOf(desk, 'expert_request_candidates')!);
const stateIn = (desk: Held) =>
  consultationState(callIn(desk), lastOf(desk, 'consultation_reviews') !== undefined);

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

describe('calls that fall through', () => {
  const call: Call = {
    id: 20,
    starts_at: instantOf(start),
    conference: 30,
    expert: 4,
    requester: 3,
    credit_rate: '100.00',
  };
  const bridge: Conference = { id: 30, state: 'created' };
  const candidate = { id: 9, match_state: 'scheduled' };
  const parts = { candidate, conference: bridge };
  const desk = deskOf(candidate, call, bridge);

  test.each([
    ['client', 3],
    ['expert', 4],
    ['us', undefined],
  ] as const)(
    'REQ10 cancelled by %s: by whom, why, the bridge given up, the candidate back',
    (by, who) => {
      const after = played(
        desk,
        planCancel(call, parts, {
          by,
          reason: 'Ill',
          now: instantOf(start),
          penalty: '12.50',
          candidateTo: 'selected',
        }),
      );
      expect(stateIn(after)).toBe('cancelled');
      expect(callIn(after)).toMatchObject({ cancel_reason: 'Ill', credit_penalty_amount: '12.50' });
      expect(callIn(after).canceled_by).toBe(who);
      expect(callIn(after)).not.toHaveProperty('conference');
      expect(lastOf(after, 'conferences')?.values['deleted']).toBe(true);
      expect(candidateIn(after).match_state).toBe('selected');
    },
  );

  test('REQ10 a candidate who is withdrawn is so for the same reason; a bridge that was live stays', () => {
    const live = { ...bridge, state: 'live' };
    const plan = planCancel(
      call,
      { candidate, conference: live },
      {
        by: 'expert',
        reason: 'Ill',
        now: instantOf(start),
        penalty: null,
        candidateTo: 'withdrawn',
      },
    );
    const after = played(deskOf(candidate, call, live), plan);
    expect(candidateIn(after)).toMatchObject({ match_state: 'withdrawn', exit_reason: 'Ill' });
    expect(callIn(after).conference).toBe(30);
  });

  test('REQ10 the penalty is that of WORK9 at the moment of cancelling', () => {
    const at = (hours: number, by: 'client' | 'expert' = 'client') =>
      penaltyNow(
        call,
        { expected_duration: 62 },
        { by, now: instantOf(start - hours * 60 * minute) },
      );
    expect([at(25), at(24), at(1), at(0), at(-1), at(1, 'expert')]).toEqual([
      '0.00',
      '54.17',
      '54.17',
      '108.33',
      '108.33',
      '0.00',
    ]);
  });

  test.each([
    [true, '', 'No-show', 'no-show'],
    [true, 'the expert', 'No-show: the expert', 'no-show'],
    [true, 'no show of both', 'no show of both', 'no-show'],
    [false, ' Line broke ', 'Line broke', 'incomplete'],
  ] as const)('REQ11 not held (%s, “%s”) is kept as “%s”', (isNoShow, reason, said, expected) => {
    const after = played(
      desk,
      planIncomplete(call, parts, { isNoShow, reason, now: instantOf(start), candidateTo: 'stay' }),
    );
    expect(callIn(after).incomplete_reason).toBe(said);
    expect(stateIn(after)).toBe(expected);
    expect(candidateIn(after).match_state).toBe('scheduled');
    expect(lastOf(after, 'conferences')?.values['state']).toBe('finalized');
  });
});

describe('holding, completing and what follows', () => {
  const call: Call = {
    id: 20,
    starts_at: instantOf(start),
    conference: 30,
    requester: 3,
    recording_duration: 60,
  };
  const bridge: Conference = { id: 30, state: 'created' };
  const candidate = { id: 9, match_state: 'scheduled' };

  test('REQ12 a call that begins is in progress, and its bridge live', () => {
    const after = played(
      deskOf(candidate, call, bridge),
      planStart(call, bridge, instantOf(start)),
    );
    expect(stateIn(after)).toBe('in progress');
    expect(lastOf(after, 'conferences')?.values['state']).toBe('live');
  });

  test('REQ13 a completion stores minutes and amounts exactly, finalizes the bridge, completes the candidate', () => {
    const length = fc.integer({ min: 0, max: 300 * minute });
    fc.assert(
      fc.property(length, fc.option(money), fc.option(money), (ms, creditRate, hourlyRate) => {
        const times = { startedAt: instantOf(start), endedAt: instantOf(start + ms) };
        const computed = computedCompletion(times, { creditRate, hourlyRate });
        const after = played(
          deskOf(candidate, call, bridge),
          planCompletion(call, { candidate, conference: bridge }, computed),
        );
        const minutes = Math.ceil(ms / minute);
        expect(stateIn(after)).toBe('completed');
        expect(callIn(after)).toMatchObject({ billing_duration: minutes });
        expect(callIn(after).credit_amount ?? null).toBe(costOf(creditRate, minutes));
        expect(callIn(after).expert_cost ?? null).toBe(costOf(hourlyRate, minutes));
        expect(lastOf(after, 'conferences')?.values).toMatchObject({
          state: 'finalized',
          duration: billedMinutes(times.startedAt, times.endedAt),
          finalized_at: times.endedAt,
        });
        expect(candidateIn(after).match_state).toBe('completed');
      }),
    );
  });

  test('REQ13 the reckoning says how an amount came about', () => {
    expect(reckoning('300.00', 62)).toBe('62 min: 13 × 5 min of 300.00/h = 325.00');
    expect(reckoning('100.00', 12)).toBe('12 min: a quarter of 100.00/h = 25.00');
    expect(reckoning('100.00', 0)).toBe('0 min cost nothing');
    expect(reckoning(null, 62)).toBeNull();
  });

  test('REQ14–REQ16 review, transcript and receipt lead to “reviewed” and “billed”, and are linked', () => {
    const held20 = deskOf(candidate, { ...call, ended_at: instantOf(start) });
    const reviewed = played(held20, planReview(callIn(held20), { rating: 5, feedback: 'Good' }));
    expect(stateIn(reviewed)).toBe('reviewed');
    expect(lastOf(reviewed, 'consultation_reviews')?.values).toMatchObject({ consultation_id: 20 });
    const ordered = played(reviewed, planTranscript(callIn(reviewed), 'Call with Ana'));
    const transcript = lastOf(ordered, 'transcription_orders');
    expect(callIn(ordered).transcription_order).toBe(transcript?.id);
    expect(transcript?.values).toMatchObject({ state: 'ordered', requester: 3, length: 60 });
    const received = played(ordered, planTranscriptState({ id: transcript!.id }, 'received'));
    expect(lastOf(received, 'transcription_orders')?.values['state']).toBe('received');
    const billed = played(
      received,
      planReceipt(callIn(received), instantOf(start), { kind: 'new' }),
    );
    expect(stateIn(billed)).toBe('billed');
    expect(callIn(billed).transaction_group).toBe(lastOf(billed, 'transaction_groups')?.id);
    const grouped = planReceipt(callIn(received), instantOf(start), { kind: 'known', id: 77 });
    expect(grouped).toHaveLength(1);
    expect(callIn(played(received, grouped)).transaction_group).toBe(77);
    const alone = planReceipt(callIn(received), instantOf(start), { kind: 'none' });
    expect(callIn(played(received, alone))).not.toHaveProperty('transaction_group');
  });
});
