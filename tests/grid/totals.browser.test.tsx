import { waitFor, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { clean, goToColumn, people, showGrid, type GridView } from './grid-harness.tsx';

afterEach(clean);

const withPeople = async (count = 30) => {
  const shown = await showGrid({ rows: { profiles: people(count) } });
  await waitFor(() => expect(shown.grid.getAttribute('aria-rowcount')).toBe(String(count + 1)));
  await shown.user.tab();
  while (document.activeElement !== shown.grid) await shown.user.tab();
  return shown;
};

const fromHeadMenu = async (grid: GridView, column: string, entry: string | RegExp) => {
  await goToColumn(grid, column);
  await grid.user.keyboard('{Shift>}{F10}{/Shift}');
  await grid.user.click(await grid.view.findByRole('menuitem', { name: entry }));
};

test('VIEW11 a total stands at the foot, exactly, and follows edits', async () => {
  const grid = await withPeople(3);
  await fromHeadMenu(grid, 'Hourly rate', 'Total: sum');
  // 120.50 + 121.50 + 122.50
  const foot = await waitFor(() => grid.view.getByRole('row', { name: /Totals/ }));
  await waitFor(() => expect(foot.textContent).toContain('Sum 364.50'));
  await goToColumn(grid, 'Hourly rate');
  await grid.user.keyboard('{ArrowDown}{Delete}');
  await waitFor(() => expect(foot.textContent).toContain('Sum 242.00'));
  expect(localStorage.getItem('expert-desk.grid.profiles')).toContain('"hourly_rate":"sum"');
  await fromHeadMenu(grid, 'Hourly rate', 'Remove total: sum');
  await waitFor(() => expect(grid.view.queryByRole('row', { name: /Totals/ })).toBeNull());
});

test('VIEW12 the groups of a column are listed, and one narrows the table', async () => {
  const grid = await withPeople(30);
  await fromHeadMenu(grid, 'Tier', /^Group by Tier/);
  const list = await grid.view.findByRole('listbox', { name: 'Profiles by Tier' });
  const options = () => within(list).getAllByRole('option');
  await waitFor(() =>
    expect(options().map(({ textContent }) => textContent)).toEqual(['All30', '110', '210', '310']),
  );
  await grid.user.click(options()[2]!);
  await waitFor(() => expect(grid.grid.getAttribute('aria-rowcount')).toBe('11'));
  expect(options()[2]!.getAttribute('aria-selected')).toBe('true');
  await grid.user.click(options()[0]!);
  await waitFor(() => expect(grid.grid.getAttribute('aria-rowcount')).toBe('31'));
  await grid.user.click(grid.view.getByRole('button', { name: 'Close groups' }));
  expect(grid.view.queryByRole('listbox')).toBeNull();
});
