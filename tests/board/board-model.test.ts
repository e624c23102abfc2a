import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { candidateExits, candidateFlow } from '#shared/entities/states.ts';
import { candidateStage, isExit } from '#shared/work/pipeline.ts';
import {
  lanesOf,
  planMoves,
  stepBeside,
  walked,
  type CardFacts,
} from '#renderer/features/board/board-model.ts';
import { stageSpans } from '#renderer/features/board/stage-history.ts';
import { shortlistOf } from '#renderer/features/board/shortlist.ts';
import { formatStamp } from '#shared/sync/stamp.ts';

const anyState = fc.option(
  fc.oneof(
    fc.constantFrom(...candidateFlow, ...candidateExits),
    fc.constantFrom('Phase 2', ' phase 2', 'Waiting', 'PROPOSED'),
  ),
);
const anyCards: fc.Arbitrary<CardFacts[]> = fc
  .uniqueArray(fc.integer({ min: 1, max: 500 }), { maxLength: 60 })
  .chain((ids) =>
    fc.tuple(
      ...ids.map((id) =>
        fc.record({
          id: fc.constant(id),
          state: anyState,
          score: fc.oneof(fc.integer({ min: 0, max: 999 }), fc.constant(NaN)),
          created: fc.constantFrom('', '2026-01-01', '2026-02-01', '2026-03-01'),
        }),
      ),
    ),
  );

describe('lanes', () => {
  test('BOARD1 every card is in exactly one lane, that of its state', () => {
    fc.assert(
      fc.property(anyCards, fc.constantFrom('score', 'newest', 'oldest'), (cards, order) => {
        const lanes = lanesOf(cards, order);
        expect(lanes.flatMap(({ ids }) => ids).toSorted((a, b) => a - b)).toEqual(
          cards.map(({ id }) => id).toSorted((a, b) => a - b),
        );
        for (const { id, state } of cards) {
          const lane = lanes.find(({ ids }) => ids.includes(id))!;
          expect(lane.state.toLowerCase()).toBe(candidateStage(state).state.toLowerCase());
        }
        expect(new Set(lanes.map(({ key }) => key)).size).toBe(lanes.length);
      }),
    );
  });

  test('BOARD1 steps stand in their order, own states behind them, exits last, the known ones always', () => {
    const none = lanesOf([], 'score').map(({ state }) => state);
    expect(none).toEqual([...candidateFlow, ...candidateExits]);
    const own = lanesOf([{ id: 1, state: 'Phase 2', score: 1, created: '' }], 'score');
    expect(own.map(({ kind }) => kind)).toEqual([
      ...candidateFlow.map(() => 'step'),
      'other',
      ...candidateExits.map(() => 'exit'),
    ]);
  });

  test('BOARD2 cards stand by score, or by age, and by number where they are equal', () => {
    const card = (id: number, score: number, created: string): CardFacts => ({
      ...{ id, score, created },
      state: null,
    });
    const cards = [
      card(4, NaN, '2026-01-01'),
      card(3, 10, '2026-02-01'),
      card(2, 99, '2026-01-01'),
    ];
    const first = (order: 'score' | 'newest' | 'oldest') => lanesOf(cards, order)[0]!.ids;
    expect(first('score')).toEqual([2, 3, 4]);
    expect(first('newest')).toEqual([3, 4, 2]);
    expect(first('oldest')).toEqual([2, 4, 3]);
  });
});

