import { expect, test } from 'vitest';
import { problemText } from '#shared/problems/index.ts';
import { runExport, runImportDump, runRestore, runSample } from '#renderer/db/work.ts';
import {
  everythingIn,
  must,
  newDesk,
  newRoot,
  quietly,
  rowOf,
  storesIn,
} from '#tests/support/bulk-desk.ts';
import { chunksOfRows, MemoryApi } from '#tests/support/memory-api.ts';

const filled = async () => {
  const [desk, api] = [await newDesk(), new MemoryApi()];
  const dump = api.openDump({
    profiles: [
      rowOf(1, { first_name: 'Ana', tags: ['a'], from_later: 'kept' }),
      rowOf(2, { first_name: 'Bo' }),
    ],
    payout_accounts: [rowOf(5, { state: 'active' })],
  });
  must(await runImportDump(desk, api, { ...dump, name: 'old.sql' }, quietly));
  return { desk, api };
};

const second = {
  profiles: [
    rowOf(1, { first_name: 'Ana', tags: ['a'] }),
    rowOf(2, { first_name: 'Bob' }),
    rowOf(3, { first_name: 'Cy' }),
  ],
};

test('records that are there with the same values are skipped; new ones come in', async () => {
  const { desk, api } = await filled();
  const before = await desk.get('profiles', 1);
  const dump = api.openDump({ profiles: [second.profiles[0]!, second.profiles[2]!] });
  const done = must(await runImportDump(desk, api, { ...dump, name: 'b.sql' }, quietly));
  expect(done).toEqual({ added: 1, same: 1, kept: 0, replaced: 0, erased: 0 });
  expect(await desk.get('profiles', 1)).toEqual(before);
  expect(await desk.get('profiles', 3)).toMatchObject({ values: { first_name: 'Cy' } });
  expect(await desk.get('payout_accounts', 5)).not.toBeNull();
});

test('a record that is there with other values refuses the whole, and is named', async () => {
  const { desk, api } = await filled();
  const before = await storesIn(desk);
  const dump = api.openDump(second);
  const refused = await runImportDump(desk, api, { ...dump, name: 'b.sql' }, quietly);
  expect(refused.ok ? '' : problemText(refused.problem)).toMatch(
    /^Profile 2 is in the desk already, with other values/,
  );
  expect(await storesIn(desk)).toEqual(before);
});

test('on request the desk keeps its own', async () => {
  const { desk, api } = await filled();
  const args = { ...api.openDump(second), name: 'b.sql', onExisting: 'keep' } as const;
  const done = must(await runImportDump(desk, api, args, quietly));
  expect(done).toEqual({ added: 1, same: 1, kept: 1, replaced: 0, erased: 0 });
  expect(await desk.get('profiles', 2)).toMatchObject({ values: { first_name: 'Bo' } });
});

test('on request the file’s values replace, as an edit of the fields that differ', async () => {
  const { desk, api } = await filled();
  const before = await desk.get('profiles', 2);
  const args = { ...api.openDump(second), name: 'b.sql', onExisting: 'replace' } as const;
  const done = must(await runImportDump(desk, api, args, quietly));
  expect(done).toEqual({ added: 1, same: 1, kept: 0, replaced: 1, erased: 0 });
  const after = await desk.get('profiles', 2);
  expect(after).toMatchObject({ values: { first_name: 'Bob' }, clock: before!.clock });
  expect(after!.clocks!['first_name']! > before!.clock).toBe(true);
  expect(await desk.get('profiles', 1)).toMatchObject({ values: { from_later: 'kept' } });
  const entries = await desk.database.outbox.toArray();
  expect(entries.flatMap(({ changes }) => changes)).toContainEqual({
    kind: 'update',
    table: 'profiles',
    id: 2,
    stamp: after!.clocks!['first_name'],
    values: { first_name: 'Bob' },
    replaced: { first_name: before!.clock },
    before: { first_name: 'Bo' },
  });
});

test('a record in the trash of a table that the old system had no trash for is still the same', async () => {
  const { desk, api } = await filled();
  const values = { deleted: true };
  must(await desk.mutate([{ op: 'update', table: 'payout_accounts', id: 5, values }], 'trash'));
  const dump = api.openDump({ payout_accounts: [rowOf(5, { state: 'active' })] });
  const done = must(await runImportDump(desk, api, { ...dump, name: 'b.sql' }, quietly));
  expect(done.same).toBe(1);
});

