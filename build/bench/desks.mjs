// Desks for the benchmarks: the app itself on its own browser host, in a Chromium with a profile on disk.
import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { needChromium } from '../scripts/chromium.mjs';
import { buildPage, flags } from './machine.mjs';
import { removeFolder } from './remove-folder.mjs';

const out = fileURLToPath(
  new URL('../../node_modules/.cache/expert-desk/bench/app', import.meta.url),
);

/** Builds the app, and the benchmarks' page beside it: it fills the desk in the app's own origin. */
const buildApp = async () => {
  process.env['EXPERT_DESK_OUT'] = out;
  const { runBuild } = await import('../scripts/build.mjs');
  await runBuild(['host', 'renderer']);
  await buildPage(`${out}/renderer/bench`);
};

/** @param {string} folder */
const startHost = (folder) => {
  const child = spawn(process.execPath, [`${out}/host/host.js`, '--no-open'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, EXPERT_DESK_HOME: folder },
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const nextAddress = async () => {
    for (;;) {
      const { value, done } = await lines.next();
      if (done) throw new Error('The desk’s host has ended.');
      const address = /http:\S+/.exec(value)?.[0];
      if (address !== undefined) return address;
    }
  };
  return { child, nextAddress };
};

/** A host and a browser that both begin cold. @param {string} folder */
export const openDesk = async (folder) => {
  const host = startHost(`${folder}/data`);
  const address = await host.nextAddress();
  const context = await chromium.launchPersistentContext(`${folder}/profile`, {
    executablePath: needChromium(),
    headless: true,
    ignoreDefaultArgs: ['--hide-scrollbars'],
    args: flags,
  });
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(address);
  // The address leads on to the page, which takes the key of this visit out of its own address.
  await page.waitForURL((url) => url.pathname === '/' && !url.hash.includes('key='));
  const close = async () => {
    await context.close();
    host.child.kill();
    await new Promise((resolve) => host.child.once('exit', resolve));
  };
  return { page, origin: new URL(address).origin, close };
};

/** @typedef {Awaited<ReturnType<typeof openDesk>>} Desk */

/** Until all that was stored is in the journal too: nothing is at work any more. @param {Desk} desk */
export const untilQuiet = ({ page }) =>
  page.getByText('All changes saved and journaled').waitFor({ timeout: 1_800_000 });

/**
 * A desk of its own that holds so many profiles, all of them journaled.
 * @param {string} folder @param {number} rows @param {'seed' | 'seedSpread'} how
 */
const openFilled = async (folder, rows, how = 'seed') => {
  const desk = await openDesk(folder);
  const { page, origin } = desk;
  await page.goto(`${origin}/bench/index.html`);
  await page.waitForFunction(() => 'bench' in globalThis);
  await page.evaluate(`window.bench.${how}('expert-desk', ${rows})`);
  await page.goto(`${origin}/#/`);
  await untilQuiet(desk);
  return { ...desk, folder };
};

/**
 * Two desks of the app, one with few rows, one full.
 * @param {{ few: number, rows: number, how?: 'seed' | 'seedSpread' }} counts
 */
export const openDesks = async ({ few, rows, how = 'seed' }) => {
  await buildApp();
  const folder = mkdtempSync(join(tmpdir(), 'expert-desk-app-'));
  const small = await openFilled(`${folder}/small`, few);
  const full = await openFilled(`${folder}/full`, rows, how);
  const end = () => Promise.all([small.close(), full.close()]);
  const remove = () => removeFolder(folder);
  /** Ends both and removes every trace; `end` leaves their folders. */
  const close = async () => {
    await end();
    await remove();
  };
  return { small, full, end, remove, close };
};

/** When the first rows stood on the screen, in the page's own milliseconds. @param {Desk} desk */
export const firstRows = async ({ page }) => {
  const painted = () => performance.getEntriesByName('first-rows')[0]?.startTime;
  const handle = await page.waitForFunction(painted, undefined, { timeout: 120_000 });
  return Number(await handle.jsonValue());
};
