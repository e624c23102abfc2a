import '#renderer/styles/index.css';
import { render, waitFor } from '@testing-library/react';
import { page, userEvent } from 'vitest/browser';
import { afterEach, expect, test } from 'vitest';
import { columnsOf } from '#renderer/grid/columns.ts';
import { RecordGrid } from '#renderer/grid/record-grid.tsx';
import type { RowSource } from '#renderer/grid/row-source.ts';
import { profiles } from '#shared/entities/profiles.ts';
import { ok } from '#shared/result.ts';
import { formatStamp } from '#shared/sync/stamp.ts';
import { clean } from './grid-harness.tsx';

afterEach(clean);

const clock = formatStamp({ time: 1, counter: 0, desk: 1 });
const million = 1_000_000;

const synthetic = (count: number): RowSource => ({
  count,
  isComplete: true,
  idAt: (index) => (index >= 0 && index < count ? index + 1 : undefined),
  rowAt: (index) =>
    index >= 0 && index < count
      ? { id: index + 1, values: { first_name: `Row ${index}`, city: 'Lisbon' }, clock }
      : undefined,
  indexOf: (id) => id - 1,
  ensure: () => undefined,
});

const lead = {
  label: 'Profile',
  width: 200,
  titleOf: (row: { id: number }) => `Person ${row.id}`,
  codeOf: (id: number) => `P${id}`,
  hrefOf: (id: number) => `#/${id}`,
};
const nothing = () => undefined;
const source = synthetic(million);
const columns = columnsOf(profiles);

const showMillion = async () => {
  await page.viewport(1280, 800);
  const view = render(
    <RecordGrid
      label="A million"
      source={source}
      queryKey=""
      lead={lead}
      columns={columns}
      sort={[]}
      onSort={nothing}
      onResize={nothing}
      totals={{ kinds: {}, texts: {}, onChange: nothing }}
      onMoveColumn={nothing}
      pinned={0}
      onPin={nothing}
      onHideColumn={nothing}
      groupBy={null}
      onGroup={nothing}
      onFilterBy={nothing}
      titleOf={nothing}
      find={async () => []}
      onEdit={async () => ok(null)}
      onEditMany={async () => ok(null)}
      onFillMany={nothing}
      onBulkEdit={nothing}
      handle={null}
      readRows={async () => []}
      readTitles={async () => []}
      onOpen={nothing}
      empty={null}
    />,
  );
  const screen = view.container.firstElementChild as HTMLElement;
  Object.assign(screen.style, { height: '780px' });
  const grid = await view.findByRole('grid');
  await waitFor(() => expect(grid.querySelectorAll('[data-row]').length).toBeGreaterThan(20));
  return grid;
};

/** The rows that can be seen: index and distance from the top edge of the body. */
const seen = (grid: HTMLElement) => {
  const { top, bottom } = grid.getBoundingClientRect();
  return [...grid.querySelectorAll<HTMLElement>('.grid-row')]
    .map((row) => ({ index: Number(row.dataset['row']), box: row.getBoundingClientRect() }))
    .filter(({ box }) => box.bottom > top + 34 && box.top < bottom)
    .sort((a, b) => a.index - b.index);
};

test('a million rows take as many elements as fit the window, in both directions', async () => {
  const grid = await showMillion();
  expect(grid.getAttribute('aria-rowcount')).toBe(String(million + 1));
  expect(grid.querySelectorAll('.grid-row').length).toBeLessThan(50);
  expect(grid.querySelectorAll('.grid-cell').length).toBeLessThan(50 * 16);
  grid.scrollTo({ top: 5_000_000, left: 2000 });
  await waitFor(() => expect(seen(grid)[0]?.index).toBeGreaterThan(500_000));
  expect(grid.querySelectorAll('.grid-row').length).toBeLessThan(50);
  expect(grid.querySelectorAll('.grid-cell').length).toBeLessThan(50 * 16);
});

test('after a deep jump rows lie edge to edge and say what they hold', async () => {
  const grid = await showMillion();
  grid.scrollTo({ top: 4_000_000 });
  await waitFor(() => expect(seen(grid)[0]?.index).toBeGreaterThan(400_000));
  const rows = seen(grid);
  expect(rows.length).toBeGreaterThan(20);
  for (const [i, { index, box }] of rows.entries()) {
    if (i > 0) expect(box.top - (rows[i - 1]?.box.top ?? 0)).toBe(32);
    const row = grid.querySelector(`[data-row="${index}"]`);
    expect(row?.getAttribute('aria-rowindex')).toBe(String(index + 2));
    expect(row?.textContent).toContain(`Person ${index + 1}`);
  }
});

