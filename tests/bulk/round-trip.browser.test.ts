import { expect, test } from 'vitest';
import { tableNames } from '#shared/entities/index.ts';
import { readRoot } from '#renderer/db/root.ts';
import { runExport, runImportDump, runRestore, runWipe } from '#renderer/db/work.ts';
import {
  databasesOf,
  everythingIn,
  manyRows,
  must,
  newDesk,
  newRoot,
  quietly,
  watching,
  wideRows,
} from '#tests/support/bulk-desk.ts';
import { MemoryApi } from '#tests/support/memory-api.ts';

const exported = async (desk: Awaited<ReturnType<typeof newDesk>>, api: MemoryApi) => {
  must(await runExport(desk, api, { suggestedName: 'desk.edesk' }, quietly));
  return api.lastTicket;
};

const filled = async (count: number, rows = manyRows) => {
  const root = newRoot();
  const [desk, api] = [await newDesk(root), new MemoryApi()];
  const dump = api.openDump(rows(count));
  const imported = must(await runImportDump(desk, api, { ...dump, name: 'old.sql' }, quietly));
  return { desk, api, root, imported };
};

test('what an import brought in is exported, restored and exported again, byte for byte', async () => {
  const { desk, api, imported } = await filled(300);
  expect(imported).toEqual({ added: 450, same: 0, kept: 0, replaced: 0, erased: 0 });
  const first = await exported(desk, api);
  const before = await everythingIn(desk);

  const other = await newDesk();
  const summary = must(
    await runRestore(other, api, { ticket: first, name: 'desk.edesk' }, quietly),
  );
  expect(summary.rows).toEqual({ profiles: 300, users: 150 });
  expect(other.workspace).toBe(desk.workspace);
  expect(await everythingIn(other)).toEqual(before);
  const second = await exported(other, api);
  expect(api.texts(second)).toEqual(api.texts(first));
  expect(
    api.files.get(second)!.summary.lastStamp! >= api.files.get(first)!.summary.lastStamp!,
  ).toBe(true);
});

test('a snapshot that was opened for a preview is restored without being verified again', async () => {
  const { desk, api } = await filled(20);
  const ticket = await exported(desk, api);
  const job = crypto.randomUUID();
  const summary = must(await api.call('snapshot.open', { job, ticket }));
  api.calls.length = 0;
  must(await runRestore(desk, api, { ticket, name: 'a', opened: { job, summary } }, quietly));
  expect(api.calls).not.toContain('snapshot.open');
});

test('after a switch the old database goes, numbers rise on, and watchers hear of every table', async () => {
  const { desk, api, root } = await filled(5);
  const ticket = await exported(desk, api);
  const created = must(await desk.mutate([{ op: 'create', table: 'projects', values: {} }], 'new'));
  const heard: string[] = [];
  desk.watch((notices) =>
    heard.push(...notices.map(({ table, ids }) => `${table} ${String(ids)}`)),
  );
  must(await runRestore(desk, api, { ticket, name: 'a' }, quietly));
  expect(heard.sort()).toEqual(tableNames.map((table) => `${table} all`).sort());
  expect(await desk.get('projects', created.touched[0]!.id)).toBeNull();

  const again = must(await desk.mutate([{ op: 'create', table: 'projects', values: {} }], 'new'));
  expect(again.touched[0]!.id).toBe(created.touched[0]!.id + 1);
  expect(again.stamp > created.stamp).toBe(true);
  const { database } = await readRoot(root);
  await expect.poll(() => databasesOf(root)).toEqual([database]);
});

test('snapshot numbers rise, through restore and starting over too', async () => {
  const { desk, api } = await filled(3);
  const numbers = [];
  for (let i = 0; i < 2; i++)
    numbers.push(api.files.get(await exported(desk, api))!.summary.number);
  must(await runRestore(desk, api, { ticket: api.lastTicket, name: 'a' }, quietly));
  numbers.push(api.files.get(await exported(desk, api))!.summary.number);
  must(await runWipe(desk, api, quietly));
  numbers.push(api.files.get(await exported(desk, api))!.summary.number);
  expect(numbers).toEqual([1, 2, 3, 4]);
});

test('starting over leaves nothing, in a workspace of its own', async () => {
  const { desk, api } = await filled(3);
  const before = desk.workspace;
  must(await runWipe(desk, api, quietly));
  expect(desk.workspace).not.toBe(before);
  expect(Object.values(await everythingIn(desk)).flat()).toEqual([]);
});