test('a reference out of the file is looked for in the desk', async () => {
  const { desk, api } = await filled();
  const user = { users: [rowOf(9, { profile_id: 2 })] };
  const column = { table: 'users', column: 'profile_id', target: 'profiles' } as const;
  const found = api.openDump(user, [{ ...column, line: 12, id: 2 }]);
  must(await runImportDump(desk, api, { ...found, name: 'b.sql' }, quietly));
  expect(await desk.get('users', 9)).not.toBeNull();

  const before = await storesIn(desk);
  const lost = api.openDump({ users: [rowOf(10, { profile_id: 77 })] }, [
    { ...column, line: 12, id: 2 },
    { ...column, line: 14, id: 77 },
  ]);
  const refused = await runImportDump(desk, api, { ...lost, name: 'c.sql' }, quietly);
  expect(refused.ok ? '' : problemText(refused.problem)).toMatch(
    /^“c\.sql”, line 14: .+ points to Profile 77, which is neither in the file nor in the desk/,
  );
  expect(await storesIn(desk)).toEqual(before);
});

test('every change of an import is in the outbox, packed', async () => {
  const { desk } = await filled();
  const entries = await desk.database.outbox.toArray();
  expect(entries.map(({ action, changes }) => [action, changes.length])).toEqual([
    ['import old.sql', 2],
    ['import old.sql', 1],
  ]);
});

test('made-up records come into an empty desk only', async () => {
  const [desk, api] = [await newDesk(), new MemoryApi()];
  const chunks = chunksOfRows({ projects: [rowOf(1, { name: 'A' }), rowOf(2, { name: 'B' })] });
  api.fault = (channel) => {
    if (channel === 'sample.open') return { ok: true, value: { rows: { projects: 2 } } };
    if (channel !== 'sample.read') return;
    return { ok: true, value: chunks.shift() ?? { kind: 'end' } };
  };
  const made = must(await runSample(desk, api, { rows: 11, seed: 1 }, quietly));
  expect(made).toEqual({ rows: 2 });
  const before = await everythingIn(desk);
  const again = await runSample(desk, api, { rows: 11, seed: 1 }, quietly);
  expect(again).toMatchObject({ problem: { code: 'work.notEmpty' } });
  expect(await everythingIn(desk)).toEqual(before);
});

test('another window of the desk follows, and only one can be at such work', async () => {
  const root = newRoot();
  const [one, other, api] = [await newDesk(root), await newDesk(root), new MemoryApi()];
  const dump = api.openDump({ projects: [rowOf(1, { name: 'A' })] });
  const heard: string[] = [];
  other.watch((notices) => heard.push(...notices.map(({ table }) => table)));
  let busy: unknown;
  api.fault = async (channel) => {
    if (channel !== 'dump.read' || busy !== undefined) return;
    busy = await runImportDump(other, new MemoryApi(), { ...dump, name: 'b' }, quietly);
  };
  must(await runImportDump(one, api, { ...dump, name: 'a.sql' }, quietly));
  expect(busy).toMatchObject({ problem: { code: 'work.busy' } });
  await expect.poll(() => other.database.name).toBe(one.database.name);
  expect(await other.get('projects', 1)).not.toBeNull();
  expect(heard).toContain('projects');
  const values = { name: 'B' };
  must(await other.mutate([{ op: 'update', table: 'projects', id: 1, values }], 'edit'));
  expect(await one.get('projects', 1)).toMatchObject({ values });
});

test('text of every script and columns from a later version survive the trip', async () => {
  const { desk, api } = await filled();
  const values = { first_name: '"\\\n\u2028👩‍🔬', x_later: ['é', ''], tags: [] };
  const row = { ...rowOf(8, values), source: { tags: ' ' } };
  const dump = api.openDump({ profiles: [row] });
  must(await runImportDump(desk, api, { ...dump, name: 'b' }, quietly));
  // What comes in by a file was written at that moment: it has the stamp of its entry in the outbox.
  const [entry] = await desk.database.outbox.reverse().limit(1).toArray();
  const taken = { ...row, clock: entry!.stamp };
  expect(await desk.get('profiles', 8)).toEqual(taken);
  must(await runExport(desk, api, { suggestedName: 'a.edesk' }, quietly));
  const other = await newDesk();
  must(await runRestore(other, api, { ticket: api.lastTicket, name: 'a' }, quietly));
  expect(await other.get('profiles', 8)).toEqual(taken);
});
