// Scrolls the app's own grid as people do, by wheel and by the bar, types into it, and counts its frames.
import { setTimeout as sleep } from 'node:timers/promises';
import { firstRows, openDesks } from './desks.mjs';
import { figuresOf, framesOf, medianGap, together } from './frames.mjs';

/** Rows of the peer. */
export const fewRows = 1000;

const grid = '[role=grid]';

/** @typedef {import('playwright').Page} Page @typedef {import('./frames.mjs').Frames} Frames */

const atTop = (/** @type {Page} */ page) =>
  page.locator(grid).evaluate((element) => element.scrollTo({ top: 0 }));

/** Pixels per turn, some 60 turns a second: a swift finger. Down 200 screens at most, then up again. */
const byWheel = async (/** @type {Page} */ page) => {
  await page.locator(grid).hover();
  for (let turn = 0; turn < 300; turn += 1) {
    await page.mouse.wheel(0, turn < 150 ? 160 : -160);
    await sleep(14);
  }
};

/** Pixels from either end of the bar, past its arrow, at which it can be taken hold of. */
const hold = 24;

/** Takes hold of the bar and draws it down to the end and up again, a little further in every frame. */
const byBar = async (/** @type {Page} */ page) => {
  const box = await page.locator(grid).evaluate((element) => {
    const { left, top, width } = element.getBoundingClientRect();
    return {
      x: (left + element.clientWidth + left + width) / 2,
      top,
      height: element.clientHeight,
    };
  });
  const [x, top, bottom] = [box.x, box.top + hold, box.top + box.height - hold];
  await page.mouse.move(x, top);
  await page.mouse.down();
  const turns = 150;
  for (let turn = 1; turn <= 2 * turns; turn += 1) {
    const share = 1 - Math.abs(turns - turn) / turns;
    await page.mouse.move(x, top + share * (bottom - top));
    await sleep(14);
  }
  await page.mouse.up();
};

/** Milliseconds from key to key: somebody who types fast. */
const pace = { delay: 70 };

/** Types into the filter above the grid, letter by letter, and takes it out again; then into a cell. */
const byKeys = async (/** @type {Page} */ page) => {
  const filter = page.locator('[data-quick-filter] input');
  await filter.focus();
  await page.keyboard.type('ana berg', pace);
  await sleep(1500);
  for (let left = 8; left > 0; left -= 1) await page.keyboard.press('Backspace', pace);
  await page.locator(`${grid}[aria-busy=false]`).waitFor();
  await page.locator('.grid-row[data-row="3"] [data-column="2"]').click();
  await page.keyboard.press('F2');
  await page.keyboard.type('A name that takes a while to type', pace);
  await page.keyboard.press('Escape');
};

const ways = { wheel: byWheel, bar: byBar, keys: byKeys };

/** @param {import('./desks.mjs').Desk} desk */
export const openTable = async (desk) => {
  await desk.page.goto(`${desk.origin}/#/t/profiles`);
  await firstRows(desk);
  await desk.page.locator(`${grid}[aria-busy=false]`).waitFor({ timeout: 120_000 });
};

/** The median time from frame to frame, and the frames of each way. @param {import('./desks.mjs').Desk} desk */
export const scrollOf = async ({ page }) => {
  await page.bringToFront();
  /** @type {Record<string, Frames>} */
  const frames = {};
  for (const [name, scroll] of Object.entries(ways)) {
    await atTop(page);
    await sleep(500);
    frames[name] = await framesOf(page, () => scroll(page));
  }
  return { ms: medianGap(together(Object.values(frames))), frames };
};

/** @typedef {Awaited<ReturnType<typeof scrollOf>>} Round */

/** The figures of all rounds, by way. @param {Round[]} rounds */
const figuresByWay = (rounds) =>
  Object.fromEntries(
    Object.keys(ways).map((way) => {
      const frames = rounds.flatMap((round) => round.frames[way] ?? []);
      return [way, figuresOf(together(frames))];
    }),
  );

/** What the line says beside the medians. @param {Round[]} ours @param {Round[]} theirs */
export const scrollFigures = (ours, theirs) => ({
  ours: figuresByWay(ours),
  peers: figuresByWay(theirs),
});

/** Two desks whose tables of profiles are open. @param {number} rows */
export const openScrolls = async (rows) => {
  const { small, full, close } = await openDesks({ few: fewRows, rows });
  await openTable(small);
  await openTable(full);
  return {
    full: () => scrollOf(full),
    few: () => scrollOf(small),
    close,
  };
};
