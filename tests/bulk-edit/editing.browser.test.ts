import { describe, expect, onTestFinished, test } from 'vitest';
import { currentSeq } from '#renderer/db/changed-log.ts';
import { bulkWorkOf } from '#renderer/app/bulk-work.ts';
import { surveyEdit } from '#renderer/db/bulk-edit.ts';
import type { CurrentDesk } from '#renderer/db/current-desk.ts';
import { startPump } from '#renderer/db/journal-pump.ts';
import { toStored } from '#renderer/db/stored-row.ts';
import { forgetEdits, redoStep, undoStep } from '#renderer/state/edits.ts';
import { useToasts } from '#renderer/state/toasts.ts';
import type { BulkEdit } from '#shared/bulk/deeds.ts';
import type { BulkOrder } from '#shared/bulk/order.ts';
import type { Values } from '#shared/schema/row.ts';
import { must, newDesk, quietly, rowOf, watching } from '#tests/support/bulk-desk.ts';
import { BackupApi } from '#tests/app/backup-api.ts';

const many = 12_000;

const profile = (i: number): Values => ({
  first_name: `Ana ${i}`,
  city: i % 3 === 0 ? 'Porto' : 'Lisbon',
  tags: i % 2 === 0 ? ['old'] : ['old', 'kept'],
  hourly_rate: '100.00',
  tier: i % 5,
});

/** A desk of profiles 1 to `count`. */
const filled = async (count: number, valuesOf = profile) => {
  const [desk, api] = [await newDesk(), new BackupApi()];
  const rows = Array.from({ length: count }, (_, i) => rowOf(i + 1, valuesOf(i + 1)));
  await desk.database.records('profiles').bulkPut(rows.map((row) => toStored('profiles', row)));
  desk.announce([{ table: 'profiles', ids: 'all' }]);
  forgetEdits();
  useToasts.setState({ toasts: [] });
  const ids = Float64Array.from(rows, ({ id }) => id).toReversed();
  const orderOf = (edit: BulkEdit): BulkOrder => ({ table: 'profiles', ids, edit, action: 'test' });
  return { desk, api, work: bulkWorkOf(desk, api), orderOf };
};

const lastSaid = () => useToasts.getState().toasts.at(-1)?.text;

const valuesIn = async (desk: CurrentDesk): Promise<Values[]> =>
  (await desk.database.records('profiles').toArray()).map(({ values }) => values);

const countOf = async (desk: CurrentDesk, wanted: (values: Values) => boolean) =>
  (await valuesIn(desk)).filter(wanted).length;

const byRow = (desk: CurrentDesk, field: string, value: string) =>
  desk.columns(
    {
      table: 'profiles',
      trash: false,
      sort: [],
      text: '',
      fields: [],
      filter: { match: 'all', conditions: [{ field, operator: 'is', values: [value] }] },
    },
    { fields: [], signal: quietly.signal },
  );

const found = async (desk: CurrentDesk, typed: string): Promise<number> =>
  (await desk.search(typed, { limit: 1, signal: quietly.signal })).total;

