// What a benchmark runs on: the built pages, a host process, a Chromium with a profile of its own on disk.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { needChromium } from '../scripts/chromium.mjs';
import { peaksOf, renderersBelow } from './processes.mjs';
import { removeFolder } from './remove-folder.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
export const out = `${root}node_modules/.cache/expert-desk/bench`;
const configFile = `${root}build/vite.config.ts`;

/** Builds the benchmarks' page into a folder. */
export const buildPage = async (outDir = `${out}/page`) => {
  const page = { outDir, emptyOutDir: true, sourcemap: false };
  await build({ configFile, mode: 'renderer', root: `${root}build/bench`, build: page });
};

/** Builds the benchmarks' page and host. */
export const buildBench = async () => {
  await buildPage();
  const input = Object.fromEntries(
    ['host', 'idle', 'journal-of'].map((name) => [name, `${root}build/bench/${name}.ts`]),
  );
  const host = { outDir: `${out}/host`, rolldownOptions: { input } };
  await build({ configFile, mode: 'host', build: host });
};

/** What ten desks cost that have nothing to say: milliseconds of processor time, with them and without. */
export const runIdle = () => {
  const { stdout } = spawnSync(process.execPath, [`${out}/host/idle.js`], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return /** @type {{ ours: number, without: number, seconds: number }} */ (JSON.parse(stdout));
};

/** @param {string} folder */
const startHost = async (folder) => {
  const child = spawn(process.execPath, [`${out}/host/host.js`, `${out}/page`, folder], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const nextLine = async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error('The host of the benchmarks has ended.');
    return JSON.parse(value);
  };
  const { port } = await nextLine();
  return { child, nextLine, address: `http://127.0.0.1:${port}` };
};

export const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * A browser as a user has it: nobody listens in on its traffic, which would cost it more than the work.
 * @param {string} folder @param {string} address
 */
const startBrowser = (folder, address) =>
  spawn(
    needChromium(),
    [
      '--headless=new',
      ...flags,
      `--user-data-dir=${folder}/profile`,
      `${address}/index.html#steps`,
    ],
    {
      stdio: 'ignore',
    },
  );

/** @param {import('node:child_process').ChildProcess} child */
const ended = (child) =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve(null);
    else child.once('exit', resolve);
  });

/** A host and a browser for one benchmark; `close` removes every trace. */
export const openMachine = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'expert-desk-bench-'));
  const host = await startHost(`${folder}/files`);
  const browser = startBrowser(folder, host.address);
  /** Has the page do a step. @param {string} step @param {any[]} args */
  const ask = async (step, ...args) => {
    host.child.stdin.write(`${JSON.stringify({ step, args })}\n`);
    const { value, error } = await host.nextLine();
    if (error !== undefined) throw new Error(`${step}: ${error}`);
    return value;
  };
  return {
    ask,
    /** The same, with the peaks of memory. @param {string} step @param {any[]} args */
    askWatched: async (step, ...args) => {
      const renderers = renderersBelow(/** @type {number} */ (browser.pid));
      const pids = [/** @type {number} */ (host.child.pid), ...renderers];
      const { value, peaks } = await peaksOf(pids, () => ask(step, ...args));
      const [hostMiB = 0, ...pages] = peaks;
      return { ...value, hostMiB, pageMiB: Math.max(0, ...pages) };
    },
    close: async () => {
      browser.kill();
      host.child.kill();
      await Promise.all([ended(browser), ended(host.child)]);
      await removeFolder(folder);
    },
  };
};
