/** The stores of version 1. Released: never edit it; a change of the entities' indexes is a new version. */
export const v1 = {
  expert_requests:
    'id, [key.deleted+key.created_at], [key.project+key.state], key.person, *key.name',
  expert_request_candidates:
    'id, [key.deleted+key.created_at], [key.request_id+key.match_state], key.profile_id, *key.name',
  consultations:
    'id, [key.deleted+key.created_at], [key.expert+key.starts_at], [key.requester+key.starts_at], [key.request+key.starts_at], key.transaction_group, key.conference, key.transcription_order, *key.name',
  projects: 'id, [key.deleted+key.created_at], *key.name',
  profiles:
    'id, [key.deleted+key.created_at], [key.country_iso2_code+key.tier], key.expert_request, *key.name',
  users: 'id, [key.deleted+key.created_at], key.profile_id, key.referrer',
  conferences: 'id, [key.deleted+key.created_at], *key.name',
  consultation_reviews: 'id, key.deleted, key.consultation_id, *key.name',
  transcription_orders: 'id, [key.deleted+key.created_at], key.requester, *key.name',
  transaction_groups: 'id, [key.deleted+key.created_at]',
  payout_accounts: 'id, [key.deleted+key.created_at], key.user_id',
  outbox: '++seq',
  state: 'key',
} as const;
