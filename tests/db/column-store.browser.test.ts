import { expect, test } from 'vitest';
import { ColumnStore } from '#renderer/workers/column-store.ts';
import type { ColumnSpec } from '#renderer/workers/column.ts';
import { valueSpec } from '#renderer/workers/title-reader.ts';
import { bring, imported, openScratch } from './scratch-desk.ts';

const never = new AbortController().signal;

test('DB13 columns that nobody stands on are forgotten when memory runs short, oldest first', async () => {
  const desk = await openScratch();
  const name = 'x'.repeat(100);
  await bring(
    desk,
    'projects',
    Array.from({ length: 100 }, (_, i) => imported(i + 1, { name, team: name, summary: name })),
  );
  // Each column takes 100 × (16 + 16 + 100) bytes, or little more.
  const store = new ColumnStore(desk.database, { budget: 30_000 });
  const fill = async (spec: ColumnSpec) => {
    const column = store.use(spec);
    await store.complete([column], never, () => undefined);
    return column;
  };
  const first = await fill(valueSpec('projects', 'name'));
  const second = await fill(valueSpec('projects', 'team'));
  const third = await fill(valueSpec('projects', 'summary'));
  store.release([third, second]);
  expect(store.bytes).toBeLessThanOrEqual(30_000);
  // The first is in use still, the second was the oldest of the others.
  expect(store.use(valueSpec('projects', 'name'))).toBe(first);
  expect(store.use(valueSpec('projects', 'summary'))).toBe(third);
  expect(store.use(valueSpec('projects', 'team'))).not.toBe(second);
});

test('DB13 a change while a scan goes on is not lost', async () => {
  const desk = await openScratch();
  await bring(
    desk,
    'projects',
    Array.from({ length: 5000 }, (_, i) => imported(i + 1, { name: 'old' })),
  );
  const store = new ColumnStore(desk.database);
  const column = store.use(valueSpec('projects', 'name'));
  let batches = 0;
  const writes: Promise<unknown>[] = [];
  const change = (id: number) =>
    writes.push(
      desk
        .mutate([{ op: 'update', table: 'projects', id, values: { name: 'new' } }], 'edit')
        .then(() => {
          store.hear({ table: 'projects', ids: [id] });
        }),
    );
  await store.complete([column], never, () => {
    if (batches++ === 0) [1, 3000, 4999].forEach(change);
  });
  await Promise.all(writes);
  await store.freshen([column]);
  expect([1, 2, 3000, 4999].map((id) => column.keyOf(id))).toEqual(['new', 'old', 'new', 'new']);
  expect(column.ids).toHaveLength(5000);
});
