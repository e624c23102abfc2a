import { page } from 'vitest/browser';
import { afterEach, test } from 'vitest';
import { clean, people, showGrid } from './grid-harness.tsx';
import { wear } from '../ui/theme.ts';
afterEach(clean);
for (const theme of ['light', 'dark'] as const)
  test(`shots ${theme}`, async () => {
    wear(theme);
    const g = await showGrid({
      rows: {
        profiles: people(500),
        users: [{ id: 1, values: { first_name: 'Rui', last_name: 'Melo' } }],
        consultations: [],
      },
    });
    await g.view.findAllByText(/Silva 500/);
    await new Promise((r) => setTimeout(r, 400));
    await g.user.click(g.grid.querySelector('[data-row="3"] [data-column="2"]')!);
    await page.screenshot({ path: `/work/main/node_modules/.cache/uigrid/grid-${theme}.png` });
    await g.user.keyboard('{Enter}');
    await new Promise((r) => setTimeout(r, 200));
    await page.screenshot({ path: `/work/main/node_modules/.cache/uigrid/grid-edit-${theme}.png` });
    await g.user.keyboard('{Escape}');
    await g.user.click(g.view.getByRole('button', { name: /Columns/ }));
    await new Promise((r) => setTimeout(r, 300));
    await page.screenshot({ path: `/work/main/node_modules/.cache/uigrid/grid-cols-${theme}.png` });
  });