describe('moves', () => {
  const moved = fc.record({
    id: fc.integer({ min: 1, max: 99 }),
    state: anyState,
    hasReason: fc.boolean(),
  });

  test('BOARD3 a move writes the state where it differs; a reason only into exits', () => {
    const target = fc.constantFrom(...candidateFlow, ...candidateExits, 'Phase 2');
    fc.assert(
      fc.property(fc.array(moved), target, (cards, state) => {
        const operations = planMoves(cards, state, isExit(state) ? 'why' : null);
        for (const { values } of operations.map((one) => ({ values: one.values }))) {
          expect(values['match_state']).toBe(state);
          if (isExit(state)) expect(values['exit_reason']).toBe('why');
          else expect(values['exit_reason'] ?? null).toBeNull();
        }
        const left = cards.length - operations.length;
        const there = cards.filter(
          (card) =>
            card.state !== null && card.state.trim().toLowerCase() === state.trim().toLowerCase(),
        );
        expect(left).toBe(there.length);
      }),
    );
  });

  test('BOARD3 a card that comes back from an exit loses its reason', () => {
    const [back] = planMoves([{ id: 1, state: 'withdrawn', hasReason: true }], 'screening', null);
    expect(back!.values).toEqual({ match_state: 'screening', exit_reason: null });
  });

  test('BOARD5 the neighbouring step ends at both ends of the flow', () => {
    expect(stepBeside('identified', -1)).toBeNull();
    expect(stepBeside(null, 1)).toBe('contacted');
    expect(stepBeside('completed', 1)).toBeNull();
    expect(stepBeside('withdrawn', 1)).toBeNull();
  });

  test('BOARD5 arrows never leave the board', () => {
    const keys = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'PageDown', 'Home', 'End'];
    fc.assert(
      fc.property(anyCards, fc.array(fc.constantFrom(...keys)), (cards, pressed) => {
        const lanes = lanesOf(cards, 'score');
        let spot = { lane: 0, index: 0 };
        for (const key of pressed) {
          spot = walked(spot, key, lanes, 5)!;
          expect(lanes[spot.lane]).toBeDefined();
          const { length } = lanes[spot.lane]!.ids;
          expect(spot.index).toBeGreaterThanOrEqual(0);
          expect(spot.index).toBeLessThan(Math.max(1, length));
        }
        expect(walked(spot, 'x', lanes, 5)).toBeNull();
      }),
    );
  });
});

test('BOARD6 states follow from the journal, each from when it began on the desk that changed it', () => {
  const table = 'expert_request_candidates' as const;
  const at = (day: number) => Date.parse(`2026-03-0${day}T10:00:00.000Z`);
  const stampOf = (day: number) => formatStamp({ time: at(day), counter: 0, desk: 77 });
  // The journal took all of it in on the ninth, as after a merge.
  const item = (seq: number, change: object) =>
    ({ seq, at: '2026-03-09T10:00:00.000Z', stamp: stampOf(9), action: 'edit', change }) as never;
  const update = (day: number, values: object) =>
    item(day, { kind: 'update', table, id: 1, stamp: stampOf(day), values, before: {} });
  const created = { id: 1, values: {}, clock: stampOf(1) };
  const taken = {
    id: 1,
    values: { match_state: 'cleared' },
    clock: stampOf(1),
    clocks: { match_state: stampOf(5), match_note: stampOf(6) },
  };
  const items = [
    item(6, { kind: 'merge', table, row: taken, before: { match_state: 'screening' } }),
    update(4, { match_state: 'screening' }),
    update(3, { match_note: 'x' }),
    update(2, { match_state: 'contacted' }),
    item(1, { kind: 'create', table, row: created }),
  ];
  expect(stageSpans(items)).toEqual([
    { state: 'cleared', from: at(5), until: null },
    { state: 'screening', from: at(4), until: at(5) },
    { state: 'contacted', from: at(2), until: at(4) },
    { state: 'identified', from: at(1), until: at(2) },
  ]);
  expect(stageSpans([])).toEqual([]);
});

test('BOARD8 the shortlist holds what the client may read, and nothing else', () => {
  const clock = 'x';
  const secret = 'INTERNAL';
  const row = (id: number, values: Record<string, string>) => ({
    row: { id, values: { match_note: secret, email: secret, ...values }, clock },
    profile: {
      id,
      clock,
      values: { first_name: 'Ana', last_name: 'Silva', skype: secret, title: 'CFO', city: 'Porto' },
    },
  });
  const candidates = [
    row(1, { match_state: 'proposed', client_note: 'Knows rail.', match_score: '50.0' }),
    row(2, { match_state: 'Selected', match_score: '90.0', credit_rate: '100.00' }),
    row(3, { match_state: 'screening' }),
    row(4, { match_state: 'withdrawn' }),
  ];
  const choice = { isAnonymous: false, withRates: true, out: new Set<number>() };
  const listed = shortlistOf(candidates, choice);
  expect(listed.map(({ id }) => id)).toEqual([2, 1]);
  expect(listed[0]).toMatchObject({
    name: 'Ana Silva',
    title: 'CFO',
    rate: '100.00 credits an hour',
  });
  expect(JSON.stringify(listed)).not.toContain(secret);
  const anonymous = shortlistOf(candidates, { ...choice, isAnonymous: true, withRates: false });
  expect(JSON.stringify(anonymous)).not.toMatch(/Ana|Silva|100\.00/);
  expect(shortlistOf(candidates, { ...choice, out: new Set([2]) }).map(({ id }) => id)).toEqual([
    1,
  ]);
});
