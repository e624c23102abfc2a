import { v4 } from './v4.ts';

/** The stores of version 5: names are found by the search, and need no index here. Released: never edit it. */
export const v5 = {
  ...v4,
  expert_requests:
    'id, [key.deleted+key.created_at], [key.project+key.state], key.person, key.contested',
  expert_request_candidates:
    'id, [key.deleted+key.created_at], [key.request_id+key.match_state], key.profile_id, key.contested',
  consultations:
    'id, [key.deleted+key.created_at], [key.expert+key.starts_at], [key.requester+key.starts_at], [key.request+key.starts_at], key.transaction_group, key.conference, key.transcription_order, key.contested',
  projects: 'id, [key.deleted+key.created_at], key.contested',
  profiles:
    'id, [key.deleted+key.created_at], [key.country_iso2_code+key.tier], key.expert_request, key.contested',
  conferences: 'id, [key.deleted+key.created_at], key.contested',
  consultation_reviews: 'id, key.deleted, key.consultation_id, key.contested',
  transcription_orders: 'id, [key.deleted+key.created_at], key.requester, key.contested',
  saved_views: 'id, [key.deleted+key.created_at], key.contested',
} as const;
