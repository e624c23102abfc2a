import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { entityOf, tableNames, type TableName } from '#shared/entities/index.ts';
import { compareDecimals } from '#shared/schema/decimals.ts';
import type { Field, Value } from '#shared/schema/fields.ts';
import { foldText } from '#shared/schema/index-key.ts';
import type { Row, Values } from '#shared/schema/row.ts';
import type { OrderQuery, Sort } from '#renderer/db/desk.ts';
import type { OpenDesk } from '#renderer/db/open-desk.ts';
import { bring, edit, imported, openScratch } from './scratch-desk.ts';

const orderOf = async (desk: OpenDesk, query: Partial<OrderQuery> & { table: TableName }) => {
  const { signal } = new AbortController();
  const whole = { trash: false, sort: [], text: '', fields: [], ...query };
  const order = await desk.order(whole, { signal });
  expect(order.done).toBe(true);
  return [...order.ids];
};

const isBlank = (value: Value): boolean =>
  value === null || value === '' || (Array.isArray(value) && value.length === 0);

/** A value's place among others, plainly: `Intl.Collator` for text, exact decimals, time order. */
const collator = new Intl.Collator('en', { sensitivity: 'base', numeric: true });
const compare = (field: Field, a: Value, b: Value): number => {
  if (field.kind === 'decimal') return compareDecimals(a as string, b as string);
  if (typeof a === 'string' && field.kind === 'instant')
    return a < (b as string) ? -1 : a === b ? 0 : 1;
  if (Array.isArray(a) && field.kind === 'instantList')
    return a.join() < (b as string[]).join() ? -1 : a.join() === (b as string[]).join() ? 0 : 1;
  if (Array.isArray(a)) return collator.compare(a.join(', '), (b as string[]).join(', '));
  if (typeof a === 'string') return collator.compare(a, b as string);
  return Number(a) - Number(b);
};

const sorted = (
  rows: readonly Row[],
  field: Field,
  name: string,
  descending: boolean,
): number[] => {
  const of = ({ values }: Row) => values[name] ?? null;
  const sign = descending ? -1 : 1;
  const held = rows.filter((row) => !isBlank(of(row)));
  const blank = rows.filter((row) => isBlank(of(row)));
  held.sort((a, b) => sign * (compare(field, of(a), of(b)) || a.id - b.id));
  blank.sort((a, b) => sign * (a.id - b.id));
  return [...held, ...blank].map(({ id }) => id);
};

/** Rows by one column; equal ones stay as they were, those without a value come last. */
const sortedStably = (
  rows: readonly Row[],
  fields: Readonly<Record<string, Field>>,
  { field, descending }: Sort,
): Row[] => {
  const of = ({ values }: Row) => values[field] ?? null;
  const sign = descending ? -1 : 1;
  const held = rows.filter((row) => !isBlank(of(row)));
  const blank = rows.filter((row) => isBlank(of(row)));
  held.sort((a, b) => sign * compare(fields[field]!, of(a), of(b)));
  return [...held, ...blank];
};

const word = fc.constantFrom('Ana', 'ána', 'Zoë', 'item 9', 'Item 10', 'lima', '');
const day = fc.constantFrom(
  '2025-01-02T03:04:05.000000Z',
  '1999-12-31T23:59:59.999999Z',
  'infinity',
  '-infinity',
);
const valueOf = (field: Field): fc.Arbitrary<Value> => {
  switch (field.kind) {
    case 'integer':
      return fc.integer({ min: -3, max: 3 });
    case 'decimal':
      return fc.integer({ min: -99, max: 99 }).map((n) =>
        (n / 10 ** field.scale)
          .toFixed(field.scale)
          .replace('-0.00', '0.00')
          .replace(/^-0\.0$/, '0.0'),
      );
    case 'boolean':
      return fc.boolean();
    case 'instant':
      return day;
    case 'instantList':
      return fc.array(day, { maxLength: 2 });
    case 'textList':
      return fc.array(word.filter(Boolean), { maxLength: 2 });
    default:
      return word;
  }
};

