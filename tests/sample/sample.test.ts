import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { entities, entityOf, workTables, type WorkTable } from '#shared/entities/index.ts';
import { planSample, type SamplePlan } from '#shared/sample/desk-plan.ts';
import { sampleRows } from '#shared/sample/sample-rows.ts';
import { places } from '#shared/sample/words/places.ts';
import { valueProblem } from '#shared/schema/values.ts';
import type { Value } from '#shared/schema/fields.ts';

const today = Date.UTC(2026, 2, 31, 12);
const wish = fc.record({
  rows: fc.integer({ min: 11, max: 2500 }),
  seed: fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
});
const rowsOf = (plan: SamplePlan, table: WorkTable) => [...sampleRows(plan, table)];
const at = (value: Value | undefined): number | null =>
  typeof value === 'string' ? Date.parse(`${value.slice(0, 23)}Z`) : null;
const plan = planSample({ rows: 20_000, seed: 42, today });

/** The columns whose value is not valid, or points to no record of the plan. */
const wrongValues = (
  { counts }: SamplePlan,
  table: WorkTable,
  values: Readonly<Record<string, Value>>,
): string[] =>
  Object.entries(values)
    .filter(([name, value]) => {
      const field = entityOf(table).fields[name];
      if (field === undefined || valueProblem(field, value) !== null) return true;
      const target =
        field.kind === 'reference'
          ? field.target
          : field.kind === 'integer'
            ? field.loosely
            : undefined;
      if (target === undefined) return false;
      return (value as number) < 1 || (value as number) > counts[target as WorkTable];
    })
    .map(([name, value]) => `${table}.${name}: ${String(value)}`);

describe('whatever the size and seed', () => {
  test('as many rows as were wished, every value valid, every reference sound', () => {
    fc.assert(
      fc.property(wish, ({ rows, seed }) => {
        const small = planSample({ rows, seed, today });
        const counts = workTables.map((table) => {
          const list = rowsOf(small, table);
          expect(list.map(({ id }) => id)).toEqual(list.map((_, i) => i + 1));
          expect(list.flatMap(({ values }) => wrongValues(small, table, values))).toEqual([]);
          return list.length;
        });
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(rows);
      }),
      { numRuns: 20 },
    );
  });

  test('nothing happens after today, and nothing ends before it begins', () => {
    fc.assert(
      fc.property(wish, ({ rows, seed }) => {
        const small = planSample({ rows, seed, today });
        const created = new Map(
          workTables.map((table) => [
            table,
            rowsOf(small, table).map((row) => at(row.values['created_at'])),
          ]),
        );
        for (const row of created.values())
          for (const time of row) if (time !== null) expect(time).toBeLessThanOrEqual(today);
        for (const { values } of sampleRows(small, 'consultations')) {
          const [from, start, end] = [
            at(values['created_at'])!,
            at(values['started_at']),
            at(values['ended_at']),
          ];
          expect(start === null).toBe(end === null);
          if (start !== null) {
            expect(start).toBeGreaterThanOrEqual(from);
            expect(end!).toBeGreaterThan(start);
            expect(end!).toBeLessThanOrEqual(today);
            expect(values['canceled_at']).toBeUndefined();
          }
          const canceled = at(values['canceled_at']);
          if (canceled !== null) expect(canceled).toBeGreaterThanOrEqual(from);
          expect(
            created.get('expert_requests')![(values['request'] as number) - 1],
          ).toBeLessThanOrEqual(from);
        }
        for (const { values } of sampleRows(small, 'expert_request_candidates'))
          expect(
            created.get('expert_requests')![(values['request_id'] as number) - 1],
          ).toBeLessThanOrEqual(at(values['created_at'])!);
      }),
      { numRuns: 20 },
    );
  });

  test('the same seed gives the same rows, another one others; a row needs no other', () => {
    fc.assert(
      fc.property(wish, fc.constantFrom(...workTables), ({ rows, seed }, table) => {
        const small = planSample({ rows, seed, today });
        const all = rowsOf(small, table);
        expect(rowsOf(planSample({ rows, seed, today }), table)).toEqual(all);
        const last = all.length;
        expect([...sampleRows(small, table, last, last)]).toEqual(all.slice(-1));
      }),
      { numRuns: 20 },
    );
    const names = (seed: number) =>
      rowsOf(planSample({ rows: 500, seed, today }), 'profiles').map(
        ({ values }) => values['last_name'],
      );
    expect(names(1)).not.toEqual(names(2));
  });
});

