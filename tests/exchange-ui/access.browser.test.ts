import { beforeEach, describe, expect, test } from 'vitest';
import { useTheme } from '#renderer/state/theme.ts';
import { violationsIn } from '#tests/ui/axe.ts';
import { exchangeScreens } from './exchange-screens.ts';

beforeEach(() => localStorage.clear());

/** Motion and loading over: nothing has moved for a while. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 500));

describe.each(['light', 'dark'] as const)(
  'nothing that axe objects to, in the %s theme',
  (theme) => {
    test.each(exchangeScreens)('%s', async (_, show) => {
      useTheme.getState().choose(theme);
      await show();
      await settled();
      expect(await violationsIn(document.body)).toEqual([]);
      useTheme.getState().choose('system');
    });
  },
);
