import { expect, test } from 'vitest';
import { changedSince, currentSeq, markCovered, noteChanged } from '#renderer/db/changed-log.ts';
import { eraseRecords } from '#renderer/db/erase.ts';
import { create, edit, openScratch } from './scratch-desk.ts';

const writer = { number: 77, now: Date.now };

const plain = async (...asked: Parameters<typeof changedSince>) => {
  const found = await changedSince(...asked);
  return found === null
    ? null
    : Object.fromEntries([...found].map(([table, ids]) => [table, [...ids]]));
};

test('DB26 every commit is one entry, which names the records that it touched', async () => {
  const desk = await openScratch();
  const { database } = desk;
  expect(await currentSeq(database)).toBe(0);
  expect(await plain(database, 0)).toEqual({});
  const first = await create(desk, 'profiles', { first_name: 'Ana' });
  const second = await create(desk, 'projects', { name: 'Ports' });
  await edit(desk, { op: 'update', table: 'profiles', id: first, values: { city: 'Faro' } });
  expect(await currentSeq(database)).toBe(3);
  expect(await plain(database, 0)).toEqual({ profiles: [first], projects: [second] });
  expect(await plain(database, 1)).toEqual({ projects: [second], profiles: [first] });
  expect(await plain(database, 3)).toEqual({});
  await eraseRecords(database, writer, [{ table: 'projects', id: second }]);
  expect(await plain(database, 3)).toEqual({ projects: [second] });
});

test('DB26 an edit that changes nothing, and one that fails, leave no gap', async () => {
  const desk = await openScratch();
  const id = await create(desk, 'profiles', { first_name: 'Ana' });
  await edit(desk, { op: 'update', table: 'profiles', id, values: { first_name: 'Ana' } });
  const refused = await desk.mutate(
    [{ op: 'update', table: 'profiles', id: 999, values: { city: 'Faro' } }],
    'edit',
  );
  expect(refused.ok).toBe(false);
  await edit(desk, { op: 'update', table: 'profiles', id, values: { city: 'Faro' } });
  const seq = await currentSeq(desk.database);
  expect(await plain(desk.database, seq - 1)).toEqual({ profiles: [id] });
  expect(await plain(desk.database, 0)).toEqual({ profiles: [id] });
});

test('DB26 what no copy needs is dropped, and who is behind that is told so', async () => {
  const desk = await openScratch();
  const { database } = desk;
  const ids: number[] = [];
  for (const name of ['a', 'b', 'c', 'd']) ids.push(await create(desk, 'projects', { name }));
  await markCovered(database, 'search', 1);
  await markCovered(database, 'columns', 3);
  expect(await plain(database, 1)).toEqual({ projects: ids.slice(1) });
  await markCovered(database, 'search', 4);
  expect(await plain(database, 1)).toBeNull();
  expect(await plain(database, 3)).toEqual({ projects: [ids[3]] });
  // Also where all is covered, the newest entry stays, so that numbers go on.
  await markCovered(database, 'columns', 4);
  expect(await currentSeq(database)).toBe(4);
  expect(await plain(database, 5)).toBeNull();
  await noteChanged(database, [{ table: 'users', id: 1 }]);
  expect(await plain(database, 4)).toEqual({ users: [1] });
});
