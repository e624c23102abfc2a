import type { Row, Values } from '#shared/schema/row.ts';
import { candidateFlow } from '#shared/entities/states.ts';
import { candidateStage } from '#shared/work/pipeline.ts';

/** What the client reads of one candidate (BOARD8): nothing else of the record leaves this function. */
export interface ShortlistEntry {
  id: number;
  name: string;
  title: string;
  place: string;
  languages: string;
  note: string;
  experience: string;
  rate: string;
}

export interface ShortlistChoice {
  isAnonymous: boolean;
  withRates: boolean;
  /** Candidates that are left out. */
  out: ReadonlySet<number>;
}

/** The first step from which a candidate is on the shortlist. */
const firstStep = candidateFlow.indexOf('proposed');

const textIn = (values: Values, field: string): string => {
  const value = values[field];
  return typeof value === 'string' ? value.trim() : '';
};

const joined = (parts: readonly string[], by: string): string =>
  parts.filter((part) => part !== '').join(by);

/** Whether a candidate has come far enough to be shown to the client. */
export const isListed = ({ values }: Row): boolean => {
  const stage = candidateStage(textIn(values, 'match_state') || null);
  return stage.kind === 'step' && stage.at >= firstStep;
};

const score = ({ values }: Row): number => Number(textIn(values, 'match_score') || -1);

/** The entries of a shortlist, best score first. */
export const shortlistOf = (
  candidates: readonly { row: Row; profile: Row | null }[],
  { isAnonymous, withRates, out }: ShortlistChoice,
): ShortlistEntry[] =>
  candidates
    .filter(({ row }) => isListed(row) && !out.has(row.id))
    .toSorted((a, b) => score(b.row) - score(a.row) || a.row.id - b.row.id)
    .map(({ row, profile }, at) => {
      const of = profile?.values ?? {};
      const name = joined([textIn(of, 'first_name'), textIn(of, 'last_name')], ' ');
      const languages = of['languages'];
      const rate = textIn(row.values, 'credit_rate');
      return {
        id: row.id,
        name: isAnonymous || name === '' ? `Expert ${at + 1}` : name,
        title: textIn(of, 'title'),
        place: joined([textIn(of, 'city'), textIn(of, 'country')], ', '),
        languages: Array.isArray(languages) ? languages.join(', ') : '',
        note: textIn(row.values, 'client_note'),
        experience: textIn(row.values, 'match_experience'),
        rate: withRates && rate !== '' ? `${rate} credits an hour` : '',
      };
    });
