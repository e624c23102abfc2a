import { describe, expect, test } from 'vitest';
import { instantOf } from '#shared/work/consultation-state.ts';
import { waitingLists } from '#shared/work/today.ts';
import { distanceText, hrefOf } from '#renderer/features/today/list-card.tsx';
import { readList } from '#renderer/features/today/read-list.ts';
import { dayBefore } from '#renderer/features/today/today-screen.tsx';
import type { Values } from '#shared/schema/row.ts';
import type { TableName } from '#shared/entities/index.ts';
import { bring, imported, openScratch } from '../db/scratch-desk.ts';

const now = Date.now();
const hours = (count: number) => instantOf(now + count * 3_600_000);
const lists = waitingLists((count) => dayBefore(now, count));

const inDesk = async (tables: Partial<Record<TableName, Record<number, Values>>>) => {
  const desk = await openScratch();
  for (const [table, rows] of Object.entries(tables))
    await bring(
      desk,
      table as TableName,
      Object.entries(rows).map(([id, values]) => imported(Number(id), values)),
    );
  return async (id: string) => {
    const { count, lines } = await readList(
      desk,
      lists.find((list) => list.id === id)!,
    );
    expect(count).toBe(lines.length);
    return lines.map(({ row }) => row.id);
  };
};

const day = 24;

describe('WORK11 what waits', () => {
  test('calls: next, without an outcome, not reviewed, not billed', async () => {
    const held = { starts_at: hours(-3 * day), ended_at: hours(-3 * day + 1) };
    const waits = await inDesk({
      consultations: {
        1: { starts_at: hours(0.01) },
        2: { starts_at: hours(0.01), canceled_at: hours(-1) },
        3: { starts_at: hours(5 * day) },
        4: { starts_at: hours(-3 * day) },
        5: { starts_at: hours(-3 * day), incomplete_reason: 'No-show' },
        6: { ...held },
        7: { ...held, receipt_sent_at: hours(-1) },
        8: { ...held, receipt_sent_at: hours(-1) },
        9: { ...held, deleted: true },
      },
      consultation_reviews: { 1: { consultation_id: 8, rating: 5 } },
    });
    expect(await waits('next')).toEqual([1]);
    expect(await waits('late')).toEqual([4]);
    expect(await waits('reviews')).toEqual([6, 7]);
    expect(await waits('receipts')).toEqual([6]);
  });

  test('missing compliance: of the expert, the background check, or the profile', async () => {
    const cleared = { compliance_completed_at: hours(-99), background_check: true };
    const soon = (expert: number) => ({ starts_at: hours(2 * day), expert });
    const waits = await inDesk({
      profiles: { 1: { conflicted: true }, 2: { conflicted: false } },
      users: {
        1: { ...cleared, profile_id: 2 },
        2: { ...cleared, profile_id: 1 },
        3: { ...cleared, background_check: false },
        4: { background_check: true },
      },
      consultations: {
        1: soon(1),
        2: soon(2),
        3: soon(3),
        4: soon(4),
        5: { ...soon(4), starts_at: hours(20 * day) },
      },
    });
    expect((await waits('compliance')).toSorted()).toEqual([2, 3, 4]);
  });

  test('a profile whose time zone is none is no reason to fail', async () => {
    const desk = await openScratch();
    await bring(desk, 'profiles', [
      imported(1, { timezone: 'Lisbon time' }),
      imported(2, { timezone: 'Asia/Tokyo' }),
    ]);
    await bring(desk, 'users', [imported(1, { profile_id: 1 }), imported(2, { profile_id: 2 })]);
    await bring(desk, 'consultations', [
      imported(1, { starts_at: hours(0.01), expert: 1 }),
      imported(2, { starts_at: hours(0.02), expert: 2 }),
    ]);
    const { lines } = await readList(
      desk,
      lists.find(({ id }) => id === 'next')!,
    );
    expect(lines.map(({ zone }) => zone)).toEqual([null, 'Asia/Tokyo']);
  });

  test('answers, proposals, requests without candidates, exits without a reason', async () => {
    const long = { created_at: hours(-5 * day) };
    const waits = await inDesk({
      expert_requests: {
        1: { ...long, state: 'open' },
        2: { ...long, state: 'Sourcing' },
        3: { ...long, state: 'closed' },
        4: { state: 'open', created_at: hours(-1) },
      },
      expert_request_candidates: {
        1: { request_id: 2, match_state: 'contacted', invitation_email_sent_at: hours(-4 * day) },
        2: { request_id: 2, match_state: 'responded', invitation_email_sent_at: hours(-4 * day) },
        3: { request_id: 2, match_state: 'contacted', invitation_email_sent_at: hours(-1) },
        4: { ...long, match_state: 'not a fit' },
        5: { ...long, match_state: 'not a fit', exit_reason: 'Too junior' },
      },
      consultations: {
        1: { ...long, proposed_times: [hours(9)] },
        2: { ...long, proposed_times: [hours(9)], starts_at: hours(20 * day) },
      },
    });
    expect(await waits('answers')).toEqual([1]);
    expect(await waits('empty-requests')).toEqual([1]);
    expect(await waits('reasons')).toEqual([4]);
    expect(await waits('proposals')).toEqual([1]);
  });
});

test('distances read as people say them', () => {
  const hour = 3_600_000;
  expect(distanceText(5 * hour, 0)).toBe('in 5 h');
  expect(distanceText(0, 5 * hour)).toBe('5 h ago');
  expect(distanceText(0, 72 * hour)).toBe('3 days ago');
  expect(distanceText(0, 24_840 * hour)).toBe('1,035 days ago');
  expect(distanceText(NaN, 0)).toBe('');
});

test('calls and candidates lead to the page of their request, and to themselves where they have none', () => {
  const row = (values: Values) => ({ id: 9, values, clock: '' });
  expect(hrefOf('consultations', row({ request: 7 }))).toBe('/requests/7');
  expect(hrefOf('expert_request_candidates', row({ request_id: 7 }))).toBe('/requests/7');
  expect(hrefOf('expert_requests', row({}))).toBe('/requests/9');
  expect(hrefOf('consultations', row({ request: null }))).toBe('/t/consultations/9');
});
