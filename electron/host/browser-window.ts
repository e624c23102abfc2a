import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fail, ok, type Result } from '#shared/result.ts';
import type { Surroundings } from '../disk/folders.ts';
import type { Browser } from './find-browser.ts';

const quietFlags = [
  '--no-first-run',
  '--no-default-browser-check',
  '--no-pings',
  '--disable-background-networking',
  '--disable-breakpad',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-quic',
  '--disable-search-engine-choice-screen',
  '--disable-sync',
  '--disable-features=Translate,OptimizationHints,MediaRouter,InterestFeedContentSuggestions',
  '--metrics-recording-only',
  // No question for the password of the system's key ring: the desk stores no passwords there.
  '--password-store=basic',
  '--use-mock-keychain',
];

const isRoot = () => process.getuid?.() === 0;

/** Whether a window can be shown at all. */
export const hasDisplay = ({ platform, env }: Surroundings): boolean => {
  if (platform === 'darwin' || platform === 'win32') return true;
  return Boolean(env['DISPLAY']) || Boolean(env['WAYLAND_DISPLAY']);
};

/** Where this browser keeps the desk's profile; `deskFolder` unless the browser is confined. */
export const profileFolderFor = (browser: Browser, deskFolder: string): string =>
  join(browser.profileBase ?? deskFolder, 'chromium');

const argumentsFor = (browser: Browser, profile: string, address: string): string[] => {
  const [first, ...rest] = browser.before;
  // A flatpak sees only the folders that it is given.
  const grant = browser.command === 'flatpak' ? [`--filesystem=${profile}:create`] : [];
  return [
    ...(first === undefined ? [] : [first, ...grant, ...rest]),
    `--app=${address}`,
    `--user-data-dir=${profile}`,
    '--class=expert-desk',
    ...quietFlags,
    ...(isRoot() ? ['--no-sandbox', '--test-type'] : []),
  ];
};

export interface OpenWindow {
  /** Settles when the process that was started ends; a running browser takes a window over at once. */
  ended: Promise<void>;
  /** Asks the browser to end, as its own menu would. */
  quit(): void;
}

const settleInMs = 1_500;

const firstOf = (child: ChildProcess): Promise<string | null> => {
  const failed = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code) => {
      if (code !== 0) resolve(`it ended with status ${code ?? 'unknown'}`);
    });
  });
  return Promise.race([failed, sleep(settleInMs, null, { ref: false })]);
};

/** Opens the desk as an app window of a browser, in the desk's own profile. */
export const openBrowserWindow = async (
  browser: Browser,
  { profile, address }: { profile: string; address: string },
): Promise<Result<OpenWindow>> => {
  const child = spawn(browser.command, argumentsFor(browser, profile, address), {
    stdio: 'ignore',
    detached: true,
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const reason = await firstOf(child);
  if (reason !== null) return fail('shell.browserFailed', { browser: browser.command, reason });
  child.unref();
  return ok({ ended, quit: () => void child.kill('SIGTERM') });
};
