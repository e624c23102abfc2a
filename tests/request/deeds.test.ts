import { describe, expect, test } from 'vitest';
import { deedsOf, inOrder } from '#renderer/features/request/call-deeds.ts';
import { nextOfRequest, otherStates } from '#renderer/features/request/request-deeds.ts';
import type {
  Call,
  CallFile,
  CandidateFile,
  RequestFile,
} from '#renderer/features/request/records.ts';
import { instantOf } from '#shared/work/consultation-state.ts';

const now = Date.UTC(2026, 2, 29, 12);
const hour = 3_600_000;
const at = (hours: number) => instantOf(now + hours * hour);

const candidate = (match_state: string | null, id = 9): CandidateFile => ({
  candidate: { id, match_state },
  profile: { id: 5 },
  user: null,
  name: 'Ana',
});

const call = (values: Partial<Call>, more: Partial<CallFile> = {}): CallFile => ({
  call: { id: 20, ...values },
  candidate: candidate('scheduled'),
  expert: null,
  profile: null,
  name: 'Ana',
  conference: null,
  reviews: [],
  transcript: null,
  ...more,
});

const open = { id: 7, state: 'delivering' };
const nextOf = (of: CallFile) => deedsOf(of, open, now).next;

describe('REQ4 a call has one next thing to do', () => {
  const review = [{ id: 1 }];
  const sent = { ended_at: at(-2), receipt_sent_at: at(-1) };
  test.each([
    ['requested', call({}), 'propose'],
    ['times proposed', call({ proposed_times: [at(1)] }), 'book'],
    ['confirmed and ahead', call({ starts_at: at(1) }), 'start'],
    ['confirmed and over', call({ starts_at: at(-2), expected_duration: 60 }), 'complete'],
    ['in progress', call({ started_at: at(0) }), 'complete'],
    ['completed', call({ ended_at: at(0) }), 'review'],
    ['reviewed', call({ ended_at: at(0) }, { reviews: review }), 'receipt'],
    ['billed without review', call(sent), 'review'],
    ['billed', call(sent, { reviews: review }), null],
    [
      'with a transcript ordered',
      call(sent, { reviews: review, transcript: { id: 3, state: 'ordered' } }),
      'move transcript',
    ],
    [
      'with one released',
      call(sent, { reviews: review, transcript: { id: 3, state: 'released' } }),
      null,
    ],
    ['cancelled', call({ canceled_at: at(0) }), 'again'],
    ['cancelled for money', call({ canceled_at: at(0), credit_penalty_amount: '5.00' }), 'receipt'],
    ['cancelled, nobody to ask', call({ canceled_at: at(0) }, { candidate: null }), null],
  ] as const)('%s', (_, of, expected) => {
    expect(nextOf(of)).toBe(expected);
    const { next, others } = deedsOf(of, open, now);
    expect(new Set([next, ...others]).size).toBe(others.length + 1);
  });

  test('a request that is not at work offers no new call', () => {
    const cancelled = call({ canceled_at: at(0) });
    expect(deedsOf(cancelled, { id: 7, state: 'closed' }, now)).toEqual({ next: null, others: [] });
  });

  test('the next call comes first, then those to be agreed, then what is over, newest first', () => {
    const calls = [
      call({ id: 1, ended_at: at(-9), starts_at: at(-10) }),
      call({ id: 2, ended_at: at(-2), starts_at: at(-3) }),
      call({ id: 3 }),
      call({ id: 4, starts_at: at(5) }),
      call({ id: 5, starts_at: at(2) }),
      call({ id: 6, canceled_at: at(0), starts_at: at(1) }),
    ];
    expect(inOrder(calls).map(({ call: { id } }) => id)).toEqual([5, 4, 3, 2, 1, 6]);
  });
});

describe('REQ3 a request has one next thing to do', () => {
  const file = (request: object, rest: Partial<RequestFile> = {}): RequestFile => ({
    request: { id: 7, ...request },
    title: 'Lithium',
    client: null,
    clientName: null,
    project: null,
    candidates: [],
    calls: [],
    more: false,
    ...rest,
  });
  const next = (request: object, rest: Partial<RequestFile> = {}) => {
    const step = nextOfRequest(file(request, rest), now);
    return step?.kind === 'state'
      ? step.to
      : step?.kind === 'call'
        ? step.deed
        : (step?.kind ?? null);
  };
  const done = {
    calls: [call({ ended_at: at(-1), receipt_sent_at: at(0) }, { reviews: [{ id: 1 }] })],
  };

  test('along the flow', () => {
    expect(next({})).toBe('scoping');
    expect(next({ state: 'draft', time_done_scoping_call: at(-1) })).toBe('open');
    expect(next({ state: ' Open ' })).toBe('sourcing');
    expect(next({ state: 'sourcing' })).toBe('board');
    expect(next({ state: 'sourcing' }, { candidates: [candidate('proposed')] })).toBe('delivering');
    expect(next({ state: 'delivering' })).toBe('board');
    expect(next({ state: 'delivering' }, { candidates: [candidate('selected')] })).toBe('propose');
    expect(next({ state: 'delivering' }, { calls: [call({ starts_at: at(1) })] })).toBe('start');
    expect(next({ state: 'delivering' }, done)).toBe('fulfilled');
    expect(next({ state: 'fulfilled' })).toBeNull();
    expect(next({ state: 'our own' })).toBeNull();
  });

  test('a pause or a closing goes on where candidates and calls have got to', () => {
    expect(next({ state: 'on hold' })).toBe('open');
    expect(next({ state: 'on hold' }, { candidates: [candidate('contacted')] })).toBe('sourcing');
    expect(next({ state: 'closed' }, done)).toBe('delivering');
  });

  test('every other state is offered once', () => {
    const here = file({ state: 'on hold' });
    const states = otherStates(here, nextOfRequest(here, now));
    expect(states).toEqual(['draft', 'sourcing', 'delivering', 'fulfilled', 'closed']);
  });
});
