import { beforeEach, describe, expect, test } from 'vitest';
import type { TableName } from '#shared/entities/index.ts';
import type { Values } from '#shared/schema/row.ts';
import type { Condition, Group, Operator } from '#shared/views/filter.ts';
import { dayStart } from '#renderer/workers/days.ts';
import type { OpenDesk } from '#renderer/db/open-desk.ts';
import { bring, edit, imported, openScratch } from './scratch-desk.ts';

/** Days from now, at noon on the reader's clock, as it is stored. */
const noon = (days: number): string => {
  const date = new Date();
  date.setHours(12, 0, 0, 0);
  date.setDate(date.getDate() + days);
  return date.toISOString().replace('Z', '000Z');
};

const profiles: Values[] = [
  {
    first_name: 'Zoë',
    title: 'Head of Procurement',
    country_iso2_code: 'PT',
    tier: 1,
    hourly_rate: '120.50',
    conflicted: true,
    languages: ['pt', 'en'],
    created_at: noon(0),
  },
  {
    first_name: 'Ana',
    title: 'procurement lead',
    country_iso2_code: 'DE',
    tier: 2,
    hourly_rate: '95.00',
    conflicted: false,
    languages: ['de'],
    created_at: noon(-8),
  },
  {
    first_name: 'Bo',
    country_iso2_code: 'pt',
    tier: 10,
    created_at: '2024-05-06T12:00:00.000000Z',
  },
  { title: 'Buyer', deleted: true, tier: 2 },
];

const queryOf = (table: TableName, filter: Group, trash = false) => ({
  table,
  trash,
  sort: [{ field: 'id', descending: false }],
  text: '',
  fields: [],
  filter,
});

const found = async (desk: OpenDesk, filter: Group, table: TableName = 'profiles') => {
  const { signal } = new AbortController();
  return [...(await desk.order(queryOf(table, filter), { signal })).ids];
};

const one = (field: string, operator: Operator, ...values: string[]): Condition => ({
  field,
  operator,
  values,
});
const all = (...conditions: (Condition | Group)[]): Group => ({ match: 'all', conditions });
const any = (...conditions: (Condition | Group)[]): Group => ({ match: 'any', conditions });

