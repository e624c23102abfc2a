import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deedsFor, exactOf, valueAfter, type BulkEdit, type Deed } from '#shared/bulk/deeds.ts';
import { KeptValues } from '#shared/bulk/kept-values.ts';
import { planRecord, Surveying } from '#shared/bulk/plan.ts';
import { entityOf, tableNames } from '#shared/entities/index.ts';
import { profiles } from '#shared/entities/profiles.ts';
import type { Field } from '#shared/schema/fields.ts';
import type { Values } from '#shared/schema/row.ts';
import { rowOf } from '#tests/support/bulk-desk.ts';

const { fields } = profiles;
const named = (name: keyof typeof fields): Field => fields[name];

describe('deeds', () => {
  test('BULK1 every field but secrets can be set and emptied, lists and numbers can do more', () => {
    for (const table of tableNames)
      for (const field of Object.values(entityOf(table).fields)) {
        const deeds = deedsFor(field);
        if (field.kind === 'secret') expect(deeds).toEqual([]);
        else expect(deeds).toEqual(expect.arrayContaining(['set', 'empty']));
      }
    expect(deedsFor(named('tags'))).toContain('add');
    expect(deedsFor(named('hourly_rate'))).toContain('times');
    expect(deedsFor(named('city'))).toEqual(['set', 'empty']);
  });

  test('BULK2 items are added once, at the end; a list that loses all of them is empty', () => {
    const add: Deed = { do: 'add', items: ['b', 'c', 'c'] };
    expect(valueAfter(named('tags'), add, ['a', 'b'])).toEqual(['a', 'b', 'c']);
    expect(valueAfter(named('tags'), add, null)).toEqual(['b', 'c']);
    expect(valueAfter(named('tags'), { do: 'remove', items: ['a'] }, ['a', 'b'])).toEqual(['b']);
    expect(valueAfter(named('tags'), { do: 'remove', items: ['a'] }, ['a'])).toBeNull();
  });

  test.each([
    ['plus', '10', '120.50', '130.50'],
    ['plus', '-0.005', '0.01', '0.01'],
    ['plus', '-200', '120.50', '-79.50'],
    ['times', '1.05', '120.50', '126.53'],
    ['times', '1,05', '-120.50', '-126.53'],
    ['times', '0', '99999999.99', '0.00'],
  ] as const)('BULK2 %s %s makes %s exactly %s', (deed, by, stored, after) => {
    expect(valueAfter(named('hourly_rate'), { do: deed, by }, stored)).toBe(after);
  });

  test('BULK2 whole numbers stay whole, and nothing stays nothing', () => {
    expect(valueAfter(named('tier'), { do: 'times', by: '1.5' }, 3)).toBe(5);
    expect(valueAfter(named('tier'), { do: 'plus', by: '2' }, null)).toBeNull();
  });

  test('a number to reckon with is read as people type it, or not at all', () => {
    expect(exactOf(' 1.05 ')).toEqual({ digits: 105n, scale: 2 });
    for (const text of ['', '1.2.3', 'ten', '1e5', '.5', '9'.repeat(17)])
      expect(exactOf(text)).toBeNull();
  });

  test('BULK2 adding an amount and taking it away again gives what was there', () => {
    const cents = fc.integer({ min: -1_000_000, max: 1_000_000 });
    const text = (n: number) => (n / 100).toFixed(2);
    fc.assert(
      fc.property(cents, cents, (had, by) => {
        const there = valueAfter(named('hourly_rate'), { do: 'plus', by: text(by) }, text(had));
        expect(there).toBe(text(had + by === 0 ? 0 : had + by));
        const back = valueAfter(named('hourly_rate'), { do: 'plus', by: text(-by) }, there);
        expect(Number(back)).toBe(had / 100);
      }),
    );
  });
});

const survey = (edit: BulkEdit, ...values: (Values | null)[]) => {
  const surveying = new Surveying(profiles, edit);
  surveying.look(values.map((own, i) => (own === null ? null : rowOf(i + 1, own))));
  return surveying.result();
};

