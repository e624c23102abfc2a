import { describe, expect, test } from 'vitest';
import { conflictsOf } from '#shared/sync/merge-record.ts';
import type { CurrentDesk } from '#renderer/db/current-desk.ts';
import type { Operation } from '#renderer/db/desk.ts';
import { eraseRecords } from '#renderer/db/erase.ts';
import { readMergePage, runMergeApply, runMergePlan } from '#renderer/db/merge-work.ts';
import { nothingLeftOut, type LeftOut } from '#renderer/db/merging.ts';
import { runExport, runImportDump, runRestore } from '#renderer/db/work.ts';
import {
  everythingIn,
  manyRows,
  must,
  newDesk,
  newRoot,
  quietly,
} from '#tests/support/bulk-desk.ts';
import { MemoryApi } from '#tests/support/memory-api.ts';

const name = 'colleague.edesk';

const exported = async (desk: CurrentDesk, api: MemoryApi): Promise<string> => {
  must(await runExport(desk, api, { suggestedName: name }, quietly));
  return api.lastTicket;
};

const edit = async (desk: CurrentDesk, ...operations: Operation[]) =>
  must(await desk.mutate(operations, 'edit'));

const update = (
  id: number,
  values: Record<string, string | readonly string[] | null>,
): Operation => ({
  op: 'update',
  table: 'profiles',
  id,
  values,
});

/** Two desks of one workspace, alike at first, with numbers of their own. */
const twoDesks = async (rows = 30) => {
  const api = new MemoryApi();
  const ana = await newDesk(newRoot(), { number: 4711 });
  const dump = api.openDump(manyRows(rows));
  must(await runImportDump(ana, api, { ...dump, name: 'old.sql' }, quietly));
  const ben = await newDesk(newRoot(), { number: 4712 });
  must(await runRestore(ben, api, { ticket: await exported(ana, api), name }, quietly));
  return { ana, ben, api };
};

const merge = async (
  into: CurrentDesk,
  from: CurrentDesk,
  api: MemoryApi,
  leftOut: LeftOut = nothingLeftOut,
) => {
  const ticket = await exported(from, api);
  const preview = must(await runMergePlan(into, api, { ticket, name }, quietly));
  const merged = must(await runMergeApply(into, api, { plan: preview.plan, leftOut }, quietly));
  return { preview, merged };
};

const contentOf = async (desk: CurrentDesk) => everythingIn(desk);

