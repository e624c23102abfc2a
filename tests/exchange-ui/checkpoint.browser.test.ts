import { expect, test } from 'vitest';
import { baseName } from '#shared/formats/exchange-names.ts';
import { runExport, runRestore } from '#renderer/db/work.ts';
import { everythingIn, must, newDesk, newRoot, quietly } from '#tests/support/bulk-desk.ts';
import { ben, exchanging, takenTimes } from './exchanging.ts';
import { FolderApi, otherDesk } from './folder-api.ts';

const madeAt = '2026-03-31T14:30:00.007Z';

const checkpointOf = async (
  desk: Awaited<ReturnType<typeof newDesk>>,
  api: FolderApi,
  { allowed = false, replaces = false } = {},
) => {
  must(await runExport(desk, api, { suggestedName: 'a.edesk' }, quietly));
  const { lastTicket: ticket } = api;
  const from = { desk: otherDesk, deskName: 'Ben', file: baseName(otherDesk, madeAt) };
  const size = 1;
  return {
    kind: 'checkpoint',
    ...from,
    ticket,
    name: 'Ben.edesk',
    size,
    allowed,
    replaces,
  } as const;
};

test('a checkpoint of another workspace becomes the desk where that has no records', async () => {
  const api = new FolderApi();
  const full = await exchanging({ api, rows: 40 });
  const open = await exchanging({ api });
  open.start();
  open.api.offer(await checkpointOf(full.desk, api, { replaces: true }));
  await takenTimes(api, 1);
  expect(api.taken[0]).toMatchObject({
    desk: otherDesk,
    file: baseName(otherDesk, madeAt),
    held: null,
  });
  expect(open.desk.workspace).toBe(full.desk.workspace);
  expect(await everythingIn(open.desk)).toEqual(await everythingIn(full.desk));
  expect(open.replacements()).toBe(1);
  expect(open.titles).toEqual(['Taking in the records of Ben']);
});

test('a checkpoint of another workspace is held where the desk has records', async () => {
  const api = new FolderApi();
  const full = await exchanging({ api, rows: 40 });
  const open = await exchanging({ api, rows: 3 });
  const before = await everythingIn(open.desk);
  open.start();
  open.api.offer(await checkpointOf(full.desk, api, { replaces: true }));
  await takenTimes(api, 1);
  expect(api.taken[0]!.held).toEqual({ code: 'exchange.notEmpty', data: {} });
  expect(await everythingIn(open.desk)).toEqual(before);
});

/** Two desks of one workspace; the second has changed the titles of so many. */
const parted = async (changed: number) => {
  const api = new FolderApi();
  const open = await exchanging({ api, rows: 300 });
  const other = await newDesk(newRoot(), { number: ben });
  const { ticket } = await checkpointOf(open.desk, api);
  must(await runRestore(other, api, { ticket, name: 'a.edesk' }, quietly));
  const edits = Array.from(
    { length: changed },
    (_, at) => ({ op: 'update', table: 'profiles', id: at + 1, values: { title: 'New' } }) as const,
  );
  must(await other.mutate(edits, 'edit'));
  must(
    await open.desk.mutate(
      [{ op: 'update', table: 'profiles', id: 300, values: { title: 'Own' } }],
      'edit',
    ),
  );
  return { ...open, other };
};

test('a checkpoint of the same workspace is merged with what the desk has', async () => {
  const open = await parted(5);
  open.start();
  const work = await checkpointOf(open.other, open.api);
  open.api.offer(work);
  await takenTimes(open.api, 1);
  expect(open.api.taken[0]!.held).toBeNull();
  expect(open.api.released).toEqual([work.ticket]);
  expect((await open.desk.get('profiles', 5))!.values['title']).toBe('New');
  expect((await open.desk.get('profiles', 300))!.values['title']).toBe('Own');
  expect(open.replacements()).toBe(0);
});

test('a checkpoint that changes much at once waits for the user as well', async () => {
  const open = await parted(201);
  open.start();
  open.api.offer(await checkpointOf(open.other, open.api));
  await takenTimes(open.api, 1);
  expect(open.api.taken[0]!.held).toMatchObject({
    code: 'exchange.massChange',
    data: { count: 201, total: 300, name: 'Ben' },
  });
  expect((await open.desk.get('profiles', 5))!.values['title']).toBeUndefined();
  open.api.offer(await checkpointOf(open.other, open.api, { allowed: true }));
  await takenTimes(open.api, 2);
  expect((await open.desk.get('profiles', 5))!.values['title']).toBe('New');
});

test('cancelling a checkpoint pauses the exchange, and keeps nothing of it', async () => {
  const open = await parted(1);
  open.stop.abort();
  open.start();
  const work = await checkpointOf(open.other, open.api);
  open.api.offer(work);
  await expect.poll(() => open.api.paused).toEqual([true]);
  expect(open.api.released).toEqual([work.ticket]);
  expect(open.api.taken).toEqual([]);
  expect(open.problems).toEqual([]);
});
