import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planOf, type Needed } from '#renderer/workers/planner.ts';

const rows = 100_000;
const column = (name: string, state: Needed['state'], table = 'profiles'): Needed => ({
  table,
  name,
  state,
  rows,
});
const plan = (needed: Needed[], paths: Parameters<typeof planOf>[0]['paths'] = []) =>
  planOf({ table: 'profiles', needed, paths });

describe('COL10 the planner', () => {
  test('takes the order of an index where nothing else is asked', () => {
    expect(plan([])).toMatchObject({ by: 'index', cost: 0 });
  });

  test('answers by keys alone while columns are cold', () => {
    const found = plan([column('country', 'cold')], [{ field: 'country', keys: 8000, rest: [] }]);
    expect(found).toMatchObject({ by: 'path', field: 'country', isReading: false });
  });

  test('reads the few records on a path rather than cold columns, and rather than many by a path', () => {
    const tier = column('tier', 'cold');
    const needed = [column('country', 'cold'), tier];
    const of = (keys: number) => plan(needed, [{ field: 'country', keys, rest: [tier] }]);
    expect(of(300)).toMatchObject({ by: 'path', isReading: true });
    expect(of(90_000)).toMatchObject({ by: 'columns' });
  });

  test('does not read records by a path where packed columns are at hand for the rest', () => {
    const tier = column('tier', 'packed');
    const needed = [column('country', 'cold'), tier];
    const found = plan(needed, [{ field: 'country', keys: 20_000, rest: [tier] }]);
    expect(found).toMatchObject({ by: 'path', isReading: false });
  });

  test('takes columns in memory whatever paths there are', () => {
    const needed = [column('country', 'warm'), column('tier', 'warm')];
    const paths = [{ field: 'country', keys: 5000, rest: [needed[1]!] }];
    expect(plan(needed, paths)).toMatchObject({ by: 'columns' });
  });

  test('never stands in for columns of other tables, nor for titles, by records of a path', () => {
    for (const rest of [column('name', 'cold', 'users'), column('(title)', 'cold')]) {
      const found = plan(
        [column('country', 'cold'), rest],
        [{ field: 'country', keys: 10, rest: [rest] }],
      );
      expect(found.isReading).toBe(false);
    }
  });

  const state = fc.constantFrom('warm' as const, 'packed' as const, 'cold' as const);
  const needed = fc.array(
    state.map((own) => column('a', own)),
    { minLength: 1, maxLength: 6 },
  );

  test('warmer columns never cost more, nor does one path more', () => {
    const colder = (columns: readonly Needed[]) =>
      columns.map((own): Needed => ({ ...own, state: 'cold' }));
    fc.assert(
      fc.property(needed, fc.nat({ max: rows }), (columns, keys) => {
        expect(plan(columns).cost).toBeLessThanOrEqual(plan(colder(columns)).cost);
        const path = { field: 'country', keys, rest: columns.slice(1) };
        expect(plan(columns, [path]).cost).toBeLessThanOrEqual(plan(columns).cost);
        expect(plan(columns, [path]).reasons).not.toHaveLength(0);
      }),
    );
  });
});