test('small steps of the wheel move as many pixels as in a short grid, anywhere', async () => {
  const grid = await showMillion();
  grid.scrollTo({ top: 4_000_000 });
  await waitFor(() => expect(seen(grid)[0]?.index).toBeGreaterThan(400_000));
  await new Promise((resolve) => setTimeout(resolve, 150));
  const before = seen(grid)[5];
  if (before === undefined) throw new Error('No row is in sight.');
  grid.scrollBy({ top: 64 });
  await waitFor(() => {
    const row = seen(grid).find(({ index }) => index === before.index);
    expect(Math.round(before.box.top - (row?.box.top ?? 0))).toBe(64);
  });
});

test('Ctrl+End reaches the last of a million rows, Ctrl+Home the first', async () => {
  const grid = await showMillion();
  grid.focus();
  await userEvent.keyboard('{Control>}{End}{/Control}');
  await waitFor(() => expect(seen(grid).at(-1)?.index).toBe(million - 1));
  const last = seen(grid).at(-1);
  expect(
    Math.abs((last?.box.bottom ?? 0) - (grid.getBoundingClientRect().top + grid.clientHeight)),
  ).toBeLessThan(2);
  const id = grid.getAttribute('aria-activedescendant') ?? '';
  expect(document.getElementById(id)?.getAttribute('aria-colindex')).toBe(
    String(columns.length + 1),
  );
  await userEvent.keyboard('{Control>}{Home}{/Control}');
  await waitFor(() => expect(seen(grid)[0]?.index).toBe(0));
});

test('an editor outlives a scroll that takes its row out of sight', async () => {
  const grid = await showMillion();
  grid.focus();
  await userEvent.keyboard('{ArrowRight}half a word');
  grid.scrollTo({ top: 3_000_000 });
  await waitFor(() => expect(seen(grid)[0]?.index).toBeGreaterThan(300_000));
  const input = grid.querySelector<HTMLInputElement>('input');
  expect(input?.value).toBe('half a word');
  expect(document.activeElement).toBe(input);
});

/** What the next change of the rows in sight does to the document: all of it comes at once. */
const nextChange = (within: Element): Promise<MutationRecord[]> =>
  new Promise((resolve) => {
    const watcher = new MutationObserver((records) => {
      watcher.disconnect();
      resolve(records);
    });
    watcher.observe(within, { childList: true, subtree: true, attributeFilter: ['data-row'] });
  });

test('a scroll moves no row’s element in the document; at rest they read in order', async () => {
  const grid = await showMillion();
  const body = grid.querySelector('.grid-window')!;
  const indexes = () =>
    [...body.children].map((row) => Number((row as HTMLElement).dataset['row']));
  const isInOrder = () => indexes().every((row, at, all) => at === 0 || row > (all[at - 1] ?? 0));
  for (const top of [3_000_000, 3_000_160, 2_999_968]) {
    const change = nextChange(body);
    grid.scrollTo({ top });
    const records = await change;
    expect(records.some(({ type }) => type === 'attributes')).toBe(true);
    const placed = records.filter(({ target, type }) => target === body && type === 'childList');
    // A jump takes the neighbours away that nobody sees; what stays, stays where it is.
    const added = new Set(placed.flatMap(({ addedNodes }) => [...addedNodes]));
    const removed = placed.flatMap(({ removedNodes }) => [...removedNodes]);
    expect(removed.filter((row) => added.has(row) || row.isConnected)).toEqual([]);
    await waitFor(() => expect(isInOrder()).toBe(true));
  }
});

test('the frame that first shows another place has rows all over it', async () => {
  const grid = await showMillion();
  for (const top of [3_000_000, 3_000_900, 40_000]) {
    grid.scrollTo({ top });
    await new Promise(requestAnimationFrame);
    const rows = seen(grid);
    expect(rows[0]?.box.top).toBeLessThanOrEqual(grid.getBoundingClientRect().top + 34);
    expect(rows.at(-1)?.box.bottom).toBeGreaterThanOrEqual(
      grid.getBoundingClientRect().bottom - 16,
    );
  }
});
