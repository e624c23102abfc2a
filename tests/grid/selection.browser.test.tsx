import { waitFor } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { clean, goToColumn, people, showGrid, type GridView } from './grid-harness.tsx';

afterEach(() => {
  vi.restoreAllMocks();
  clean();
});

const withPeople = async (count = 30) => {
  const shown = await showGrid({ rows: { profiles: people(count) } });
  await waitFor(() => expect(shown.grid.getAttribute('aria-rowcount')).toBe(String(count + 1)));
  await waitFor(() => expect(shown.grid.textContent).toContain(`Silva ${count}`));
  await shown.user.tab();
  while (document.activeElement !== shown.grid) await shown.user.tab();
  return shown;
};

const paste = ({ grid }: GridView, text: string) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', text);
  grid.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
};

const selectedCells = ({ grid }: GridView) =>
  [...grid.querySelectorAll('[role=gridcell][aria-selected=true]')].map((cell) => cell.textContent);

const block = '{Shift>}{ArrowDown}{ArrowRight}{/Shift}';

test('Shift and arrows select cells, which are told; Escape leaves the one under the cursor', async () => {
  const grid = await withPeople();
  await grid.user.keyboard(`{ArrowRight}${block}`);
  expect(selectedCells(grid)).toEqual(['Filipe', 'Silva 30', 'Eva', 'Silva 29']);
  await grid.view.findByText('2 × 2 cells selected.');
  await grid.user.keyboard('{Escape}');
  expect(selectedCells(grid)).toEqual(['Silva 29']);
});

test('what is selected is copied as spreadsheets read it', async () => {
  const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
  const grid = await withPeople();
  await grid.user.keyboard(`{ArrowRight}${block}{Control>}c{/Control}`);
  await waitFor(() => expect(write).toHaveBeenCalledWith('Filipe\tSilva 30\nEva\tSilva 29'));
  await grid.view.findByText('4 cells copied.');
});

test('cells are pasted from the cursor on, in one edit', async () => {
  const grid = await withPeople();
  await grid.user.keyboard('{ArrowRight}');
  paste(grid, 'Zoe\tAlmeida\r\nYann\tBerg\r\n');
  await waitFor(() =>
    expect(grid.desk.edits).toMatchObject([
      { id: 30, values: { first_name: 'Zoe', last_name: 'Almeida' } },
      { id: 29, values: { first_name: 'Yann', last_name: 'Berg' } },
    ]),
  );
  await grid.view.findByText('4 cells changed.');
  await waitFor(() => expect(grid.grid.textContent).toContain('Almeida'));
});

test('what cannot be taken is told before anything is written', async () => {
  const grid = await withPeople();
  await goToColumn(grid, 'Tier');
  await grid.user.keyboard('{ArrowDown}');
  paste(grid, '2\nmany\n3');
  const dialog = await grid.view.findByRole('dialog', { name: 'One cell cannot be pasted' });
  expect(dialog.textContent).toContain('Row 2');
  expect(dialog.textContent).toContain('must be a whole number, not “many”');
  expect(grid.desk.edits).toEqual([]);
  await grid.user.click(grid.view.getByRole('button', { name: /^Paste the other/ }));
  await waitFor(() => expect(grid.desk.edits.length).toBeGreaterThan(0));
  expect(grid.desk.edits.map(({ id }) => id)).not.toContain(29);
});

test('Ctrl+D fills down, Delete empties all that is selected', async () => {
  const grid = await withPeople();
  await grid.user.keyboard('{ArrowRight}{Shift>}{ArrowDown}{ArrowDown}{/Shift}');
  await grid.user.keyboard('{Control>}d{/Control}');
  await waitFor(() =>
    expect(grid.desk.edits).toMatchObject([
      { id: 29, values: { first_name: 'Filipe' } },
      { id: 28, values: { first_name: 'Filipe' } },
    ]),
  );
  await grid.user.keyboard('{Delete}');
  await waitFor(() => expect(grid.desk.edits).toHaveLength(5));
  expect(grid.desk.edits.at(-1)).toMatchObject({ id: 28, values: { first_name: null } });
});

test('Ctrl+Enter puts what was typed into every record of the column that is selected', async () => {
  const grid = await withPeople();
  await grid.user.keyboard('{ArrowRight}{Control>} {/Control}');
  await grid.view.findByText('30 × 1 cells selected.');
  await grid.user.keyboard('{F2}');
  const input = await grid.view.findByRole('textbox', { name: 'First name' });
  await grid.user.fill(input, 'Same');
  await grid.user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(grid.desk.edits).toHaveLength(30));
  expect(new Set(grid.desk.edits.map(({ values }) => values['first_name']))).toEqual(
    new Set(['Same']),
  );
});

test('Shift and a click select up to there; dragging does as well', async () => {
  const grid = await withPeople();
  const cell = (row: number, column: number) =>
    grid.grid.querySelector(`[data-row="${row}"] [data-column="${column}"]`)!;
  await grid.user.click(cell(0, 1));
  await grid.user.keyboard('{Shift>}');
  await grid.user.click(cell(2, 1));
  await grid.user.keyboard('{/Shift}');
  expect(selectedCells(grid)).toHaveLength(3);
  await grid.user.dragAndDrop(cell(4, 1), cell(5, 2));
  await waitFor(() => expect(selectedCells(grid)).toHaveLength(4));
});