describe('conditions', () => {
  let desk: OpenDesk;
  beforeEach(async () => {
    desk = await openScratch();
    await bring(
      desk,
      'profiles',
      profiles.map((values, at) => imported(at + 1, values)),
    );
    await bring(desk, 'expert_request_candidates', [
      imported(1, { profile_id: 2, match_state: 'proposed', match_score: '99.5' }),
      imported(2, { profile_id: 3, match_state: 'contacted', deleted: true }),
      imported(3, { match_state: 'cleared' }),
    ]);
  });

  test.each<[Condition, number[]]>([
    [one('title', 'contains', 'PROCUREMENT'), [1, 2]],
    [one('title', 'lacks', 'head'), [2, 3]],
    [one('first_name', 'is', 'zoe'), [1]],
    [one('title', 'begins', 'head'), [1]],
    [one('title', 'empty'), [3]],
    [one('title', 'filled'), [1, 2]],
    [one('country_iso2_code', 'anyOf', 'PT', 'FR'), [1, 3]],
    [one('country_iso2_code', 'noneOf', 'PT'), [2]],
    [one('tier', 'is', '2'), [2]],
    [one('tier', 'atLeast', '2'), [2, 3]],
    [one('tier', 'atMost', '2'), [1, 2]],
    [one('tier', 'between', '2', '9'), [2]],
    [one('tier', 'between', '', '9'), [1, 2]],
    [one('hourly_rate', 'is', '120.5'), [1]],
    [one('hourly_rate', 'atLeast', '95'), [1, 2]],
    [one('hourly_rate', 'atMost', '100,5'), [2]],
    [one('hourly_rate', 'empty'), [3]],
    [one('conflicted', 'yes'), [1]],
    [one('conflicted', 'no'), [2]],
    [one('conflicted', 'empty'), [3]],
    [one('languages', 'anyOf', 'EN', 'de'), [1, 2]],
    [one('languages', 'allOf', 'pt', 'en'), [1]],
    [one('languages', 'noneOf', 'de'), [1, 3]],
    [one('languages', 'empty'), [3]],
    [one('created_at', 'past', '7'), [1]],
    [one('created_at', 'past', '8'), [1, 2]],
    [one('created_at', 'next', '0'), [1]],
    [one('created_at', 'during', '2024-05-06'), [3]],
    [one('created_at', 'since', '2024-05-07'), [1, 2]],
    [one('created_at', 'before', '2024-05-07'), [3]],
    [one('created_at', 'between', '2024-05-06', '2024-05-06'), [3]],
    [one('created_at', 'during', '2024-06-31'), []],
    [one('expert_request_candidates.profile_id', 'some'), [2]],
    [one('expert_request_candidates.profile_id', 'none'), [1, 3]],
    [one('no_such_column', 'filled'), []],
  ])('VIEW3 to VIEW9: %j', async (condition, ids) => {
    expect(await found(desk, all(condition))).toEqual(ids);
  });

  test('VIEW8: references are looked at by what they show', async () => {
    const candidates = (filter: Group) => found(desk, filter, 'expert_request_candidates');
    expect(await candidates(all(one('profile_id', 'contains', 'an')))).toEqual([1]);
    expect(await candidates(all(one('profile_id', 'lacks', 'an')))).toEqual([3]);
    expect(await candidates(all(one('profile_id', 'empty')))).toEqual([3]);
    expect(await candidates(all(one('match_score', 'between', '99', '100')))).toEqual([1]);
  });

  test('VIEW8: a reference is one record, by its number or its short code', async () => {
    const candidates = (...values: string[]) =>
      found(desk, all(one('profile_id', 'is', ...values)), 'expert_request_candidates');
    expect(await candidates('2')).toEqual([1]);
    expect(await candidates('p2')).toEqual([1]);
    expect(await candidates('12')).toEqual([]);
    expect(await candidates('Ana')).toEqual([]);
  });

  test('VIEW5: spaces around a value do not matter, and nothing but spaces is empty', async () => {
    await bring(desk, 'projects', [
      imported(1, { name: ' Tides ', team: '  ' }),
      imported(2, { name: 'Rivers', team: 'North' }),
    ]);
    expect(await found(desk, all(one('name', 'is', 'tides')), 'projects')).toEqual([1]);
    expect(await found(desk, all(one('team', 'empty')), 'projects')).toEqual([1]);
    expect(await found(desk, all(one('team', 'filled')), 'projects')).toEqual([2]);
  });

  test('VIEW15: conditions behind references, over several, and where they lead nowhere', async () => {
    await bring(desk, 'projects', [imported(1, { name: 'Tides', team: 'North' })]);
    await bring(desk, 'expert_requests', [
      imported(1, { title: 'A', project: 1, state: 'open' }),
      imported(2, { title: 'B', project: 9, state: 'closed' }),
    ]);
    await bring(desk, 'expert_request_candidates', [
      imported(11, { request_id: 1 }),
      imported(12, { request_id: 2 }),
      imported(13, {}),
    ]);
    await bring(desk, 'consultations', [imported(1, { expected_duration: 30 }), imported(2, {})]);
    await bring(desk, 'consultation_reviews', [imported(5, { consultation_id: 1 })]);
    const candidates = async (condition: Condition) =>
      (await found(desk, all(condition), 'expert_request_candidates')).filter((id) => id > 10);
    expect(await candidates(one('request_id.state', 'anyOf', 'open'))).toEqual([11]);
    expect(await candidates(one('request_id.state', 'empty'))).toEqual([13]);
    expect(await candidates(one('request_id.project.team', 'is', 'north'))).toEqual([11]);
    expect(await candidates(one('request_id.project.team', 'lacks', 'north'))).toEqual([12, 13]);
    expect(await candidates(one('request_id.project', 'is', 'J9'))).toEqual([12]);
    expect(await candidates(one('request_id.nothing', 'filled'))).toEqual([]);
    const reviews = all(one('consultation_id.expected_duration', 'atLeast', '30'));
    expect(await found(desk, reviews, 'consultation_reviews')).toEqual([5]);
    await edit(desk, { op: 'update', table: 'projects', id: 1, values: { team: 'South' } });
    expect(await candidates(one('request_id.project.team', 'is', 'north'))).toEqual([]);
  });

  test('VIEW1, VIEW4: groups join conditions by and, and by or; what says nothing yet narrows nothing', async () => {
    const tier = one('tier', 'atMost', '2');
    const none: number[] = [];
    expect(await found(desk, any(one('first_name', 'is', 'bo'), one('conflicted', 'yes')))).toEqual(
      [1, 3],
    );
    expect(
      await found(
        desk,
        all(tier, any(one('first_name', 'is', 'ana'), one('first_name', 'is', 'bo'))),
      ),
    ).toEqual([2]);
    expect(await found(desk, all(one('first_name', 'contains', ' ')))).toEqual([1, 2, 3]);
    expect(await found(desk, any(all(), all(one('title', 'is'))))).toEqual([1, 2, 3]);
    expect(await found(desk, all(one('first_name', 'is', 'bo'), tier))).toEqual(none);
  });

  test('VIEW9: edits are heard, in the table and in those that it asks', async () => {
    const filter = all(one('expert_request_candidates.profile_id', 'some'), one('tier', 'is', '1'));
    expect(await found(desk, filter)).toEqual([]);
    await edit(desk, {
      op: 'update',
      table: 'expert_request_candidates',
      id: 3,
      values: { profile_id: 1 },
    });
    expect(await found(desk, filter)).toEqual([1]);
    await edit(desk, { op: 'update', table: 'profiles', id: 1, values: { tier: 4 } });
    expect(await found(desk, filter)).toEqual([]);
  });
});

describe('days on the reader’s clock', () => {
  test('VIEW7: begin at their midnight, and end where the next begins', () => {
    const start = new Date(dayStart('2026-03-29')!);
    expect([start.getHours(), start.getMinutes(), start.getDate()]).toEqual([0, 0, 29]);
    expect(new Date(dayStart('2026-03-31', 1)!).getMonth()).toBe(3);
    for (const wrong of ['', '2026-3-1', '2026-02-30', 'today']) expect(dayStart(wrong)).toBeNull();
  });
});
