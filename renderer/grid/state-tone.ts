import type { BadgeTone } from '../ui/badge.tsx';

/** What words say of a state, whatever the table: an ending, a doubt, work in progress. */
const tones: readonly [BadgeTone, RegExp][] = [
  ['danger', /declin|fail|reject|cancel|refus|do not|no response|not a fit|error|block/i],
  ['warning', /hold|paus|pending|wait|conflict|review|withdrawn|draft|overdue/i],
  ['success', /complet|fulfil|active|clear|releas|final|paid|deliver|done|verified|accept/i],
  ['accent', /open|live|propos|select|schedul|sourc|screen|onboard|contact|respond|order|creat/i],
];

/** The quiet colour of a state; neutral where its words say nothing. */
export const toneOf = (state: string): BadgeTone =>
  tones.find(([, words]) => words.test(state))?.[0] ?? 'neutral';
