import { candidateExits } from '../../entities/states.ts';
import { day, hour, minute } from '../desk-plan.ts';
import type { Draft } from '../draft.ts';
import type { Random } from '../random.ts';
import {
  workingTime,
  type CandidateFacts,
  type ConsultationFacts,
  type SampleDesk,
} from '../sample-desk.ts';
import { emailAt, instantAt, money, sentence, slug } from '../texts.ts';
import { places } from '../words/places.ts';
import {
  briefs,
  cancelReasons,
  clientNotes,
  closeReasons,
  exitReasons,
  companies,
  experiences,
  incompleteReasons,
  matchNotes,
  summaries,
  tags,
  teams,
} from '../words/sentences.ts';

export const projectValues = (desk: SampleDesk, id: number): Draft => {
  const random = desk.random('row', id, 3);
  const [requests, projects] = [desk.count('expert_requests'), desk.count('projects')];
  const first = Math.min(Math.max(1, Math.floor(((id - 1) * requests) / projects)), requests);
  const { field, account, created } = desk.request(first);
  return {
    name: `${random.pick(companies)}: ${field.name}`,
    team: random.maybe(0.8, () => random.pick(teams)),
    tracking_code: `PR-${String(id).padStart(5, '0')}`,
    summary: random.maybe(
      0.8,
      () => `${sentence(random, briefs, { field, today: desk.plan.today })} For ${account}.`,
    ),
    created_at: instantAt(Math.max(created - 3 * day, desk.plan.start)),
    deleted: desk.isProjectTrashed(id),
  };
};

export const requestValues = (desk: SampleDesk, id: number): Draft => {
  const random = desk.random('row', id, 4);
  const facts = desk.request(id);
  const { field, created, state, client } = facts;
  const { today } = desk.plan;
  const title = `Experts in ${field.name}: ${facts.keyword}`;
  const scoped = created + random.between(2, 60) * hour;
  const isDraft = state === 'draft';
  return {
    title,
    state,
    er_type: random.pick(['call', 'call', 'call', 'survey', 'project']),
    project: facts.project,
    person: client,
    billing_account: facts.account,
    description: `${sentence(random, briefs, { field, today })} ${sentence(random, briefs, { field, today })}`,
    focus_areas: random.some(field.questions, random.between(1, 3)),
    pursue_these: random.maybe(0.5, () => random.some(companies, 2).join(', ')),
    avoid_these: random.maybe(0.5, () => `${random.pick(companies)} and its subsidiaries.`),
    disclosure: facts.isNamed ? 'named' : 'anonymous',
    time_done_scoping_call: scoped < today && !isDraft ? instantAt(scoped) : null,
    instructions_research: random.maybe(
      0.4,
      () =>
        'Two voices from the demand side before any supplier. No current employees of listed companies.',
    ),
    team_about: random.maybe(
      0.3,
      () =>
        `A team of ${random.between(2, 6)} in ${random.pick(teams).toLowerCase()}, new to the field.`,
    ),
    job_scope: random.maybe(
      0.15,
      () => 'Two days a week for three months, remote, then to be reviewed.',
    ),
    opportunity_location: random.maybe(0.3, () => random.pick(places).city),
    tags: random.maybe(0.6, () => random.some(tags, 2)),
    phone: random.maybe(0.4, () => `+1 555 01${String(random.between(0, 99)).padStart(2, '0')}`),
    expected_duration: random.pick([30, 45, 60, 60]),
    unpaid: random.maybe(0.8, () => random.chance(0.04)),
    slug: random.maybe(0.8, () => slug(field.name, id)),
    close_reason: state === 'closed' ? random.pick(closeReasons) : null,
    created_at: instantAt(created),
    deleted: facts.isTrashed,
  };
};

const early = ['identified', 'contacted', 'responded', 'screening', 'cleared', 'proposed'] as const;
const ended = [
  'no response',
  'declined by expert',
  'not a fit',
  'compliance hold',
  'declined by client',
] as const;

/** The state that a candidate's call, or its absence and the age of the candidacy, leave no choice but. */
const stateOfCandidate = (desk: SampleDesk, random: Random, facts: CandidateFacts): string => {
  if (facts.consultation !== null) {
    const { outcome } = desk.consultation(facts.consultation);
    if (outcome === 'completed') return 'completed';
    if (outcome === 'confirmed') return 'scheduled';
    return outcome === 'proposed' ? 'selected' : 'withdrawn';
  }
  const isFresh = desk.plan.today - facts.created < 30 * day;
  return random.pick(isFresh || random.chance(0.1) ? early : ended);
};

