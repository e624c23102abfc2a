import type { WorkTable } from '../entities/index.ts';
import {
  day,
  hour,
  minute,
  partnerBack,
  partnerOf,
  peopleTime,
  shareOfPeople,
  type Range,
  type SamplePlan,
} from './desk-plan.ts';
import { Random } from './random.ts';
import { cultures } from './words/people.ts';
import { fieldsOfWork, type FieldOfWork } from './words/fields-of-work.ts';
import { places, type Place } from './words/places.ts';
import { companies, companyKinds } from './words/sentences.ts';

/** What is drawn for a row from a stream of its own, so that other rows can know it without the row. */
const streams = {
  person: 1,
  request: 2,
  candidate: 3,
  consultation: 4,
  project: 5,
  row: 10,
} as const;

export interface Person {
  first: string;
  last: string;
  place: Place;
  field: FieldOfWork;
  role: string;
  /** A multiple of 25, in whole units of money. */
  rate: number;
}

export interface RequestFacts {
  created: number;
  field: FieldOfWork;
  keyword: string;
  client: number;
  recruiter: number;
  project: number | null;
  account: string;
  isNamed: boolean;
  state: string;
  isTrashed: boolean;
}

export interface CandidateFacts {
  request: number;
  profile: number;
  created: number;
  consultation: number | null;
}

export type Outcome = 'proposed' | 'confirmed' | 'completed' | 'cancelled' | 'noShow';

export interface ConsultationFacts {
  candidate: number;
  request: number;
  expert: number;
  profile: number;
  created: number;
  outcome: Outcome;
  /** Null while times are only proposed. */
  starts: number | null;
  /** Null unless the call was held. */
  started: number | null;
  minutes: number;
  conference: number | null;
  transcript: number | null;
  isReviewed: boolean;
}

/** A half hour between eight and six, UTC, on the day or, at a weekend, the Monday after. */
export const workingTime = (random: Random, time: number): number => {
  const days = Math.floor(time / day);
  const weekday = (days + 4) % 7;
  const monday = weekday === 6 ? 2 : weekday === 0 ? 1 : 0;
  return (days + monday) * day + random.between(16, 35) * 30 * minute;
};

/**
 * What rows of a made-up desk know of each other. Everything about a row follows from the plan and the
 * row's number, so nothing is kept and any row can be had at once.
 */
export class SampleDesk {
  readonly plan: SamplePlan;

  constructor(plan: SamplePlan) {
    this.plan = plan;
  }

  random(stream: keyof typeof streams, id: number, table = 0): Random {
    return new Random(this.plan.seed, streams[stream], table, id);
  }

  count(table: WorkTable): number {
    return this.plan.counts[table];
  }

  /** Someone in a range of users; anyone where it is empty. */
  user(random: Random, { first, last }: Range): number {
    return last < first ? random.between(1, this.count('users')) : random.between(first, last);
  }

  person(profile: number): Person {
    const random = this.random('person', profile);
    const place = random.pick(places);
    const { first, last } =
      cultures[random.chance(0.8) ? place.culture : random.pick(places).culture];
    const field = this.#fieldOfProfile(profile);
    return {
      first: random.pick(first),
      last: random.pick(last),
      place,
      field,
      role: random.pick(field.roles),
      rate: random.between(4, 32) * 25,
    };
  }

