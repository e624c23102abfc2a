import type { Operation } from '../../../db/desk.ts';
import type { Call, Review, Transcript } from '../records.ts';
import { callOperation } from './proposal-plan.ts';

/** What a client says of a call; ratings from 1 to 5. */
export type ReviewWords = Omit<Review, 'id' | 'consultation_id' | 'deleted'>;

/** Keeps the client’s review of a call (REQ14). */
export const planReview = (call: Call, words: ReviewWords): Operation[] => [
  {
    op: 'create',
    table: 'consultation_reviews',
    values: { consultation_id: call.id, ...words },
  },
];

const newRecord = -1;

/** Orders the transcript of a call (REQ15). */
export const planTranscript = (call: Call, reference: string): Operation[] => [
  {
    op: 'create',
    table: 'transcription_orders',
    id: newRecord,
    values: {
      client_ref: reference,
      state: 'ordered',
      requester: call.requester ?? null,
      audio_url: call.recording_url ?? null,
      length: call.recording_duration ?? null,
    },
  },
  callOperation(call, { transcription_order: newRecord }),
];

const transcriptSteps = ['ordered', 'received', 'released'] as const;
export type TranscriptStep = (typeof transcriptSteps)[number];

/** What becomes of a transcript next; null once it is released, has failed, or nobody here knows. */
export const nextTranscriptStep = (transcript: Transcript): TranscriptStep | null => {
  const state = transcript.state?.trim().toLowerCase() ?? '';
  if (state === '') return 'ordered';
  const at = transcriptSteps.findIndex((step) => step === state);
  return at < 0 ? null : (transcriptSteps[at + 1] ?? null);
};

/** Moves a transcript on (REQ15). */
export const planTranscriptState = ({ id }: Transcript, state: string): Operation[] => [
  { op: 'update', table: 'transcription_orders', id, values: { state } },
];

/** Into which transaction group a receipt goes. */
export type Grouping = { kind: 'none' } | { kind: 'new' } | { kind: 'known'; id: number };

/** Notes that the receipt was sent, and groups the money where asked (REQ16). */
export const planReceipt = (call: Call, now: string, group: Grouping): Operation[] => {
  const values = { receipt_sent_at: now };
  if (group.kind === 'none') return [callOperation(call, values)];
  if (group.kind === 'known')
    return [callOperation(call, { ...values, transaction_group: group.id })];
  return [
    { op: 'create', table: 'transaction_groups', id: newRecord, values: {} },
    callOperation(call, { ...values, transaction_group: newRecord }),
  ];
};
