import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { answer, committed, deleteDatabase, openRaw } from '#renderer/db/raw-idb.ts';
import { fetchFrom, type Fetch } from '#renderer/workers/bulk-read.ts';
import { batchesById } from '#renderer/workers/bulk-stretches.ts';

const name = `stretches-${crypto.randomUUID()}`;
const opening = openRaw(name, 1, (database) =>
  database.createObjectStore('rows', { keyPath: 'id' }),
);

afterAll(async () => {
  (await opening).close();
  await deleteDatabase(name);
});

/** The store holds exactly these numbers; every question to it is counted. */
const storeOf = async (ids: readonly number[]) => {
  const database = await opening;
  const transaction = database.transaction('rows', 'readwrite', { durability: 'relaxed' });
  const store = transaction.objectStore('rows');
  store.clear();
  for (const id of ids) store.put({ id });
  await committed(transaction);
  const asked = { times: 0, underWay: 0, mostUnderWay: 0, mostValues: 0 };
  const fetch: Fetch = async <T>(from: string, range: IDBKeyRange | null, count: number) => {
    asked.times++;
    asked.mostUnderWay = Math.max(asked.mostUnderWay, ++asked.underWay);
    const values = await fetchFrom(database)<T>(from, range, count).finally(() => asked.underWay--);
    asked.mostValues = Math.max(asked.mostValues, values.length);
    return values;
  };
  return { fetch, asked };
};

/** All numbers in the order in which they came; `used` is told of each batch and may change the pace. */
const readAll = async (fetch: Fetch, pace: { count: number }, used?: () => void) => {
  const ids: number[] = [];
  for await (const batch of batchesById<{ id: number }>(fetch, 'rows', pace)) {
    expect(batch.length).toBeGreaterThan(0);
    used?.();
    ids.push(...batch.map(({ id }) => id));
  }
  return ids;
};

/** Numbers in runs with gaps between them, from next to none to nearly all that there are. */
const runs = fc
  .array(
    fc.record({
      gap: fc.oneof(fc.nat(3), fc.nat(5000), fc.nat(Number.MAX_SAFE_INTEGER)),
      length: fc.nat(60),
      step: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 40 }), fc.nat(2 ** 45)),
    }),
    { maxLength: 6 },
  )
  .map((all) => {
    const ids = new Set<number>();
    let at = 0;
    for (const { gap, length, step } of all) {
      at += gap;
      for (let i = 0; i < length; i++) {
        at += Math.max(1, step);
        if (at <= Number.MAX_SAFE_INTEGER) ids.add(at);
      }
    }
    return [...ids].sort((a, b) => a - b);
  });

test('every record comes once, by rising number, whatever gaps there are and however the pace changes', () =>
  fc.assert(
    fc.asyncProperty(
      runs,
      fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1 }),
      async (ids, counts) => {
        const { fetch, asked } = await storeOf(ids);
        const pace = { count: counts[0]! };
        let batches = 0;
        const read = await readAll(fetch, pace, () => {
          pace.count = counts[++batches % counts.length]!;
        });
        expect(read).toEqual(ids);
        expect(asked.mostUnderWay).toBeLessThanOrEqual(5);
      },
    ),
    { numRuns: 60 },
  ));

test('the highest number there can be is read, and nothing is looked for above it', async () => {
  const ids = [1, Number.MAX_SAFE_INTEGER - 1, Number.MAX_SAFE_INTEGER];
  const { fetch } = await storeOf(ids);
  expect(await readAll(fetch, { count: 10 })).toEqual(ids);
});

test('a store without records gives no batch, and is asked once', async () => {
  const { fetch, asked } = await storeOf([]);
  expect(await readAll(fetch, { count: 10 })).toEqual([]);
  expect(asked.times).toBe(1);
});

test('records without gaps are read with hardly more questions than batches, several at a time', async () => {
  const { fetch, asked } = await storeOf(Array.from({ length: 2000 }, (_, i) => i + 500));
  await readAll(fetch, { count: 50 });
  expect(asked.times).toBeLessThanOrEqual(40 + 8);
  expect(asked.mostUnderWay).toBe(5);
});

test('thin numbers are read in batches of about the same size, and wide gaps cost a few questions', async () => {
  const thin = Array.from({ length: 1000 }, (_, i) => 7 + i * 100);
  const far = Array.from({ length: 1000 }, (_, i) => 2 ** 50 + i);
  const { fetch, asked } = await storeOf([...thin, ...far]);
  await readAll(fetch, { count: 50 });
  expect(asked.times).toBeLessThanOrEqual(90);
  expect(asked.mostValues).toBeLessThanOrEqual(63);
});

test('a failure of what is used ends the reading; one of what is not used any more is nobody’s', async () => {
  const { fetch } = await storeOf(Array.from({ length: 100 }, (_, i) => i + 1));
  let times = 0;
  const failing: Fetch = <T>(store: string, range: IDBKeyRange | null, count: number) =>
    ++times === 3 ? Promise.reject(new Error('broken')) : fetch<T>(store, range, count);
  await expect(readAll(failing, { count: 10 })).rejects.toThrow('broken');

  const last: Fetch = <T>(store: string, range: IDBKeyRange | null, count: number) =>
    (range?.lower as number) > 130
      ? Promise.reject(new Error('late'))
      : fetch<T>(store, range, count);
  const ids: number[] = [];
  for await (const batch of batchesById<{ id: number }>(last, 'rows', { count: 30 })) {
    ids.push(...batch.map(({ id }) => id));
    if (ids.length >= 100) break;
  }
  expect(ids).toHaveLength(100);
  const database = await opening;
  expect(await answer(database.transaction('rows').objectStore('rows').count())).toBe(100);
});
