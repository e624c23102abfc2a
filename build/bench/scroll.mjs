// Scrolls the app's own grid as people do, by wheel, by keyboard and by the bar, and counts its frames.
import { setTimeout as sleep } from 'node:timers/promises';
import { firstRows, openDesks } from './desks.mjs';
import { framesOf, framesText, p95, together } from './frames.mjs';

/** Rows of the peer: some screenfuls, all of them read after the first look. */
export const fewRows = 200;

const grid = '[role=grid]';

/** @typedef {import('playwright').Page} Page */

/** Pixels per turn, 60 turns a second: a swift finger. Turns round at either end, as 200 rows soon must. */
const byWheel = async (/** @type {Page} */ page) => {
  let step = 160;
  const ended = () =>
    page.locator(grid).evaluate((element, down) => {
      const { scrollTop, scrollHeight, clientHeight } = element;
      return down ? scrollTop + clientHeight >= scrollHeight - 1 : scrollTop <= 0;
    }, step > 0);
  for (let turn = 0; turn < 300; turn += 1) {
    if (turn % 10 === 9 && (await ended())) step = -step;
    await page.mouse.wheel(0, step);
    await sleep(12);
  }
};

/** A key held down: some thirty pages a second, there and back. */
const byPage = async (/** @type {Page} */ page) => {
  for (let turn = 0; turn < 120; turn += 1) {
    await page.keyboard.press(turn < 60 ? 'PageDown' : 'PageUp');
    await sleep(20);
  }
};

/** The bar drawn from the top to the end and back, to another place in every frame. */
const byBar = (/** @type {Page} */ page) =>
  page.locator(grid).evaluate(async (element) => {
    const end = element.scrollHeight - element.clientHeight;
    const steps = 120;
    for (let step = 1; step <= 2 * steps; step += 1) {
      element.scrollTop = (end * (steps - Math.abs(steps - step))) / steps;
      await new Promise(requestAnimationFrame);
    }
  });

const ways = { wheel: byWheel, 'page keys': byPage, bar: byBar };

/** @param {import('./desks.mjs').Desk} desk */
const openTable = async (desk) => {
  await desk.page.goto(`${desk.origin}/#/t/profiles`);
  await firstRows(desk);
  await desk.page.locator(`${grid}[aria-busy=false]`).waitFor({ timeout: 120_000 });
  await desk.page.locator(grid).hover();
  await desk.page.locator(grid).focus();
};

/** The time between two frames that 95 of 100 stay below. @param {import('./desks.mjs').Desk} desk */
const scrollOf = async (desk) => {
  const all = [];
  const notes = [];
  for (const [name, scroll] of Object.entries(ways)) {
    const frames = await framesOf(desk.page, () => scroll(desk.page));
    all.push(frames);
    notes.push(`  ${name}: ${framesText(frames)}`);
  }
  const still = await framesOf(desk.page, () => sleep(2000));
  notes.push(`  nothing at all, not counted: ${framesText(still)}`);
  const sum = together(all);
  return { ms: p95(sum), note: [framesText(sum), ...notes, ''].join('\n') };
};

/** Two desks whose tables of profiles are open. @param {number} rows */
export const openScrolls = async (rows) => {
  const { small, full, remove } = await openDesks({ few: fewRows, rows });
  await openTable(small);
  await openTable(full);
  return {
    full: () => scrollOf(full),
    few: () => scrollOf(small),
    close: async () => {
      await Promise.all([small.close(), full.close()]);
      remove();
    },
  };
};
