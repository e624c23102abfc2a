import { page } from 'vitest/browser';
import { beforeEach, describe, test } from 'vitest';
import { useTheme } from '#renderer/state/theme.ts';
import { safetyScreens } from './safety-screens.ts';

beforeEach(() => localStorage.clear());
const sizes = [
  [1280, 800],
  [1920, 1080],
] as const;
describe.each(['light', 'dark'] as const)('%s', (theme) => {
  describe.each(sizes)('%i', (w, h) => {
    test.each(safetyScreens)('%s', async (name, show) => {
      await page.viewport(w, h);
      useTheme.getState().choose(theme);
      await show();
      await new Promise((r) => setTimeout(r, 500));
      await page.screenshot({
        path: `/tmp/screens/shots/${name.replaceAll(' ', '-')}-${w}-${theme}.png`,
        element: page.elementLocator(document.body),
      });
    });
  });
});
