import { entityOf, type WorkTable } from '../entities/index.ts';
import type { Value } from '../schema/fields.ts';
import type { Row } from '../schema/row.ts';
import type { SamplePlan } from './desk-plan.ts';
import type { Draft } from './draft.ts';
import { otherValues } from './other-values.ts';
import { SampleDesk } from './sample-desk.ts';
import {
  conferenceValues,
  groupValues,
  payoutAccountValues,
  reviewValues,
  transcriptValues,
} from './tables/calls-and-money.ts';
import { profileValues, userValues } from './tables/people.ts';
import {
  candidateValues,
  consultationValues,
  projectValues,
  requestValues,
} from './tables/work.ts';

const makers: Record<WorkTable, (desk: SampleDesk, id: number) => Draft> = {
  expert_requests: requestValues,
  expert_request_candidates: candidateValues,
  consultations: consultationValues,
  projects: projectValues,
  profiles: profileValues,
  users: userValues,
  conferences: conferenceValues,
  consultation_reviews: reviewValues,
  transcription_orders: transcriptValues,
  transaction_groups: groupValues,
  payout_accounts: payoutAccountValues,
};

/** The made-up rows of a table by rising number, from `first` to `last`; none depends on another being held. */
export const sampleRows = function* (
  plan: SamplePlan,
  table: WorkTable,
  first = 1,
  last = plan.counts[table],
): Generator<Omit<Row, 'clock'>> {
  const desk = new SampleDesk(plan);
  const { fields } = entityOf(table);
  for (let id = first; id <= Math.min(last, plan.counts[table]); id++) {
    const own = makers[table](desk, id);
    yield { id, values: withoutNulls({ ...own, ...otherValues(desk, id, fields, own) }) };
  }
};

const withoutNulls = (draft: Draft): Record<string, Value> => {
  const values: Record<string, Value> = {};
  for (const field in draft) if (draft[field] !== null) values[field] = draft[field]!;
  return values;
};
