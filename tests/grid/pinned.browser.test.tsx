import { waitFor } from '@testing-library/react';
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { pinnedThatFit } from '#renderer/grid/viewport.ts';
import { violationsIn } from '../ui/axe.ts';
import { cellAtCursor, clean, goToColumn, people, showGrid } from './grid-harness.tsx';

afterEach(clean);

const shownGrid = async () => {
  const shown = await showGrid({ rows: { profiles: people(60) } });
  await waitFor(() => expect(shown.grid.textContent).toContain('Silva 60'));
  await shown.user.tab();
  while (document.activeElement !== shown.grid) await shown.user.tab();
  return shown;
};

const leftOf = (grid: HTMLElement, head: string): number => {
  const heads = [...grid.querySelectorAll<HTMLElement>('[role=columnheader]')];
  const found = heads.find(({ textContent }) => textContent === head);
  return found === undefined ? NaN : found.getBoundingClientRect().left;
};

test('VIEW14 a pinned column stands first and stays in sight, and its cells with it', async () => {
  const shown = await shownGrid();
  const { grid, user } = shown;
  await goToColumn(shown, 'City');
  await user.keyboard('{Alt>}p{/Alt}');
  const first = grid.querySelectorAll<HTMLElement>('[role=columnheader]')[1]!;
  await waitFor(() => expect(grid.querySelectorAll('.grid-pinned').length).toBeGreaterThan(2));
  expect(grid.querySelectorAll('[role=columnheader]')[1]!.textContent).toBe('City');
  const before = first.getBoundingClientRect().left;
  await goToColumn(shown, 'Created');
  await waitFor(() => expect(grid.scrollLeft).toBeGreaterThan(300));
  expect(Math.abs(leftOf(grid, 'City') - before)).toBeLessThan(1);
  const cell = grid.querySelector<HTMLElement>('.grid-row .grid-pinned')!;
  expect(Math.abs(cell.getBoundingClientRect().left - before)).toBeLessThan(1);
  expect(await violationsIn(grid)).toEqual([]);

  // What the cursor is on is never under the pinned columns.
  const pinnedEdge = cell.getBoundingClientRect().right;
  for (let i = 0; i < 8; i++) {
    await user.keyboard('{ArrowLeft}');
    const at = await waitFor(() => cellAtCursor(shown));
    if (at.classList.contains('grid-pinned') || at.classList.contains('grid-lead')) break;
    expect(at.getBoundingClientRect().left).toBeGreaterThanOrEqual(pinnedEdge - 1);
  }
  await goToColumn(shown, 'City');
  await user.keyboard('{Alt>}p{/Alt}');
  await waitFor(() => expect(grid.querySelectorAll('.grid-pinned')).toHaveLength(0));
});

test('VIEW14 a pinned cell is edited in its place', async () => {
  const shown = await shownGrid();
  await goToColumn(shown, 'City');
  await shown.user.keyboard('{Alt>}p{/Alt}');
  await goToColumn(shown, 'City');
  await shown.user.keyboard('{ArrowDown}Porto{Enter}');
  await waitFor(() =>
    expect(shown.desk.edits).toContainEqual(
      expect.objectContaining({ id: 60, values: { city: 'Porto' } }),
    ),
  );
});

test('VIEW14 columns are pinned only as far as they leave room for others', () => {
  const widths = fc.array(fc.integer({ min: 40, max: 600 }), { maxLength: 12 });
  fc.assert(
    fc.property(
      widths,
      fc.nat(14),
      fc.integer({ min: 200, max: 2000 }),
      (columns, wanted, width) => {
        const edges = columns.reduce((all, one) => [...all, all.at(-1)! + one], [220]);
        const count = pinnedThatFit(edges, wanted, width);
        expect(count).toBeLessThanOrEqual(Math.min(wanted, columns.length));
        if (count > 0) expect(edges[count]!).toBeLessThanOrEqual(width * 0.6);
        if (count < Math.min(wanted, columns.length))
          expect(edges[count + 1]!).toBeGreaterThan(width * 0.6);
      },
    ),
  );
  expect(pinnedThatFit([220, 300, 400], 2, 0)).toBe(2);
});
