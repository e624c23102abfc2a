import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { entityOf, tableNames } from '#shared/entities/index.ts';
import type { Row, Values } from '#shared/schema/row.ts';
import { readBatch } from '#renderer/db/bulk-rows.ts';
import type { OpenDesk } from '#renderer/db/open-desk.ts';
import { indexOf, pagingPath } from '#renderer/db/stores.ts';
import { bring, edit, imported, openScratch } from './scratch-desk.ts';

afterEach(() => vi.restoreAllMocks());

const moment = (n: number) => `2025-01-01T00:00:${String(n).padStart(2, '0')}.000000Z`;

/** Newest first, plainly: by creation, unknown last, ties by falling number. */
const newestFirst = (rows: readonly Row[]): number[] =>
  rows
    .map(({ id, values }) => ({ id, at: (values['created_at'] as string | undefined) ?? '' }))
    .sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : b.id - a.id))
    .map(({ id }) => id);

const allPages = async (desk: OpenDesk, limit: number, trash = false): Promise<number[]> => {
  const ids: number[] = [];
  let after: unknown = undefined;
  do {
    const page = await desk.page('projects', { trash, limit, ...(after ? { after } : {}) });
    ids.push(...page.rows.map(({ id }) => id));
    after = page.next;
  } while (after !== null);
  return ids;
};

