import type { Columns } from '../../db/desk.ts';
import {
  consultationState,
  msOf,
  timeTaken,
  usualDuration,
  type CallFacts,
  type ConsultationState,
} from '#shared/work/consultation-state.ts';

/** A consultation as the calendar places it. */
export interface Call {
  id: number;
  /** Milliseconds since 1970. */
  from: number;
  to: number;
  state: ConsultationState;
  expert: number | null;
  requester: number | null;
  /** Calls of the same expert or requester at the same time. */
  clashes: readonly number[];
}

/** The columns that calls are made from, in this order. */
export const callFields = [
  'starts_at',
  'expected_duration',
  'started_at',
  'ended_at',
  'canceled_at',
  'incomplete_reason',
  'receipt_sent_at',
  'expert',
  'requester',
] as const;

const minute = 60_000;

/** What columns hold of one record, as facts. */
const factsAt = ({ columns }: Columns, at: number) => {
  const text = (place: number): string | null => {
    const column = columns[place];
    return column?.holds === 'texts' ? column.texts[column.codes[at]!] || null : null;
  };
  const number = (place: number): number | null => {
    const column = columns[place];
    const value = column?.holds === 'numbers' ? column.numbers[at]! : NaN;
    return Number.isNaN(value) ? null : value;
  };
  const facts: CallFacts = {
    starts_at: text(0),
    expected_duration: number(1),
    started_at: text(2),
    ended_at: text(3),
    canceled_at: text(4),
    incomplete_reason: text(5),
    receipt_sent_at: text(6),
  };
  return { facts, expert: number(7), requester: number(8) };
};

/** Pairs of calls that take one person’s time twice (CAL4), by the person. */
const addClashes = (
  calls: readonly (Call & { taken: { from: number; to: number } | null })[],
  personOf: (call: Call) => number | null,
  found: Map<number, Set<number>>,
): void => {
  const byPerson = new Map<number, (typeof calls)[number][]>();
  for (const call of calls) {
    const person = personOf(call);
    if (person === null || call.taken === null) continue;
    const others = byPerson.get(person);
    if (others === undefined) byPerson.set(person, [call]);
    else others.push(call);
  }
  for (const own of byPerson.values()) {
    own.sort((a, b) => a.taken!.from - b.taken!.from);
    own.forEach((call, i) => {
      for (let j = i + 1; j < own.length && own[j]!.taken!.from < call.taken!.to; j++) {
        found.set(call.id, (found.get(call.id) ?? new Set()).add(own[j]!.id));
        found.set(own[j]!.id, (found.get(own[j]!.id) ?? new Set()).add(call.id));
      }
    });
  }
};

/** The calls that columns tell of, by when they start; `reviewed`: numbers of those that have a review. */
export const callsOf = (columns: Columns, reviewed: ReadonlySet<number>): Call[] => {
  const calls = Array.from(columns.ids, (id, at) => {
    const { facts, expert, requester } = factsAt(columns, at);
    const from = msOf(facts.starts_at);
    const minutes = Math.max(1, facts.expected_duration ?? usualDuration);
    return {
      ...{ id, expert, requester, from },
      to: from + minutes * minute,
      state: consultationState(facts, reviewed.has(id)),
      taken: timeTaken(facts),
      clashes: [],
    };
  }).filter(({ from }) => !Number.isNaN(from));
  calls.sort((a, b) => a.from - b.from || a.id - b.id);
  const clashes = new Map<number, Set<number>>();
  addClashes(calls, ({ expert }) => expert, clashes);
  addClashes(calls, ({ requester }) => requester, clashes);
  return calls.map(({ id, from, to, state, expert, requester }) => ({
    ...{ id, from, to, state, expert, requester },
    clashes: [...(clashes.get(id) ?? [])],
  }));
};

/** A call of one day, and its place among those that overlap it (CAL3). */
export interface PlacedCall {
  call: Call;
  /** Its column, from 0, of `of` columns. */
  column: number;
  of: number;
}

/** Places calls of one day side by side. `calls` by rising start; each is at least `least` ms high. */
export const sideBySide = (calls: readonly Call[], least: number): PlacedCall[] => {
  const placed: PlacedCall[] = [];
  let group: PlacedCall[] = [];
  let ends: number[] = [];
  const close = () => {
    for (const one of group) one.of = ends.length;
    placed.push(...group);
    [group, ends] = [[], []];
  };
  for (const call of calls) {
    if (ends.every((end) => end <= call.from)) close();
    const free = ends.findIndex((end) => end <= call.from);
    const column = free < 0 ? ends.length : free;
    ends[column] = Math.max(call.to, call.from + least);
    group.push({ call, column, of: 1 });
  }
  close();
  return placed;
};
