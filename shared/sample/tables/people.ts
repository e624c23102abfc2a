import { day, hour } from '../desk-plan.ts';
import type { SampleDesk } from '../sample-desk.ts';
import type { Draft } from '../draft.ts';
import { instantAt, money, sentence, slug } from '../texts.ts';
import { campaigns, careers, practicalities, strengths, tags } from '../words/sentences.ts';

export const profileValues = (desk: SampleDesk, id: number): Draft => {
  const random = desk.random('row', id, 1);
  const { first, last, place, field, role, rate } = desk.person(id);
  const owner = desk.userOfProfile(id);
  const name = slug(`${first} ${last}`, id);
  const { today } = desk.plan;
  const write = (templates: readonly string[]) =>
    sentence(random, templates, { field, role, today });
  const hasCv = random.chance(0.4);
  const hasPicture = random.chance(0.5);
  const isOnLinkedIn = random.chance(0.85);
  return {
    first_name: first,
    last_name: last,
    title: `${role}, ${field.name}`,
    summary: random.maybe(0.95, () => `${write(careers)} ${write(careers)} ${write(strengths)}`),
    languages: place.languages,
    city: place.city,
    country: place.country,
    country_iso2_code: place.code,
    timezone: place.timeZone,
    keywords: random.some(field.keywords, random.between(2, 4)),
    tags: random.maybe(0.6, () => random.some(tags, random.between(1, 3))),
    questions: random.maybe(0.35, () => random.some(field.questions, 2)),
    tier: random.maybe(0.9, () => random.between(1, 3)),
    additional_information: random.maybe(0.7, () => `${write(practicalities)} ${write(strengths)}`),
    hourly_rate: random.maybe(0.85, () => money(rate * 100)),
    conflicted: random.maybe(0.9, () => random.chance(0.03)),
    hide_profile: random.chance(0.05),
    available_for_long_term: random.maybe(0.7, () => random.chance(0.4)),
    available_pro_bono: random.maybe(0.7, () => random.chance(0.1)),
    available_marketplace: random.maybe(0.7, () => random.chance(0.5)),
    linkedin_url: isOnLinkedIn ? `https://www.linkedin.example/in/${name}` : null,
    linkedin_username: isOnLinkedIn ? name : null,
    skype: random.maybe(0.15, () => `live:${name}`),
    cv_url: hasCv ? `https://files.example.org/cv/${id}.pdf` : null,
    cv_text_convert_attempts: hasCv ? random.between(1, 3) : null,
    picture_url: hasPicture ? `https://files.example.org/pictures/${id}.jpg` : null,
    picture_source_url: hasPicture ? `https://images.example.net/${name}.jpg` : null,
    cover_image_url: random.maybe(0.1, () => `https://files.example.org/covers/${id}.jpg`),
    url_endpoint: random.maybe(0.8, () => name),
    expert_request: foundFor(desk, id),
    created_at: instantAt(desk.profileCreated(id)),
    created_by: desk.user(random, desk.plan.staff),
    updated_by: random.maybe(0.4, () => desk.user(random, desk.plan.staff)),
    deleted: owner === null && random.chance(0.008),
  };
};

/** A request that was open when the profile was entered; those brought in at the start have none. */
const foundFor = (desk: SampleDesk, id: number): number | null => {
  const requests = desk.count('expert_requests');
  const share = id / desk.count('profiles');
  if (share < 0.45 || id % 3 === 0) return null;
  const request = Math.ceil(((share - 0.45) / 0.55) * requests * 0.98);
  const isBefore = request >= 1 && desk.request(request).created < desk.profileCreated(id);
  return isBefore ? request : null;
};

const roleOf = (desk: SampleDesk, id: number): 'staff' | 'client' | 'expert' => {
  const { staff, clients } = desk.plan;
  return id <= staff.last ? 'staff' : id <= clients.last ? 'client' : 'expert';
};

export const userValues = (desk: SampleDesk, id: number): Draft => {
  const random = desk.random('row', id, 2);
  const role = roleOf(desk, id);
  const created = desk.userCreated(id);
  const { today } = desk.plan;
  const later = (share: number) => created + share * (today - created);
  const lastLogin = later(0.4 + random.fraction() * 0.6);
  const isBarred = role === 'expert' && random.chance(0.01);
  const complies = role === 'expert' && !isBarred && random.chance(0.75);
  const referred = role === 'expert' && random.chance(0.2);
  return {
    profile_id: desk.profileOfUser(id),
    expert_state: role === 'expert' ? stateOfExpert(isBarred, complies) : null,
    billing_account: role === 'client' ? desk.account(random) : null,
    linkedin_id: random.maybe(0.3, () => `li-${(random.next() % 1e9).toString(36)}`),
    available_self_service: random.maybe(0.6, () => random.chance(0.3)),
    agreements: complies ? ['Terms of engagement 2.1', 'Confidentiality agreement'] : null,
    background_check: role === 'expert' ? random.maybe(0.7, () => complies) : null,
    compliance_completed_at: complies ? instantAt(later(0.05)) : null,
    signup_type: role,
    signup_subdomain: random.maybe(0.4, () => (role === 'client' ? 'clients' : 'experts')),
    profile_autofill: random.maybe(0.5, () => random.chance(0.5)),
    created_at: instantAt(created),
    referrer: referred ? desk.user(random, { first: 1, last: Math.max(1, id - 1) }) : null,
    sourcer: random.maybe(0.4, () =>
      desk.fullName(desk.profileOfUser(desk.user(random, desk.plan.staff))),
    ),
    referrer_request: referred ? referredFor(desk, created) : null,
    campaign: random.maybe(0.2, () => random.pick(campaigns)),
    landing_url: random.maybe(
      0.3,
      () => `https://join.example.com/${random.pick(campaigns).replaceAll(' ', '-')}`,
    ),
    password_updated_at: random.maybe(0.6, () => instantAt(later(0.2))),
    last_login_at: random.maybe(0.8, () => instantAt(lastLogin)),
    login_attempts: random.maybe(0.8, () => random.between(0, 3)),
    login_attempt_at: random.maybe(0.5, () => instantAt(Math.min(lastLogin + hour, today))),
    reset_password_token_hash: random.maybe(0.05, () => tokenHash(random)),
    deleted: isBarred && random.chance(0.3),
  };
};

const tokenHash = (random: { next(): number }): string =>
  Array.from({ length: 8 }, () => random.next().toString(16).padStart(8, '0')).join('');

const stateOfExpert = (isBarred: boolean, complies: boolean): string =>
  isBarred ? 'do not contact' : complies ? 'active' : 'onboarding';

/** A request that was under way when someone was referred. */
const referredFor = (desk: SampleDesk, time: number): number | null => {
  const from = desk.plan.start + 45 * day;
  const share = (time - from) / (desk.plan.today - from);
  const request = Math.floor(share * desk.count('expert_requests'));
  return request >= 1 && desk.request(request).created <= time ? request : null;
};
