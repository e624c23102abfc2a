import { expect, onTestFinished, test } from 'vitest';
import type { ArgsOf, ChannelName } from '#shared/ipc/channels.ts';
import { fail } from '#shared/result.ts';
import { startPump } from '#renderer/db/journal-pump.ts';
import { runImportDump, runRestore, runExport, runWipe } from '#renderer/db/work.ts';
import { manyRows, must, newDesk, newRoot, quietly } from '#tests/support/bulk-desk.ts';
import { MemoryApi } from '#tests/support/memory-api.ts';

const journaling = async (root = newRoot(), api = new MemoryApi()) => {
  const desk = await newDesk(root);
  const pump = startPump(desk, api);
  onTestFinished(() => pump.close());
  return { desk, api, pump, root };
};

const enter = async ({ desk }: Awaited<ReturnType<typeof journaling>>, name: string) =>
  must(
    await desk.mutate([{ op: 'create', table: 'profiles', values: { first_name: name } }], 'edit'),
  );

const namesIn = ({ journal }: MemoryApi): unknown[] =>
  journal.flatMap(({ changes }) =>
    changes.map((change) => change.kind === 'create' && change.row.values['first_name']),
  );

test('DB17 every commit reaches the journal once, in order, and leaves the outbox', async () => {
  const open = await journaling();
  for (let n = 0; n < 30; n++) await enter(open, `Ana ${n}`);
  must(await open.pump.flush());
  expect(namesIn(open.api)).toEqual(Array.from({ length: 30 }, (_, n) => `Ana ${n}`));
  expect(open.api.journal.map(({ seq }) => seq)).toEqual(
    Array.from({ length: 30 }, (_, n) => n + 1),
  );
  expect(await open.desk.database.outbox.count()).toBe(0);
  expect(open.pump.status).toEqual({ state: 'journaled', problem: null });
});

test('DB17 a journal that fails is told, tried again, and loses nothing', async () => {
  const open = await journaling();
  let broken = true;
  open.api.fault = (channel) =>
    channel === 'journal.append' && broken ? fail('file.diskFull', { name: 'journal' }) : undefined;
  await enter(open, 'Ana');
  expect(await open.pump.flush()).toMatchObject({ problem: { code: 'file.diskFull' } });
  expect(open.pump.status).toMatchObject({ state: 'failing' });
  broken = false;
  await enter(open, 'Bo');
  must(await open.pump.flush());
  expect(namesIn(open.api)).toEqual(['Ana', 'Bo']);
});

/** A main process whose answer gets lost after it has done what it was asked. */
class Losing extends MemoryApi {
  lost = 0;

  override async call<C extends ChannelName>(channel: C, args: ArgsOf<C>) {
    const result = await super.call(channel, args);
    return channel === 'journal.append' && this.lost-- > 0 ? fail('desk.unreachable') : result;
  }
}

test('DB17 an answer that got lost makes the entry be sent again, under its number', async () => {
  const api = new Losing();
  const open = await journaling(newRoot(), api);
  api.lost = 2;
  await enter(open, 'Ana');
  expect(await open.pump.flush()).toMatchObject({ problem: { code: 'desk.unreachable' } });
  await expect.poll(async () => (await open.pump.flush()).ok, { timeout: 20_000 }).toBe(true);
  expect(namesIn(api)).toEqual(['Ana']);
  expect(api.calls.filter((channel) => channel === 'journal.append')).toHaveLength(3);
});

test('DB17 of two windows one sends, and the other takes over when that one goes', async () => {
  const first = await journaling();
  const second = await journaling(first.root, first.api);
  await enter(second, 'Ana');
  must(await second.pump.flush());
  expect(namesIn(first.api)).toEqual(['Ana']);
  first.pump.close();
  await enter(first, 'Bo');
  must(await second.pump.flush());
  expect(namesIn(first.api)).toEqual(['Ana', 'Bo']);
});

test('DB17 numbers rise on through an import, a restore and a new start, though the outbox was empty', async () => {
  const open = await journaling();
  const { desk, api, pump } = open;
  const dump = api.openDump(manyRows(40));
  must(await runImportDump(desk, api, { ...dump, name: 'old.sql' }, quietly));
  must(await pump.flush());
  must(await runExport(desk, api, { suggestedName: 'a.edesk' }, quietly));
  const base = { desk: desk.identity.desk, number: 1, createdAt: '2026-01-01T00:00:00.000Z' };
  const file = { ticket: api.lastTicket, name: 'a.edesk', base };
  must(await runRestore(desk, api, file, quietly));
  must(await pump.flush());
  must(await runWipe(desk, api, quietly));
  must(await pump.flush());
  await enter(open, 'Last');
  must(await pump.flush());
  const seqs = api.journal.map(({ seq }) => seq);
  expect(seqs).toEqual([...seqs].sort((a, b) => a - b));
  expect(new Set(seqs).size).toBe(seqs.length);
  const bases = api.journal.flatMap(({ base: found }) =>
    found === undefined ? [] : [found.snapshot],
  );
  expect(bases).toEqual([base, null]);
});