describe('a desk of 20,000 rows', () => {
  test.each(workTables)(
    '%s: every column holds something somewhere, and some records are in the trash',
    (table) => {
      const seen = new Set<string>();
      let trashed = 0;
      for (const { values } of sampleRows(plan, table)) {
        Object.keys(values).forEach((name) => seen.add(name));
        if (values['deleted'] === true) trashed++;
      }
      expect(Object.keys(entityOf(table).fields).filter((name) => !seen.has(name))).toEqual([]);
      expect(trashed).toBeGreaterThan(0);
      expect(trashed).toBeLessThan(plan.counts[table] / 20 + 3);
    },
  );

  test('states are those that are offered, and each flow has them all', () => {
    const offered: [WorkTable, string][] = [
      ['expert_requests', 'state'],
      ['expert_request_candidates', 'match_state'],
      ['transcription_orders', 'state'],
      ['users', 'signup_type'],
    ];
    for (const [table, name] of offered) {
      const field = entityOf(table).fields[name]!;
      const options = field.kind === 'choice' ? field.options : [];
      const found = new Set(rowsOf(plan, table).map(({ values }) => values[name] as string));
      expect([...found].filter((state) => !options.includes(state))).toEqual([]);
      expect(found.size).toBeGreaterThan(options.length / 2);
    }
  });

  test('no profile stands twice in a request', () => {
    const pairs = rowsOf(plan, 'expert_request_candidates').map(
      ({ values }) => `${values['request_id'] as number} ${values['profile_id'] as number}`,
    );
    expect(new Set(pairs).size).toBe(pairs.length);
  });

  test('a candidate’s state is what became of the call', () => {
    const calls = new Map(
      rowsOf(plan, 'consultations').map(({ values }) => [
        `${values['request'] as number} ${values['expert'] as number}`,
        values,
      ]),
    );
    const users = new Map(
      rowsOf(plan, 'users').map(({ id, values }) => [values['profile_id'], id]),
    );
    let compared = 0;
    for (const { values } of sampleRows(plan, 'expert_request_candidates')) {
      const user = users.get(values['profile_id']);
      const call = calls.get(`${values['request_id'] as number} ${user}`);
      if (call === undefined) {
        expect(values['match_state']).not.toBe('completed');
        continue;
      }
      compared++;
      expect(call['ended_at'] !== undefined).toBe(values['match_state'] === 'completed');
    }
    expect(compared).toBeGreaterThan(1000);
  });

  test('a call’s money follows the published rule', () => {
    const rates = new Map<number, number>();
    for (const { values } of sampleRows(plan, 'consultations')) {
      const cost = values['expert_cost'];
      if (typeof cost !== 'string') continue;
      const billed = values['billing_duration'] as number;
      expect(billed % 5).toBe(0);
      const hourly = Math.round(((Number(cost) * 60) / billed) * 100) / 100;
      const known = rates.get(values['expert'] as number) ?? hourly;
      expect(Math.abs(hourly - known)).toBeLessThan(0.05);
      rates.set(values['expert'] as number, known);
    }
    expect(rates.size).toBeGreaterThan(100);
  });

  test('calls, and the times proposed for them, are on working days between eight and six', () => {
    for (const { values } of rowsOf(plan, 'consultations')) {
      const proposed = values['proposed_times'] as string[];
      const rejected = (values['rejected_times'] ?? []) as string[];
      expect(new Set(proposed).size).toBe(3);
      for (const time of [...proposed, ...rejected]) {
        const moment = new Date(at(time)!);
        expect([1, 2, 3, 4, 5]).toContain(moment.getUTCDay());
        expect(moment.getUTCHours()).toBeGreaterThanOrEqual(8);
        expect(moment.getUTCHours()).toBeLessThan(18);
      }
    }
  });

  test('places, zones and codes belong together, and zones exist', () => {
    for (const { values } of sampleRows(plan, 'profiles', 1, 500)) {
      const place = places.find(({ city }) => city === values['city'])!;
      expect([values['country'], values['country_iso2_code'], values['timezone']]).toEqual([
        place.country,
        place.code,
        place.timeZone,
      ]);
    }
    for (const { timeZone } of places)
      expect(() => new Intl.DateTimeFormat('en', { timeZone })).not.toThrow();
  });

  test('addresses are at domains reserved for examples', () => {
    for (const table of Object.keys(entities) as WorkTable[])
      for (const { values } of sampleRows(plan, table, 1, 200))
        for (const value of Object.values(values))
          for (const [, host] of String(value).matchAll(/(?:https?:\/\/|@)([^/\s]+)/g))
            expect(host).toMatch(/(^|\.)example(\.(com|org|net))?$/);
  });
});
