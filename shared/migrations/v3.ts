import { v2 } from './v2.ts';

/** The stores of version 3: records with fields in conflict are found by an index. Released: never edit it. */
export const v3 = {
  ...v2,
  expert_requests: `${v2.expert_requests}, key.contested`,
  expert_request_candidates: `${v2.expert_request_candidates}, key.contested`,
  consultations: `${v2.consultations}, key.contested`,
  projects: `${v2.projects}, key.contested`,
  profiles: `${v2.profiles}, key.contested`,
  users: `${v2.users}, key.contested`,
  conferences: `${v2.conferences}, key.contested`,
  consultation_reviews: `${v2.consultation_reviews}, key.contested`,
  transcription_orders: `${v2.transcription_orders}, key.contested`,
  transaction_groups: `${v2.transaction_groups}, key.contested`,
  payout_accounts: `${v2.payout_accounts}, key.contested`,
} as const;
