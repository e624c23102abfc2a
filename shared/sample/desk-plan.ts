import { workTables, type WorkTable } from '../entities/index.ts';

/** What a made-up desk is made from; the same wishes give the same desk. */
export interface SampleWish {
  /** In all tables together, 11 or more. */
  rows: number;
  /** Any whole number from 0 to 2^53. */
  seed: number;
  /** Milliseconds since 1970: the day on which the desk is looked at. */
  today: number;
}

export interface SamplePlan extends SampleWish {
  counts: Readonly<Record<WorkTable, number>>;
  /** Users by number: staff first, then clients, then experts; each range may be empty in a tiny desk. */
  staff: Range;
  clients: Range;
  experts: Range;
  /** Milliseconds since 1970: when the desk began. */
  start: number;
}

/** Row numbers, both included; empty where `last` is less than `first`. */
export interface Range {
  first: number;
  last: number;
}

/** Rows of each table in a thousand, as in the desks that recruiters keep; candidates take the rest. */
const perMille: Record<Exclude<WorkTable, 'expert_request_candidates'>, number> = {
  profiles: 250,
  users: 120,
  consultations: 80,
  conferences: 45,
  expert_requests: 25,
  consultation_reviews: 25,
  payout_accounts: 20,
  transcription_orders: 15,
  transaction_groups: 10,
  projects: 10,
};

export const day = 86_400_000;
export const hour = 3_600_000;
export const minute = 60_000;
const history = 3 * 365 * day;

export const planSample = (wish: SampleWish): SamplePlan => {
  const counts = countRows(wish.rows);
  const users = counts.users;
  const staff = Math.max(1, Math.round(users * 0.03));
  const clients = Math.round(users * 0.25);
  return {
    ...wish,
    counts,
    staff: { first: 1, last: staff },
    clients: { first: staff + 1, last: staff + clients },
    experts: { first: staff + clients + 1, last: users },
    start: wish.today - history,
  };
};

const countRows = (rows: number): Record<WorkTable, number> => {
  const counts = Object.fromEntries(workTables.map((name) => [name, 1])) as Record<
    WorkTable,
    number
  >;
  let rest = rows - workTables.length;
  const spare = rest;
  for (const [name, share] of Object.entries(perMille)) {
    const more = Math.floor((spare * share) / 1000);
    counts[name as WorkTable] += more;
    rest -= more;
  }
  counts.expert_request_candidates += rest;
  return counts;
};

/**
 * Two tables side by side: row `n` of the smaller one goes with one row of the larger one, evenly spread
 * and never the same twice.
 */
export const partnerOf = (n: number, smaller: number, larger: number): number =>
  Math.floor(((n - 1) * larger) / smaller) + 1;

/** The row of the smaller table that goes with row `n` of the larger one; null for those left over. */
export const partnerBack = (n: number, smaller: number, larger: number): number | null => {
  const guess = Math.ceil(((n - 1) * smaller) / larger) + 1;
  for (const row of [guess - 1, guess])
    if (row >= 1 && row <= smaller && partnerOf(row, smaller, larger) === n) return row;
  return null;
};

/** When row `n` of `of` rows appeared, with the first 40 % brought in during the first two weeks. */
export const peopleTime = ({ start, today }: SamplePlan, n: number, of: number): number => {
  const share = (n - 0.5) / of;
  if (share < imported) return start + (share / imported) * importTime;
  const rest = (share - imported) / (1 - imported);
  return start + importTime + rest * (today - day - start - importTime);
};

/** The share of people who were there at a time: the inverse of `peopleTime`. */
export const shareOfPeople = ({ start, today }: SamplePlan, time: number): number => {
  const since = time - start;
  if (since <= importTime) return Math.max(0, since / importTime) * imported;
  return imported + ((since - importTime) / (today - day - start - importTime)) * (1 - imported);
};

const imported = 0.4;
const importTime = 14 * day;