const kinds = (() => {
  const byKind = new Map<string, readonly [string, TableName, string]>();
  for (const table of tableNames)
    for (const [name, field] of Object.entries(entityOf(table).fields))
      if (field.kind !== 'reference' && name !== 'deleted' && !byKind.has(field.kind))
        byKind.set(field.kind, [field.kind, table, name]);
  return [...byKind.values()];
})();

describe('DB12 sorting', () => {
  test.each(kinds)('%s: %s.%s, both ways, as the plain oracle has it', async (_, table, name) => {
    const field = entityOf(table).fields[name]!;
    const values = fc.record({ [name]: fc.option(valueOf(field), { nil: undefined }) });
    const desk = await openScratch();
    await fc.assert(
      fc.asyncProperty(fc.array(values, { maxLength: 30 }), async (made) => {
        const rows = made.map((own, i) =>
          imported(i + 1, JSON.parse(JSON.stringify(own)) as Values),
        );
        await desk.database.records(table).clear();
        await bring(desk, table, rows);
        for (const descending of [false, true])
          expect(await orderOf(desk, { table, sort: [{ field: name, descending }] })).toEqual(
            sorted(rows, field, name, descending),
          );
      }),
      { numRuns: 15 },
    );
  });

  test('by several columns: what is equal in one goes by the next', async () => {
    const names = ['country_iso2_code', 'tier', 'conflicted'] as const;
    const { fields } = entityOf('profiles');
    const values = fc.record({
      country_iso2_code: fc.constantFrom('DE', 'pt', null),
      tier: fc.constantFrom(1, 2, null),
      conflicted: fc.constantFrom(true, false, null),
    });
    const by = fc.tuple(fc.shuffledSubarray([...names], { minLength: 2 }), fc.array(fc.boolean()));
    const desk = await openScratch();
    await fc.assert(
      fc.asyncProperty(fc.array(values, { maxLength: 30 }), by, async (made, [chosen, falling]) => {
        const rows = made.map((own, i) => imported(i + 1, own));
        await desk.database.records('profiles').clear();
        await bring(desk, 'profiles', rows);
        const sort = chosen.map((field, i) => ({ field, descending: falling[i] === true }));
        const ties = sort[0]!.descending ? rows.toReversed() : rows;
        const wanted = sort
          .toReversed()
          .reduce<readonly Row[]>((before, part) => sortedStably(before, fields, part), ties);
        const found = await orderOf(desk, { table: 'profiles', sort });
        expect(found).toEqual(wanted.map(({ id }) => id));
      }),
      { numRuns: 15 },
    );
  });

  test('no sort is newest first, as pages are; the trash is apart', async () => {
    const desk = await openScratch();
    const at = (n: number) => `2025-01-0${n}T00:00:00.000000Z`;
    await bring(desk, 'projects', [
      imported(1, { created_at: at(1) }),
      imported(2, {}),
      imported(3, { created_at: at(3) }),
      imported(4, { created_at: at(1) }),
      imported(5, { deleted: true, created_at: at(9), name: 'b' }),
      imported(6, { deleted: true, name: 'a' }),
    ]);
    const page = await desk.page('projects', { trash: false, limit: 10 });
    expect(await orderOf(desk, { table: 'projects' })).toEqual([3, 4, 1, 2]);
    expect(page.rows.map(({ id }) => id)).toEqual([3, 4, 1, 2]);
    expect(await orderOf(desk, { table: 'projects', trash: true })).toEqual([5, 6]);
    const sort = (field: string, descending: boolean) => ({
      table: 'projects' as const,
      sort: [{ field, descending }],
    });
    expect(await orderOf(desk, sort('created_at', false))).toEqual([1, 4, 3, 2]);
    expect(await orderOf(desk, sort('created_at', true))).toEqual([3, 4, 1, 2]);
    expect(await orderOf(desk, sort('id', false))).toEqual([1, 2, 3, 4]);
    expect(await orderOf(desk, sort('id', true))).toEqual([4, 3, 2, 1]);
    expect(await orderOf(desk, { ...sort('name', false), trash: true })).toEqual([6, 5]);
    expect(await orderOf(desk, sort('a column of the future', false))).toEqual([3, 4, 1, 2]);
  });

  test('references sort by what they show, and keep in step with it', async () => {
    const desk = await openScratch();
    await bring(desk, 'profiles', [
      imported(1, { first_name: 'Zoë' }),
      imported(2, { first_name: 'Ana' }),
      imported(3, {}),
    ]);
    await bring(
      desk,
      'users',
      [1, 2, 3].map((id) => imported(id, { profile_id: id })),
    );
    await bring(desk, 'consultations', [
      imported(1, { expert: 1 }),
      imported(2, { expert: 3 }),
      imported(3, { expert: 2 }),
      imported(4, {}),
      imported(5, { expert: 404 }),
    ]);
    const sort = {
      table: 'consultations' as const,
      sort: [{ field: 'expert', descending: false }],
    };
    // Ana, User 3, User 404, Zoë, none.
    expect(await orderOf(desk, sort)).toEqual([3, 2, 5, 1, 4]);
    await edit(desk, { op: 'update', table: 'profiles', id: 1, values: { first_name: 'Aaron' } });
    expect(await orderOf(desk, sort)).toEqual([1, 3, 2, 5, 4]);
  });

  test('edits, creations, trash and restores of any window are followed', async () => {
    const desk = await openScratch();
    const other = await openScratch({ database: desk.database.name });
    await bring(
      desk,
      'projects',
      ['d', 'b', 'c'].map((name, i) => imported(i + 1, { name })),
    );
    const sort = { table: 'projects' as const, sort: [{ field: 'name', descending: false }] };
    expect(await orderOf(desk, sort)).toEqual([2, 3, 1]);
    await edit(desk, { op: 'update', table: 'projects', id: 1, values: { name: 'a' } });
    expect(await orderOf(desk, sort)).toEqual([1, 2, 3]);
    await edit(desk, { op: 'update', table: 'projects', id: 2, values: { deleted: true } });
    expect(await orderOf(desk, sort)).toEqual([1, 3]);
    const heard = new Promise<void>((resolve) => desk.watch(() => resolve()));
    await edit(other, { op: 'create', table: 'projects', id: 9, values: { name: 'bb' } });
    await heard;
    expect(await orderOf(desk, sort)).toEqual([1, 9, 3]);
    await desk.database.records('projects').clear();
    await bring(desk, 'projects', [imported(4, { name: 'z' })]);
    expect(await orderOf(desk, sort)).toEqual([4]);
  });
});

