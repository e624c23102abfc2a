import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { columnsName } from '#renderer/db/columns-name.ts';
import { changedSince, currentSeq } from '#renderer/db/changed-log.ts';
import type { Operation, OrderQuery } from '#renderer/db/desk.ts';
import { eraseRecords } from '#renderer/db/erase.ts';
import type { OpenDesk } from '#renderer/db/open-desk.ts';
import { answer, committed, openRaw } from '#renderer/db/raw-idb.ts';
import { Background } from '#renderer/workers/background.ts';
import { ColumnStore } from '#renderer/workers/column-store.ts';
import { OrderQueries } from '#renderer/workers/order-queries.ts';
import { PackedColumns } from '#renderer/workers/packed-columns.ts';
import { PathReader } from '#renderer/workers/path-reader.ts';
import { valueSpec } from '#renderer/workers/title-reader.ts';
import type { Group } from '#shared/views/filter.ts';
import { bring, edit, imported, openScratch } from './scratch-desk.ts';

const { signal } = new AbortController();
const writer = { number: 77, now: Date.now };

/** A worker's life: columns in memory that come from the disk and go back to it. */
const begin = ({ database }: OpenDesk) => {
  const packed = new PackedColumns(database);
  onTestFinished(() => packed.close());
  const store = new ColumnStore(database, { packed });
  const paths = new PathReader(database);
  const background = new Background({
    store,
    packed,
    rowsIn: (table) => paths.rowsIn(table),
    isWriter: () => true,
    pace: { idle: 0, between: 0 },
  });
  return { store, packed, background, queries: new OrderQueries(database, packed, store) };
};

const partsOf = async ({ database }: OpenDesk) => {
  const connection = await openRaw(columnsName(database.name));
  const store = connection.transaction('columns').objectStore('columns');
  const [keys, values] = [
    await answer(store.getAllKeys()),
    await answer<unknown[]>(store.getAll()),
  ];
  connection.close();
  return keys.map((key, i) => ({ key, value: values[i] as { bytes: ArrayBuffer; text: string } }));
};

/** Every byte and character of the copy, as one text. */
const rawText = async (desk: OpenDesk): Promise<string> =>
  (await partsOf(desk))
    .map(({ value: { bytes, text } }) => text + String.fromCharCode(...new Uint8Array(bytes)))
    .join('\n');

const plain: OrderQuery = { table: 'profiles', trash: false, sort: [], text: '', fields: [] };
const all = (...conditions: Group['conditions']): Group => ({ match: 'all', conditions });
const queries: OrderQuery[] = [
  plain,
  { ...plain, sort: [{ field: 'last_name', descending: false }] },
  { ...plain, sort: [{ field: 'expert_request', descending: true }] },
  { ...plain, filter: all({ field: 'country_iso2_code', operator: 'anyOf', values: ['pt'] }) },
  {
    ...plain,
    filter: all(
      { field: 'country_iso2_code', operator: 'noneOf', values: ['DE'] },
      { field: 'tier', operator: 'atLeast', values: ['2'] },
    ),
    sort: [{ field: 'tier', descending: true }],
  },
  { ...plain, filter: all({ field: 'country_iso2_code', operator: 'empty', values: [] }) },
  { ...plain, filter: all({ field: 'expert_request', operator: 'empty', values: [] }) },
  { ...plain, trash: true, filter: all({ field: 'last_name', operator: 'filled', values: [] }) },
  { ...plain, text: 'lima', fields: ['last_name', 'expert_request'] },
];

const answersOf = async (asked: OrderQueries) => {
  const found: unknown[] = [];
  for (const query of queries) found.push([...(await asked.order(query, signal, () => undefined))]);
  for (const by of ['country_iso2_code', 'expert_request', null])
    found.push(await asked.summary(plain, { by, totals: ['tier'], like: null }, signal));
  const related = { table: 'profiles', field: 'created_by', id: 3, limit: 5 } as const;
  found.push([...(await asked.related(related, signal))]);
  return found;
};

