import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import type { Page } from 'playwright';
import { launchBrowserHost, type RunningHost } from './browser-host.ts';
import { builtFile } from './built.ts';
import { removeFolder } from './remove-folder.ts';

/** Kills real hosts and browsers under load, and holds what is left against what the window had shown. */

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The built desk with the page of the load beside it, in a folder of its own; gives the folder. */
export const buildLoadedDesk = async (): Promise<string> => {
  const out = join(root, 'node_modules', '.cache', 'expert-desk', 'load');
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  cpSync(dirname(builtFile('host/host.js')), join(out, 'host'), { recursive: true });
  cpSync(dirname(builtFile('renderer/index.html')), join(out, 'renderer'), { recursive: true });
  await build({
    configFile: join(root, 'build', 'vite.config.ts'),
    mode: 'renderer',
    root: join(root, 'tests', 'support', 'load-page'),
    build: { outDir: join(out, 'renderer', 'load'), emptyOutDir: true, sourcemap: false },
  });
  return out;
};

/** A pseudo-random number generator: the same numbers for the same seed, 0 to 1. */
const randomFrom = (seed: number) => {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
};

/** What the test heard from the page before it was killed. */
interface Heard {
  committed: number;
  journaled: number;
}

export interface Survived {
  rounds: number;
  /** Rounds in which the browser's profile was deleted. */
  wiped: number;
  /** Starts after that at which the desk was made anew. */
  rebuilt: number;
  /** Other starts at which it was, since the killed browser had lost what the journal has; by what was found. */
  behind: string[];
  /** Edits that were committed, and the last that the window had shown as journaled. */
  edits: number;
  journaled: number;
  /** What was missing, in words; empty when nothing was. */
  losses: string[];
}

const turnOf = (title: string): number => Number(/^turn (\d+)$/.exec(title)?.[1] ?? NaN);

/** The turn that last wrote a record, up to a given one: turns write one record each, and every 25th all. */
const lastTurnOf = (record: number, upTo: number): number => {
  for (let turn = upTo; turn > 0; turn -= 1)
    if (turn % 25 === 0 || 1 + (turn % 40) === record) return turn;
  return 0;
};

/** What a desk lacks of what was journaled, or has that nobody wrote. */
const lossesIn = (titles: Readonly<Record<number, string>>, heard: Heard): string[] =>
  Array.from({ length: 40 }, (_, i) => i + 1).flatMap((record) => {
    const wanted = lastTurnOf(record, heard.journaled);
    if (wanted === 0) return [];
    const found = turnOf(titles[record] ?? '');
    // An edit that was committed after the last word of the journal may be there or not.
    return found >= wanted && found <= heard.committed + 1
      ? []
      : [`record ${record}: turn ${wanted} was journaled, found “${titles[record] ?? 'nothing'}”`];
  });

const openLoad = async (page: Page, heard: Heard): Promise<void> => {
  await page.exposeFunction('committed', (turn: number) => void (heard.committed = turn));
  await page.exposeFunction('journaled', (turn: number) => {
    heard.journaled = Math.max(heard.journaled, turn);
  });
  await page.goto(`${new URL(page.url()).origin}/load/index.html`);
  const opened = await page.waitForFunction(() => {
    const { textContent } = document.body;
    return textContent.startsWith('failed') ? textContent : 'load' in window && 'open';
  });
  const state = await opened.jsonValue();
  if (state !== 'open') throw new Error(String(state));
};

interface Round {
  home: string;
  heard: Heard;
  random: () => number;
  /** How long the load goes on at most, in milliseconds. */
  lastingMs: number;
}

const playRound = async (host: RunningHost, { heard, random, lastingMs }: Round) => {
  const { page } = host;
  await openLoad(page, heard);
  const [titles, recovered] = await page.evaluate(async () => [
    await window.load.titles(),
    window.load.recovered,
  ]);
  const losses = lossesIn(titles, heard);
  if (random() < 0.3) await page.evaluate(() => window.load.backUp());
  // Whatever was there at the start is what counts from here on: turns that were committed, but went with the
  // profile before they were journaled, are played again, or the page would tell of them as journaled.
  heard.committed = Math.max(...Object.values(titles as object).map(turnOf), 0);
  page.evaluate((from) => window.load.run(from), heard.committed + 1).catch(() => undefined);
  await new Promise((resolve) => setTimeout(resolve, 150 + random() * lastingMs));
  return { losses, recovered };
};

/** Starts a desk, loads it, kills host and browser, again and again; every third time the profile goes too. */
export const surviveKills = async ({
  rounds,
  seed,
  built,
  lastingMs = 2500,
  note = () => undefined,
}: {
  rounds: number;
  seed: number;
  built: string;
  lastingMs?: number;
  note?: (line: string) => void;
}): Promise<Survived> => {
  const base = mkdtempSync(join(tmpdir(), 'expert-desk-survival-'));
  const home = join(base, 'home');
  const random = randomFrom(seed);
  const heard: Heard = { committed: 0, journaled: 0 };
  let wiped = false;
  const survived: Survived = {
    rounds,
    wiped: 0,
    rebuilt: 0,
    behind: [],
    edits: 0,
    journaled: 0,
    losses: [],
  };
  try {
    for (let round = 1; round <= rounds + 1; round += 1) {
      const host = await launchBrowserHost({ home, exportsFolder: join(base, 'exports'), built });
      const last = round > rounds;
      const lasting = last ? 0 : lastingMs;
      const { losses, recovered } = await playRound(host, {
        home,
        heard,
        random,
        lastingMs: lasting,
      });
      await host.kill();
      survived.losses.push(...losses.map((loss) => `round ${round}: ${loss}`));
      if (recovered !== null && wiped) survived.rebuilt += 1;
      else if (recovered !== null) survived.behind.push(recovered);
      wiped = !last && round % 3 === 0;
      if (wiped) removeFolder(join(home, 'browser', 'chromium'));
      survived.wiped += wiped ? 1 : 0;
      note(
        `round ${round}: ${heard.journaled} journaled of ${heard.committed}${wiped ? ', profile deleted' : ''}`,
      );
    }
    return { ...survived, edits: heard.committed, journaled: heard.journaled };
  } finally {
    removeFolder(base);
  }
};
