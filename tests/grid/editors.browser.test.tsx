import { afterEach, expect, test } from 'vitest';
import { waitFor } from '@testing-library/react';
import { clean, goToColumn, people, showGrid, type GridView } from './grid-harness.tsx';

afterEach(clean);

const requests = [
  { id: 1, values: { title: 'Cold chain in Iberia' } },
  { id: 2, values: { title: 'Maritime ports' } },
];

const person = (more: object) => ({
  id: 1,
  values: { ...people(1)[0]?.values, ...more },
});

/** Shows one record with every column, and opens the editor of one by a double click. */
const editing = async (label: string, more: object = {}): Promise<GridView> => {
  const shown = await showGrid({ rows: { profiles: [person(more)], expert_requests: requests } });
  await waitFor(() => expect(shown.grid.textContent).toContain('Silva 1'));
  await shown.user.click(shown.view.getByRole('button', { name: /Columns/ }));
  await shown.user.click(await shown.view.findByRole('button', { name: 'Show all' }));
  await shown.user.keyboard('{Escape}');
  shown.grid.focus();
  await goToColumn(shown, label);
  await shown.user.keyboard('{ArrowDown}{F2}');
  return shown;
};

const valuesOf = ({ desk }: GridView) => desk.edits.map((edit) => edit.values);

test('an instant is typed on the reader’s clock, and untouched keeps its microseconds', async () => {
  const grid = await editing('Created');
  await grid.user.keyboard('{Enter}');
  expect(grid.desk.edits).toEqual([]);
  await grid.user.keyboard('2026-07-01 10:00{Enter}');
  const instant = `${new Date('2026-07-01T10:00').toISOString().slice(0, -1)}000Z`;
  expect(valuesOf(grid)).toEqual([{ created_at: instant }]);
});

test('a list is edited as chips: what is there is kept, what is typed is added', async () => {
  const grid = await editing('Keywords', { keywords: ['one, two', 'three'] });
  await grid.view.findByRole('textbox', { name: 'Keywords' });
  await grid.user.keyboard('four{Enter}five{Tab}');
  expect(valuesOf(grid)).toEqual([{ keywords: ['one, two', 'three', 'four', 'five'] }]);
});

test('long text keeps its lines, and Shift+Enter makes one', async () => {
  const grid = await editing('Summary', { summary: 'first\r\nsecond' });
  await grid.view.findByRole('textbox', { name: 'Summary' });
  await grid.user.keyboard('{Enter}');
  expect(grid.desk.edits).toEqual([]);
  await grid.user.keyboard('{F2}{End}a{Shift>}{Enter}{/Shift}b{Enter}');
  await waitFor(() => expect(valuesOf(grid)).toHaveLength(1));
  expect(String(valuesOf(grid)[0]?.['summary'])).toMatch(/a\r\nb$/);
});

test('a boolean is yes, no or unknown', async () => {
  const grid = await editing('Conflicted');
  await grid.view.findByRole('combobox', { name: 'Conflicted' });
  await grid.user.keyboard('n{Enter}');
  expect(valuesOf(grid)).toEqual([{ conflicted: false }]);
  await grid.user.keyboard('unknown{Enter}');
  expect(valuesOf(grid)[1]).toEqual({ conflicted: null });
});

test('a reference is found by typing its name, even when Enter comes before the answer', async () => {
  const grid = await editing('Found for request');
  await grid.view.findByRole('combobox', { name: 'Found for request' });
  await grid.user.keyboard('mar{Enter}');
  await waitFor(() => expect(valuesOf(grid)).toEqual([{ expert_request: 2 }]));
  await waitFor(() => expect(grid.grid.textContent).toContain('Maritime ports'));
});

test('a search that fails stays in the editor and says so; Enter asks again and takes what is found', async () => {
  const grid = await editing('Found for request');
  await grid.view.findByRole('combobox', { name: 'Found for request' });
  const find = grid.desk.find.bind(grid.desk);
  grid.desk.find = async () => Promise.reject(new Error('the database is gone'));
  await grid.user.keyboard('mar{Enter}');
  await grid.view.findByText('The search failed.');
  expect(grid.desk.edits).toEqual([]);
  grid.desk.find = find;
  await grid.user.keyboard('{Enter}');
  await waitFor(() => expect(valuesOf(grid)).toEqual([{ expert_request: 2 }]));
});

test('a name that nobody has stays in the editor with its sentence', async () => {
  const grid = await editing('Found for request');
  await grid.view.findByRole('combobox', { name: 'Found for request' });
  await grid.user.keyboard('zzz{Enter}');
  expect((await grid.view.findByRole('alert')).textContent).toContain('choose one from the list');
  await grid.user.keyboard('{Escape}{Escape}');
  expect(grid.desk.edits).toEqual([]);
});

test('whole numbers out of range are refused', async () => {
  const grid = await editing('Tier');
  await grid.user.keyboard('99999999999{Enter}');
  expect((await grid.view.findByRole('alert')).textContent).toContain('must be between');
});
