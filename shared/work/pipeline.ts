import { candidateExits, candidateFlow, requestExits } from '../entities/states.ts';

/** Where a state stands (WORK1): `at` counts steps from 0; `other` is a state of the workspace’s own. */
export type Stage =
  | { kind: 'step'; state: string; at: number }
  | { kind: 'exit'; state: string }
  | { kind: 'other'; state: string };

const plain = (state: string): string => state.trim().toLowerCase();

const stageAmong = (
  flow: readonly string[],
  exits: readonly string[],
  state: string | null,
): Stage => {
  const given = plain(state ?? '');
  if (given === '') return { kind: 'step', state: flow[0]!, at: 0 };
  const at = flow.indexOf(given);
  if (at >= 0) return { kind: 'step', state: given, at };
  return exits.includes(given)
    ? { kind: 'exit', state: given }
    : { kind: 'other', state: state!.trim() };
};

/** Where a candidate stands. */
export const candidateStage = (state: string | null): Stage =>
  stageAmong(candidateFlow, candidateExits, state);

/** Whether a move into this state asks for a reason (WORK2). */
export const isExit = (state: string | null): boolean => candidateStage(state).kind === 'exit';

/** Whether somebody works on a request of this state (WORK3). */
export const isAtWork = (state: string | null): boolean =>
  !(requestExits as readonly string[]).includes(plain(state ?? '')) &&
  plain(state ?? '') !== 'fulfilled';
