import '#renderer/styles/index.css';
import { cleanup, render, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { page, userEvent } from 'vitest/browser';
import { TableGrid, type BulkAsked } from '#renderer/grid/table-grid.tsx';
import { DeskProvider } from '#renderer/state/desk-context.tsx';
import type { BulkOrder } from '#shared/bulk/order.ts';
import type { TableName } from '#shared/entities/index.ts';
import { MemoryApi } from '#tests/support/memory-api.ts';
import { MemoryDesk, type MemoryRows } from '#tests/support/memory-desk.ts';

const names = ['Ana', 'Bruno', 'Carla', 'Duarte', 'Eva', 'Filipe', 'Graça', 'Hugo'] as const;

/** Made-up people; the last number comes first in the grid. */
export const people = (count: number) =>
  Array.from({ length: count }, (_, i) => ({
    id: i + 1,
    values: {
      first_name: names[i % names.length] ?? 'Ana',
      last_name: `Silva ${i + 1}`,
      title: `Head of item ${i + 1}`,
      languages: ['en', 'pt', 'fr', 'de'].slice(0, (i % 4) + 1),
      city: 'Lisbon',
      country: 'Portugal',
      timezone: 'Europe/Lisbon',
      keywords: ['logistics', 'cold chain', 'rail freight', 'ports'].slice(0, (i % 4) + 1),
      tier: (i % 3) + 1,
      hourly_rate: `${120 + (i % 50)}.50`,
      conflicted: i % 3 === 0 ? true : i % 3 === 1 ? false : null,
      linkedin_url: `https://example.org/in/${i + 1}`,
      created_at: '2026-03-31T13:30:00.123456Z',
      created_by: 1,
    },
  }));

interface Shown {
  rows: MemoryRows;
  table?: TableName;
}

/** Shows the grid of a table over a desk in memory, 1280 × 800. */
export const showGrid = async ({ rows, table = 'profiles' }: Shown) => {
  localStorage.clear();
  await page.viewport(1280, 800);
  const desk = new MemoryDesk(rows);
  const opened: number[] = [];
  const bulk: { asked: BulkAsked[]; orders: BulkOrder[] } = { asked: [], orders: [] };
  const Screen = () => {
    const [text, setText] = useState('');
    return (
      <div className="grid-test-screen">
        <TableGrid
          table={table}
          text={text}
          hrefOf={(id) => `#/${id}`}
          onOpen={(id) => opened.push(id)}
          onCount={() => undefined}
          onBulkEdit={(asked) => bulk.asked.push(asked)}
          onBulkFill={(order) => bulk.orders.push(order)}
          empty={<p>Nothing here</p>}
          emptied={(onClear) => <button onClick={onClear}>Clear the filter</button>}
          toolbar={(chooser) => (
            <header>
              <input aria-label="Filter" value={text} onChange={(e) => setText(e.target.value)} />
              {chooser}
            </header>
          )}
        />
      </div>
    );
  };
  const view = render(
    <DeskProvider desk={desk} api={new MemoryApi()}>
      <Screen />
    </DeskProvider>,
  );
  const screen = view.container.firstElementChild as HTMLElement;
  Object.assign(screen.style, { height: '780px', display: 'flex', flexDirection: 'column' });
  const grid = await view.findByRole('grid');
  return { desk, opened, bulk, view, grid, user: userEvent };
};

export type GridView = Awaited<ReturnType<typeof showGrid>>;

/** The cell under the cursor, as assistive technology is told of it. */
export const cellAtCursor = ({ grid }: Pick<GridView, 'grid'>): HTMLElement => {
  const cell = document.getElementById(grid.getAttribute('aria-activedescendant') ?? '');
  if (cell === null) throw new Error('The cursor is on no cell that is there.');
  return cell;
};

export const clean = () => {
  cleanup();
  localStorage.clear();
};

/** Moves the cursor to the head of a column, as far away as it may be. */
export const goToColumn = async (shown: GridView, label: string) => {
  await shown.user.keyboard('{Control>}{Home}{/Control}{ArrowUp}');
  for (let i = 0; i < 60; i++) {
    await waitFor(() => cellAtCursor(shown));
    if (cellAtCursor(shown).textContent === label) return;
    await shown.user.keyboard('{ArrowRight}');
  }
  throw new Error(`There is no column “${label}”.`);
};
