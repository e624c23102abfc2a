import { cleanup, render } from '@testing-library/react';
import { page } from 'vitest/browser';
import { afterEach, test } from 'vitest';
import { Gallery } from './gallery.tsx';
import { wear } from './theme.ts';
afterEach(cleanup);
for (const theme of ['light', 'dark'] as const)
  test(theme, async () => {
    wear(theme);
    await page.viewport(1280, 1300);
    render(<Gallery />);
    await new Promise((r) => setTimeout(r, 400));
    await page.screenshot({ path: `/work/main/node_modules/.cache/uigrid/kit-${theme}.png` });
  });
