import type { conferences } from '#shared/entities/conferences.ts';
import type { consultationReviews } from '#shared/entities/consultation-reviews.ts';
import type { consultations } from '#shared/entities/consultations.ts';
import type { expertRequestCandidates } from '#shared/entities/expert-request-candidates.ts';
import type { expertRequests } from '#shared/entities/expert-requests.ts';
import type { profiles } from '#shared/entities/profiles.ts';
import type { transcriptionOrders } from '#shared/entities/transcription-orders.ts';
import type { users } from '#shared/entities/users.ts';
import type { EntityDefinition, RecordOf } from '#shared/schema/entity.ts';
import type { Row } from '#shared/schema/row.ts';

/** Records as this page reads them: a column that is absent holds nothing. */
type Facts<E extends EntityDefinition> = { id: number } & Partial<RecordOf<E>>;

export type Request = Facts<typeof expertRequests>;
export type Candidate = Facts<typeof expertRequestCandidates>;
export type Profile = Facts<typeof profiles>;
export type User = Facts<typeof users>;
export type Call = Facts<typeof consultations>;
export type Conference = Facts<typeof conferences>;
export type Review = Facts<typeof consultationReviews>;
export type Transcript = Facts<typeof transcriptionOrders>;

/** A stored row as the record of a table that the caller has read it from. */
export const factsOf = <T extends { id: number }>(row: Row): T =>
  ({ ...row.values, id: row.id }) as unknown as T;

/** With whom a call is: a candidate, or an expert whom the request has not as one. */
export interface Subject {
  candidate: Candidate | null;
  profile: Profile | null;
  /** The user behind the profile; null where there is none yet. */
  user: User | null;
  name: string;
}

/** A candidate of the request, and who that is. */
export interface CandidateFile extends Subject {
  candidate: Candidate;
}

/** A consultation of the request, and what belongs to it. */
export interface CallFile {
  call: Call;
  /** Whom it is with, where that is a candidate of the request. */
  candidate: CandidateFile | null;
  /** The expert, candidate or not. */
  expert: User | null;
  profile: Profile | null;
  name: string;
  conference: Conference | null;
  reviews: readonly Review[];
  transcript: Transcript | null;
}

/** Everything that the page shows of a request. */
export interface RequestFile {
  request: Request;
  title: string;
  /** The client, by user. */
  client: User | null;
  clientName: string | null;
  project: string | null;
  candidates: readonly CandidateFile[];
  calls: readonly CallFile[];
  /** Whether there are more candidates or calls than were read. */
  more: boolean;
}