const values = fc.record({
  last_name: fc.constantFrom(null, 'Lima', 'líma 2', 'Berg', '👩‍🔬'),
  country_iso2_code: fc.constantFrom(null, 'PT', 'pt', 'DE'),
  tier: fc.constantFrom(null, 1, 2, 3),
  expert_request: fc.constantFrom(null, 1, 2),
  deleted: fc.boolean(),
});
const step = fc.oneof(
  fc.record({ kind: fc.constant('edit' as const), id: fc.integer({ min: 1, max: 8 }), values }),
  fc.record({ kind: fc.constant('create' as const), values }),
  fc.record({ kind: fc.constant('erase' as const), id: fc.integer({ min: 1, max: 8 }) }),
  fc.record({ kind: fc.constant('save' as const) }),
  fc.record({ kind: fc.constant('restart' as const) }),
);

const peopled = async (): Promise<OpenDesk> => {
  const desk = await openScratch();
  await bring(desk, 'users', [imported(3, {})]);
  await bring(desk, 'expert_requests', [
    imported(1, { title: 'Gas' }),
    imported(2, { title: 'Air' }),
  ]);
  const rows = Array.from({ length: 8 }, (_, i) =>
    imported(i + 1, { last_name: `Lima ${i}`, tier: i % 4, created_by: 3 }),
  );
  await bring(desk, 'profiles', rows);
  return desk;
};

test('COL6 answers over hydrated columns are those over records, after any edits and restarts', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
      const desk = await peopled();
      let life = begin(desk);
      desk.watch((notices) => life.queries.hear(notices));
      await life.background.run(signal);
      const tell = async (operation: Operation) => {
        const done = await desk.mutate([operation], 'edit');
        if (done.ok)
          life.queries.hear(done.value.touched.map(({ table, id }) => ({ table, ids: [id] })));
      };
      for (const one of steps) {
        if (one.kind === 'save') await life.background.run(signal);
        if (one.kind === 'restart') life = begin(desk);
        if (one.kind === 'create')
          await tell({ op: 'create', table: 'profiles', values: one.values });
        if (one.kind === 'edit')
          await tell({ op: 'update', table: 'profiles', id: one.id, values: one.values });
        if (one.kind === 'erase') {
          await eraseRecords(desk.database, writer, [{ table: 'profiles', id: one.id }]);
          life.queries.hear([{ table: 'profiles', ids: [one.id] }]);
        }
      }
      const wanted = await answersOf(new OrderQueries(desk.database));
      expect(await answersOf(life.queries)).toEqual(wanted);
      expect(await answersOf(begin(desk).queries)).toEqual(wanted);
    }),
    { numRuns: 8 },
  );
});

test('COL6 columns come from the disk at the next start, with what has changed since', async () => {
  const desk = await peopled();
  await begin(desk).background.run(signal);
  await edit(desk, { op: 'update', table: 'profiles', id: 2, values: { tier: 9 } });
  const { store } = begin(desk);
  const column = store.use({
    ...valueSpec('profiles', 'tier'),
    read: ({ id, values: own }) => {
      if (id !== 2) throw new Error('A record was read that the disk has.');
      return own['tier'] as number;
    },
  });
  await store.complete([column], signal, () => undefined);
  expect(column.keyOf(2)).toBe(9);
  expect(column.keyOf(4)).toBe(3);
  expect(column.ids).toHaveLength(8);
});

test('COL7 of what was erased no value is left in the copy, nor of what it said before', async () => {
  const desk = await peopled();
  await edit(desk, {
    op: 'update',
    table: 'profiles',
    id: 1,
    values: { last_name: 'Quetzalcoatl' },
  });
  const life = begin(desk);
  await life.background.run(signal);
  expect(await rawText(desk)).toContain('quetzalcoatl');
  await edit(desk, { op: 'update', table: 'profiles', id: 1, values: { last_name: 'Xochipilli' } });
  life.queries.hear([{ table: 'profiles', ids: [1] }]);
  await life.background.run(signal);
  expect(await rawText(desk)).toContain('xochipilli');
  await eraseRecords(desk.database, writer, [{ table: 'profiles', id: 1 }]);
  const gone = /quetzalcoatl|xochipilli/;
  expect(await rawText(desk)).not.toMatch(gone);
  // Not either when a worker that has read it before writes back, having heard of nothing.
  await life.background.run(signal);
  expect(await rawText(desk)).toContain('lima');
  expect(await rawText(desk)).not.toMatch(gone);
});

