import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { shells, type RunningShell } from '../support/shells.ts';
import { violationsOn } from './violations.ts';
import { backUpNow } from './backup-acts.ts';
import { importDump } from './desk-acts.ts';
import { onScreen } from './keyboard.ts';
import { longestMotion, watchMotion } from './motion.ts';
import { dumpPath, freshPlaces } from './places.ts';
import { lostIn, stopOf, type Stop } from './reflow.ts';
import { fromMenu, untilFree, untilTold } from './safety-acts.ts';
import { press, take } from './work-acts.ts';

/** Each main screen, and what the keyboard must be able to reach on it. */
const screens: readonly [hash: string, deed: RegExp][] = [
  ['#/', /New request/],
  ['#/today', /Receipt sent/],
  ['#/calendar/week/2025-07-25', /10:25/],
  ['#/calendar/month/2025-07-10', /10:25|22:35/],
  ['#/calendar/agenda/2025-07-10', /22:35/],
  ['#/board', /, \d+ candidates/],
  ['#/dashboard', /Calls held/],
  ['#/search?q=an', /Ana Patel/],
  ['#/requests/1', /Start sourcing/],
  ['#/requests/1/board', /Add candidate/],
  ['#/requests/1/shortlist', /Print or save/],
  ['#/t/profiles', /New profile/],
  ['#/t/expert_request_candidates', /New candidate/],
  ['#/t/profiles/2', /Save/],
  ['#/t/consultations/1', /More actions/],
  ['#/t/consultations/new', /Create/],
  ['#/trash', /Restore/],
  ['#/backups', /Back up now/],
  ['#/backups/moment', /As far back as possible/],
  ['#/exchange', /folder/i],
  ['#/transfer/export', /Export/],
  ['#/transfer/restore', /Choose a snapshot/],
  ['#/transfer/import', /Choose a dump/],
  ['#/transfer/merge', /Choose a colleague/],
  ['#/conflicts', /Merge a colleague/],
  ['#/settings', /Start over/],
];

/** Presses of Tab at most: the longest form has some hundred inputs. */
const mostStops = 160;

const hidden = (found: readonly Stop[]) => found.filter(({ fault }) => fault !== null);

