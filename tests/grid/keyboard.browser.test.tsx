import { afterEach, expect, test } from 'vitest';
import { fireEvent, waitFor } from '@testing-library/react';
import { cellAtCursor, clean, goToColumn, people, showGrid } from './grid-harness.tsx';

afterEach(clean);

const withPeople = async (count = 300) => {
  const shown = await showGrid({ rows: { profiles: people(count) } });
  await waitFor(() => expect(shown.grid.textContent).toContain(`Silva ${count}`));
  await waitFor(() => expect(shown.grid.getAttribute('aria-rowcount')).toBe(String(count + 1)));
  await shown.user.tab();
  while (document.activeElement !== shown.grid) await shown.user.tab();
  return shown;
};

test('the grid is one tab stop, and arrows, Home, End and pages move its cursor', async () => {
  const grid = await withPeople();
  expect(cellAtCursor(grid).textContent).toContain('Duarte');
  await grid.user.keyboard('{ArrowDown}{ArrowRight}{ArrowRight}');
  expect(cellAtCursor(grid).textContent).toBe('Silva 299');
  expect(cellAtCursor(grid).getAttribute('aria-selected')).toBe('true');
  await grid.user.keyboard('{Home}{PageDown}');
  expect(Number(cellAtCursor(grid).parentElement?.getAttribute('aria-rowindex'))).toBeGreaterThan(
    15,
  );
  await grid.user.keyboard('{Control>}{End}{/Control}');
  await waitFor(() =>
    expect(cellAtCursor(grid).parentElement?.getAttribute('aria-rowindex')).toBe('301'),
  );
  await waitFor(() => expect(grid.grid.textContent).toContain('Silva 1'));
  await grid.user.keyboard('{Control>}{Home}{/Control}');
  await waitFor(() => expect(cellAtCursor(grid).textContent).toContain('Silva 300'));
  expect(document.activeElement).toBe(grid.grid);
});

test('Enter edits, Enter commits and goes down, and the desk hears of it', async () => {
  const grid = await withPeople();
  await grid.user.keyboard('{ArrowRight}{Enter}');
  const input = await grid.view.findByRole('textbox', { name: 'First name' });
  expect((input as HTMLInputElement).value).toBe('Duarte');
  await grid.user.keyboard('Dora{Enter}');
  expect(grid.desk.edits).toEqual([
    { op: 'update', table: 'profiles', id: 300, values: { first_name: 'Dora' } },
  ]);
  expect(cellAtCursor(grid).parentElement?.getAttribute('aria-rowindex')).toBe('3');
  await waitFor(() => expect(grid.grid.textContent).toContain('Dora Silva 300'));
  expect(document.activeElement).toBe(grid.grid);
});

test('typing replaces, Escape takes it back, Tab commits and goes right', async () => {
  const grid = await withPeople();
  await grid.user.keyboard('{ArrowRight}Zoe{Escape}');
  expect(grid.desk.edits).toEqual([]);
  expect(cellAtCursor(grid).textContent).toBe('Duarte');
  await grid.user.keyboard('Zoe{Tab}');
  expect(grid.desk.edits).toHaveLength(1);
  await waitFor(() => expect(cellAtCursor(grid).textContent).toBe('Silva 300'));
});

test('a value that cannot be taken stays in the editor with its sentence', async () => {
  const grid = await withPeople();
  await goToColumn(grid, 'Hourly rate');
  await grid.user.keyboard('{ArrowDown}12,5{Enter}');
  const alert = await grid.view.findByRole('alert');
  expect(alert.textContent).toBe('Hourly rate must be a number such as 125.50, not “12,5”.');
  expect(grid.desk.edits).toEqual([]);
  await grid.user.keyboard('{Backspace}{Backspace}.5{Enter}');
  expect(grid.desk.edits).toMatchObject([{ values: { hourly_rate: '12.50' } }]);
});

test('a failed edit is shown on its cell, said, and can be taken up again or discarded', async () => {
  const grid = await withPeople();
  grid.desk.refuse = 'the disk is full';
  await grid.user.keyboard('{ArrowRight}Zoe{Enter}{ArrowUp}');
  await waitFor(() => expect(cellAtCursor(grid).dataset['mark']).toBe('failed'));
  expect(cellAtCursor(grid).title).toContain('the disk is full');
  grid.desk.refuse = null;
  await grid.user.keyboard('{F2}{Enter}{ArrowUp}');
  expect(grid.desk.edits).toHaveLength(1);
  await waitFor(() => expect(cellAtCursor(grid).dataset['mark']).not.toBe('failed'));
  grid.desk.refuse = 'no';
  await grid.user.keyboard('Yan{Enter}{ArrowUp}');
  await waitFor(() => expect(cellAtCursor(grid).dataset['mark']).toBe('failed'));
  await grid.user.keyboard('{Escape}');
  expect(cellAtCursor(grid).textContent).toBe('Zoe');
});