  /** A user and the profile behind it work in the same field, and so every sixteenth user does. */
  #fieldOfProfile(profile: number): FieldOfWork {
    const user = this.userOfProfile(profile) ?? this.userOfProfile(profile - 1) ?? profile;
    return fieldsOfWork[user % fieldsOfWork.length]!;
  }

  fullName(profile: number): string {
    const { first, last } = this.person(profile);
    return `${first} ${last}`;
  }

  /** Every user has a profile of their own, as far as there are enough. */
  profileOfUser(user: number): number {
    const [users, profiles] = [this.count('users'), this.count('profiles')];
    return profiles >= users ? partnerOf(user, users, profiles) : ((user - 1) % profiles) + 1;
  }

  userOfProfile(profile: number): number | null {
    const [users, profiles] = [this.count('users'), this.count('profiles')];
    if (profiles < users) return profile;
    return partnerBack(profile, users, profiles);
  }

  profileCreated(profile: number): number {
    return peopleTime(this.plan, profile, this.count('profiles'));
  }

  userCreated(user: number): number {
    const after = this.random('person', -user).between(1, 20) * day;
    return Math.min(this.profileCreated(this.profileOfUser(user)) + after, this.plan.today - hour);
  }

  account(random: Random): string {
    return `${random.pick(companies)} ${random.pick(companyKinds)}`;
  }

  isProjectTrashed(project: number): boolean {
    return this.random('project', project).chance(0.01);
  }

  request(id: number): RequestFacts {
    const random = this.random('request', id);
    const share = (id - random.fraction()) / this.count('expert_requests');
    const from = this.plan.start + 45 * day;
    const created = from + share * (this.plan.today - hour - from);
    const field = random.pick(fieldsOfWork);
    const project = partnerOf(id, this.count('expert_requests'), this.count('projects'));
    const age = (this.plan.today - created) / day;
    const state = stateOfRequest(random, age);
    return {
      created,
      field,
      keyword: random.pick(field.keywords),
      client: this.user(random, this.plan.clients),
      recruiter: this.user(random, this.plan.staff),
      project: random.chance(0.94) && !this.isProjectTrashed(project) ? project : null,
      account: this.account(random),
      isNamed: random.chance(0.3),
      state,
      isTrashed:
        (state === 'draft' && random.chance(0.2)) || (state === 'closed' && id % 40 === 20),
    };
  }

  candidate(id: number): CandidateFacts {
    const candidates = this.count('expert_request_candidates');
    const requests = this.count('expert_requests');
    const request = Math.min(Math.floor(((id - 1) * requests) / candidates) + 1, requests);
    const random = this.random('candidate', id);
    const since = this.request(request).created;
    const created = Math.min(since + random.fraction() * 20 * day, this.plan.today - hour / 2);
    const consultation = partnerBack(id, this.count('consultations'), candidates);
    return {
      request,
      created: Math.max(created, since),
      consultation,
      profile: this.#profileOfCandidate(id, request, since, consultation !== null),
    };
  }

  /** Those with a call are users; of the others most never signed up. No one stands twice in a request. */
  #profileOfCandidate(id: number, request: number, since: number, hasCall: boolean): number {
    const { experts } = this.plan;
    const known = Math.floor(this.count('users') * shareOfPeople(this.plan, since - 22 * day));
    const last = Math.max(Math.min(experts.last, known), Math.min(experts.first, experts.last));
    const profile = this.profileOfUser(
      this.#expertOf(id, request, Math.min(experts.first, last), last),
    );
    const neighbour = profile + 1;
    const isFree = neighbour <= this.count('profiles') && this.userOfProfile(neighbour) === null;
    return !hasCall && isFree && id % 4 !== 0 ? neighbour : profile;
  }

  /**
   * An expert in the request's own field where there are enough; otherwise of any: steps of as many as
   * there are fields (a power of two), around an odd number of places, meet no one twice.
   */
  #expertOf(candidate: number, request: number, first: number, last: number): number {
    const fields = fieldsOfWork.length;
    const people = last - first + 1;
    const wanted = fieldsOfWork.indexOf(this.request(request).field);
    const away = (wanted - (first % fields) + fields) % fields;
    const colleagues = Math.floor((people - 1 - away) / fields) + 1;
    const needed = this.count('expert_request_candidates') / this.count('expert_requests') + 1;
    if (colleagues >= needed) return first + away + fields * (candidate % colleagues);
    const places = people % 2 === 0 ? Math.max(1, people - 1) : people;
    return first + ((away + candidate * fields) % places);
  }

  consultation(id: number): ConsultationFacts {
    const candidate = partnerOf(
      id,
      this.count('consultations'),
      this.count('expert_request_candidates'),
    );
    const { request, profile, created: since } = this.candidate(candidate);
    const random = this.random('consultation', id);
    const created = Math.min(since + random.between(2, 10) * day, this.plan.today - 10 * minute);
    const starts = workingTime(random, created + random.between(2, 14) * day);
    const side = this.#sideRows(id);
    const expected = side.isReviewed || side.transcript !== null || side.conference !== null;
    const outcome = this.#outcome(random, starts, side, expected);
    const late = random.between(0, 6);
    return {
      candidate,
      request,
      profile,
      expert: this.userOfProfile(profile) ?? this.user(random, this.plan.experts),
      created: Math.max(created, since),
      outcome,
      starts: outcome === 'proposed' ? null : starts,
      started: outcome === 'completed' ? starts + late * minute : null,
      minutes: random.between(18, 68),
      ...side,
    };
  }

  #sideRows(id: number) {
    const calls = this.count('consultations');
    const early = Math.max(1, Math.ceil(calls * 0.9));
    const back = (table: WorkTable, of: number) =>
      this.count(table) > of ? id : partnerBack(id, this.count(table), of);
    return {
      conference: partnerBack(id, this.count('conferences'), calls),
      transcript: id <= early ? back('transcription_orders', early) : null,
      isReviewed: id <= early && back('consultation_reviews', early) !== null,
    };
  }

  #outcome(
    random: Random,
    starts: number,
    side: { isReviewed: boolean; transcript: number | null },
    expected: boolean,
  ): Outcome {
    const lot = random.fraction();
    if (starts > this.plan.today - 2 * hour)
      return lot < 0.1 ? 'cancelled' : lot < 0.4 && !expected ? 'proposed' : 'confirmed';
    if (side.isReviewed || side.transcript !== null) return 'completed';
    return lot < 0.82 ? 'completed' : lot < 0.95 ? 'cancelled' : 'noShow';
  }

  /** The consultation that a conference, a review or a transcript belongs to. */
  consultationOf(
    table: 'conferences' | 'consultation_reviews' | 'transcription_orders',
    id: number,
  ) {
    const calls = this.count('consultations');
    const of = table === 'conferences' ? calls : Math.max(1, Math.ceil(calls * 0.9));
    return Math.min(partnerOf(id, this.count(table), Math.max(of, this.count(table))), calls);
  }

  /** When a group of money movements was closed: after every call that it could hold. */
  groupCreated(group: number): number {
    const last = Math.min(
      Math.ceil((group * this.count('consultations')) / this.count('transaction_groups')),
      this.count('consultations'),
    );
    return Math.min(this.consultation(last).created + 45 * day, this.plan.today - hour / 4);
  }

  isGroupTrashed(group: number): boolean {
    return group % 60 === 30;
  }
}

const stateOfRequest = (random: Random, age: number): string => {
  const lot = random.fraction();
  if (age < 5) return lot < 0.3 ? 'draft' : 'open';
  if (age < 20) return lot < 0.1 ? 'draft' : lot < 0.6 ? 'sourcing' : 'delivering';
  if (age < 90) return lot < 0.6 ? 'delivering' : lot < 0.75 ? 'on hold' : 'fulfilled';
  return lot < 0.78 ? 'fulfilled' : lot < 0.96 ? 'closed' : 'on hold';
};