describe('DB7 pages by keyset', () => {
  test('all pages together are the full order, for unknown creation and for ties', async () => {
    const desk = await openScratch();
    const project = fc.record({
      created_at: fc.option(fc.integer({ min: 0, max: 3 }).map(moment), { nil: undefined }),
      deleted: fc.option(fc.boolean(), { nil: undefined }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(project, { maxLength: 25 }),
        fc.integer({ min: 1, max: 7 }),
        async (made, limit) => {
          const rows = made.map((values, i) =>
            imported(i + 1, JSON.parse(JSON.stringify(values)) as Values),
          );
          await desk.database.records('projects').clear();
          await bring(desk, 'projects', rows);
          for (const trash of [false, true]) {
            const mine = rows.filter(({ values }) => (values['deleted'] === true) === trash);
            expect(await allPages(desk, limit, trash)).toEqual(newestFirst(mine));
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  test('a page goes on where the last one ended, though its last record has gone and newer ones came', async () => {
    const desk = await openScratch();
    await bring(
      desk,
      'projects',
      [1, 2, 3, 4, 5, 6].map((id) => imported(id, { created_at: moment(id % 2) })),
    );
    const first = await desk.page('projects', { trash: false, limit: 2 });
    expect(first.rows.map(({ id }) => id)).toEqual([5, 3]);
    await edit(
      desk,
      { op: 'update', table: 'projects', id: 3, values: { deleted: true } },
      { op: 'create', table: 'projects', id: 9, values: { created_at: moment(50) } },
    );
    const next = await desk.page('projects', { trash: false, limit: 10, after: first.next });
    expect(next.rows.map(({ id }) => id)).toEqual([1, 6, 4, 2]);
    expect(next.next).toBeNull();
  });

  test('a table without creation is paged by falling number', async () => {
    const desk = await openScratch();
    await bring(
      desk,
      'consultation_reviews',
      [1, 2, 3].map((id) => imported(id, { rating: id })),
    );
    const first = await desk.page('consultation_reviews', { trash: false, limit: 2 });
    expect(first.rows.map(({ id }) => id)).toEqual([3, 2]);
    const next = await desk.page('consultation_reviews', {
      trash: false,
      limit: 2,
      after: first.next,
    });
    expect(next.rows.map(({ id }) => id)).toEqual([1]);
  });
});

describe('DB2 access paths', () => {
  const spyOnIndexes = () => {
    const spy = vi.spyOn(IDBObjectStore.prototype, 'index');
    return () => spy.mock.calls.map(([name]) => name);
  };

  test.each(tableNames)(
    '%s: every index holds every record, whatever is null; DB29 but for references to nothing',
    async (table) => {
      const desk = await openScratch();
      const { fields, paths } = entityOf(table);
      await bring(desk, table, [imported(1, {}), imported(2, { deleted: true })]);
      for (const path of paths) {
        const isPointing = fields[path.fields[0]!]!.kind === 'reference';
        expect(await desk.database.records(table).orderBy(indexOf(path)).primaryKeys()).toEqual(
          isPointing ? [] : [1, 2],
        );
      }
    },
  );

  test.each(tableNames)('%s: pages go by the paging path', async (table) => {
    const desk = await openScratch();
    const used = spyOnIndexes();
    await desk.page(table, { trash: false, limit: 5 });
    expect(used()).toEqual([indexOf(pagingPath(entityOf(table)))]);
  });

  const pointing = tableNames.flatMap((table) =>
    entityOf(table)
      .paths.filter(({ fields }) =>
        /integer|reference/.test(entityOf(table).fields[fields[0]!]!.kind),
      )
      .map((path) => [table, path.fields[0]!, indexOf(path)] as const),
  );
  test.each(pointing)('%s by %s goes by %s', async (table, field, index) => {
    const desk = await openScratch();
    await bring(desk, table, [
      imported(1, { [field]: 5 }),
      imported(2, { [field]: 6 }),
      imported(3, { [field]: 5 }),
      imported(4, { [field]: 5, deleted: true }),
      imported(5, {}),
    ]);
    const used = spyOnIndexes();
    const found = await desk.related(table, field, 5, 10);
    expect(used()).toEqual([index]);
    expect(found.rows.map(({ id }) => id)).toEqual([3, 1]);
    expect(found.more).toBe(false);
    expect(await desk.related(table, field, 5, 1)).toMatchObject({ more: true });
  });

  test('where no path begins with the field, the table is scanned', async () => {
    const desk = await openScratch();
    await bring(desk, 'profiles', [
      imported(1, { created_by: 5 }),
      imported(2, { created_by: 5 }),
      imported(3, { created_by: 6 }),
      imported(4, { created_by: 5, deleted: true }),
    ]);
    const found = await desk.related('profiles', 'created_by', 5, 10);
    expect(found.rows.map(({ id }) => id)).toEqual([2, 1]);
    await edit(desk, { op: 'update', table: 'profiles', id: 3, values: { deleted: true } });
    await edit(desk, { op: 'create', table: 'users', id: 5, values: {} });
    await edit(desk, { op: 'create', table: 'profiles', id: 7, values: { created_by: 5 } });
    expect((await desk.related('profiles', 'created_by', 5, 2)).rows.map(({ id }) => id)).toEqual([
      7, 2,
    ]);
    expect((await desk.related('profiles', 'created_by', 5, 2)).more).toBe(true);
    const gone = AbortSignal.abort();
    await expect(desk.related('profiles', 'created_by', 5, 2, gone)).rejects.toThrow();
  });
});

describe('DB10 titles', () => {
  test('are a record’s own, or those of what it points to, or its number', async () => {
    const desk = await openScratch();
    await bring(desk, 'profiles', [
      imported(1, { first_name: 'Ana', last_name: 'Lima' }),
      imported(2, {}),
    ]);
    await bring(desk, 'users', [
      imported(1, { profile_id: 1 }),
      imported(2, { profile_id: 2 }),
      imported(3, {}),
    ]);
    await bring(desk, 'payout_accounts', [
      imported(1, { user_id: 1 }),
      imported(2, { user_id: 404 }),
    ]);
    await bring(desk, 'expert_requests', [imported(1, { title: 'Lithium' })]);
    await bring(desk, 'consultations', [
      imported(1, { expert_name: 'Zoë' }),
      imported(2, { expert: 1, request: 1 }),
      imported(3, { expert: 2, request: 1 }),
    ]);
    const ask = [
      ['profiles', 1, 'Ana Lima'],
      ['profiles', 2, 'Profile 2'],
      ['users', 1, 'Ana Lima'],
      ['users', 2, 'User 2'],
      ['users', 3, 'User 3'],
      ['payout_accounts', 1, 'Ana Lima'],
      ['payout_accounts', 2, 'Payout account 2'],
      ['consultations', 1, 'Zoë'],
      ['consultations', 2, 'Ana Lima'],
      ['consultations', 3, 'Lithium'],
      ['projects', 7, 'Project 7'],
      ['transaction_groups', 7, 'Transaction group 7'],
      ['users', 1, 'Ana Lima'],
    ] as const;
    expect(await desk.titles(ask.map(([table, id]) => ({ table, id })))).toEqual(
      ask.map(([, , title]) => title),
    );
    expect(await desk.titles([])).toEqual([]);
  });
});

describe('DB9 finding', () => {
  const people = async () => {
    const desk = await openScratch();
    await bring(desk, 'profiles', [
      imported(1, { first_name: 'Zoë', last_name: 'Núñez Ortega' }),
      imported(2, { first_name: 'Ana', last_name: 'Lima' }),
      imported(3, { first_name: 'Anabel', last_name: 'Łukasz' }),
      imported(4, { first_name: 'Lima', last_name: 'Ana' }),
      imported(5, { first_name: 'Ana', last_name: 'Gone', deleted: true }),
      imported(6, { first_name: 'Ana' }),
    ]);
    await bring(desk, 'users', [imported(10, { profile_id: 2 }), imported(11, { profile_id: 1 })]);
    await bring(desk, 'payout_accounts', [imported(20, { user_id: 10 })]);
    await bring(desk, 'expert_requests', [
      imported(1, { title: 'A very long title about the supply chain of lithium-ion batteries' }),
    ]);
    await bring(desk, 'consultations', [
      imported(30, { expert: 10 }),
      imported(31, { request: 1 }),
    ]);
    return desk;
  };
  const ids = async (desk: OpenDesk, ...args: Parameters<OpenDesk['find']>) =>
    (await desk.find(...args)).map(({ id }) => id);

  test('ignores case and accents, takes any word, best first, trash apart', async () => {
    const desk = await people();
    expect(await ids(desk, 'profiles', 'ANA', 9)).toEqual([6, 2, 3, 4]);
    expect(await ids(desk, 'profiles', 'nunez', 9)).toEqual([1]);
    expect(await ids(desk, 'profiles', 'ÓRTEGA zo', 9)).toEqual([1]);
    expect(await ids(desk, 'profiles', 'lukasz', 9)).toEqual([3]);
    expect(await ids(desk, 'profiles', 'ana lima', 9)).toEqual([2, 4]);
    expect(await ids(desk, 'profiles', 'ana lima', 1)).toEqual([2]);
    expect(await ids(desk, 'profiles', 'nobody', 9)).toEqual([]);
    expect(await ids(desk, 'expert_requests', 'lithium supply', 9)).toEqual([1]);
  });

  test('numbers and short codes match as well, and come first', async () => {
    const desk = await people();
    expect(await ids(desk, 'profiles', '3', 9)).toEqual([3]);
    expect(await ids(desk, 'profiles', 'p4', 9)).toEqual([4]);
    expect(await ids(desk, 'profiles', '5', 9)).toEqual([]);
  });

  test('goes through what names the record', async () => {
    const desk = await people();
    expect(await ids(desk, 'users', 'lima', 9)).toEqual([10]);
    expect(await ids(desk, 'payout_accounts', 'ana li', 9)).toEqual([20]);
    expect(await ids(desk, 'consultations', 'ana', 9)).toEqual([30]);
    expect(await ids(desk, 'consultations', 'supply', 9)).toEqual([31]);
  });

  test('nothing typed gives the newest', async () => {
    const desk = await people();
    expect(await ids(desk, 'profiles', '  ', 3)).toEqual([6, 4, 3]);
  });
});

test('get and getMany give records as they were put, and null for none', async () => {
  const desk = await openScratch();
  const row = { ...imported(3, { name: 'X', odd: 'kept' }), source: { tags: 'a,b' } };
  await bring(desk, 'projects', [row]);
  expect(await desk.get('projects', 3)).toEqual(row);
  expect(await desk.get('projects', 4)).toBeNull();
  expect(await desk.getMany('projects', [4, 3, 3])).toEqual([null, row, row]);
  expect(await desk.getMany('projects', [])).toEqual([]);
});

test('getMany keeps to what was asked for, of neighbours and of records far apart', async () => {
  const desk = await openScratch();
  const rows = [2, 3, 4, 5, 6, 90, 4000].map((id) => imported(id, { name: `P${id}` }));
  await bring(desk, 'projects', rows);
  for (const asked of [[6, 4, 3, 5, 2], [6, 5, 7, 3, 2], [4000, 2, 90], [90]])
    expect((await desk.getMany('projects', asked)).map((row) => row?.id ?? null)).toEqual(
      asked.map((id) => (id === 7 ? null : id)),
    );
});

test('DB8 batches by number cover a table once', async () => {
  const desk = await openScratch();
  await bring(
    desk,
    'projects',
    Array.from({ length: 25 }, (_, i) => imported((i + 1) * 3, {})),
  );
  const seen: number[] = [];
  for (let after = 0; ;) {
    const rows = await readBatch(desk.database, 'projects', after, 10);
    if (rows.length === 0) break;
    seen.push(...rows.map(({ id }) => id));
    after = seen.at(-1)!;
  }
  expect(seen).toEqual(Array.from({ length: 25 }, (_, i) => (i + 1) * 3));
});
