import type { TableName } from '../entities/index.ts';
import type { Condition, Group, Operator } from '../views/filter.ts';
import { candidateExits, requestExits } from '../entities/states.ts';

/** What may wait for somebody today (WORK11): each list is a filter, so that it opens as a table of just that. */
export interface WaitingList {
  id: string;
  title: string;
  /** Why its records are there, in one sentence. */
  rule: string;
  /** What is said where none waits. */
  none: string;
  table: TableName;
  filter: Group;
  sort: readonly { field: string; descending: boolean }[];
  /** The instant that tells how long it has waited, or when it is due. */
  since: string;
  tone: 'danger' | 'warning' | 'accent';
}

export const where = (field: string, operator: Operator, ...values: string[]): Condition => ({
  field,
  operator,
  values,
});
export const all = (...conditions: (Condition | Group)[]): Group => ({ match: 'all', conditions });
const any = (...conditions: Condition[]): Group => ({ match: 'any', conditions });
const oldest = (field: string) => [{ field, descending: false }];

/** What is neither cancelled nor incomplete, and has not ended. */
export const isOpenCall: readonly Condition[] = [
  where('canceled_at', 'empty'),
  where('incomplete_reason', 'empty'),
  where('ended_at', 'empty'),
];
const hasEnded = [
  where('ended_at', 'filled'),
  where('canceled_at', 'empty'),
  where('incomplete_reason', 'empty'),
];

/** `daysBefore(n)`: the day on the reader’s calendar, `YYYY-MM-DD`, that was `n` days ago. */
export const waitingLists = (daysBefore: (count: number) => string): readonly WaitingList[] => [
  {
    id: 'next',
    title: 'Next calls',
    rule: 'Agreed for today or tomorrow, and not begun.',
    none: 'No call today or tomorrow.',
    table: 'consultations',
    filter: all(where('starts_at', 'next', '1'), where('started_at', 'empty'), ...isOpenCall),
    sort: oldest('starts_at'),
    since: 'starts_at',
    tone: 'accent',
  },
  {
    id: 'late',
    title: 'Calls without an outcome',
    rule: 'Their day is over, and nobody wrote whether they were held.',
    none: 'Every call of the past has an outcome.',
    table: 'consultations',
    filter: all(where('starts_at', 'before', daysBefore(0)), ...isOpenCall),
    sort: oldest('starts_at'),
    since: 'starts_at',
    tone: 'danger',
  },
  {
    id: 'compliance',
    title: 'Missing compliance',
    rule: 'A call within a week with an expert who is not cleared: compliance open, background check not done, or conflicted.',
    none: 'Every expert of the coming week is cleared.',
    table: 'consultations',
    filter: all(
      where('starts_at', 'next', '7'),
      ...isOpenCall,
      any(
        where('expert.compliance_completed_at', 'empty'),
        where('expert.background_check', 'no'),
        where('expert.background_check', 'empty'),
        where('expert.profile_id.conflicted', 'yes'),
      ),
    ),
    sort: oldest('starts_at'),
    since: 'starts_at',
    tone: 'danger',
  },
  {
    id: 'answers',
    title: 'Experts who have not answered',
    rule: 'Invited two days ago or earlier, and still in “contacted”.',
    none: 'Nobody owes an answer for two days.',
    table: 'expert_request_candidates',
    filter: all(
      where('match_state', 'anyOf', 'contacted'),
      where('invitation_email_sent_at', 'before', daysBefore(1)),
    ),
    sort: oldest('invitation_email_sent_at'),
    since: 'invitation_email_sent_at',
    tone: 'warning',
  },
  {
    id: 'empty-requests',
    title: 'Requests without a candidate',
    rule: 'At work since two days or longer, and nobody was found yet.',
    none: 'Every request at work has candidates.',
    table: 'expert_requests',
    filter: all(
      where('state', 'noneOf', ...requestExits, 'fulfilled', 'draft'),
      where('created_at', 'before', daysBefore(1)),
      where('expert_request_candidates.request_id', 'none'),
    ),
    sort: oldest('created_at'),
    since: 'created_at',
    tone: 'warning',
  },
  {
    id: 'proposals',
    title: 'Waiting for the client',
    rule: 'Proposed, or with times proposed, two days ago or earlier, and without an answer.',
    none: 'No client owes an answer for two days.',
    table: 'consultations',
    filter: all(
      where('proposed_times', 'filled'),
      where('starts_at', 'empty'),
      where('created_at', 'before', daysBefore(1)),
      ...isOpenCall,
    ),
    sort: oldest('created_at'),
    since: 'created_at',
    tone: 'warning',
  },
  {
    id: 'reviews',
    title: 'Not reviewed',
    rule: 'Held within the last 30 days, and without a review.',
    none: 'Every call of the last 30 days is reviewed.',
    table: 'consultations',
    filter: all(
      where('ended_at', 'past', '30'),
      ...hasEnded,
      where('consultation_reviews.consultation_id', 'none'),
    ),
    sort: oldest('ended_at'),
    since: 'ended_at',
    tone: 'accent',
  },
  {
    id: 'receipts',
    title: 'Not billed',
    rule: 'Held, and no receipt was sent.',
    none: 'Every call that was held is billed.',
    table: 'consultations',
    filter: all(...hasEnded, where('receipt_sent_at', 'empty')),
    sort: oldest('ended_at'),
    since: 'ended_at',
    tone: 'accent',
  },
  {
    id: 'reasons',
    title: 'Exits without a reason',
    rule: 'Left the flow within the last 30 days, and nobody wrote why.',
    none: 'Every recent exit has its reason.',
    table: 'expert_request_candidates',
    filter: all(
      where('match_state', 'anyOf', ...candidateExits),
      where('exit_reason', 'empty'),
      where('created_at', 'past', '30'),
    ),
    sort: oldest('created_at'),
    since: 'created_at',
    tone: 'accent',
  },
];