test('COL7 an erasure that was cut short is made good at the next start', async () => {
  const desk = await peopled();
  await edit(desk, {
    op: 'update',
    table: 'profiles',
    id: 1,
    values: { last_name: 'Quetzalcoatl' },
  });
  await begin(desk).background.run(signal);
  const before = await partsOf(desk);
  await eraseRecords(desk.database, writer, [{ table: 'profiles', id: 1 }]);
  const connection = await openRaw(columnsName(desk.database.name));
  const transaction = connection.transaction('columns', 'readwrite');
  for (const { key, value } of before) transaction.objectStore('columns').put(value, key);
  await committed(transaction);
  connection.close();
  expect(await rawText(desk)).toContain('quetzalcoatl');
  await begin(desk).packed.forgetErased();
  expect(await rawText(desk)).not.toContain('quetzalcoatl');
});

test('COL3 COL4 secrets are not in the copy, and damage in it changes no answer', async () => {
  const desk = await peopled();
  await bring(desk, 'conferences', [imported(1, { name: 'Call', password: 'tulip' })]);
  const life = begin(desk);
  const secret = { field: 'password', descending: false };
  await life.queries.order(
    { ...plain, table: 'conferences', sort: [secret] },
    signal,
    () => undefined,
  );
  await life.background.run(signal);
  expect(await rawText(desk)).toContain('call');
  expect(await rawText(desk)).not.toContain('tulip');
  const wanted = await answersOf(new OrderQueries(desk.database));
  const connection = await openRaw(columnsName(desk.database.name));
  for (const { key, value } of await partsOf(desk)) {
    const bytes = new Uint8Array(value.bytes);
    bytes[bytes.length - 1]! ^= 1;
    const transaction = connection.transaction('columns', 'readwrite');
    transaction.objectStore('columns').put(value, key);
    await committed(transaction);
  }
  connection.close();
  expect(await answersOf(begin(desk).queries)).toEqual(wanted);
});

test('COL9 an edit is written back alone, and lets the log of changes forget', async () => {
  const desk = await peopled();
  const life = begin(desk);
  await life.background.run(signal);
  const before = new Map(
    (await partsOf(desk)).map(({ key, value }) => [JSON.stringify(key), value]),
  );
  const values = { last_name: 'New' };
  await edit(desk, { op: 'update', table: 'profiles', id: 2, values });
  await life.background.run(signal);
  const seq = await currentSeq(desk.database);
  expect(await changedSince(desk.database, seq - 1)).not.toBeNull();
  const after = await partsOf(desk);
  const others = after.filter(({ key }) => {
    const [table, , part] = key as string[];
    return table !== 'profiles' && part !== 'head';
  });
  for (const { key, value } of others) expect(value).toEqual(before.get(JSON.stringify(key)));
  expect(JSON.stringify(after.map(({ value }) => value.text))).toContain('new');
});

test('COL10 records are counted once, and again after a change while they are few', async () => {
  const desk = await peopled();
  const paths = new PathReader(desk.database);
  const before = await paths.rowsIn('profiles');
  await edit(desk, { op: 'create', table: 'profiles', id: 900_001, values: { last_name: 'New' } });
  expect(await paths.rowsIn('profiles')).toBe(before);
  paths.hear({ table: 'profiles', ids: [900_001] });
  await expect.poll(() => paths.rowsIn('profiles')).toBe(before + 1);
  paths.hear({ table: 'profiles', ids: 'all' });
  expect(await paths.rowsIn('profiles')).toBe(before + 1);
});

test('COL10 a filter on a path has its answer while columns are cold, and columns are used once warm', async () => {
  const desk = await peopled();
  const { queries: asked } = begin(desk);
  const filter = all({ field: 'country_iso2_code', operator: 'empty', values: [] });
  expect((await asked.way({ ...plain, filter })).plan).toMatchObject({
    by: 'path',
    isReading: false,
  });
  expect((await asked.way(plain)).plan.by).toBe('index');
  const sort = [{ field: 'tier', descending: false }];
  await asked.order({ ...plain, sort }, signal, () => undefined);
  expect((await asked.way({ ...plain, sort })).plan.by).toBe('columns');
});
