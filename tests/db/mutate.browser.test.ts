import { describe, expect, test } from 'vitest';
import { nextStamp } from '#shared/sync/stamp.ts';
import {
  bring,
  codeOf,
  contentOf,
  create,
  deskNumber,
  edit,
  imported,
  openScratch,
} from './scratch-desk.ts';

const own = deskNumber * 2 ** 26;

describe('DB5 one door', () => {
  test('a new record gets the desk’s next number, a creation time and a stamp', async () => {
    const desk = await openScratch({ now: () => Date.UTC(2026, 2, 31, 14, 30) });
    const applied = await edit(
      desk,
      { op: 'create', table: 'projects', values: { name: 'Lithium', team: null } },
      { op: 'create', table: 'projects', values: { name: 'Cobalt' } },
    );
    expect(applied.touched).toEqual([
      { table: 'projects', id: own + 1 },
      { table: 'projects', id: own + 2 },
    ]);
    const first = nextStamp(null, Date.UTC(2026, 2, 31, 14, 30), deskNumber);
    expect(await desk.get('projects', own + 1)).toEqual({
      id: own + 1,
      values: { name: 'Lithium', created_at: '2026-03-31T14:30:00.000000Z' },
      clock: first,
    });
    expect(applied.stamp).toBe(nextStamp(first, 0, deskNumber));
  });

  test('numbers are counted per table, and never given twice, even when the counter was lost', async () => {
    const desk = await openScratch();
    await create(desk, 'projects', { name: 'One' });
    expect(await create(desk, 'profiles', {})).toBe(own + 1);
    await desk.database.state.clear();
    expect(await create(desk, 'projects', { name: 'Two' })).toBe(own + 2);
  });

  test('an update touches only what differs, and says what it replaced', async () => {
    let now = 1_800_000_000_000;
    const desk = await openScratch({ now: () => now });
    const id = await create(desk, 'profiles', { first_name: 'Ana', tier: 2, tags: ['a', 'b'] });
    const created = (await desk.get('profiles', id))!.clock;
    now += 5;
    const applied = await edit(desk, {
      op: 'update',
      table: 'profiles',
      id,
      values: { first_name: 'Ana', tier: null, tags: ['a', 'b'], last_name: 'Lima' },
    });
    const row = (await desk.get('profiles', id))!;
    expect(row.values).toEqual({
      first_name: 'Ana',
      last_name: 'Lima',
      tags: ['a', 'b'],
      created_at: row.values['created_at'],
    });
    expect(row.clock).toBe(created);
    expect(row.clocks).toEqual({ tier: applied.stamp, last_name: applied.stamp });
    expect(applied.inverse).toEqual([
      { op: 'update', table: 'profiles', id, values: { tier: 2, last_name: null } },
    ]);
    const [, entry] = await desk.database.outbox.toArray();
    expect(entry).toEqual({
      seq: 2,
      stamp: applied.stamp,
      action: 'edit',
      changes: [
        {
          kind: 'update',
          table: 'profiles',
          id,
          stamp: applied.stamp,
          values: { tier: null, last_name: 'Lima' },
          replaced: { tier: created, last_name: created },
          before: { tier: 2, last_name: null },
        },
      ],
    });
  });

  test('an edit that changes nothing leaves no trace', async () => {
    const desk = await openScratch();
    const id = await create(desk, 'profiles', { tags: ['a'], tier: 1 });
    const before = await contentOf(desk);
    const applied = await edit(desk, {
      op: 'update',
      table: 'profiles',
      id,
      values: { tags: ['a'], tier: 1, title: null },
    });
    expect(applied).toMatchObject({ touched: [], inverse: [] });
    expect(await contentOf(desk)).toEqual(before);
  });

  test('several operations on one record compose into one change', async () => {
    const desk = await openScratch();
    await edit(
      desk,
      { op: 'create', table: 'profiles', id: 5, values: { first_name: 'A' } },
      { op: 'update', table: 'profiles', id: 5, values: { first_name: 'B', tier: 1 } },
      { op: 'update', table: 'profiles', id: 5, values: { tier: null } },
    );
    expect((await desk.get('profiles', 5))!.values).toMatchObject({ first_name: 'B' });
    const entries = await desk.database.outbox.toArray();
    expect(entries).toHaveLength(1);
    expect(entries[0]!.changes).toEqual([
      { kind: 'create', table: 'profiles', row: await desk.get('profiles', 5) },
    ]);
  });

  test('undo of a creation is the trash, and redo brings the record back', async () => {
    const desk = await openScratch();
    const created = await edit(desk, { op: 'create', table: 'projects', values: { name: 'X' } });
    const id = created.touched[0]!.id;
    const before = (await desk.get('projects', id))!.values;
    const undone = await edit(desk, ...created.inverse);
    expect((await desk.get('projects', id))!.values['deleted']).toBe(true);
    await edit(desk, ...undone.inverse);
    expect((await desk.get('projects', id))!.values).toEqual(before);
  });

  test('unknown columns and untouched sources stay; an edited list drops its source', async () => {
    const desk = await openScratch();
    const row = {
      ...imported(9, { tags: ['PT', 'BR'], languages: ['en', 'pt'], shoe_size: 38 }),
      source: { tags: 'PT,BR', languages: 'en,pt' },
    };
    await bring(desk, 'profiles', [row]);
    await edit(desk, { op: 'update', table: 'profiles', id: 9, values: { tags: ['PT'] } });
    const edited = (await desk.get('profiles', 9))!;
    expect(edited.values).toEqual({ tags: ['PT'], languages: ['en', 'pt'], shoe_size: 38 });
    expect(edited.source).toEqual({ languages: 'en,pt' });
    await edit(desk, { op: 'update', table: 'profiles', id: 9, values: { languages: null } });
    expect(await desk.get('profiles', 9)).not.toHaveProperty('source');
  });
});