const isExit = (state: string): boolean => (candidateExits as readonly string[]).includes(state);

export const candidateValues = (desk: SampleDesk, id: number): Draft => {
  const random = desk.random('row', id, 5);
  const facts = desk.candidate(id);
  const { today, staff } = desk.plan;
  const { field, role, rate } = desk.person(facts.profile);
  const write = (templates: readonly string[]) =>
    sentence(random, templates, { field, role, today });
  const state = stateOfCandidate(desk, random, facts);
  const wasAsked = state !== 'identified';
  const isKnown = !['identified', 'contacted', 'no response'].includes(state);
  return {
    profile_id: facts.profile,
    request_id: facts.request,
    match_state: state,
    exit_reason: isExit(state) ? random.maybe(0.8, () => random.pick(exitReasons)) : null,
    match_score: random.maybe(0.8, () => `${random.between(20, 99)}.${random.between(0, 9)}`),
    match_note: random.maybe(0.8, () => write(matchNotes)),
    client_note: isKnown ? random.maybe(0.8, () => write(clientNotes)) : null,
    match_experience: isKnown ? random.maybe(0.7, () => write(experiences)) : null,
    email: random.maybe(0.9, () => emailAt(random, desk.fullName(facts.profile), facts.profile)),
    invitation_email_sent_at: wasAsked
      ? instantAt(facts.created + random.between(1, 25) * minute)
      : null,
    add_method: random.pick(['search', 'search', 'referral', 'outreach', 'import', 'application']),
    hourly_rate: random.maybe(0.8, () => money(rate * 100)),
    credit_rate: random.maybe(0.7, () => money(random.pick([60_000, 80_000, 100_000, 120_000]))),
    show_engagement_agreement: random.maybe(0.7, () => random.chance(0.5)),
    created_at: instantAt(facts.created),
    created_by: desk.user(random, staff),
    updated_by: random.maybe(0.5, () => desk.user(random, staff)),
    deleted: facts.consultation === null && random.chance(0.006) ? true : null,
  };
};

/** What only some calls have, by their outcome. */
const ofSomeOutcomes: Draft = {
  incomplete_reason: null,
  canceled_at: null,
  canceled_by: null,
  cancel_reason: null,
  credit_rate: null,
  billing_account: null,
  credit_penalty_amount: null,
  billing_duration: null,
  credit_amount: null,
  bill_rate: null,
  expert_cost: null,
  transaction_group: null,
  receipt_sent_at: null,
};

export const consultationValues = (desk: SampleDesk, id: number): Draft => {
  const random = desk.random('row', id, 6);
  const facts = desk.consultation(id);
  const request = desk.request(facts.request);
  const { field } = request;
  const write = (templates: readonly string[]) =>
    sentence(random, templates, { field, today: desk.plan.today });
  const requester = request.client;
  const isHeld = facts.outcome === 'completed';
  return {
    request: facts.request,
    expert: facts.expert,
    requester,
    expert_name: desk.fullName(facts.profile),
    requester_name: desk.fullName(desk.profileOfUser(requester)),
    consultation_type: random.pick(['call', 'call', 'call', 'video']),
    engagement_type: random.pick(['single', 'single', 'follow-up', 'long term']),
    disclosure: request.isNamed ? 'named' : 'anonymous',
    description: `About ${request.keyword} in ${field.name}.`,
    summary: isHeld ? random.maybe(0.7, () => write(summaries)) : null,
    team: random.maybe(0.6, () => random.pick(teams)),
    tracking_code: `TC-${String(id).padStart(6, '0')}`,
    external: facts.conference === null ? random.chance(0.4) : false,
    ...scheduleOf(desk, random, facts),
    ...ofSomeOutcomes,
    ...cancelingOf(desk, random, facts, requester),
    ...moneyOf(desk, random, facts, id, request.account),
    ...bridgeOf(random, facts, id),
    created_at: instantAt(facts.created),
    creator: request.recruiter,
    deleted: facts.outcome === 'cancelled' && facts.conference === null && random.chance(0.05),
  };
};

