import { day, hour, minute, partnerOf } from '../desk-plan.ts';
import type { Draft } from '../draft.ts';
import type { SampleDesk } from '../sample-desk.ts';
import { instantAt, sentence } from '../texts.ts';
import { feedback, values } from '../words/sentences.ts';

export const conferenceValues = (desk: SampleDesk, id: number): Draft => {
  const random = desk.random('row', id, 7);
  const call = desk.consultation(desk.consultationOf('conferences', id));
  const { field } = desk.request(call.request);
  const isHeld = call.started !== null;
  const ended = isHeld ? call.started! + call.minutes * minute : null;
  const isRecorded = isHeld && (call.transcript !== null || random.chance(0.5));
  return {
    name: `${field.name}: ${desk.person(call.profile).last}`,
    state: isHeld ? 'finalized' : call.outcome === 'noShow' ? 'failed' : 'created',
    starts_at: call.starts === null ? null : instantAt(call.starts),
    finalized_at: ended === null ? null : instantAt(ended + minute),
    expected_duration: random.pick([30, 45, 60, 60]),
    duration: isHeld ? call.minutes : null,
    country_codes: ['GB', desk.person(call.profile).place.code],
    password: String(random.between(100_000, 999_999)),
    carrier: random.pick(['twilio', 'zoom']),
    carrier_account_id: `AC${random.next().toString(16).padStart(8, '0')}`,
    carrier_conference_id: `CF${random.next().toString(16).padStart(8, '0')}`,
    enable_recording: isRecorded,
    recording_url: isRecorded ? `https://recordings.example.org/bridge/${id}.mp4` : null,
    recording_file_size: isRecorded ? call.minutes * random.between(400_000, 900_000) : null,
    recording_state: isRecorded ? 'ready' : null,
    recording_state_updated_at: isRecorded ? instantAt(ended! + 10 * minute) : null,
    created_at: instantAt(call.created),
    deleted: call.outcome === 'cancelled' && random.chance(0.1) ? true : null,
  };
};

export const reviewValues = (desk: SampleDesk, id: number): Draft => {
  const random = desk.random('row', id, 8);
  const consultation = desk.consultationOf('consultation_reviews', id);
  const { field, client } = desk.request(desk.consultation(consultation).request);
  const rating = random.pick([3, 4, 4, 5, 5, 5]);
  const near = () => Math.min(5, Math.max(1, rating + random.between(-1, 1)));
  const write = (templates: readonly string[]) =>
    sentence(random, templates, { field, today: desk.plan.today });
  return {
    consultation_id: consultation,
    reviewer: desk.fullName(desk.profileOfUser(client)),
    rating,
    match_for_request: random.maybe(0.9, near),
    communication_rating: random.maybe(0.9, near),
    connection_quality_rating: random.maybe(0.9, near),
    feedback: random.maybe(0.8, () => write(feedback)),
    value_received: random.maybe(0.6, () => write(values)),
    deleted: random.chance(0.006) ? true : null,
  };
};

export const transcriptValues = (desk: SampleDesk, id: number): Draft => {
  const random = desk.random('row', id, 9);
  const consultation = desk.consultationOf('transcription_orders', id);
  const call = desk.consultation(consultation);
  const { client } = desk.request(call.request);
  const ended = (call.started ?? call.created) + call.minutes * minute;
  const created = Math.min(ended + hour, desk.plan.today - minute);
  const isOld = desk.plan.today - created > 3 * day;
  const state = isOld ? random.pick(['released', 'released', 'received', 'failed']) : 'ordered';
  return {
    client_ref: `TC-${String(consultation).padStart(6, '0')}`,
    state,
    requester: client,
    audio_url: `https://recordings.example.org/${consultation}.mp3`,
    length: call.minutes * 60,
    provider: random.pick(['in house', 'Quill & Ear', 'Scriptorium']),
    provider_order_id: random.between(100_000, 999_999),
    provider_transcription_id: state === 'ordered' ? null : random.between(100_000, 999_999),
    created_at: instantAt(created),
    deleted: state === 'failed' && random.chance(0.05) ? true : null,
  };
};

export const groupValues = (desk: SampleDesk, id: number): Draft => ({
  created_at: instantAt(desk.groupCreated(id)),
  deleted: desk.isGroupTrashed(id) ? true : null,
});

export const payoutAccountValues = (desk: SampleDesk, id: number): Draft => {
  const random = desk.random('row', id, 10);
  const { first, last } = desk.plan.experts;
  const experts = Math.max(1, last - first + 1);
  const accounts = desk.count('payout_accounts');
  const user = last < first ? 1 : first + partnerOf(id, accounts, Math.max(experts, accounts)) - 1;
  const owner = Math.min(user, desk.count('users'));
  const created = desk.userCreated(owner) + random.between(3, 30) * day;
  const byStripe = random.chance(0.7);
  const code = () => random.next().toString(36).padStart(7, '0');
  return {
    user_id: owner,
    stripe_account_id: byStripe ? `acct_${code()}${code()}` : null,
    kyckglobal_payee_id: byStripe ? null : `payee-${code()}`,
    created_at: instantAt(Math.min(created, desk.plan.today - minute)),
    deleted: random.chance(0.006) ? true : null,
  };
};