describe('DB5 refusals change nothing', () => {
  const refuse = async (
    ...operations: Parameters<Awaited<ReturnType<typeof openScratch>>['mutate']>[0]
  ) => {
    const desk = await openScratch();
    await create(desk, 'projects', { name: 'Here' });
    const before = await contentOf(desk);
    const good = { op: 'create', table: 'projects', values: { name: 'Good' } } as const;
    const result = await desk.mutate([good, ...operations], 'edit');
    expect(await contentOf(desk)).toEqual(before);
    // The number that the refused creation would have had is still free.
    expect(await create(desk, 'projects', { name: 'Next' })).toBe(own + 2);
    return result;
  };

  test('a field that the table does not have', async () => {
    const result = await refuse({ op: 'create', table: 'projects', values: { colour: 'red' } });
    expect(result).toMatchObject({
      problem: { code: 'value.unknownField', data: { field: 'colour', table: 'Projects' } },
    });
  });

  test('a value that does not fit', async () => {
    expect(
      codeOf(
        await refuse({
          op: 'update',
          table: 'projects',
          id: own + 1,
          values: { name: 'x'.repeat(256) },
        }),
      ),
    ).toBe('value.tooLong');
  });

  test('a record that is not there', async () => {
    expect(
      await refuse({ op: 'update', table: 'profiles', id: 4, values: { tier: 1 } }),
    ).toMatchObject({ problem: { code: 'desk.noSuchRecord', data: { table: 'Profile', id: 4 } } });
  });

  test('a number that is taken', async () => {
    expect(codeOf(await refuse({ op: 'create', table: 'projects', id: own + 1, values: {} }))).toBe(
      'desk.recordExists',
    );
  });

  test.each([0, -1.5, 1.5, 2 ** 53])('%d as a number', async (id) => {
    expect(codeOf(await refuse({ op: 'create', table: 'projects', id, values: {} }))).toBe(
      'value.notId',
    );
  });

  test('a reference to nothing', async () => {
    expect(
      await refuse({ op: 'create', table: 'expert_requests', values: { project: 999 } }),
    ).toMatchObject({
      problem: {
        code: 'value.noSuchRecord',
        data: { label: 'Project', target: 'Project', id: 999 },
      },
    });
  });
});

describe('references', () => {
  test('may point to a record of the same call, of the trash, and to the record itself', async () => {
    const desk = await openScratch();
    await edit(
      desk,
      { op: 'create', table: 'expert_requests', values: { project: 3 } },
      { op: 'create', table: 'projects', id: 3, values: { deleted: true } },
      { op: 'create', table: 'users', id: 4, values: { referrer: 4 } },
    );
    await create(desk, 'expert_requests', { project: 3, person: 4 });
  });

  test('that were broken before may stay so, while other fields change', async () => {
    const desk = await openScratch();
    await bring(desk, 'expert_requests', [imported(1, { project: 404, title: 'Old' })]);
    await edit(desk, {
      op: 'update',
      table: 'expert_requests',
      id: 1,
      values: { project: 404, title: 'New' },
    });
    expect((await desk.get('expert_requests', 1))!.values['title']).toBe('New');
  });
});

describe('DB4 the clock', () => {
  test('stamps rise though the wall clock goes back, and exceed what they replace', async () => {
    let now = 2_000_000_000_000;
    const desk = await openScratch({ now: () => now });
    const id = await create(desk, 'projects', { name: '0' });
    const stamps: string[] = [];
    for (const step of [10, -50_000, 0, 3, -2]) {
      now += step;
      stamps.push(
        (await edit(desk, { op: 'update', table: 'projects', id, values: { name: `${step}` } }))
          .stamp,
      );
    }
    expect(stamps).toEqual([...stamps].sort());
    expect(new Set(stamps).size).toBe(stamps.length);
    const future = '0fffffffffff-0000-0000021';
    await bring(desk, 'projects', [{ id: 8, values: { name: 'F' }, clock: future }]);
    const applied = await edit(desk, {
      op: 'update',
      table: 'projects',
      id: 8,
      values: { name: 'G' },
    });
    expect(applied.stamp > future).toBe(true);
  });

  test('10,000 records in one call: one outbox record, stamps all different', async () => {
    const desk = await openScratch({ now: () => 1_800_000_000_000 });
    const operations = Array.from({ length: 10_000 }, (_, i) => ({
      op: 'create' as const,
      table: 'projects' as const,
      values: { name: `Project ${i}` },
    }));
    const applied = await edit(desk, ...operations);
    const entries = await desk.database.outbox.toArray();
    expect(entries).toHaveLength(1);
    const clocks = (await desk.database.records('projects').toArray()).map(({ clock }) => clock);
    expect(new Set(clocks).size).toBe(10_000);
    expect(clocks.sort().at(-1)).toBe(applied.stamp);
    expect(entries[0]!.stamp).toBe(applied.stamp);
  });
});
