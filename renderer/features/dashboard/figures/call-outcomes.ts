import type { Condition, Group } from '#shared/views/filter.ts';
import { allOf, anyOf, asked, scopeConditions, type Opening, type Place } from './figure.ts';
import type { Rows } from './rows.ts';

/** How a call ended, as far as it has (FIG12). */
export const callOutcomes = ['open', 'held', 'cancelled', 'noShow', 'incomplete'] as const;
export type CallOutcome = (typeof callOutcomes)[number];

const isNoShow = (reason: string): boolean => /^no.?show/.test(reason);

/** The outcome of each call, by its place among `callOutcomes`; as WORK4 tells it. */
export const outcomesOf = (rows: Rows): Uint8Array => {
  const [cancelled, receipt, ended] = (['canceled_at', 'receipt_sent_at', 'ended_at'] as const).map(
    (field) => rows.texts(field).codes,
  ) as [Uint32Array, Uint32Array, Uint32Array];
  const { codes, texts } = rows.texts('incomplete_reason');
  const byReason = Uint8Array.from(texts, (text) => (isNoShow(text) ? 3 : 4));
  const outcomes = new Uint8Array(rows.count);
  for (let row = 0; row < outcomes.length; row += 1) {
    if (cancelled[row] !== 0) outcomes[row] = 2;
    else if (codes[row] !== 0) outcomes[row] = byReason[codes[row]!]!;
    else if (receipt[row] !== 0 || ended[row] !== 0) outcomes[row] = 1;
  }
  return outcomes;
};

/** When each call is: its start or, where none is agreed, its creation (FIG4). */
export const callMoments = (rows: Rows): Float64Array => {
  const [starts, created] = [rows.moments('starts_at'), rows.moments('created_at')];
  const { codes } = rows.texts('starts_at');
  const moments = new Float64Array(rows.count);
  for (let row = 0; row < moments.length; row += 1)
    moments[row] = codes[row] === 0 ? created[row]! : starts[row]!;
  return moments;
};

export const notCancelled = asked('canceled_at', 'empty');
export const notIncomplete = asked('incomplete_reason', 'empty');
export const isHeld = [
  notCancelled,
  notIncomplete,
  anyOf(asked('ended_at', 'filled'), asked('receipt_sent_at', 'filled')),
];

/** The ways in which no-shows are written in these calls, as far as they tell them from other reasons. */
const noShowWords = (rows: Rows): string[] => {
  const found = rows.texts('incomplete_reason').texts.filter(isNoShow);
  return [...new Set(found.map((text) => /^no.?show/.exec(text)![0]))];
};

/** What asks for calls of an outcome; null where no filter does. */
export const conditionsOf = (
  rows: Rows,
  outcome: CallOutcome,
): readonly (Condition | Group)[] | null => {
  if (outcome === 'held') return isHeld;
  if (outcome === 'cancelled') return [asked('canceled_at', 'filled')];
  if (outcome !== 'noShow') return null;
  const words = noShowWords(rows);
  if (words.length === 0 || words.some((word) => /\d/.test(word))) return null;
  return [notCancelled, anyOf(...words.map((word) => asked('incomplete_reason', 'begins', word)))];
};

/** Calls of the scope that fit, as a table. */
export const callsOpening = (
  { scope }: Place,
  title: string,
  ...conditions: readonly (Condition | Group)[]
): Opening => ({
  table: 'consultations',
  title: `Consultations: ${title}`,
  filter: allOf(...scopeConditions('consultations', scope), ...conditions),
});