describe('where room is small, and where little may move', () => {
  const places = freshPlaces();
  let shell: RunningShell;

  beforeAll(async () => {
    shell = await shells[0]!.launch(places);
    const { page } = shell;
    page.setDefaultTimeout(30_000);
    await onScreen(page, /Welcome to your desk/);
    await importDump(shell, dumpPath);
    await untilFree(shell);
    // So that the list of backups has one to show.
    await backUpNow(shell);
    await untilQuiet();
  });
  afterAll(async () => {
    await shell.close();
    places.remove();
  });

  /** Messages lie above the screen for some seconds. */
  const untilQuiet = () =>
    shell.page.waitForFunction(() => document.querySelector('.toast') === null);

  const show = async (hash: string) => {
    const { page } = shell;
    await page.evaluate((to) => (location.hash = to), hash);
    await page.locator('main h1:visible').first().waitFor();
    await page.waitForFunction(
      () => document.querySelector('[aria-busy=true], .skeleton') === null,
    );
  };

  /** The same, and waits for what is done there: it may be drawn once records are read. */
  const showWith = async (hash: string, deed: RegExp) => {
    await show(hash);
    const words = () =>
      shell.page.locator('main').evaluate((main) => {
        const named = [...main.querySelectorAll('[aria-label]')];
        return [main.textContent, ...named.map((part) => part.getAttribute('aria-label'))].join(
          '\n',
        );
      });
    await expect.poll(words, { timeout: 20_000 }).toMatch(deed);
  };

  /** Every stop of Tab in a part of the window, from where the keyboard is, until it has left it or been around. */
  const stops = async (part: keyof Stop['isIn']): Promise<Stop[]> => {
    const { page } = shell;
    const found: Stop[] = [];
    for (let i = 0; i < mostStops; i++) {
      await page.keyboard.press('Tab');
      const stop = await stopOf(page);
      const isAround = found.some(({ mark }) => mark === stop.mark);
      if (isAround || (!stop.isIn[part] && found.some(({ isIn }) => isIn[part]))) break;
      found.push(stop);
    }
    return found;
  };

  /** Escape takes away a tooltip first, if there is one. */
  const closeBox = async () => {
    const { page } = shell;
    const boxes = page.locator('[role=dialog], [role=alertdialog], [role=tooltip]');
    for (let i = 0; i < 3; i++) {
      const many = await boxes.count();
      if (many === 0) break;
      await press(shell, 'Escape');
      // One Escape too many would leave the screen below; where a list within took it, another is needed.
      const isFewer = async () => (await boxes.count()) < many;
      await vi.waitUntil(isFewer, { timeout: 2000 }).catch(() => undefined);
    }
    await untilFree(shell);
  };

  test.each(screens)('%s has all its width at 1280 × 800', async (hash, deed) => {
    await shell.page.setViewportSize({ width: 1280, height: 800 });
    await showWith(hash, deed);
    expect(await lostIn(shell.page)).toEqual([]);
  });

  // 1280 × 800 at 200 % are half of it in CSS pixels.
  describe('at 200 %', () => {
    beforeAll(() => shell.page.setViewportSize({ width: 640, height: 400 }));

    test.each(screens)(
      '%s loses nothing, and what is done there is reached and seen',
      async (hash, deed) => {
        await showWith(hash, deed);
        expect(await lostIn(shell.page)).toEqual([]);
        expect(await violationsOn(shell.page)).toEqual([]);
        const met = await stops('main');
        expect(hidden(met)).toEqual([]);
        const reached = met.filter(({ isIn }) => isIn.main).map(({ name }) => name);
        expect(reached.join('\n')).toMatch(deed);
      },
    );

    /** What opens above the screen, from which screen, and how. */
    const boxes: readonly [name: string, hash: string, open: () => Promise<unknown>][] = [
      ['the palette', '#/', () => press(shell, 'Control+k')],
      ['the list of shortcuts', '#/', () => press(shell, '?')],
      ['conditions', '#/t/profiles', () => press(shell, 'Control+Shift+f')],
      ['the choice of columns', '#/t/profiles', () => take(shell, /^\s*Columns/)],
      ['saving a view', '#/t/profiles', () => fromMenu(shell, /^View:/, 'Save as a new view…')],
      ['adding a candidate', '#/requests/1/board', () => take(shell, /Add candidate/)],
      ['proposing times', '#/requests/1', () => take(shell, /^Propose times to Luca Nasser/)],
      [
        'closing a request',
        '#/requests/1',
        () => fromMenu(shell, /^More for the request/, 'Close…'),
      ],
      ['starting over', '#/settings', () => take(shell, /^Start over/)],
      ['the calendar of a date', '#/backups/moment', () => take(shell, /calendar/i)],
      ['erasing', '#/t/profiles/2', () => fromMenu(shell, /^More actions/, 'Erase for good…')],
    ];

    test.each(boxes)('%s fits, or scrolls', async (_name, hash, open) => {
      const { page } = shell;
      await show(hash);
      await open();
      const box = page.locator('[role=dialog], [role=alertdialog]').last();
      await box.waitFor();
      expect(await violationsOn(page)).toEqual([]);
      expect(await lostIn(page)).toEqual([]);
      expect(hidden(await stops('box'))).toEqual([]);
      await closeBox();
    });
  });

  describe.each([
    ['nothing takes longer than a hundredth of a second where less motion is wanted', 'reduce'],
    ['otherwise things fade, which the watch notices', 'no-preference'],
  ] as const)('%s', (_told, reducedMotion) => {
    beforeAll(async () => {
      await shell.page.setViewportSize({ width: 1280, height: 800 });
      await shell.page.emulateMedia({ reducedMotion });
    });

    test('a dialog, a menu, a message, the palette', async () => {
      const { page } = shell;
      await show('#/t/profiles/2');
      await watchMotion(page);
      await fromMenu(shell, /^More actions/, 'Erase for good…');
      await page.getByRole('alertdialog').waitFor();
      await closeBox();
      await press(shell, 'Control+k');
      await page.getByRole('dialog').waitFor();
      await closeBox();
      await show('#/t/projects/new');
      await press(shell, 'Control+s');
      await untilTold(shell, 'Project created.');
      await untilQuiet();
      const longest = await longestMotion(page);
      if (reducedMotion === 'reduce') expect(longest).toBeLessThanOrEqual(10);
      else expect(longest).toBeGreaterThan(100);
    });

    test('scrolling is at once', async () => {
      const behaviours = () =>
        shell.page.evaluate(() => [
          ...new Set(
            [...document.querySelectorAll('*')].map(
              (element) => getComputedStyle(element).scrollBehavior,
            ),
          ),
        ]);
      for (const hash of ['#/', '#/t/profiles/2', '#/board', '#/calendar']) {
        await show(hash);
        expect(await behaviours()).toEqual(['auto']);
      }
    });
  });
});
