import { candidateStage } from '#shared/work/pipeline.ts';
import { candidateFlow, requestExits, requestFlow } from '#shared/entities/states.ts';
import { deedsOf, inOrder, isOpen, stateOf, type CallDeed } from './call-deeds.ts';
import type { RequestState } from './plans/request-plan.ts';
import type { CallFile, CandidateFile, RequestFile } from './records.ts';

/** The one thing to do next about a request (REQ3). */
export type RequestStep =
  | { kind: 'scoping' }
  | { kind: 'state'; to: RequestState }
  | { kind: 'board' }
  | { kind: 'propose'; file: CandidateFile }
  | { kind: 'call'; file: CallFile; deed: CallDeed };

const known: readonly string[] = [...requestFlow, ...requestExits];

/** The state of a request as this page understands it; one of the workspace’s own stays as it is. */
export const requestState = (state: string | null | undefined): string => {
  const plain = (state ?? '').trim().toLowerCase();
  if (plain === '') return requestFlow[0];
  return known.includes(plain) ? plain : (state ?? '').trim();
};

/** Where a request goes on from a pause or a closing: to what its candidates and calls tell of it. */
const resumedState = ({ candidates, calls }: RequestFile): RequestState => {
  if (calls.length > 0) return 'delivering';
  return candidates.length > 0 ? 'sourcing' : 'open';
};

const at = (file: CandidateFile): number => {
  const stage = candidateStage(file.candidate.match_state ?? null);
  return stage.kind === 'step' ? stage.at : -1;
};

/** Candidates in the flow, the furthest along first, equals by score. */
export const furthest = (candidates: readonly CandidateFile[]): CandidateFile[] =>
  candidates
    .filter((file) => at(file) >= 0)
    .toSorted(
      (a, b) =>
        at(b) - at(a) ||
        Number(b.candidate.match_score ?? 0) - Number(a.candidate.match_score ?? 0) ||
        a.candidate.id - b.candidate.id,
    );

/** A candidate whom the client has chosen and with whom no call is open. */
const waiting = ({ candidates, calls }: RequestFile): CandidateFile | undefined => {
  const busy = new Set(calls.filter(isOpen).map(({ candidate }) => candidate?.candidate.id));
  const selected = candidateFlow.indexOf('selected');
  return furthest(candidates).find((file) => at(file) === selected && !busy.has(file.candidate.id));
};

const nextCall = ({ calls, request }: RequestFile, now: number): RequestStep | null => {
  for (const file of inOrder(calls)) {
    const deed = deedsOf(file, request, now).next;
    if (deed !== null && deed !== 'again') return { kind: 'call', file, deed };
  }
  return null;
};

const wasHeld = (file: CallFile): boolean =>
  ['completed', 'reviewed', 'billed'].includes(stateOf(file));

const delivering = (file: RequestFile, now: number): RequestStep => {
  const chosen = waiting(file);
  if (chosen !== undefined && !file.calls.some(isOpen)) return { kind: 'propose', file: chosen };
  const call = nextCall(file, now);
  if (call !== null) return call;
  return file.calls.some(wasHeld) ? { kind: 'state', to: 'fulfilled' } : { kind: 'board' };
};

/** What to do next; null where a request is done, or in a state that nobody here knows. */
export const nextOfRequest = (file: RequestFile, now: number): RequestStep | null => {
  const { request, candidates, calls } = file;
  switch (requestState(request.state)) {
    case 'draft':
      return (request.time_done_scoping_call ?? null) === null
        ? { kind: 'scoping' }
        : { kind: 'state', to: 'open' };
    case 'open':
      return { kind: 'state', to: 'sourcing' };
    case 'sourcing': {
      const proposed = candidateFlow.indexOf('proposed');
      const isReady = calls.length > 0 || candidates.some((one) => at(one) >= proposed);
      return isReady ? { kind: 'state', to: 'delivering' } : { kind: 'board' };
    }
    case 'delivering':
      return delivering(file, now);
    case 'on hold':
    case 'closed':
      return { kind: 'state', to: resumedState(file) };
    default:
      return null;
  }
};

/** The other states that a request can move to, in their order. */
export const otherStates = (file: RequestFile, next: RequestStep | null): RequestState[] => {
  const now = requestState(file.request.state);
  const offered = next?.kind === 'state' ? next.to : null;
  return [...requestFlow, ...requestExits].filter((state) => state !== now && state !== offered);
};
