import { conferences } from './conferences.ts';
import { consultationReviews } from './consultation-reviews.ts';
import { consultations } from './consultations.ts';
import { expertRequestCandidates } from './expert-request-candidates.ts';
import { expertRequests } from './expert-requests.ts';
import { payoutAccounts } from './payout-accounts.ts';
import { profiles } from './profiles.ts';
import { projects } from './projects.ts';
import { savedViews } from './saved-views.ts';
import { transactionGroups } from './transaction-groups.ts';
import { transcriptionOrders } from './transcription-orders.ts';
import { users } from './users.ts';
import type { EntityDefinition } from '../schema/entity.ts';

/** Every table, in the order in which a recruiter meets them; each is declared in a file of its own. */
export const entities = {
  expert_requests: expertRequests,
  expert_request_candidates: expertRequestCandidates,
  consultations,
  projects,
  profiles,
  users,
  conferences,
  consultation_reviews: consultationReviews,
  transcription_orders: transcriptionOrders,
  transaction_groups: transactionGroups,
  payout_accounts: payoutAccounts,
  saved_views: savedViews,
} as const;

export type TableName = keyof typeof entities;

export const tableNames = Object.keys(entities) as TableName[];

/** An entity with its field names forgotten, for code that serves all tables alike. */
export const entityOf = (table: TableName): EntityDefinition => entities[table];

/** Whether a table is one of the work itself. */
export const isWorkTable = (name: TableName): name is WorkTable => name !== 'saved_views';

/** The tables of the work itself, those of the old system. What the desk keeps for itself is not among them. */
export const workTables: readonly WorkTable[] = tableNames.filter(isWorkTable);
export type WorkTable = Exclude<TableName, 'saved_views'>;

export const isTableName = (name: string): name is TableName => Object.hasOwn(entities, name);
