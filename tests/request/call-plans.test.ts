import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  planReview,
  planReceipt,
  planTranscript,
  planTranscriptState,
} from '#renderer/features/request/plans/after-plan.ts';
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
import type { Call, Conference } from '#renderer/features/request/records.ts';
import { billedMinutes, costOf } from '#shared/work/billing.ts';
import { instantOf } from '#shared/work/consultation-state.ts';
import { lastOf, played } from './play.ts';
import { start, minute, money, deskOf, callIn, candidateIn, stateIn } from './plan-desks.ts';

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
