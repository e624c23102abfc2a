import { isAtWork } from '#shared/work/pipeline.ts';
import {
  consultationState,
  msOf,
  usualDuration,
  type ConsultationState,
} from '#shared/work/consultation-state.ts';
import { nextTranscriptStep } from './plans/after-plan.ts';
import type { CallFile, Request } from './records.ts';

/** What can be done about a call. */
export type CallDeed =
  | 'propose'
  | 'book'
  | 'start'
  | 'complete'
  | 'reschedule'
  | 'incomplete'
  | 'cancel'
  | 'review'
  | 'receipt'
  | 'order transcript'
  | 'move transcript'
  | 'again';

/** The one thing to do next, and what else can be done (REQ4). */
export interface Deeds {
  next: CallDeed | null;
  others: readonly CallDeed[];
}

/** The state of a call, by all that belongs to it (WORK4). */
export const stateOf = ({ call, reviews }: CallFile): ConsultationState =>
  consultationState(call, reviews.length > 0);

const minute = 60_000;

const shouldBeOver = ({ starts_at, expected_duration }: CallFile['call'], now: number): boolean =>
  msOf(starts_at) + (expected_duration ?? usualDuration) * minute <= now;

const transcriptDeeds = ({ transcript }: CallFile): CallDeed[] => {
  if (transcript === null) return ['order transcript'];
  return nextTranscriptStep(transcript) === null ? [] : ['move transcript'];
};

const firstOf = (deeds: readonly CallDeed[]): Deeds => ({
  next: deeds[0] ?? null,
  others: deeds.slice(1),
});

/** Once it was held: what is still missing comes first, what may be repeated never does. */
const afterwards = (file: CallFile): Deeds => {
  const isBilled = (file.call.receipt_sent_at ?? null) !== null;
  const missing: CallDeed[] = [
    ...(file.reviews.length === 0 ? (['review'] as const) : []),
    ...(isBilled ? [] : (['receipt'] as const)),
  ];
  const steps = transcriptDeeds(file);
  if (missing.length > 0) return firstOf([...missing, ...steps]);
  return file.transcript === null ? { next: null, others: steps } : firstOf(steps);
};

const fellThrough = (file: CallFile, request: Request): Deeds => {
  const again = isAtWork(request.state ?? null) && file.candidate !== null;
  const owes =
    msOf(file.call.receipt_sent_at) > 0 ? false : Number(file.call.credit_penalty_amount ?? 0) > 0;
  return firstOf([...(owes ? (['receipt'] as const) : []), ...(again ? (['again'] as const) : [])]);
};

/** What can be done about a call, by its state. `now`: milliseconds since 1970. */
export const deedsOf = (file: CallFile, request: Request, now: number): Deeds => {
  const state = stateOf(file);
  switch (state) {
    case 'requested':
      return { next: 'propose', others: ['book', 'cancel'] };
    case 'times proposed':
      return { next: 'book', others: ['propose', 'cancel'] };
    case 'confirmed':
      return shouldBeOver(file.call, now)
        ? { next: 'complete', others: ['start', 'reschedule', 'incomplete', 'cancel'] }
        : { next: 'start', others: ['reschedule', 'complete', 'incomplete', 'cancel'] };
    case 'in progress':
      return { next: 'complete', others: ['incomplete'] };
    case 'completed':
    case 'reviewed':
    case 'billed':
      return afterwards(file);
    default:
      return fellThrough(file, request);
  }
};

/** Calls that are under way or ahead come first, the next of them foremost; then what is done, newest first. */
const rank: Readonly<Record<ConsultationState, number>> = {
  'in progress': 0,
  confirmed: 1,
  'times proposed': 2,
  requested: 3,
  completed: 4,
  reviewed: 4,
  billed: 4,
  cancelled: 5,
  'no-show': 5,
  incomplete: 5,
};

const orOld = (ms: number): number => (Number.isNaN(ms) ? 0 : ms);

/** Puts the next call first (REQ4). */
export const inOrder = (files: readonly CallFile[]): CallFile[] =>
  files.toSorted((a, b) => {
    const [one, other] = [rank[stateOf(a)], rank[stateOf(b)]];
    if (one !== other) return one - other;
    const apart = orOld(msOf(a.call.starts_at)) - orOld(msOf(b.call.starts_at));
    return (one < 4 ? apart : -apart) || a.call.id - b.call.id;
  });

/** Whether a call still waits for something before it is over. */
export const isOpen = (file: CallFile): boolean => rank[stateOf(file)] < 4;