const scheduleOf = (desk: SampleDesk, random: Random, facts: ConsultationFacts): Draft => {
  const { created, starts, started, minutes } = facts;
  const { today } = desk.plan;
  const first = starts ?? workingTime(random, created + 5 * day);
  const second = workingTime(random, first + day);
  const proposed = [first, second, workingTime(random, second + day)];
  const reminders = starts === null ? 0 : random.between(0, 2);
  const reminded = starts === null ? null : Math.min(starts - day, today - minute);
  const expected = random.pick([30, 45, 60, 60]);
  return {
    starts_at: starts === null ? null : instantAt(starts),
    expected_duration: expected,
    initial_expected_duration: random.maybe(0.8, () => expected),
    proposed_times: proposed.map(instantAt),
    rejected_times: random.maybe(0.3, () => [instantAt(workingTime(random, first - 4 * day))]),
    started_at: started === null ? null : instantAt(started),
    ended_at: started === null ? null : instantAt(started + minutes * minute),
    reschedule_count: random.chance(0.15) ? random.between(1, 2) : 0,
    requester_event_id: random.maybe(0.5, () => `evt-r-${random.next().toString(36)}`),
    expert_event_id: random.maybe(0.5, () => `evt-e-${random.next().toString(36)}`),
    last_confirmation_reminder_sent_at:
      reminders > 0 && reminded! > created ? instantAt(reminded!) : null,
    last_consultation_reminder_sent_at:
      starts !== null && starts - hour < today && random.chance(0.8)
        ? instantAt(starts - hour)
        : null,
    confirmation_reminder_count: reminders,
  };
};

const cancelingOf = (
  desk: SampleDesk,
  random: Random,
  { outcome, created, starts, expert }: ConsultationFacts,
  requester: number,
): Draft => {
  if (outcome === 'noShow') return { incomplete_reason: random.pick(incompleteReasons) };
  if (outcome !== 'cancelled') return {};
  const latest = Math.min(starts ?? desk.plan.today, desk.plan.today);
  return {
    canceled_at: instantAt(created + random.fraction() * Math.max(0, latest - created)),
    canceled_by: random.pick([requester, requester, expert]),
    cancel_reason: random.pick(cancelReasons),
  };
};

/** One published rule: up to 15 minutes a quarter of the hourly rate, then by each 5 minutes begun. */
const billedMinutes = (minutes: number): number =>
  minutes <= 15 ? 15 : Math.ceil(minutes / 5) * 5;

const moneyOf = (
  desk: SampleDesk,
  random: Random,
  { outcome, profile, started, minutes }: ConsultationFacts,
  id: number,
  account: string,
): Draft => {
  const creditCents = random.pick([60_000, 80_000, 100_000, 120_000]);
  const common = { credit_rate: money(creditCents), billing_account: account };
  if (outcome === 'cancelled' && random.chance(0.3))
    return { ...common, credit_penalty_amount: money(creditCents / 2) };
  if (outcome !== 'completed' || started === null) return common;
  const billed = billedMinutes(minutes);
  const { rate } = desk.person(profile);
  const end = started + minutes * minute;
  const group = groupOf(desk, id, end);
  const sent = end + random.between(1, 4) * day;
  return {
    ...common,
    billing_duration: billed,
    credit_amount: money((creditCents * billed) / 60),
    bill_rate: money(creditCents * random.pick([800, 900, 1000])),
    expert_cost: money((rate * 100 * billed) / 60),
    transaction_group: group,
    receipt_sent_at: sent < desk.plan.today ? instantAt(sent) : null,
  };
};

/** The group of a call: the one of its stretch, if that was closed after the call. */
const groupOf = (desk: SampleDesk, id: number, end: number): number | null => {
  const [groups, calls] = [desk.count('transaction_groups'), desk.count('consultations')];
  const group = Math.min(Math.floor(((id - 1) * groups) / calls) + 1, groups);
  return !desk.isGroupTrashed(group) && end < desk.groupCreated(group) ? group : null;
};

const bridgeOf = (random: Random, facts: ConsultationFacts, id: number): Draft => {
  const pin = () => String(random.between(1000, 9999));
  const isRecorded =
    facts.outcome === 'completed' && (facts.transcript !== null || random.chance(0.5));
  const hasBridge = facts.conference !== null;
  return {
    conference: facts.conference,
    expert_identifier: hasBridge ? `expert-${id}` : null,
    requester_identifier: hasBridge ? `requester-${id}` : null,
    expert_pin: hasBridge ? pin() : null,
    requester_pin: hasBridge ? pin() : null,
    recording_url: isRecorded ? `https://recordings.example.org/${id}.mp3` : null,
    original_recording_url: isRecorded ? `https://recordings.example.org/raw/${id}.wav` : null,
    recording_duration: isRecorded ? facts.minutes * 60 : null,
    recording_expert_visible: isRecorded ? random.chance(0.2) : null,
    transcription_order: facts.transcript,
    transcription_id: facts.transcript === null ? null : `tr-${facts.transcript}`,
  };
};
