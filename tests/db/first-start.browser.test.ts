import { expect, test } from 'vitest';
import { openDatabase } from '#renderer/db/open-database.ts';
import { readRoot } from '#renderer/db/root.ts';
import { checkAtStart } from '#renderer/db/start-check.ts';
import { must, newDesk, newRoot, quietly } from '#tests/support/bulk-desk.ts';
import { MemoryApi, testIdentity } from '#tests/support/memory-api.ts';

/** What a first start leaves when the window goes just after it made the stores. */
const cutOff = async (): Promise<string> => {
  const root = newRoot();
  const database = must(await openDatabase((await readRoot(root)).database));
  database.close();
  return root;
};

const start = (root: string) =>
  checkAtStart(new MemoryApi(), { identity: testIdentity, root, ...quietly });

test('DB16 a first start that was cut off is a first start again', async () => {
  const root = await cutOff();
  expect(must(await start(root))).toEqual({ recovery: null, finding: 'empty', problem: null });
  const desk = await newDesk(root);
  must(
    await desk.mutate([{ op: 'create', table: 'projects', values: { name: 'Rivers' } }], 'test'),
  );
  expect(must(await start(root)).finding).toBe('good');
});

test('DB16 data without a word of whose it is stays data that cannot be read', async () => {
  const root = await cutOff();
  const database = must(await openDatabase((await readRoot(root)).database));
  await database.table('projects').put({ id: 1, values: {}, clock: '0', key: {} });
  database.close();
  const answered = await start(root);
  expect(answered.ok ? null : answered.problem.code).toBe('journal.nothingToRebuild');
});
