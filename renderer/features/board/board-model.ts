import { candidateExits, candidateFlow } from '#shared/entities/states.ts';
import { candidateStage, isExit, type Stage } from '#shared/work/pipeline.ts';
import type { Operation } from '../../db/desk.ts';

/** What places a candidate on the board. */
export interface CardFacts {
  id: number;
  state: string | null;
  /** Tenths; NaN for none. */
  score: number;
  /** When it came into being, as it is stored; '' for never. */
  created: string;
}

/** A column of the board. */
export interface Lane {
  /** Unique among lanes: the state, folded. */
  key: string;
  /** What a card that is moved here gets. */
  state: string;
  kind: Stage['kind'];
  /** Candidates, in their order. */
  ids: readonly number[];
}

export const cardOrders = ['score', 'newest', 'oldest'] as const;
export type CardOrder = (typeof cardOrders)[number];

const byScore = (a: CardFacts, b: CardFacts): number => {
  const [left, right] = [a.score, b.score].map((score) =>
    Number.isNaN(score) ? -Infinity : score,
  );
  return left === right ? a.id - b.id : right! - left!;
};

const byTime = (a: CardFacts, b: CardFacts): number =>
  a.created === b.created ? a.id - b.id : a.created < b.created ? -1 : 1;

const comparators: Readonly<Record<CardOrder, (a: CardFacts, b: CardFacts) => number>> = {
  score: byScore,
  newest: (a, b) => byTime(b, a),
  oldest: byTime,
};

const keyOf = (state: string): string => state.trim().toLowerCase();

/** The lanes of a board, each candidate in exactly one (BOARD1, BOARD2). */
export const lanesOf = (cards: readonly CardFacts[], order: CardOrder): Lane[] => {
  const found = new Map<string, CardFacts[]>();
  const own = new Map<string, string>();
  for (const card of cards) {
    const stage = candidateStage(card.state);
    const key = keyOf(stage.state);
    if (stage.kind === 'other' && !own.has(key)) own.set(key, stage.state);
    const cardsHere = found.get(key);
    if (cardsHere === undefined) found.set(key, [card]);
    else cardsHere.push(card);
  }
  const lane = (kind: Lane['kind'], state: string): Lane => {
    const key = keyOf(state);
    const sorted = (found.get(key) ?? []).sort(comparators[order]);
    return { key, state, kind, ids: sorted.map(({ id }) => id) };
  };
  return [
    ...candidateFlow.map((state) => lane('step', state)),
    ...[...own.values()].sort().map((state) => lane('other', state)),
    ...candidateExits.map((state) => lane('exit', state)),
  ];
};

/** What is known of a card that is to be moved. */
export interface Moved {
  id: number;
  state: string | null;
  /** Whether it holds a reason for an exit. */
  hasReason: boolean;
}

/** What moving cards into a state comes to (BOARD3); those that stand there already are left alone. */
export const planMoves = (
  cards: readonly Moved[],
  state: string,
  reason: string | null,
): Operation[] =>
  cards
    .filter(
      (card) => keyOf(candidateStage(card.state).state) !== keyOf(state) || card.state === null,
    )
    .map(({ id, hasReason }) => ({
      op: 'update',
      table: 'expert_request_candidates',
      id,
      values: {
        match_state: state,
        ...(isExit(state) ? { exit_reason: reason } : hasReason ? { exit_reason: null } : {}),
      },
    }));

/** The step of the flow beside a state; null at the ends, and from outside the flow but for its first step. */
export const stepBeside = (state: string | null, by: 1 | -1): string | null => {
  const stage = candidateStage(state);
  if (stage.kind !== 'step') return by < 0 ? candidateFlow[0] : null;
  return candidateFlow[stage.at + by] ?? null;
};

export interface Spot {
  lane: number;
  index: number;
}

/** Where a key leads from a card: down its lane, or across to the same height. */
export const walked = (
  { lane, index }: Spot,
  key: string,
  lanes: readonly Lane[],
  page: number,
): Spot | null => {
  const last = (at: number) => Math.max(0, (lanes[at]?.ids.length ?? 0) - 1);
  const down = (by: number): Spot => ({
    lane,
    index: Math.max(0, Math.min(last(lane), index + by)),
  });
  const across = (by: number): Spot => {
    const to = Math.max(0, Math.min(lanes.length - 1, lane + by));
    return { lane: to, index: Math.min(last(to), index) };
  };
  switch (key) {
    case 'ArrowDown':
      return down(1);
    case 'ArrowUp':
      return down(-1);
    case 'PageDown':
      return down(page);
    case 'PageUp':
      return down(-page);
    case 'Home':
      return down(-Infinity);
    case 'End':
      return down(Infinity);
    case 'ArrowRight':
      return across(1);
    case 'ArrowLeft':
      return across(-1);
    default:
      return null;
  }
};

/** A state as people read it: “No response”. */
export const stateWords = (state: string): string => state.charAt(0).toUpperCase() + state.slice(1);
