import { expect, test } from 'vitest';
import { bring, create, edit, imported, openScratch } from '#tests/db/scratch-desk.ts';
import { eraseRecords } from '#renderer/db/erase.ts';
import type { OpenDesk } from '#renderer/db/open-desk.ts';
import { answer, committed, openRaw } from '#renderer/db/raw-idb.ts';
import { readKept, searchCopyName } from '#renderer/db/search-copy.ts';
import { IndexKeeper } from '#renderer/workers/search/index-keeper.ts';

const writer = { number: 77, now: Date.now };
const all = { limit: 100 };

const keeperOf = async ({ database }: OpenDesk): Promise<IndexKeeper> => {
  const keeper = new IndexKeeper(database);
  await keeper.start();
  return keeper;
};

const idsFor = async (keeper: IndexKeeper, typed: string) =>
  (await keeper.find(typed, all)).hits.map(({ id }) => id);

/** Everything that is kept, as text in which words can be looked for. */
const keptText = async ({ database }: OpenDesk): Promise<string> => {
  const { head, segments } = await readKept(database.name);
  const texts = [...segments.values()].map((bytes) =>
    new TextDecoder('latin1').decode(bytes as ArrayBuffer),
  );
  return [JSON.stringify(head), ...texts].join('\n');
};

test('FIND9 FIND10 what the desk is asked through its worker holds every commit before', async () => {
  const desk = await openScratch();
  const { signal } = new AbortController();
  const first = await create(desk, 'profiles', { first_name: 'Ana', summary: 'hydrogen' });
  await expect.poll(async () => (await desk.search('hydro', { ...all, signal })).ready).toBe(true);
  const second = await create(desk, 'projects', { name: 'Hydrogen ports' });
  const found = await desk.search('HYDRO', { ...all, signal });
  expect(found).toMatchObject({ ready: true, total: 2, byTable: { profiles: 1, projects: 1 } });
  expect(found.hits.map(({ id }) => id)).toEqual([second, first]);
  await edit(desk, { op: 'update', table: 'profiles', id: first, values: { deleted: true } });
  expect((await desk.search('hydro', { ...all, signal })).total).toBe(1);
  expect((await desk.search('hydro', { ...all, trash: true, signal })).total).toBe(2);
});

test('FIND16 names are answered from the whole index only, and hold every commit before', async () => {
  const desk = await openScratch();
  const many = Array.from({ length: 5000 }, (_, i) => imported(i + 1, { last_name: `Berg ${i}` }));
  await bring(desk, 'profiles', [...many, imported(5001, { last_name: 'Zweig' })]);
  const idsOf = async (typed: string) =>
    (await desk.find('profiles', typed, 9)).map(({ id }) => id);
  // The last of all records is the last that comes into the index, which nobody has asked for yet.
  expect(await idsOf('zweig')).toEqual([5001]);
  const made = await create(desk, 'profiles', { last_name: 'Zweig' });
  const [before, after] = [idsOf('zweig'), create(desk, 'profiles', { last_name: 'Zweigle' })];
  expect(await before).toEqual(expect.arrayContaining([5001, made]));
  const newest = await after;
  const asked = [idsOf('zweig'), idsOf('zweig')];
  for (const found of await Promise.all(asked)) expect(found).toContain(newest);
});

test('FIND9 a cancelled question is rejected', async () => {
  const desk = await openScratch();
  const controller = new AbortController();
  const asked = desk.search('ana', { ...all, signal: controller.signal });
  controller.abort();
  await expect(asked).rejects.toThrow();
});

test('FIND12 a restart loads what was kept, and reads what has changed since', async () => {
  const desk = await openScratch();
  const id = await create(desk, 'profiles', { city: 'Faro' });
  const gone = await create(desk, 'profiles', { city: 'Lagos' });
  const first = await keeperOf(desk);
  expect(await first.save()).toBe(true);
  first.stop();
  // Past the log of changes: only an index that was loaded does not know of it.
  const row = (await desk.database.records('profiles').get(id))!;
  await desk.database.records('profiles').put({ ...row, values: { city: 'Unheard' } });
  await edit(desk, { op: 'update', table: 'profiles', id: gone, values: { city: 'Braga' } });
  const next = await keeperOf(desk);
  expect(await idsFor(next, 'faro')).toEqual([id]);
  expect(await idsFor(next, 'lagos')).toEqual([]);
  expect(await idsFor(next, 'braga')).toEqual([gone]);
  next.stop();
});

test('FIND12 a damaged copy is made anew', async () => {
  const desk = await openScratch();
  const id = await create(desk, 'profiles', { city: 'Faro' });
  const first = await keeperOf(desk);
  await first.save();
  first.stop();
  const copy = await openRaw(searchCopyName(desk.database.name));
  const transaction = copy.transaction('segments', 'readwrite');
  const store = transaction.objectStore('segments');
  for (const key of await answer(store.getAllKeys())) {
    const bytes = new Uint8Array(await answer(store.get(key) as IDBRequest<ArrayBuffer>));
    bytes[40]! ^= 1;
    store.put(bytes.buffer, key);
  }
  await committed(transaction);
  copy.close();
  const next = await keeperOf(desk);
  expect(await idsFor(next, 'faro')).toEqual([id]);
  next.stop();
});

test('FIND12 a copy that another database of this name has left is not trusted', async () => {
  const desk = await openScratch();
  await create(desk, 'profiles', { city: 'Faro' });
  const first = await keeperOf(desk);
  await first.save();
  first.stop();
  await desk.database.state.delete('covered:search');
  await desk.database.records('profiles').clear();
  const next = await keeperOf(desk);
  expect(await idsFor(next, 'faro')).toEqual([]);
  next.stop();
});

test('FIND13 erased words are out of the copy when the erasure is done, and do not come back', async () => {
  const desk = await openScratch();
  const id = await create(desk, 'profiles', { city: 'Quixadaworth' });
  await create(desk, 'profiles', { city: 'Faro' });
  const keeper = await keeperOf(desk);
  await keeper.save();
  expect(await keptText(desk)).toContain('quixadaworth');
  await eraseRecords(desk.database, writer, [{ table: 'profiles', id }]);
  expect(await keptText(desk)).not.toContain('quixadaworth');
  // It has not heard of the erasure: the log of changes tells it when it writes.
  expect(await keeper.save()).toBe(true);
  const kept = await keptText(desk);
  expect(kept).not.toContain('quixadaworth');
  expect(kept).toContain('faro');
  keeper.stop();
});

test('FIND13 a copy that was kept before an erasure that never was told is made without it', async () => {
  const desk = await openScratch();
  const id = await create(desk, 'profiles', { city: 'Quixadaworth' });
  const first = await keeperOf(desk);
  await first.save();
  first.stop();
  await desk.database.records('profiles').delete(id);
  await desk.database.changed.add({ tables: { profiles: [id] } });
  const next = await keeperOf(desk);
  expect(await idsFor(next, 'quix')).toEqual([]);
  await next.save();
  next.stop();
  expect(await keptText(desk)).not.toContain('quixadaworth');
});
