import { describe, expect, test } from 'vitest';
import type { Row } from '#shared/schema/row.ts';
import { applyChange } from '#shared/sync/apply-change.ts';
import type { CurrentDesk } from '#renderer/db/current-desk.ts';
import type { Operation } from '#renderer/db/desk.ts';
import { readMergePage, runMergeApply, runMergePlan } from '#renderer/db/merge-work.ts';
import { takeEntries } from '#renderer/db/take-in.ts';
import { runRestore } from '#renderer/db/work.ts';
import { must, newDesk, newRoot, quietly } from '#tests/support/bulk-desk.ts';
import {
  disagreeing,
  edit,
  exported,
  id,
  mergeFrom,
  name,
  rivals,
  row,
  titled,
} from './two-titles.ts';

const lastEntry = async ({ database }: CurrentDesk) => (await database.outbox.toArray()).at(-1)!;

const choices = [
  { choice: 'the value that is shown', value: 'Ana’s' },
  { choice: 'the other one', value: 'Ben’s' },
  { choice: 'a third one', value: 'Chief' },
  { choice: 'none at all', value: null },
] as const;

describe.each(choices)('a conflict settled by $choice', ({ value }) => {
  test('is over, is there again when that is taken back, and a replay of the journal says the same', async () => {
    const { ana } = await disagreeing();
    const replayed = async (operations: readonly Operation[]) => {
      const before = await row(ana);
      const { inverse } = await edit(ana, ...operations);
      const { changes } = await lastEntry(ana);
      expect(changes.reduce<Row | null>(applyChange, before)).toEqual(await row(ana));
      return inverse;
    };
    const undo = await replayed([titled(value, ['title'])]);
    expect(await rivals(ana)).toEqual([]);
    expect((await row(ana)).values['title'] ?? null).toBe(value);

    const redo = await replayed(undo);
    expect(await rivals(ana)).toEqual(['Ana’s', 'Ben’s']);
    expect((await ana.contested(10)).records).toHaveLength(1);

    await replayed(redo);
    expect(await rivals(ana)).toEqual([]);
    expect((await row(ana)).values['title'] ?? null).toBe(value);
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