describe('an edit of 12,000 records', () => {
  test('BULK4 is counted before anything is written', async () => {
    const { desk, orderOf } = await filled(many);
    const { told, options } = watching();
    const counted = must(
      await surveyEdit(desk, orderOf({ city: { do: 'set', value: 'Porto' } }), options),
    );
    expect(counted).toMatchObject({ records: many, changing: 8_000, same: 4_000, refused: 0 });
    expect(counted.isHeavy).toBe(false);
    expect(told.at(-1)).toMatchObject({ done: many, total: many });
    expect(await desk.database.outbox.count()).toBe(0);
  });

  test('BULK5 BULK6 BULK8 is written in batches, undone in one step and done again; copies follow', async () => {
    const { desk, work, orderOf } = await filled(many);
    const before = await valuesIn(desk);
    // The worker has the column in memory, and so must follow.
    expect((await byRow(desk, 'city', 'Faro')).ids).toHaveLength(0);
    const order = orderOf({
      city: { do: 'set', value: 'Faro' },
      tags: { do: 'add', items: ['new'] },
      hourly_rate: { do: 'times', by: '1.1' },
    });
    const done = must(await work.editRecords({ order, isHeavy: false }, quietly));
    expect(done).toMatchObject({ changed: many, refused: 0, missed: 0, stopped: null });
    const after = await valuesIn(desk);
    expect(after.every(({ city }) => city === 'Faro')).toBe(true);
    expect(after[0]).toMatchObject({ tags: ['old', 'kept', 'new'], hourly_rate: '110.00' });
    expect((await byRow(desk, 'city', 'Faro')).ids).toHaveLength(many);
    await expect.poll(() => found(desk, 'faro'), { timeout: 30_000 }).toBe(many);
    const entries = await desk.database.outbox.toArray();
    expect(entries.map(({ changes }) => changes.length)).toEqual(Array(6).fill(2_000));
    // Counted by number: what the copies have taken in is forgotten again.
    expect(await currentSeq(desk.database)).toBe(6);
    expect(new Set(entries.map(({ action }) => action))).toEqual(new Set(['test']));
    await undoStep();
    expect(lastSaid()).toBe('Undone: test.');
    expect(await valuesIn(desk)).toEqual(before);
    expect((await byRow(desk, 'city', 'Lisbon')).ids).toHaveLength(8_000);
    await expect.poll(() => found(desk, 'faro'), { timeout: 30_000 }).toBe(0);
    await redoStep();
    expect(await valuesIn(desk)).toEqual(after);
    await undoStep();
    expect(await valuesIn(desk)).toEqual(before);
    await undoStep();
    expect(lastSaid()).toBe('Nothing to undo.');
  });

  test('BULK9 cancelling keeps whole batches, says how many, and one undo takes them back', async () => {
    const { desk, work, orderOf } = await filled(many);
    const { stop, options } = watching();
    const onProgress = ({ done }: { done: number }) => {
      if (done >= 4_000) stop.abort();
    };
    const order = orderOf({ city: { do: 'empty' } });
    const done = must(
      await work.editRecords({ order, isHeavy: false }, { ...options, onProgress }),
    );
    expect(done).toMatchObject({ changed: 4_000, stopped: { code: 'file.cancelled' } });
    expect(await countOf(desk, ({ city }) => city === undefined)).toBe(4_000);
    await undoStep();
    expect(await countOf(desk, ({ city }) => city === undefined)).toBe(0);
  });

  test('BULK9 cancelled before the first batch, nothing is written and there is no step', async () => {
    const { desk, work, orderOf } = await filled(10);
    const order = orderOf({ city: { do: 'empty' } });
    const signal = AbortSignal.abort();
    const done = await work.editRecords({ order, isHeavy: false }, { ...quietly, signal });
    expect(done).toMatchObject({ ok: false, problem: { code: 'file.cancelled' } });
    await undoStep();
    expect(lastSaid()).toBe('Nothing to undo.');
    expect(await countOf(desk, ({ city }) => city === undefined)).toBe(0);
  });
});

describe('what others do meanwhile', () => {
  test('BULK5 is read anew and decided again, and an amount is added once', async () => {
    const { desk, work, orderOf } = await filled(20);
    const getMany = desk.getMany.bind(desk);
    let times = 0;
    desk.getMany = async (...asked) => {
      const rows = await getMany(...asked);
      if (times++ > 0) return rows;
      must(
        await desk.mutate(
          [{ op: 'update', table: 'profiles', id: 7, values: { hourly_rate: '200.00' } }],
          'another',
        ),
      );
      return rows;
    };
    const order = orderOf({
      hourly_rate: { do: 'plus', by: '1' },
      tier: { do: 'plus', by: '1' },
    });
    const done = must(await work.editRecords({ order, isHeavy: false }, quietly));
    expect(done).toMatchObject({ changed: 20, missed: 0 });
    expect((await desk.get('profiles', 7))?.values).toMatchObject({
      hourly_rate: '201.00',
      tier: 3,
    });
    await undoStep();
    expect((await desk.get('profiles', 7))?.values).toMatchObject({
      hourly_rate: '200.00',
      tier: 2,
    });
  });

  test('BULK8 undo leaves what was changed since, or is gone, and says how many', async () => {
    const { desk, api, work, orderOf } = await filled(20);
    const order = orderOf({ city: { do: 'set', value: 'Faro' }, tier: { do: 'set', value: 9 } });
    must(await work.editRecords({ order, isHeavy: false }, quietly));
    const update = { op: 'update', table: 'profiles', id: 4 } as const;
    must(await desk.mutate([{ ...update, values: { city: 'Rome' } }], 'another'));
    await desk.database.records('profiles').delete(5);
    await undoStep();
    const told = useToasts.getState().toasts.map(({ text }) => text);
    expect(told).toContain('2 records stayed as they are: they were changed since.');
    expect((await desk.get('profiles', 4))?.values).toMatchObject({ city: 'Rome', tier: 4 });
    expect((await desk.get('profiles', 6))?.values).toMatchObject({ city: 'Porto', tier: 1 });
    await redoStep();
    expect((await desk.get('profiles', 4))?.values).toMatchObject({ city: 'Rome', tier: 9 });
    expect((await desk.get('profiles', 6))?.values).toMatchObject({ city: 'Faro', tier: 9 });
    expect(api.kept).toEqual([]);
  });

  test('BULK8 what points to a record that was erased since keeps no other from being taken back', async () => {
    const { desk, work, orderOf } = await filled(20, (i) => ({ created_by: i === 3 ? 1 : 2 }));
    await desk.database
      .records('users')
      .bulkPut([1, 2].map((id) => toStored('users', rowOf(id, {}))));
    must(
      await work.editRecords(
        { order: orderOf({ created_by: { do: 'empty' } }), isHeavy: false },
        quietly,
      ),
    );
    await desk.database.records('users').delete(1);
    await undoStep();
    expect(await countOf(desk, (values) => values['created_by'] === 2)).toBe(19);
    expect((await desk.get('profiles', 3))?.values['created_by']).toBeUndefined();
  });
});

