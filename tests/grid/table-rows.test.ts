import { expect, test, vi } from 'vitest';
import { TableRows, type TableState } from '#renderer/grid/table-rows.ts';
import { MemoryDesk } from '#tests/support/memory-desk.ts';

const everything = { trash: false, sort: [], text: '', fields: [] };

const projects = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ id: i + 1, values: { name: `Project ${i + 1}` } }));

const open = (count: number) => {
  const desk = new MemoryDesk({ projects: projects(count) });
  const states: TableState[] = [];
  const rows = new TableRows(desk, 'projects', (state) => states.push(state));
  const last = () => {
    const state = states.at(-1);
    if (state === undefined) throw new Error('Nothing was told yet.');
    return state;
  };
  return { desk, rows, states, last };
};

test('the first screen comes from the first page, before the order of all is known', async () => {
  const { rows, states, last } = open(500);
  rows.show(everything);
  await vi.waitFor(() => expect(last().phase).toBe('ready'));
  const first = states.find(({ source }) => source.count > 0);
  expect(first?.phase).toBe('ordering');
  expect(first?.source.count).toBe(64);
  expect(first?.source.rowAt(0)?.id).toBe(500);
  expect(last().source.count).toBe(500);
  rows.close();
});

test('rows in sight are fetched first and alone, then whole pages around them, each row once', async () => {
  const { desk, rows, last } = open(500);
  rows.show(everything);
  await vi.waitFor(() => expect(last().phase).toBe('ready'));
  last().source.ensure(200, 230);
  expect(desk.fetched).toEqual({ calls: 1, largest: 31 });
  await vi.waitFor(() => expect(last().source.rowAt(319)?.id).toBe(181));
  expect(last().source.rowAt(128)?.id).toBe(372);
  for (let i = 0; i < 10; i++) last().source.ensure(180 + i, 230 + i);
  await new Promise((resolve) => setTimeout(resolve));
  expect(desk.fetched).toEqual({ calls: 2, largest: 161 });
  rows.close();
});

test('of all that a scroll passes while rows are on their way, only the last is fetched', async () => {
  const { desk, rows, last } = open(5000);
  rows.show(everything);
  await vi.waitFor(() => expect(last().phase).toBe('ready'));
  for (let at = 1000; at <= 4000; at += 100) last().source.ensure(at, at + 30);
  await vi.waitFor(() => expect(last().source.rowAt(4030)?.id).toBe(970));
  expect(last().source.rowAt(1000)?.id).toBe(4000);
  expect(last().source.rowAt(2000)).toBeUndefined();
  expect(desk.fetched.calls).toBe(3);
  rows.close();
});

test('a commit renews the rows it touched and, in time, the order', async () => {
  const { desk, rows, last } = open(100);
  rows.show({ ...everything, sort: [{ field: 'name', descending: false }] });
  await vi.waitFor(() => expect(last().phase).toBe('ready'));
  last().source.ensure(0, 99);
  await vi.waitFor(() => expect(last().source.rowAt(0)?.values['name']).toBe('Project 1'));
  await desk.mutate([{ op: 'update', table: 'projects', id: 1, values: { name: 'Zeta' } }]);
  await vi.waitFor(() => expect(last().source.rowAt(99)?.values['name']).toBe('Zeta'));
  expect(last().source.indexOf(1)).toBe(99);
  rows.close();
});

test('a table never shows fewer rows while a refresh is under way', async () => {
  const { desk, rows, states, last } = open(300);
  rows.show(everything);
  await vi.waitFor(() => expect(last().phase).toBe('ready'));
  const from = states.length;
  await desk.mutate([{ op: 'create', table: 'projects', values: { name: 'New' } }]);
  await vi.waitFor(() => expect(last().source.count).toBe(301));
  expect(states.slice(from).every(({ source }) => source.count >= 300)).toBe(true);
  rows.close();
});

test('a database that cannot answer is said, and ends the waiting', async () => {
  const { desk, rows, last } = open(3);
  desk.order = async () => Promise.reject(new Error('the disk is gone'));
  rows.show(everything);
  await vi.waitFor(() => expect(last().failure).toBe('the disk is gone'));
  rows.close();
});
