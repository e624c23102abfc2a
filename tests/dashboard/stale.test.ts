import { CalendarDate } from '@internationalized/date';
import { expect, test } from 'vitest';
import { staleProfiles } from '#renderer/features/dashboard/figures/stale.ts';
import { rowsOf } from './made-rows.ts';

const zone = 'Europe/Lisbon';
const today = new CalendarDate(2026, 4, 15);

test('FIG19: a profile is stale without a candidacy or a call for 12 months', () => {
  const old = '2024-01-01T00:00:00.000000Z';
  const recent = '2026-01-01T00:00:00.000000Z';
  const profiles = [old, recent, old, old, null, old].map((created_at) => ({ created_at }));
  const { all, stale } = staleProfiles(
    {
      profiles: rowsOf('profiles', ['created_at'], profiles),
      users: rowsOf('users', ['profile_id'], [{ profile_id: 4 }, { profile_id: 6 }]),
      candidates: rowsOf(
        'expert_request_candidates',
        ['profile_id', 'created_at'],
        [
          { profile_id: 3, created_at: recent },
          { profile_id: 1, created_at: old },
        ],
      ),
      calls: rowsOf(
        'consultations',
        ['expert', 'starts_at', 'created_at'],
        [
          { expert: 1, created_at: recent },
          { expert: 2, starts_at: old, created_at: recent },
        ],
      ),
    },
    { today, zone },
  );
  expect([all, stale.ids]).toEqual([6, [1, 5, 6]]);
});
