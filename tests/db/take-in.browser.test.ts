import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatStamp } from '#shared/sync/stamp.ts';
import { boundsOf } from '#renderer/db/many.ts';
import { readLocal } from '#renderer/db/take-in.ts';
import { bring, imported, openScratch } from './scratch-desk.ts';

const stampOf = (id: number) => formatStamp({ time: 1_700_000_000_000 + id, counter: 0, desk: 99 });

/** Numbers that lie side by side, or far apart, or some of both. */
const ids = fc.oneof(
  fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 40 }),
  fc.uniqueArray(fc.integer({ min: 1, max: 2 ** 40 }), { minLength: 1, maxLength: 10 }),
  fc
    .tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 25 }))
    .map(([from, many]) => Array.from({ length: many }, (_, i) => from + i)),
);

test('DB20 of the records that entries name it is known which are there and which were erased', async () => {
  const desk = await openScratch();
  const { database } = desk;
  await fc.assert(
    fc.asyncProperty(ids, ids, ids, async (here, gone, asked) => {
      await database.records('profiles').clear();
      await database.tombstones.clear();
      const there = here.filter((id) => !gone.includes(id));
      await bring(
        desk,
        'profiles',
        there.map((id) => imported(id, { city: `Town ${id}` })),
      );
      // The same numbers mean other records in another table.
      await database.tombstones.bulkPut([
        ...gone.map((id) => ({ table: 'profiles' as const, id, clock: stampOf(id) })),
        ...here.map((id) => ({ table: 'projects' as const, id, clock: stampOf(0) })),
      ]);
      const names = asked.map((id) => ({ table: 'profiles' as const, id }));
      const stores = ['profiles', 'tombstones', 'state'];
      const local = await database.transaction('r', stores, () => readLocal(database, 77, names));
      for (const id of asked) {
        const city = local.record('profiles', id)?.values['city'] ?? null;
        expect(city).toBe(there.includes(id) ? `Town ${id}` : null);
        expect(local.erased('profiles', id)).toBe(gone.includes(id) ? stampOf(id) : null);
      }
    }),
    { numRuns: 60 },
  );
});

test('the bounds of any many numbers', () => {
  fc.assert(
    fc.property(fc.array(fc.integer(), { minLength: 1 }), (numbers) => {
      expect(boundsOf(numbers)).toEqual([Math.min(...numbers), Math.max(...numbers)]);
    }),
  );
  expect(boundsOf(Array.from({ length: 500_000 }, (_, i) => i))).toEqual([0, 499_999]);
});
