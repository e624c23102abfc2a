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

/** Two desks of the app, one with the rows of a first screen and nothing else, one full. @param {number} rows */
export const openStarts = async (rows) => {
  const { small, full, remove } = await openDesks({ few, rows });
  return {
    full: () => startOf(full),
    empty: () => startOf(small),
    close: async () => {
      await Promise.all([small.close(), full.close()]);
      remove();
    },
  };
};

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
  const { small, full, remove } = await openDesks({ few, rows });
  await Promise.all([small.close(), full.close()]);
  return {
    full: () => coldOpening(full.folder),
    empty: () => coldOpening(small.folder),
    close: () => Promise.resolve(remove()),
  };
};
