import { describe, expect, test } from 'vitest';
import type { Value } from '#shared/schema/fields.ts';
import type { Row } from '#shared/schema/row.ts';
import { applyChange } from '#shared/sync/apply-change.ts';
import { conflictsOf } from '#shared/sync/merge-record.ts';
import type { CurrentDesk } from '#renderer/db/current-desk.ts';
import type { Operation } from '#renderer/db/desk.ts';
import { readMergePage, runMergeApply, runMergePlan } from '#renderer/db/merge-work.ts';
import { nothingLeftOut } from '#renderer/db/merging.ts';
import { takeEntries } from '#renderer/db/take-in.ts';
import { runExport, runRestore } from '#renderer/db/work.ts';
import { must, newDesk, newRoot, quietly } from '#tests/support/bulk-desk.ts';
import { MemoryApi } from '#tests/support/memory-api.ts';

const name = 'colleague.edesk';
const id = 7;

const edit = async (desk: CurrentDesk, ...operations: readonly Operation[]) =>
  must(await desk.mutate(operations, 'edit'));

const titled = (title: Value, settle: readonly string[] = []): Operation => ({
  op: 'update',
  table: 'profiles',
  id,
  values: { title },
  settle,
});

const exported = async (desk: CurrentDesk, api: MemoryApi): Promise<string> => {
  must(await runExport(desk, api, { suggestedName: name }, quietly));
  return api.lastTicket;
};

const mergeFrom = async (into: CurrentDesk, from: CurrentDesk, api: MemoryApi) => {
  const file = { ticket: await exported(from, api), name };
  const { plan } = must(await runMergePlan(into, api, file, quietly));
  must(await runMergeApply(into, api, { plan, leftOut: nothingLeftOut }, quietly));
};

/** Two desks that both have both titles of a profile, the later one shown. */
const disagreeing = async () => {
  const api = new MemoryApi();
  const ana = await newDesk(newRoot(), { number: 4711 });
  await edit(ana, { op: 'create', table: 'profiles', id, values: { title: 'Buyer' } });
  const ben = await newDesk(newRoot(), { number: 4712 });
  must(await runRestore(ben, api, { ticket: await exported(ana, api), name }, quietly));
  await edit(ben, titled('Ben’s'));
  await edit(ana, titled('Ana’s'));
  await mergeFrom(ana, ben, api);
  await mergeFrom(ben, ana, api);
  return { ana, ben, api };
};

const row = async (desk: CurrentDesk): Promise<Row> => (await desk.get('profiles', id))!;

/** The values in conflict, the one that is shown first; empty where there is none. */
const rivals = async (desk: CurrentDesk): Promise<Value[]> =>
  conflictsOf(await row(desk)).flatMap(({ versions }) => versions.map(({ value }) => value));

const lastEntry = async ({ database }: CurrentDesk) => (await database.outbox.toArray()).at(-1)!;

const choices = [
  { choice: 'the value that is shown', value: 'Ana’s' },
  { choice: 'the other one', value: 'Ben’s' },
  { choice: 'a third one', value: 'Chief' },
  { choice: 'none at all', value: null },
] as const;

describe.each(choices)('a conflict settled by $choice', ({ value }) => {
  test('is over, and is there again with every value when that is taken back', async () => {
    const { ana } = await disagreeing();
    const { inverse } = await edit(ana, titled(value, ['title']));
    expect(await rivals(ana)).toEqual([]);
    expect((await row(ana)).values['title'] ?? null).toBe(value);

    const again = await edit(ana, ...inverse);
    expect(await rivals(ana)).toEqual(['Ana’s', 'Ben’s']);
    expect((await ana.contested(10)).records).toHaveLength(1);

    await edit(ana, ...again.inverse);
    expect(await rivals(ana)).toEqual([]);
    expect((await row(ana)).values['title'] ?? null).toBe(value);
  });

  test('is journaled so that a replay gives the same record', async () => {
    const { ana } = await disagreeing();
    const replayed = async (operations: readonly Operation[]) => {
      const before = await row(ana);
      const { inverse } = await edit(ana, ...operations);
      const { changes } = await lastEntry(ana);
      expect(changes.reduce<Row | null>(applyChange, before)).toEqual(await row(ana));
      return inverse;
    };
    await replayed(await replayed(await replayed([titled(value, ['title'])])));
  });

  test('comes to the other desk, as does taking it back, by log and by file', async () => {
    const { ana, ben, api } = await disagreeing();
    const writer = { number: 4712, now: Date.now };
    const take = async (entries: Parameters<typeof takeEntries>[2]['entries']) =>
      must(await takeEntries(ben.database, writer, { entries, action: 'received' }));
    const { inverse } = await edit(ana, titled(value, ['title']));
    await take([await lastEntry(ana)]);
    expect(await rivals(ben)).toEqual([]);
    await edit(ana, ...inverse);
    const undone = await lastEntry(ana);
    const carl = await newDesk(newRoot(), { number: 4713 });
    must(await runRestore(carl, api, { ticket: await exported(ben, api), name }, quietly));
    await take([undone]);
    await mergeFrom(carl, ana, api);
    expect(await row(ben)).toEqual(await row(ana));
    expect(await row(carl)).toEqual(await row(ana));
    expect(await rivals(carl)).toEqual(['Ana’s', 'Ben’s']);
  });
});

test('a table that is left out still gives what is asked of it by name', async () => {
  const { ana, ben, api } = await disagreeing();
  await edit(ben, titled('Wanted', ['title']));
  await edit(ben, { op: 'create', table: 'profiles', values: { title: 'Unwanted' } });
  const file = { ticket: await exported(ben, api), name };
  const { plan } = must(await runMergePlan(ana, api, file, quietly));
  const wanted = { table: 'profiles', kind: null, after: null } as const;
  expect((await readMergePage(ana, plan, wanted)).items).toHaveLength(2);
  const leftOut = {
    tables: ['profiles'],
    records: [],
    taken: [{ table: 'profiles', id }],
  } as const;
  const merged = must(await runMergeApply(ana, api, { plan, leftOut }, quietly));
  expect(merged).toEqual({ new: 0, changed: 1, conflicting: 0, erased: 0 });
  expect((await row(ana)).values['title']).toBe('Wanted');

  const rest = { ticket: await exported(ben, api), name };
  const again = must(await runMergePlan(ana, api, rest, quietly));
  expect(again.tables.profiles).toMatchObject({ new: 1, changed: 0 });
});
