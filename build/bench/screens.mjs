/// <reference lib="dom" />
// How soon the first screen of an answer stands: a sort, a group or a filter, from the click or key to the paint.
import { openDesks } from './desks.mjs';
import { fewRows, openTable } from './scroll.mjs';

/** @typedef {import('playwright').Page} Page */

/**
 * Runs in the page: from the next click or key on until another screen is there, whole: no row that waits for
 * its values.
 */
const watchScreen = () => {
  const screen = () => {
    const rows = [...document.querySelectorAll('[role=grid] .grid-row')];
    const isWhole = !rows.some((row) => row.matches('[data-waiting], :has(.grid-ghost)'));
    const groups = [...document.querySelectorAll('.group-option')];
    const texts = [...rows, ...groups].map(({ textContent }) => textContent);
    return isWhole && rows.length > 0 ? texts.join('\n') : null;
  };
  const before = screen();
  const shown = new Promise((resolve) => {
    /** @param {Event} event */
    const begin = ({ timeStamp }) => {
      stop.abort();
      const look = () => {
        const now = screen();
        if (now === null || now === before) requestAnimationFrame(look);
        else requestAnimationFrame(() => resolve(performance.now() - timeStamp));
      };
      requestAnimationFrame(look);
    };
    const stop = new AbortController();
    const heard = { capture: true, signal: stop.signal };
    addEventListener('pointerdown', begin, heard);
    addEventListener('keydown', (event) => event.key !== 'Alt' && begin(event), heard);
  });
  Object.assign(globalThis, { shown });
};

const head = (/** @type {string} */ label) => async (/** @type {Page} */ page) =>
  page.locator('.grid-head', { hasText: new RegExp(`^${label}$`) }).click();

const key = (/** @type {string} */ name) => (/** @type {Page} */ page) => page.keyboard.press(name);

/** On a cell of a column with few values, whatever is shown. */
const toName = async (/** @type {Page} */ page) => {
  const at = await page
    .locator('.grid-head', { hasText: /^First name$/ })
    .getAttribute('data-column');
  await page.locator(`.grid-row[data-row="2"] [data-column="${at}"]`).click();
};

/** What is asked, one after the other; `before` is not counted. @type {Record<string, { before?: (page: Page) => Promise<void>, act: (page: Page) => Promise<void> }>} */
const deeds = {
  'sorted by a text': { act: head('Last name') },
  'the other way': { act: head('Last name') },
  'sorted by another': { act: head('First name') },
  'groups with counts': { before: toName, act: key('Alt+KeyR') },
  'filtered by a value': { before: toName, act: key('Alt+KeyV') },
};

/** Back to how the table was. @param {Page} page */
const undone = async (page) => {
  await toName(page);
  await page.keyboard.press('Alt+KeyR');
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
};

/** @param {import('./desks.mjs').Desk} desk */
const screensOf = async ({ page }) => {
  await page.bringToFront();
  /** @type {Record<string, number>} */
  const parts = {};
  for (const [name, { before, act }] of Object.entries(deeds)) {
    await before?.(page);
    await page.locator('[role=grid][aria-busy=false]').waitFor({ timeout: 120_000 });
    await page.evaluate(watchScreen);
    await act(page);
    parts[name] = await page.evaluate('globalThis.shown');
  }
  await undone(page);
  const all = Object.values(parts);
  return { ms: Math.max(...all), parts };
};

/** Two desks whose tables of profiles are open, and whose columns are in memory. @param {number} rows */
export const openScreens = async (rows) => {
  const { small, full, close } = await openDesks({ few: fewRows, rows });
  for (const desk of [small, full]) {
    await openTable(desk);
    // Once for nothing: what is asked for first is read from the records.
    await screensOf(desk);
  }
  return {
    full: () => screensOf(full),
    few: () => screensOf(small),
    close,
  };
};