test('Space turns a yes into a no, Delete empties, Ctrl+Enter opens', async () => {
  const grid = await withPeople();
  await grid.user.keyboard('{ArrowRight}{Delete}');
  expect(grid.desk.edits).toMatchObject([{ values: { first_name: null } }]);
  await grid.user.keyboard('{Control>}{Enter}{/Control}{Home}{Enter}');
  expect(grid.opened).toEqual([300, 300]);
  await goToColumn(grid, 'Conflicted');
  await grid.user.keyboard('{ArrowDown}{ArrowDown} ');
  expect(grid.desk.edits.at(-1)).toMatchObject({ id: 299, values: { conflicted: true } });
});

test('heads are reached by arrow up; Enter sorts up, down and not at all', async () => {
  const grid = await withPeople(30);
  const head = () => grid.view.getByRole('columnheader', { name: 'First name' });
  await grid.user.keyboard('{ArrowRight}{ArrowUp}{Enter}');
  expect(head().getAttribute('aria-sort')).toBe('ascending');
  await waitFor(() =>
    expect(grid.grid.querySelector('[data-row="0"]')?.textContent).toContain('Ana'),
  );
  await grid.user.keyboard('{Enter}');
  expect(head().getAttribute('aria-sort')).toBe('descending');
  await waitFor(() =>
    expect(grid.grid.querySelector('[data-row="0"]')?.textContent).toContain('Hugo'),
  );
  await grid.user.keyboard('{Enter}');
  expect(head().getAttribute('aria-sort')).toBe('none');
});

test('Shift+Enter on a head sorts by it besides the others', async () => {
  const grid = await withPeople(30);
  const head = (name: string) => grid.view.getByRole('columnheader', { name });
  await grid.user.keyboard('{ArrowRight}{ArrowUp}{Enter}{ArrowRight}');
  await grid.user.keyboard('{Shift>}{Enter}{Enter}{/Shift}');
  expect(head('First name').getAttribute('aria-sort')).toBe('ascending');
  expect(head('First name').textContent).toContain('1');
  expect(head('Last name').getAttribute('aria-sort')).toBe('descending');
  expect(head('Last name').textContent).toContain('2');
  await grid.view.findByText(/^Sorted by First name, ascending, then by Last name, descending\.$/);
  await grid.user.keyboard('{Shift>}{Enter}{/Shift}');
  expect(head('Last name').getAttribute('aria-sort')).toBe('none');
  expect(head('First name').textContent).toBe('First name');
});

test('Shift with arrows on a head changes its width, and the width is remembered', async () => {
  const grid = await withPeople(30);
  const head = () => grid.view.getByRole('columnheader', { name: 'First name' });
  await grid.user.keyboard('{ArrowRight}{ArrowUp}');
  const before = head().getBoundingClientRect().width;
  await grid.user.keyboard('{Shift>}{ArrowRight}{ArrowRight}{/Shift}');
  expect(head().getBoundingClientRect().width).toBe(before + 32);
  expect(localStorage.getItem('expert-desk.grid.profiles')).toContain(
    `"first_name":${before + 32}`,
  );
});

test('the menu of a cell opens at it, also where the cursor has never been', async () => {
  const grid = await withPeople(30);
  const cell = grid.grid.querySelector('[data-row="2"] > [data-column="2"]')!;
  fireEvent.contextMenu(cell);
  const menu = await grid.view.findByRole('menu', { name: 'Cell' });
  const [at, of] = [menu.getBoundingClientRect(), cell.getBoundingClientRect()];
  expect(Math.abs(at.left - of.left)).toBeLessThan(60);
  expect(at.top).toBeGreaterThanOrEqual(of.top);
});

test('Shift+F10 opens the menu of a cell, and its actions work', async () => {
  const grid = await withPeople(30);
  await grid.user.keyboard('{ArrowRight}{Shift>}{F10}{/Shift}');
  await grid.view.findByRole('menuitem', { name: /Empty First name/ });
  await grid.user.keyboard('{End}{ArrowUp}{ArrowUp}{Enter}');
  expect(grid.desk.edits).toMatchObject([{ values: { first_name: null } }]);
  await waitFor(() => expect(document.activeElement).toBe(grid.grid));
});
