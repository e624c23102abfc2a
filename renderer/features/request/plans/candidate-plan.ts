import { candidateFlow } from '#shared/entities/states.ts';
import { candidateStage } from '#shared/work/pipeline.ts';
import type { Operation } from '../../../db/desk.ts';
import type { Candidate } from '../records.ts';

type Step = (typeof candidateFlow)[number];

const moved = (
  { id }: Candidate,
  state: string,
  exitReason: string | null,
  terms: { hourly_rate?: string } = {},
): Operation => ({
  op: 'update',
  table: 'expert_request_candidates',
  id,
  values: { match_state: state, exit_reason: exitReason, ...terms },
});

/** The step after the one on which a candidate stands; null at the end and outside the flow. */
export const nextStep = (candidate: Candidate): Step | null => {
  const stage = candidateStage(candidate.match_state ?? null);
  return stage.kind === 'step' ? (candidateFlow[stage.at + 1] ?? null) : null;
};

/** Moves a candidate to a step if they stand on an earlier one (REQ5): never back, never out of an exit. */
export const planForward = (candidate: Candidate | null, to: Step): Operation[] => {
  if (candidate === null) return [];
  const stage = candidateStage(candidate.match_state ?? null);
  if (stage.kind !== 'step' || stage.at >= candidateFlow.indexOf(to)) return [];
  return [moved(candidate, to, null)];
};

/**
 * Moves a candidate to a step from wherever they stand before it, exits and states of the workspace's own
 * included (REQ5); an exit's reason goes (WORK2). `terms` are noted on the way.
 */
export const planArrival = (
  candidate: Candidate | null,
  to: Step,
  terms: { hourly_rate?: string } = {},
): Operation[] => {
  if (candidate === null) return [];
  const stage = candidateStage(candidate.match_state ?? null);
  if (stage.kind === 'step' && stage.at > candidateFlow.indexOf(to)) return [];
  return [moved(candidate, to, null, terms)];
};

/** Takes a candidate back to “selected” after a call that fell through, or out of the flow for a reason. */
export const planReturn = (
  candidate: Candidate | null,
  to: 'selected' | 'withdrawn' | 'stay',
  reason: string,
): Operation[] => {
  if (candidate === null || to === 'stay') return [];
  return [moved(candidate, to, to === 'withdrawn' ? reason : null)];
};

/** Moves a candidate one step on. */
export const planNextStep = (candidate: Candidate): Operation[] => {
  const next = nextStep(candidate);
  return next === null ? [] : planForward(candidate, next);
};
