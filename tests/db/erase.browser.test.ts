import { expect, test } from 'vitest';
import { eraseRecords } from '#renderer/db/erase.ts';
import { runExport, runImportDump, runRestore } from '#renderer/db/work.ts';
import { must, newDesk, quietly, rowOf } from '#tests/support/bulk-desk.ts';
import { MemoryApi } from '#tests/support/memory-api.ts';

const writer = { number: 4711, now: () => 1_800_000_000_000 };

const peopled = async () => {
  const [desk, api] = [await newDesk(), new MemoryApi()];
  const dump = api.openDump({
    profiles: [rowOf(1, { first_name: 'Ana' }), rowOf(2, { first_name: 'Bo' })],
    users: [rowOf(7, { profile_id: 1, email: 'ana@example.org' })],
  });
  must(await runImportDump(desk, api, { ...dump, name: 'old.sql' }, quietly));
  return { desk, api };
};

test('DB15 an erased record leaves a tombstone and one entry in the outbox, and nothing else', async () => {
  const { desk } = await peopled();
  const waiting = await desk.database.outbox.count();
  must(await eraseRecords(desk.database, writer, [{ table: 'profiles', id: 1 }]));
  expect(await desk.get('profiles', 1)).toBeNull();
  expect(await desk.isErased('profiles', 1)).toBe(true);
  expect(await desk.isErased('profiles', 2)).toBe(false);
  expect(await desk.get('users', 7)).toMatchObject({ values: { profile_id: 1 } });
  const entries = await desk.database.outbox.toArray();
  expect(entries).toHaveLength(waiting + 1);
  const [tombstone] = await desk.database.tombstones.toArray();
  expect(entries.at(-1)).toMatchObject({
    action: 'erase',
    stamp: tombstone!.clock,
    changes: [{ kind: 'erase', table: 'profiles', id: 1, stamp: tombstone!.clock }],
  });
});

test('DB15 erasing what is not there changes nothing', async () => {
  const { desk } = await peopled();
  const records = [
    { table: 'profiles', id: 2 },
    { table: 'profiles', id: 9 },
  ] as const;
  expect(await eraseRecords(desk.database, writer, records)).toMatchObject({
    problem: { code: 'desk.noSuchRecord', data: { id: 9 } },
  });
  expect(await desk.get('profiles', 2)).not.toBeNull();
});

test('DB15 an erased number is not entered again', async () => {
  const { desk } = await peopled();
  must(await eraseRecords(desk.database, writer, [{ table: 'profiles', id: 1 }]));
  const again = { op: 'create', table: 'profiles', id: 1, values: { first_name: 'Eve' } } as const;
  expect(await desk.mutate([again], 'edit')).toMatchObject({ problem: { code: 'desk.wasErased' } });
});

test('DB15 what was erased stays away when an older snapshot or dump brings it back', async () => {
  const { desk, api } = await peopled();
  must(await runExport(desk, api, { suggestedName: 'before.edesk' }, quietly));
  const ticket = api.lastTicket;
  must(await eraseRecords(desk.database, writer, [{ table: 'profiles', id: 1 }]));
  must(await runRestore(desk, api, { ticket, name: 'before.edesk' }, quietly));
  expect(await desk.get('profiles', 1)).toBeNull();
  expect(await desk.isErased('profiles', 1)).toBe(true);
  expect(await desk.get('profiles', 2)).not.toBeNull();
  const dump = api.openDump({ profiles: [rowOf(1, { first_name: 'Ana' })] });
  const done = must(await runImportDump(desk, api, { ...dump, name: 'again.sql' }, quietly));
  expect(done).toEqual({ added: 0, same: 0, kept: 0, replaced: 0, erased: 1 });
  expect(await desk.get('profiles', 1)).toBeNull();
});

test('DB15 an export tells what was erased, and a restore elsewhere knows it', async () => {
  const { desk, api } = await peopled();
  must(await eraseRecords(desk.database, writer, [{ table: 'profiles', id: 1 }]));
  must(await runExport(desk, api, { suggestedName: 'after.edesk' }, quietly));
  const other = await newDesk();
  must(await runRestore(other, api, { ticket: api.lastTicket, name: 'after.edesk' }, quietly));
  expect(await other.isErased('profiles', 1)).toBe(true);
  expect(await other.database.tombstones.toArray()).toEqual(
    await desk.database.tombstones.toArray(),
  );
});
