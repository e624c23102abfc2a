// What a benchmark runs on: the built pages, a host process, a Chromium with a profile of its own on disk.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { build } from 'vite';
import { needChromium } from '../scripts/chromium.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const out = `${root}node_modules/.cache/expert-desk/bench`;

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const configFile = `${root}build/vite.config.ts`;

/** Builds the benchmarks' page and host. */
export const buildBench = async () => {
  const page = { outDir: `${out}/page`, emptyOutDir: true, sourcemap: false };
  await build({ configFile, mode: 'renderer', root: `${root}build/bench`, build: page });
  const host = {
    outDir: `${out}/host`,
    rolldownOptions: { input: { host: `${root}build/bench/host.ts` } },
  };
  await build({ configFile, mode: 'host', build: host });
};

/** @param {string} folder */
const startHost = async (folder) => {
  const args = [`${out}/host/host.js`, '0', `${out}/page`, folder];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: child.stdout })) {
    const { port } = JSON.parse(line);
    return { child, address: `http://127.0.0.1:${port}` };
  }
  throw new Error('The host of the benchmarks ended at once.');
};

/** @param {string} folder */
const startBrowser = (folder) =>
  chromium.launchPersistentContext(`${folder}/profile`, {
    executablePath: needChromium(),
    headless: true,
    args: flags,
  });

/** Resident memory of a process in MiB; 0 when it is gone, or where there is no /proc. @param {number} pid */
const residentOf = (pid) => {
  try {
    return (Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * 4096) / 2 ** 20;
  } catch {
    return 0;
  }
};

/** @param {import('playwright').BrowserContext} context */
const renderersOf = async (context) => {
  const session = await /** @type {import('playwright').Browser} */ (
    context.browser()
  ).newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
};

/** Looks at memory ten times a second while `run` runs; gives the peaks. */
const peaksOf = async (/** @type {number[]} */ pids, /** @type {() => Promise<any>} */ run) => {
  const peaks = pids.map(residentOf);
  const timer = setInterval(() => {
    pids.forEach((pid, i) => (peaks[i] = Math.max(peaks[i] ?? 0, residentOf(pid))));
  }, 100);
  try {
    return { value: await run(), peaks };
  } finally {
    clearInterval(timer);
  }
};

/** A host and a browser for one benchmark; `close` removes every trace. */
export const openMachine = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'expert-desk-bench-'));
  const host = await startHost(`${folder}/files`);
  const context = await startBrowser(folder);
  const page = context.pages()[0] ?? (await context.newPage());
  page.on('console', (message) => console.error(`page: ${message.text()}`));
  await page.goto(`${host.address}/index.html`);
  await page.waitForFunction('window.bench !== undefined');
  return {
    page,
    address: host.address,
    /** Calls a step of the page. @param {string} step @param {any[]} args */
    ask: (step, ...args) =>
      page.evaluate(([name, given]) => window['bench'][name](...given), [step, args]),
    /** Calls a step and watches the memory of host and page. @param {string} step @param {any[]} args */
    askWatched: async (step, ...args) => {
      const renderers = await renderersOf(context);
      const pids = [/** @type {number} */ (host.child.pid), ...renderers];
      const { value, peaks } = await peaksOf(pids, () =>
        page.evaluate(([name, given]) => window['bench'][name](...given), [step, args]),
      );
      const [hostPeak = 0, ...rest] = peaks;
      return { ...value, hostMiB: hostPeak, pageMiB: Math.max(0, ...rest) };
    },
    close: async () => {
      await context.close();
      host.child.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