describe('refusals', () => {
  test('BULK3 records that cannot take it stay, and are counted', async () => {
    const { desk, work, orderOf } = await filled(100, (i) => ({
      hourly_rate: i <= 10 ? '50000000.00' : '100.00',
    }));
    const order = orderOf({ hourly_rate: { do: 'times', by: '3' } });
    const survey = must(await surveyEdit(desk, order, quietly));
    expect(survey).toMatchObject({ changing: 90, refused: 10 });
    const done = must(await work.editRecords({ order, isHeavy: false }, quietly));
    expect(done).toMatchObject({ changed: 90, refused: 10 });
    expect((await desk.get('profiles', 1))?.values['hourly_rate']).toBe('50000000.00');
  });

  test('BULK3 an edit that points to no record is refused altogether', async () => {
    const { desk, orderOf } = await filled(5);
    const order = orderOf({ created_by: { do: 'set', value: 99 } });
    expect(await surveyEdit(desk, order, quietly)).toMatchObject({
      ok: false,
      problem: { code: 'value.noSuchRecord' },
    });
  });

  test('BULK1 records go to the trash, and come back by undo', async () => {
    const { desk, work, orderOf } = await filled(50);
    const order = orderOf({ deleted: { do: 'set', value: true } });
    must(await work.editRecords({ order, isHeavy: false }, quietly));
    expect((await desk.page('profiles', { trash: false, limit: 100 })).rows).toEqual([]);
    await undoStep();
    expect((await desk.page('profiles', { trash: false, limit: 100 })).rows).toHaveLength(50);
  });
});

test('BULK7 what is too much to be kept is undone by the backup that it made', async () => {
  const { desk, api, work, orderOf } = await filled(30);
  const pump = startPump(desk, api);
  onTestFinished(() => pump.close());
  const order = orderOf({ city: { do: 'empty' } });
  must(await work.editRecords({ order, isHeavy: true }, quietly));
  expect(api.kept).toHaveLength(1);
  expect(await countOf(desk, ({ city }) => city === undefined)).toBe(30);
  await undoStep();
  expect(await countOf(desk, ({ city }) => city === undefined)).toBe(0);
  await redoStep();
  expect(await countOf(desk, ({ city }) => city === undefined)).toBe(30);
});

test('BULK6 steps that keep too much between them lose the oldest', async () => {
  const long = (i: number, letter: string) => letter.repeat(6_000) + i;
  const { desk, work, orderOf } = await filled(1_000, (i) => ({ summary: long(i, 'a') }));
  for (const letter of ['b', 'c', 'd', 'e']) {
    const rows = await desk.database.records('profiles').toArray();
    const order = orderOf({ summary: { do: 'empty' } });
    must(await work.editRecords({ order, isHeavy: false }, quietly));
    await desk.database
      .records('profiles')
      .bulkPut(
        rows.map((row) => toStored('profiles', rowOf(row.id, { summary: long(row.id, letter) }))),
      );
  }
  const undone: (string | undefined)[] = [];
  for (let i = 0; i < 4; i++) {
    await undoStep();
    undone.push(lastSaid());
  }
  expect(undone.at(-1)).toMatch(/no longer remembered/);
});