describe('DB14 the quick filter', () => {
  const desk = async () => {
    const opened = await openScratch();
    await bring(opened, 'profiles', [
      imported(1, { first_name: 'Zoë' }),
      imported(2, { first_name: 'Łukasz' }),
    ]);
    await bring(opened, 'expert_request_candidates', [
      imported(1, {
        email: 'ana@example.com',
        profile_id: 1,
        match_state: 'proposed',
        match_score: '12.5',
      }),
      imported(2, {
        email: 'Ánabel@example.org',
        profile_id: 2,
        created_at: '2026-03-31T14:30:00.000000Z',
      }),
      imported(3, { match_note: 'ana', deleted: true }),
    ]);
    return opened;
  };
  const table = 'expert_request_candidates' as const;
  const fields = ['email', 'profile_id', 'match_state', 'match_score', 'match_note', 'created_at'];

  test.each([
    ['ana', [2, 1]],
    ['ANÁ', [2, 1]],
    ['anab', [2]],
    ['na', []],
    ['example', [2, 1]],
    ['ana prop', [1]],
    ['zoe ana', [1]],
    ['lukasz', [2]],
    ['12.5', [1]],
    ['2026-03-31', [2]],
    ['  ', [2, 1]],
    ['nothing here', []],
  ])('“%s” finds %j', async (text, ids) => {
    expect(await orderOf(await desk(), { table, text, fields })).toEqual(ids);
  });

  test('looks only into the columns that it is given, and into the trash when asked', async () => {
    const opened = await desk();
    expect(await orderOf(opened, { table, text: 'ana', fields: ['match_state'] })).toEqual([]);
    expect(await orderOf(opened, { table, text: 'ana', fields, trash: true })).toEqual([3]);
    expect(await orderOf(opened, { table, text: 'c1', fields: ['id'] })).toEqual([1]);
  });

  test('combines with any sort and follows edits', async () => {
    const opened = await desk();
    const query = { table, text: 'ana', fields, sort: [{ field: 'profile_id', descending: true }] };
    expect(await orderOf(opened, query)).toEqual([1, 2]);
    await edit(opened, { op: 'update', table, id: 1, values: { email: null } });
    expect(await orderOf(opened, query)).toEqual([2]);
    await edit(opened, { op: 'update', table: 'profiles', id: 1, values: { first_name: 'Ana' } });
    expect(await orderOf(opened, query)).toEqual([2, 1]);
  });

  test('secrets are not looked into', async () => {
    const opened = await openScratch();
    await bring(opened, 'conferences', [imported(1, { password: 'tulip', name: 'Call' })]);
    expect(
      await orderOf(opened, { table: 'conferences', text: 'tulip', fields: ['password', 'name'] }),
    ).toEqual([]);
  });
});

