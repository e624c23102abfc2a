import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TableName } from '#shared/entities/index.ts';
import type { Row, Values } from '#shared/schema/row.ts';
import type { Change } from '#shared/sync/change.ts';
import type { Operation } from '#renderer/db/desk.ts';
import { fromStored, toStored } from '#renderer/db/stored-row.ts';
import { contentOf, openScratch } from './scratch-desk.ts';
import { replay } from './replay.ts';

/** Random histories of a desk, through the real door and the real store. */

const tables = ['profiles', 'users', 'projects'] as const satisfies TableName[];
const id = fc.integer({ min: 1, max: 5 });
/** What every history begins with, so that most of what follows has something to work on. */
const start: Operation[] = tables.flatMap((table) =>
  [1, 2, 3, 4].map((own) => ({ op: 'create' as const, table, id: own, values: {} })),
);
const valuesOf = {
  profiles: fc.record(
    {
      first_name: fc.option(fc.constantFrom('', 'Ana', 'Zoë', 'Eve', 'x'.repeat(300))),
      tags: fc.option(fc.array(fc.constantFrom('a', 'b'), { maxLength: 2 })),
      created_by: fc.option(id),
      deleted: fc.option(fc.boolean()),
    },
    { requiredKeys: [] },
  ),
  users: fc.record(
    { profile_id: fc.option(id), referrer: fc.option(id), login_attempts: fc.option(fc.nat(3)) },
    { requiredKeys: [] },
  ),
  projects: fc.record(
    { name: fc.option(fc.constantFrom('One', 'Two')), team: fc.option(fc.constant('A')) },
    { requiredKeys: [] },
  ),
};
/** An update has to name its record; a creation rather not, since most numbers are taken. */
const usable = ({ op, table, id: own, values }: Drawn): Operation =>
  op === 'update' || own === 5 ? { op, table, id: own, values } : { op, table, values };

interface Drawn {
  op: 'create' | 'update';
  table: TableName;
  id: number;
  values: Values;
}

const operation: fc.Arbitrary<Operation> = fc
  .constantFrom(...tables)
  .chain((table) =>
    fc.record({
      op: fc.constantFrom('create' as const, 'update' as const, 'update' as const),
      table: fc.constant(table),
      id,
      values: valuesOf[table],
    }),
  )
  .map(usable);

const history = fc.array(
  fc.record({
    operations: fc.array(operation, { minLength: 1, maxLength: 4 }),
    /** How far the wall clock moves before, in milliseconds; people set clocks back, too. */
    step: fc.integer({ min: -100_000, max: 100_000 }),
    undo: fc.boolean(),
  }),
  { maxLength: 12 },
);

const rowsOf = (content: Record<string, unknown[]>, table: TableName) => content[table] as Row[];

const changesOf = (content: Record<string, unknown[]>): Change[] =>
  (content['outbox'] as { changes: Change[] }[]).flatMap(({ changes }) => changes);

test('DB5 whatever is done: all or nothing, undone whole, replayed the same, stamps rising', async () => {
  const outcomes = { done: 0, refused: 0, undone: 0 };
  await fc.assert(
    fc.asyncProperty(history, async (steps) => {
      let now = 1_800_000_000_000;
      const desk = await openScratch({ now: () => now });
      expect(await desk.mutate(start, 'start')).toMatchObject({ ok: true });
      for (const { operations, step, undo } of steps) {
        now += step;
        const before = await contentOf(desk);
        const result = await desk.mutate(operations, 'edit');
        if (!result.ok) {
          outcomes.refused++;
          expect(await contentOf(desk)).toEqual(before);
          continue;
        }
        outcomes.done++;
        if (!undo) continue;
        outcomes.undone++;
        const { inverse } = result.value;
        expect(await desk.mutate(inverse, 'undo')).toMatchObject({ ok: true });
        const after = await contentOf(desk);
        for (const table of tables)
          for (const { id: own, values } of rowsOf(before, table))
            expect(rowsOf(after, table).find((row) => row.id === own)?.values).toEqual(values);
      }
      const content = await contentOf(desk);
      const changes = changesOf(content);
      for (const table of tables) {
        const replayed = replay(
          new Map(),
          changes.filter((change) => change.table === table),
        );
        const stored = [...replayed.values()].sort((a, b) => a.id - b.id);
        expect(content[table]).toEqual(stored.map((row) => toStored(table, row)));
      }
      const stamps = (content['outbox'] as { stamp: string }[]).map(({ stamp }) => stamp);
      expect(stamps).toEqual([...new Set(stamps)].sort());
      desk.close();
    }),
    { numRuns: 40 },
  );
  // The histories are worth something only if they went all these ways.
  expect(Math.min(...Object.values(outcomes))).toBeGreaterThan(10);
});

test('a record is the same before and after the store', () => {
  const row: Row = {
    id: 4,
    values: { name: 'X', odd: 1 },
    clock: '018f00000000-0000-0000020',
    clocks: { name: '018f00000001-0000-0000020' },
    source: { tags: 'a,b' },
  };
  expect(fromStored(toStored('projects', row))).toEqual(row);
});
