import Dexie from 'dexie';
import { expect, test } from 'vitest';
import { newestVersion, storeVersions } from '#shared/migrations/index.ts';
import { fail } from '#shared/result.ts';
import { storedVersion } from '#renderer/db/open-database.ts';
import { readRoot } from '#renderer/db/root.ts';
import { checkAtStart } from '#renderer/db/start-check.ts';
import { must, newDesk, newRoot, quietly } from '#tests/support/bulk-desk.ts';
import { MemoryApi, testIdentity } from '#tests/support/memory-api.ts';

/** A desk as the version before this one left it; gives its root. */
const olderDesk = async (): Promise<string> => {
  const root = newRoot();
  const older = new Dexie((await readRoot(root)).database);
  for (const { version, stores } of storeVersions.slice(0, -1))
    older.version(version).stores({ ...stores });
  await older.open();
  await older.table('state').put({ key: 'workspace', value: crypto.randomUUID() });
  await older.table('projects').put({ id: 1, values: { name: 'Rivers' }, clock: '0', key: {} });
  older.close();
  return root;
};

const start = async (root: string, api: MemoryApi) =>
  must(await checkAtStart(api, { identity: testIdentity, root, ...quietly }));

test('BAK9 before the stores get a new shape, the present is backed up as it is', async () => {
  const [root, api] = [await olderDesk(), new MemoryApi()];
  expect((await start(root, api)).finding).toBe('good');
  expect(api.texts(api.lastTicket).projects).toContain('Rivers');
  expect(api.calls).not.toContain('backups.failed');
  expect(await storedVersion((await readRoot(root)).database)).toBeLessThan(newestVersion);
});

test('DB1 DB9 a record that has its names in its shadow key still is found by name', async () => {
  const root = await olderDesk();
  const older = new Dexie((await readRoot(root)).database);
  await older.open();
  const names = { deleted: 0, created_at: '', name: ['rivers'] };
  await older.table('projects').update(1, { key: names });
  older.close();
  const desk = await newDesk(root);
  expect(await storedVersion(desk.database.name)).toBe(newestVersion);
  const indexes = [
    ...desk.database.backendDB().transaction('projects').objectStore('projects').indexNames,
  ];
  expect(indexes.filter((name) => name.includes('name'))).toEqual([]);
  expect(await desk.find('projects', 'riv', 9)).toMatchObject([{ id: 1 }]);
});

test('BAK9 where that fails it is told, and the desk opens all the same', async () => {
  const [root, api] = [await olderDesk(), new MemoryApi()];
  api.fault = (channel) =>
    channel === 'snapshot.exportRows' ? fail('file.diskFull', { name: 'backups' }) : undefined;
  expect((await start(root, api)).finding).toBe('good');
  expect(api.calls).toContain('backups.failed');
  const desk = await newDesk(root);
  expect(await storedVersion(desk.database.name)).toBe(newestVersion);
  expect(await desk.get('projects', 1)).toMatchObject({ values: { name: 'Rivers' } });
});