describe('what an edit would do', () => {
  test('BULK3 only what differs is changed', () => {
    const edit: BulkEdit = { city: { do: 'set', value: 'Porto' }, tier: { do: 'empty' } };
    const plan = planRecord(profiles, rowOf(1, { city: 'Porto', tier: 2 }), edit);
    expect(plan).toEqual({
      is: 'changed',
      change: { id: 1, before: { tier: 2 }, after: { tier: null } },
    });
    expect(planRecord(profiles, rowOf(1, { city: 'Porto' }), edit)).toEqual({ is: 'same' });
  });

  test('BULK4 records are counted: changing, so already, gone, refused and why', () => {
    const edit: BulkEdit = { hourly_rate: { do: 'times', by: '10' }, city: { do: 'empty' } };
    const found = survey(
      edit,
      { hourly_rate: '120.50' },
      {},
      null,
      { hourly_rate: '99999999.99', city: 'Rome' },
      { city: 'Rome' },
    );
    expect(found).toMatchObject({ records: 5, changing: 2, same: 1, gone: 1, refused: 1 });
    expect(found.refusals).toMatchObject([
      { records: 1, some: [4], problem: { code: 'value.decimalRange' } },
    ]);
  });

  test('BULK3 a record is refused whole', () => {
    const edit: BulkEdit = { city: { do: 'set', value: 'x'.repeat(300) }, tier: { do: 'empty' } };
    const found = survey(edit, { tier: 1 }, { tier: 2 });
    expect(found).toMatchObject({ changing: 0, refused: 2 });
    expect(found.refusals[0]).toMatchObject({ records: 2, problem: { code: 'value.tooLong' } });
  });

  test('BULK7 what would take too much to be kept is told', () => {
    const text = 'A summary that nobody else has. '.repeat(200);
    const values = Array.from({ length: 1_000 }, (_, i) => ({ summary: `${i} ${text}` }));
    const surveying = new Surveying(profiles, { summary: { do: 'empty' } });
    surveying.look(values.map((own, i) => rowOf(i + 1, own)));
    expect(surveying.result().isHeavy).toBe(false);
    surveying.look(values.map((own, i) => rowOf(i + 2_000, { summary: `${own.summary}.` })));
    expect(surveying.result().isHeavy).toBe(true);
    const same = new Surveying(profiles, { summary: { do: 'empty' } });
    for (let i = 0; i < 50; i++) same.look(values.map((_, at) => rowOf(at + 1, { summary: text })));
    expect(same.result().isHeavy).toBe(false);
  });
});

describe('what is kept for undo', () => {
  const value = fc.oneof(
    fc.constant(null),
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.array(fc.string()),
  );
  const sides = fc
    .dictionary(fc.constantFrom('a', 'b', 'c'), fc.tuple(value, value), { minKeys: 1 })
    .map((pairs) => ({
      before: Object.fromEntries(Object.entries(pairs).map(([name, [one]]) => [name, one])),
      after: Object.fromEntries(Object.entries(pairs).map(([name, [, other]]) => [name, other])),
    }));
  const batches = fc.array(
    fc.array(sides, { minLength: 1 }).map((all) => all.map((one, i) => ({ id: i + 1, ...one }))),
  );

  test('BULK6 batches come back as they were, the newest first', () => {
    fc.assert(
      fc.property(batches, (all) => {
        const kept = new KeptValues();
        for (const batch of all) kept.add(batch);
        expect(kept.records).toBe(all.flat().length);
        for (const batch of all.toReversed()) {
          expect(kept.last()).toEqual(batch);
          kept.dropLast();
        }
        expect(kept.last()).toBeNull();
      }),
    );
  });

  test('BULK6 a value that many records share is kept once', () => {
    const batch = (text: string) =>
      Array.from({ length: 2_000 }, (_, i) => ({
        id: i + 1,
        before: { a: text },
        after: { a: '' },
      }));
    const kept = new KeptValues();
    kept.add(batch('x'.repeat(10_000)));
    expect(kept.weight).toBeLessThan(2_000 * 16 + 41_000);
  });
});