describe('a colleague’s file', () => {
  test('SYNC5, SYNC7: brings in what is new, combines fields, keeps both sides of a conflict', async () => {
    const { ana, ben, api } = await twoDesks();
    await edit(ana, update(1, { first_name: 'Ana’s' }), update(2, { first_name: 'Ana’s' }));
    await edit(ben, update(1, { last_name: 'Ben’s' }), update(2, { first_name: 'Ben’s' }));
    const made = await edit(ben, { op: 'create', table: 'projects', values: { name: 'Lithium' } });
    const { preview, merged } = await merge(ana, ben, api);
    expect(preview).toMatchObject({ relation: 'same' });
    expect(preview.tables).toMatchObject({
      profiles: { new: 0, changed: 1, conflicting: 1, erased: 0, unchanged: 28 },
      projects: { new: 1, changed: 0, conflicting: 0, erased: 0, unchanged: 0 },
    });
    expect(merged).toEqual({ new: 1, changed: 1, conflicting: 1, erased: 0 });
    expect((await ana.get('profiles', 1))!.values).toMatchObject({
      first_name: 'Ana’s',
      last_name: 'Ben’s',
    });
    expect(await ana.get('projects', made.touched[0]!.id)).not.toBeNull();
    const contested = await ana.contested(10);
    expect(contested.records.map(({ row }) => row.id)).toEqual([2]);
    const [conflict] = conflictsOf(contested.records[0]!.row);
    expect(conflict!.versions.map(({ value }) => value).sort()).toEqual(['Ana’s', 'Ben’s']);
  });

  test('SYNC5: A into B is B into A, and once more changes nothing', async () => {
    const { ana, ben, api } = await twoDesks();
    await edit(ana, update(3, { title: 'One', tags: ['a', 'b'] }), update(4, { title: null }));
    await edit(ben, update(3, { title: 'Two', tags: ['b', 'c'] }));
    await edit(ben, update(5, { last_name: 'Only here' }));
    await merge(ana, ben, api);
    await merge(ben, ana, api);
    expect(await contentOf(ben)).toEqual(await contentOf(ana));
    const again = await merge(ana, ben, api);
    expect(again.merged).toEqual({ new: 0, changed: 0, conflicting: 0, erased: 0 });
  });

  test('SYNC7: a conflict that is settled on one desk is settled on the other', async () => {
    const { ana, ben, api } = await twoDesks();
    await edit(ana, update(2, { first_name: 'Ana’s' }));
    await edit(ben, update(2, { first_name: 'Ben’s' }));
    await merge(ana, ben, api);
    await edit(ana, {
      ...update(2, { first_name: 'Ana’s' }),
      settle: ['first_name'],
    } as Operation);
    expect((await ana.contested(10)).records).toEqual([]);
    await merge(ben, ana, api);
    expect((await ben.contested(10)).records).toEqual([]);
    expect((await ben.get('profiles', 2))!.values['first_name']).toBe('Ana’s');
  });

  test('DB23: what is left out is offered again', async () => {
    const { ana, ben, api } = await twoDesks();
    await edit(ben, update(6, { title: 'Six' }), update(7, { title: 'Seven' }));
    const { merged } = await merge(ana, ben, api, {
      tables: [],
      records: [{ table: 'profiles', id: 6 }],
    });
    expect(merged.changed).toBe(1);
    const again = await merge(ana, ben, api);
    expect(again.merged.changed).toBe(1);
    expect(await contentOf(ana)).toEqual(await contentOf(ben));
  });

  test('DB22: the preview shows each record as it is here, there and afterwards', async () => {
    const { ana, ben, api } = await twoDesks();
    await edit(ana, update(8, { title: 'Here' }));
    await edit(ben, update(8, { last_name: 'There' }));
    const ticket = await exported(ben, api);
    const { plan } = must(await runMergePlan(ana, api, { ticket, name }, quietly));
    const { items, next } = await readMergePage(ana, plan, {
      table: 'profiles',
      kind: 'changed',
      after: null,
    });
    expect(items).toHaveLength(1);
    expect(items[0]!.after!.values).toMatchObject({ title: 'Here', last_name: 'There' });
    expect(
      next === null ||
        (await readMergePage(ana, plan, { table: 'profiles', kind: 'changed', after: next })).items
          .length === 0,
    ).toBe(true);
  });

  test('DB23: an edit after the preview asks for a new one, and changes nothing', async () => {
    const { ana, ben, api } = await twoDesks();
    await edit(ben, update(8, { title: 'There' }));
    const ticket = await exported(ben, api);
    const { plan } = must(await runMergePlan(ana, api, { ticket, name }, quietly));
    await edit(ana, update(9, { title: 'Meanwhile' }));
    const before = await contentOf(ana);
    const applied = await runMergeApply(ana, api, { plan, leftOut: nothingLeftOut }, quietly);
    expect(applied).toMatchObject({ ok: false, problem: { code: 'work.editedMeanwhile' } });
    expect(await contentOf(ana)).toEqual(before);
  });

  test('DB22: another workspace is told as such', async () => {
    const { ana, api } = await twoDesks(5);
    const other = await newDesk(newRoot(), { number: 99 });
    must(await other.mutate([{ op: 'create', table: 'projects', values: {} }], 'new'));
    const ticket = await exported(other, api);
    const preview = must(await runMergePlan(ana, api, { ticket, name }, quietly));
    expect(preview).toMatchObject({ relation: 'unrelated', tables: {} });
  });

  test('DB24: of another workspace comes in under numbers of this desk, its references too', async () => {
    const { ana, api } = await twoDesks(6);
    const other = await newDesk(newRoot(), { number: 99 });
    must(await runImportDump(other, api, { ...api.openDump(manyRows(5)), name: 'x.sql' }, quietly));
    await edit(other, update(5, { first_name: 'Eve', tags: ['c'] }));
    const writer = { number: 99, now: Date.now };
    must(await eraseRecords(other.database, writer, [{ table: 'users', id: 3 }]));
    const before = await contentOf(ana);
    const ticket = await exported(other, api);
    const preview = must(await runMergePlan(ana, api, { ticket, name, renumber: true }, quietly));
    expect(preview.relation).toBe('renumbered');
    expect(preview.tables).toMatchObject({ profiles: { new: 5, unchanged: 0 }, users: { new: 2 } });
    expect(await contentOf(ana)).toEqual(before);
    const { plan } = preview;
    must(await runMergeApply(ana, api, { plan, leftOut: nothingLeftOut }, quietly));
    const after = await ana.database.records('profiles').toArray();
    expect(after.slice(0, 6)).toEqual(before['profiles']);
    const own = 4711 * 2 ** 26;
    const theirs = after.slice(6);
    expect(theirs.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5].map((n) => own + n));
    expect(theirs[4]!.values).toMatchObject({ first_name: 'Eve', tags: ['c'] });
    expect(theirs[4]).not.toHaveProperty('clocks');
    const users = await ana.database.records('users').where(':id').aboveOrEqual(own).toArray();
    const names = await Promise.all(
      users.map(async ({ values }) => {
        const profile = await ana.get('profiles', values['profile_id'] as number);
        return [values['email'], profile!.values['first_name']];
      }),
    );
    expect(names).toEqual([
      ['u0@example.org', 'Ana 0'],
      ['u1@example.org', 'Ana 1'],
    ]);
    const [entry] = await ana.database.outbox.reverse().limit(1).toArray();
    expect(theirs.every(({ clock }) => clock < entry!.stamp)).toBe(true);
  });

  test('DB24: later records get later numbers; the same file again comes in anew', async () => {
    const { ana, api } = await twoDesks(2);
    const other = await newDesk(newRoot(), { number: 99 });
    await edit(other, { op: 'create', table: 'projects', values: { name: 'Cobalt' } });
    const ticket = await exported(other, api);
    const own = 4711 * 2 ** 26;
    for (const n of [1, 3]) {
      const file = { ticket, name, renumber: true };
      const { plan } = must(await runMergePlan(ana, api, file, quietly));
      must(await runMergeApply(ana, api, { plan, leftOut: nothingLeftOut }, quietly));
      expect((await ana.get('projects', own + n))!.values['name']).toBe('Cobalt');
      const made = await edit(ana, { op: 'create', table: 'projects', values: {} });
      expect(made.touched[0]!.id).toBe(own + n + 1);
    }
  });
});
