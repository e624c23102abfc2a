import AxeBuilder from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tableNames } from '#shared/entities/index.ts';
import { shells, type RunningShell } from '../support/shells.ts';
import { importDump } from './desk-acts.ts';
import { byPalette, onScreen } from './keyboard.ts';
import { dumpPath, freshPlaces } from './places.ts';

const general = [
  '#/',
  '#/trash',
  '#/transfer',
  '#/transfer/restore',
  '#/transfer/import',
  '#/settings',
  '#/nowhere',
];
const ofTable = (table: string) => [`#/t/${table}`, `#/t/${table}/1`, `#/t/${table}/new`];

/**
 * Sizes at which people work, and the two themes. In the dark, three tables stand for all: their screens
 * are made of the same parts, and the forms of every table are held to axe in both themes elsewhere.
 */
const looks = [
  {
    theme: 'light',
    width: 1280,
    height: 800,
    screens: [...general, ...tableNames.flatMap(ofTable)],
  },
  {
    theme: 'dark',
    width: 1920,
    height: 1080,
    screens: [...general, ...['profiles', 'consultations', 'payout_accounts'].flatMap(ofTable)],
  },
] as const;

describe('no serious accessibility violations', () => {
  const places = freshPlaces();
  let shell: RunningShell;

  beforeAll(async () => {
    shell = await shells[0]!.launch(places);
    shell.page.setDefaultTimeout(60_000);
    await onScreen(shell.page, /Welcome to your desk/);
    await importDump(shell, dumpPath);
  });
  afterAll(async () => {
    await shell.close();
    places.remove();
  });

  const violations = async () => {
    const { violations: found } = await new AxeBuilder({ page: shell.page }).analyze();
    return found
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
  };

  describe.each(looks)('$theme, $width × $height', ({ theme, width, height, screens }) => {
    beforeAll(async () => {
      await shell.page.setViewportSize({ width, height });
      await byPalette(shell.page, `use the ${theme}`, new RegExp(`Use the ${theme} theme`));
    });

    test.each(screens)('%s', async (screen) => {
      const { page } = shell;
      await page.evaluate((hash) => (location.hash = hash), screen);
      await page.locator('main h1:visible').first().waitFor();
      await page.waitForFunction(() => document.querySelector('[aria-busy=true]') === null);
      expect(await violations()).toEqual([]);
    });

    test('the command palette', async () => {
      await shell.page.keyboard.press('Control+k');
      await shell.page.getByRole('dialog', { name: 'Go to anything' }).waitFor();
      expect(await violations()).toEqual([]);
      await shell.page.keyboard.press('Escape');
    });
  });
});
