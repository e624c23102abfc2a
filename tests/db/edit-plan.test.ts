import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Value } from '#shared/schema/fields.ts';
import type { Row } from '#shared/schema/row.ts';
import { formatStamp, nextStamp } from '#shared/sync/stamp.ts';
import type { Operation } from '#renderer/db/desk.ts';
import { sameValue } from '#shared/schema/same-value.ts';
import { composeDrafts, isEdit, type Known } from '#renderer/db/edit-plan.ts';
import { stampDraft } from '#renderer/db/edit-stamps.ts';
import { replay } from './replay.ts';

const items = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 3 });
const values = fc.record(
  {
    first_name: fc.option(fc.constantFrom('', 'Ana', 'Zoë')),
    tier: fc.option(fc.integer({ min: 0, max: 3 })),
    tags: fc.option(items),
    hide_profile: fc.option(fc.boolean()),
    hourly_rate: fc.option(fc.constantFrom('0.00', '125.50')),
  },
  { requiredKeys: [] },
);
const operation: fc.Arbitrary<Operation> = fc.oneof(
  {
    weight: 1,
    arbitrary: fc.record({
      op: fc.constant('create' as const),
      table: fc.constant('profiles' as const),
      values,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      op: fc.constant('update' as const),
      table: fc.constant('profiles' as const),
      id: fc.integer({ min: 1, max: 5 }),
      values,
    }),
  },
);

const now = '2026-01-01T00:00:00.000000Z';
const start: Row[] = [1, 2, 3].map((id) => ({
  id,
  values: { first_name: `P${id}`, tags: ['a'], unknown: 7 },
  clock: formatStamp({ time: id, counter: 0, desk: 40 }),
}));

const stored = (rows: ReadonlyMap<number, Row>): Known => {
  let next = 3;
  return { row: (_, id) => rows.get(id) ?? null, nextId: () => ++next };
};

/** Of whatever was stamped so far: no desk gives a stamp twice. */
let stamp = formatStamp({ time: 100, counter: 0, desk: 40 });

const apply = (rows: ReadonlyMap<number, Row>, operations: readonly Operation[]) => {
  const drafts = composeDrafts(operations, stored(rows), now);
  if (!drafts.ok) return null;
  const next = () => (stamp = nextStamp(stamp, 100, 40));
  const edits = drafts.value.filter(isEdit).map((draft) => stampDraft(draft, next));
  const after = new Map(rows);
  for (const { row } of edits) after.set(row.id, row);
  return { edits, after };
};

const valuesOf = (rows: ReadonlyMap<number, Row>) =>
  new Map([...rows].map(([id, row]) => [id, row.values]));

describe('DB5 composing', () => {
  const before = new Map(start.map((row) => [row.id, row]));

  test('the inverse restores every value; what was created ends in the trash', () => {
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 8 }), (operations) => {
        const done = apply(before, operations);
        if (done === null) return;
        const undone = apply(done.after, done.edits.map(({ inverse }) => inverse).reverse())!;
        const restored = valuesOf(undone.after);
        for (const [id, row] of before) expect(restored.get(id)).toEqual(row.values);
        for (const [id, own] of restored) if (!before.has(id)) expect(own['deleted']).toBe(true);
      }),
    );
  });

  test('replaying the changes gives the very same rows', () => {
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 8 }), (operations) => {
        const done = apply(before, operations);
        if (done === null) return;
        expect(
          replay(
            before,
            done.edits.flatMap(({ changes }) => changes),
          ),
        ).toEqual(done.after);
      }),
    );
  });

  test('one call with all operations leaves the values that one call for each leaves', () => {
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 8 }), (operations) => {
        const known = operations.filter(({ op, id }) => op === 'update' && id <= 3);
        const once = apply(before, known)!.after;
        const stepwise = known.reduce((rows, one) => apply(rows, [one])!.after, before);
        expect(valuesOf(once)).toEqual(valuesOf(stepwise));
      }),
    );
  });

  test('no null is ever stored', () => {
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 8 }), (operations) => {
        for (const { row } of apply(before, operations)?.edits ?? [])
          expect(Object.values(row.values)).not.toContain(null);
      }),
    );
  });

  test('an edit says what its fields held before', () => {
    const done = apply(before, [
      { op: 'update', table: 'profiles', id: 1, values: { tags: ['b'], keywords: ['k'], tier: 1 } },
    ])!;
    expect(done.edits[0]!.changes[0]).toMatchObject({ before: { tags: ['a'], keywords: null } });
  });
});

test.each<[Value, Value, boolean]>([
  [['a', 'b'], ['a', 'b'], true],
  [['a', 'b'], ['b', 'a'], false],
  [['a'], ['a', 'b'], false],
  [[], null, false],
  ['', null, false],
  ['1', 1, false],
  [null, null, true],
])('%j and %j are the same: %j', (a, b, same) => {
  expect(sameValue(a, b)).toBe(same);
  expect(sameValue(b, a)).toBe(same);
});

describe('an update that only holds over what it is meant to replace', () => {
  const rows = new Map(start.map((row) => [row.id, row]));
  const compose = (...operations: Operation[]) => {
    const drafts = composeDrafts(operations, stored(rows), now);
    if (!drafts.ok) throw new Error(drafts.problem.code);
    return drafts.value.map(({ id, values: left }) => ({ id, left }));
  };

  test('DB28 takes the fields that still hold it, and leaves the others', () => {
    const [draft] = compose({
      op: 'update',
      table: 'profiles',
      id: 1,
      values: { first_name: 'Ana', tags: null, tier: 2 },
      holding: { first_name: 'P1', tags: ['b'] },
    });
    expect(draft?.left).toMatchObject({ first_name: 'Ana', tags: ['a'], tier: 2 });
  });

  test('DB28 passes over a record that is gone, where others refuse', () => {
    const gone = { op: 'update', table: 'profiles', id: 9, values: { tier: 1 } } as const;
    expect(compose({ ...gone, holding: {} })).toEqual([]);
    expect(composeDrafts([gone], stored(rows), now)).toMatchObject({
      ok: false,
      problem: { code: 'desk.noSuchRecord' },
    });
  });

  test('DB28 all fields still hold: it is the update without it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3 }), values, (id, given) => {
        const update = { op: 'update', table: 'profiles', id, values: given } as const;
        const holding = rows.get(id)!.values;
        expect(compose({ ...update, holding })).toEqual(compose(update));
      }),
    );
  });
});