test('a restore says in the outbox that it happened, after what was not journaled yet', async () => {
  const { desk, api } = await filled(3);
  const ticket = await exported(desk, api);
  const before = await desk.database.outbox.toArray();
  must(await runRestore(desk, api, { ticket, name: 'monday.edesk' }, quietly));
  const after = await desk.database.outbox.toArray();
  expect(after.slice(0, -1)).toEqual(before);
  expect(after.at(-1)).toMatchObject({ action: 'restore monday.edesk', changes: [] });
  expect(after.at(-1)!.seq!).toBeGreaterThan(before.at(-1)!.seq!);
});

test('progress goes forward within each phase and reaches its end', async () => {
  const { desk, api } = await filled(400);
  const { told, options } = watching();
  must(await runExport(desk, api, { suggestedName: 'a.edesk' }, options));
  must(await runRestore(desk, api, { ticket: api.lastTicket, name: 'a' }, options));
  for (const phase of new Set(told.map((progress) => progress.phase))) {
    const done = told.filter((progress) => progress.phase === phase).map((p) => p.done);
    expect(done).toEqual([...done].sort((a, b) => a - b));
  }
  expect(told.map(({ phase }) => phase)).toEqual(
    expect.arrayContaining(['Writing records', 'Checking', 'Restoring records']),
  );
  expect(told.at(-1)).toEqual({ phase: 'Restoring records', done: 600, total: 600 });
});

test('a slow main process holds the export back: one chunk is on its way at a time', async () => {
  const { desk, api } = await filled(3000, wideRows);
  api.mostUnderWay = 0;
  api.fault = () => new Promise((resolve) => setTimeout(() => resolve(undefined), 5));
  await exported(desk, api);
  expect(api.calls.filter((channel) => channel === 'snapshot.exportRows').length).toBeGreaterThan(
    3,
  );
  expect(api.mostUnderWay).toBe(1);
});

test('an edit during the export makes it start over, and the file shows one moment', async () => {
  const { desk, api } = await filled(3000, wideRows);
  let edits = 0;
  api.fault = async (channel) => {
    if (channel !== 'snapshot.exportRows' || edits >= 1) return;
    edits++;
    const ids = [1, 2900];
    const values = { first_name: 'Changed' };
    must(
      await desk.mutate(
        ids.map((id) => ({ op: 'update', table: 'profiles', id, values })),
        'edit',
      ),
    );
  };
  const text = api.texts(await exported(desk, api)).profiles!;
  expect(text.split('"Changed"').length - 1).toBe(2);
  expect(api.calls.filter((channel) => channel === 'snapshot.exportBegin')).toHaveLength(2);
});

test('nothing of an export that starts over gets into the next, however slow the writing is', async () => {
  const { desk, api } = await filled(3000, wideRows);
  let [edits, underWay] = [0, 0];
  const atBeginning: number[] = [];
  api.fault = async (channel) => {
    if (channel === 'snapshot.exportBegin') atBeginning.push(underWay);
    if (channel !== 'snapshot.exportRows') return;
    underWay++;
    const edit = {
      op: 'update',
      table: 'profiles',
      id: 1,
      values: { first_name: 'Changed' },
    } as const;
    if (edits++ === 0) must(await desk.mutate([edit], 'edit'));
    await new Promise((resolve) => setTimeout(resolve, 150));
    underWay--;
  };
  const lines = api
    .texts(await exported(desk, api))
    .profiles!.trim()
    .split('\n');
  const ids = lines.map((line) => (JSON.parse(line) as { id: number }).id);
  expect(ids).toEqual(Array.from({ length: 3000 }, (_, i) => i + 1));
  expect(atBeginning).toEqual([0, 0]);
});

test('an export comes to an end although someone edits all the time', async () => {
  const { desk, api } = await filled(3000, wideRows);
  const edits: Promise<unknown>[] = [];
  api.fault = (channel) => {
    if (channel !== 'snapshot.exportRows') return;
    const values = { first_name: `Edit ${edits.length}` };
    const ids = [1, 2999];
    edits.push(
      desk.mutate(
        ids.map((id) => ({ op: 'update', table: 'profiles', id, values })),
        'edit',
      ),
    );
  };
  const text = api.texts(await exported(desk, api)).profiles!;
  const names = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { id: number; values: { first_name: string } })
    .filter(({ id }) => id === 1 || id === 2999)
    .map(({ values }) => values.first_name);
  expect(names[0]).toBe(names[1]);
  for (const edit of await Promise.all(edits)) expect(edit).toMatchObject({ ok: true });
});