describe('DB13 a long scan', () => {
  const many = async () => {
    const desk = await openScratch();
    const rows = Array.from({ length: 9000 }, (_, i) =>
      imported(i + 1, { name: `Project ${(i * 7919) % 9001}` }),
    );
    await bring(desk, 'projects', rows);
    return { desk, rows };
  };

  test('tells what it has found so far, always in order, and then everything', async () => {
    const { desk, rows } = await many();
    const field = entityOf('projects').fields['name']!;
    const partial: number[][] = [];
    const order = await desk.order(
      {
        table: 'projects',
        trash: false,
        sort: [{ field: 'name', descending: false }],
        text: '',
        fields: [],
      },
      {
        signal: new AbortController().signal,
        onPartial: ({ ids, done }) => {
          expect(done).toBe(false);
          partial.push([...ids]);
        },
      },
    );
    const whole = sorted(rows, field, 'name', false);
    expect([...order.ids]).toEqual(whole);
    expect(partial.map((ids) => ids.length)).toEqual([2000, 6000]);
    for (const ids of partial) {
      const seen = new Set(ids);
      expect(ids).toEqual(whole.filter((id) => seen.has(id)));
    }
  });

  test('can be cancelled; the next query goes on from there and is whole', async () => {
    const { desk, rows } = await many();
    const query = {
      table: 'projects' as const,
      trash: false,
      sort: [{ field: 'name', descending: true }],
      text: 'pro',
      fields: ['name'],
    };
    const controller = new AbortController();
    const cancelled = desk.order(query, {
      signal: controller.signal,
      onPartial: () => controller.abort(),
    });
    await expect(cancelled).rejects.toThrow();
    await edit(desk, { op: 'update', table: 'projects', id: 1, values: { name: 'Project 99999' } });
    const after = rows.map((row) =>
      row.id === 1 ? { ...row, values: { name: 'Project 99999' } } : row,
    );
    expect(await orderOf(desk, query)).toEqual(
      sorted(after, entityOf('projects').fields['name']!, 'name', true),
    );
  });

  test('two queries at once on the same column both get all of it', async () => {
    const { desk, rows } = await many();
    const query = { table: 'projects' as const, sort: [{ field: 'name', descending: false }] };
    const [a, b] = await Promise.all([
      orderOf(desk, query),
      orderOf(desk, { ...query, text: 'project', fields: ['name'] }),
    ]);
    expect(a).toEqual(sorted(rows, entityOf('projects').fields['name']!, 'name', false));
    expect(b).toEqual(a);
  });
});

test('folding agrees with the collator of the oracle on the words of these tests', () => {
  for (const [a, b] of [
    ['Ana', 'ána'],
    ['Zoë', 'zoe'],
  ] as const) {
    expect(foldText(a)).toBe(foldText(b));
    expect(collator.compare(a, b)).toBe(0);
  }
});
