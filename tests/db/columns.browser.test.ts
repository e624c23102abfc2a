import { expect, test } from 'vitest';
import { bring, edit, imported, openScratch } from './scratch-desk.ts';
import type { OrderQuery } from '#renderer/db/desk.ts';

const { signal } = new AbortController();
const query: OrderQuery = { table: 'consultations', trash: false, sort: [], text: '', fields: [] };

test('DB25 columns of a query tell every kind of value, by rising number, and follow edits', async () => {
  const desk = await openScratch();
  await bring(desk, 'users', [imported(7, {})]);
  await bring(desk, 'consultations', [
    imported(3, { expert: 7, expert_cost: '12.50', starts_at: '2026-03-31T13:30:00.000001Z' }),
    imported(5, { expert_name: 'Zoë', external: true, expected_duration: 30 }),
    imported(9, { deleted: true, expert_name: 'Gone' }),
  ]);
  const fields = ['expert', 'expert_cost', 'starts_at', 'expert_name', 'external', 'deleted'];
  const found = await desk.columns(query, { fields, signal });
  expect([...found.ids]).toEqual([3, 5]);
  const [expert, cost, starts, name, external] = found.columns;
  expect(expert).toEqual({ holds: 'numbers', numbers: Float64Array.of(7, NaN) });
  expect(cost).toEqual({ holds: 'numbers', numbers: Float64Array.of(1250, NaN) });
  expect(starts).toEqual({
    holds: 'texts',
    codes: Uint32Array.of(1, 0),
    texts: ['', '2026-03-31T13:30:00.000001Z'],
  });
  expect(name).toEqual({ holds: 'texts', codes: Uint32Array.of(0, 1), texts: ['', 'zoe'] });
  expect(external).toEqual({ holds: 'numbers', numbers: Float64Array.of(NaN, 1) });

  await edit(desk, {
    op: 'update',
    table: 'consultations',
    id: 5,
    values: { expert_cost: '1.00' },
  });
  const filter = {
    match: 'all' as const,
    conditions: [{ field: 'expert_cost', operator: 'atMost' as const, values: ['5'] }],
  };
  const cheap = await desk.columns({ ...query, filter }, { fields: ['expert_cost'], signal });
  expect([...cheap.ids]).toEqual([5]);
  expect(cheap.columns).toEqual([{ holds: 'numbers', numbers: Float64Array.of(100) }]);
});
