import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tableNames } from '#shared/entities/index.ts';
import { shells, type RunningShell } from '../support/shells.ts';
import { importDump } from './desk-acts.ts';
import { byPalette, onScreen, tabTo } from './keyboard.ts';
import { dumpPath, freshPlaces } from './places.ts';
import { backUpNow, encryptBackups, enterPassphrase } from './backup-acts.ts';
import { newProfile, rowsNow } from './record-acts.ts';
import { deskFolder, goTo } from './safety-acts.ts';
import { violationsOn } from './violations.ts';
import { removeFolder } from '../support/remove-folder.ts';

const safekeeping = ['#/backups', '#/backups/moment'];
const general = [
  '#/',
  '#/today',
  '#/calendar',
  '#/calendar/month/2026-11-10',
  '#/calendar/agenda/2026-11-10',
  '#/board',
  '#/dashboard',
  '#/search?q=an',
  '#/requests/1',
  '#/requests/1/board',
  '#/requests/1/shortlist',
  '#/trash',
  ...safekeeping,
  '#/transfer',
  '#/transfer/restore',
  '#/transfer/import',
  '#/exchange',
  '#/transfer/merge',
  '#/conflicts',
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
  { theme: 'light', width: 1920, height: 1080, screens: safekeeping },
  { theme: 'dark', width: 1280, height: 800, screens: safekeeping },
] as const;

describe('no serious accessibility violations', () => {
  const places = freshPlaces();
  let shell: RunningShell;

  beforeAll(async () => {
    shell = await shells[0]!.launch(places);
    shell.page.setDefaultTimeout(60_000);
    await onScreen(shell.page, /Welcome to your desk/);
    await importDump(shell, dumpPath);
    // So that the list of backups has one to show.
    await backUpNow(shell);
  });
  afterAll(async () => {
    await shell.close();
    places.remove();
  });

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
      expect(await violationsOn(shell.page)).toEqual([]);
    });

    test('a table with totals, groups and cells that are selected', async () => {
      const { page } = shell;
      const layout = { totals: { tier: 'average' }, groupBy: 'tier' };
      const keep = (text: string) => localStorage.setItem('expert-desk.grid.profiles', text);
      await page.evaluate(keep, JSON.stringify(layout));
      await page.goto(`${new URL(page.url()).origin}/#/t/profiles`);
      await page.reload();
      await page.getByRole('listbox', { name: 'Profiles by Tier' }).waitFor();
      await page.getByRole('row', { name: /^Totals/ }).waitFor();
      await page.getByRole('grid').focus();
      for (const key of ['ArrowDown', 'ArrowRight', 'Shift+ArrowDown'])
        await page.keyboard.press(key);
      expect(await violationsOn(page)).toEqual([]);
      await page.evaluate(keep, '{}');
      await page.reload();
      await page.locator('[role=grid][aria-busy=false]').waitFor();
    });

    test('the command palette', async () => {
      await shell.page.keyboard.press('Control+k');
      await shell.page.getByRole('dialog', { name: 'Go to anything' }).waitFor();
      expect(await violationsOn(shell.page)).toEqual([]);
      await shell.page.keyboard.press('Escape');
    });
  });
});

describe('the page that asks for the passphrase of the backups, where there is nothing else', () => {
  const places = freshPlaces();
  const passphrase = 'correct horse battery';
  let shell: RunningShell;

  const open = async () => {
    shell = await shells[0]!.launch(places);
    shell.page.setDefaultTimeout(60_000);
  };

  /** Loses all but the backups, the newest of which are encrypted. */
  const loseProfile = async () => {
    await shell.close();
    for (const lost of ['chromium', 'journal']) removeFolder(join(deskFolder(places), lost));
    await open();
    await onScreen(shell.page, /^Your desk is in its backups$/);
  };

  const isBack = async () => {
    await shell.page.getByRole('dialog', { name: 'Your desk is back' }).waitFor();
    await tabTo(shell.page, /^Go on/);
    await shell.page.keyboard.press('Enter');
  };

  beforeAll(async () => {
    await open();
    await onScreen(shell.page, /Welcome to your desk/);
    await importDump(shell, dumpPath);
    await backUpNow(shell);
    await newProfile(shell, places, { first: 'Clio', last: 'Chronicle' });
    await encryptBackups(shell, passphrase);
    await backUpNow(shell);
    await loseProfile();
  });
  afterAll(async () => {
    await shell.close();
    places.remove();
  });

  // The theme that was chosen is gone with the profile: the page follows the system.
  describe.each(looks)('$theme, $width × $height', ({ theme, width, height }) => {
    beforeAll(async () => {
      await shell.page.setViewportSize({ width, height });
      await shell.page.emulateMedia({ colorScheme: theme });
    });

    test('has no serious accessibility violations', async () => {
      expect(await violationsOn(shell.page)).toEqual([]);
    });

    test('nor has it with the word that a passphrase is wrong', async () => {
      await enterPassphrase(shell, `wrong in ${theme} at ${width}`);
      await shell.page.getByText(/is not the passphrase/).waitFor();
      expect(await violationsOn(shell.page)).toEqual([]);
    });
  });

  test('and opens the desk with the right one', async () => {
    await enterPassphrase(shell, passphrase);
    await isBack();
    await goTo(shell, 'chronicle clio', /Clio Chronicle/);
  });

  test('or with the newest backup that is not encrypted, where nobody knows it', async () => {
    await loseProfile();
    await tabTo(shell.page, /^Begin without them/);
    await shell.page.keyboard.press('Enter');
    await shell.page.getByRole('dialog', { name: 'Backups wait for their passphrase' }).waitFor();
    await tabTo(shell.page, /^Later/);
    await shell.page.keyboard.press('Enter');
    await isBack();
    await goTo(shell, 'moreau nad', /Nadia Moreau/);
    const names = (await rowsNow(shell))['profiles']!.map(({ values }) => values['first_name']);
    expect(names).toContain('Nadia');
    expect(names).not.toContain('Clio');
  });
});
