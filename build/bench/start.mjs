// How soon the first rows stand on the screen: from a start of the page, and from a table opened cold.
import { firstRows, openDesk, openDesks, untilQuiet } from './desks.mjs';

/** One screenful and nothing else. */
const few = 50;

/** @param {import('./desks.mjs').Desk} desk */
const startOf = async (desk) => {
  await desk.page.goto('about:blank');
  await desk.page.goto(`${desk.origin}/#/t/profiles`);
  return { ms: await firstRows(desk) };
};

/**
 * Two desks of the app, one with the rows of a first screen and nothing else, one full.
 * @param {number} rows @param {'seed' | 'seedSpread'} how
 */
export const openStarts = async (rows, how = 'seed') => {
  const { small, full, close } = await openDesks({ few, rows, how });
  return {
    full: () => startOf(full),
    empty: () => startOf(small),
    close,
  };
};

/** The same, with the rows of the full one spread over all tables. @param {number} rows */
export const openSpreadStarts = (rows) => openStarts(rows, 'seedSpread');

/** A browser and a host begun anew, at rest on the start page; then the table. @param {string} folder */
const coldOpening = async (folder) => {
  const desk = await openDesk(folder);
  await untilQuiet(desk);
  const from = await desk.page.evaluate(() => {
    location.hash = '#/t/profiles';
    return performance.now();
  });
  const ms = (await firstRows(desk)) - from;
  await desk.close();
  return { ms };
};

/** The same two desks; every opening of their table is the first of a new process. @param {number} rows */
export const openColdTables = async (rows) => {
  const { small, full, end, remove } = await openDesks({ few, rows });
  await end();
  return {
    full: () => coldOpening(full.folder),
    empty: () => coldOpening(small.folder),
    close: remove,
  };
};
