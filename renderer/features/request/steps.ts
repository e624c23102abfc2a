import { instantOf } from '#shared/work/consultation-state.ts';
import type { Operation } from '../../db/desk.ts';
import type { CallDeed } from './call-deeds.ts';
import { nextTranscriptStep, planTranscript, planTranscriptState } from './plans/after-plan.ts';
import { planStart } from './plans/completion-plan.ts';
import type { CallFile } from './records.ts';

/** A deed that asks nothing: what it writes, what it is called, and what is told of it. */
export interface Step {
  operations: readonly Operation[];
  action: string;
  told: string;
}

/** What a deed writes where it needs no words; null where a dialog asks first. `now` as in Date.now(). */
export const stepOf = (deed: CallDeed, of: CallFile, now: number): Step | null => {
  const { call, name, transcript } = of;
  if (deed === 'start')
    return {
      operations: planStart(call, of.conference, instantOf(now)),
      action: `start the call with ${name}`,
      told: `The call with ${name} is in progress.`,
    };
  if (deed === 'order transcript')
    return {
      operations: planTranscript(call, `Call with ${name}`),
      action: `order the transcript of the call with ${name}`,
      told: 'The transcript is noted as ordered.',
    };
  const next = transcript === null ? null : nextTranscriptStep(transcript);
  if (deed !== 'move transcript' || transcript === null || next === null) return null;
  return {
    operations: planTranscriptState(transcript, next),
    action: `mark the transcript of the call with ${name} as ${next}`,
    told: `The transcript is noted as ${next}.`,
  };
};

const words: Readonly<Record<Exclude<CallDeed, 'move transcript'>, string>> = {
  propose: 'Propose times…',
  book: 'Book…',
  start: 'Start the call',
  complete: 'Complete…',
  reschedule: 'Reschedule…',
  incomplete: 'No-show or not completed…',
  cancel: 'Cancel the call…',
  review: 'Add the review…',
  receipt: 'Send the receipt…',
  'order transcript': 'Order the transcript',
  again: 'Propose new times…',
};

/** What the button of a deed says. */
export const deedLabel = (deed: CallDeed, { transcript }: CallFile): string => {
  if (deed !== 'move transcript') return words[deed];
  const next = transcript === null ? null : nextTranscriptStep(transcript);
  return `Transcript ${next ?? 'done'}`;
};
