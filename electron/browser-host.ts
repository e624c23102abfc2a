import { fileURLToPath } from 'node:url';
import { problemText } from '#shared/problems/index.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { desksThere, openDeskFolder } from './disk/folders.ts';
import { OpenedFiles } from './disk/opened-files.ts';
import { ownSurroundings } from './disk/surroundings.ts';
import { prepareBrowserProfile } from './host/browser-profile.ts';
import {
  hasDisplay,
  openBrowserWindow,
  profileFolderFor,
  type OpenWindow,
} from './host/browser-window.ts';
import { startDeskHost, type DeskHost } from './host/desk-host.ts';
import { findBrowser } from './host/find-browser.ts';
import { askHolder } from './host/handover.ts';
import { parseHostArguments, type HostArguments } from './host/host-arguments.ts';
import { HostLock } from './host/host-lock.ts';
import { untilUnused } from './host/lifetime.ts';

/** Composition root of the desk without Electron: the same services, served to an installed browser. */
const around = ownSurroundings();
const rendererFolder = fileURLToPath(new URL('../renderer', import.meta.url));
const say = (line: string) => void process.stdout.write(`${line}\n`);

const sayAddress = (address: string) => say(`Open this address in a browser, once: ${address}`);

const openWindow = async (
  folder: string,
  { address, origin }: { address: string; origin: string },
): Promise<Result<OpenWindow>> => {
  const browser = findBrowser(around);
  if (browser === null) return fail('shell.noBrowser');
  const profile = profileFolderFor(browser, folder);
  const prepared = await prepareBrowserProfile(profile, origin);
  return prepared.ok ? openBrowserWindow(browser, { profile, address }) : prepared;
};

/** Opens a window if one is wanted and possible; otherwise says the address. */
const show = async (
  folder: string,
  { address, open }: { address: string; open: boolean },
): Promise<OpenWindow | null> => {
  if (open && hasDisplay(around)) {
    const window = await openWindow(folder, { address, origin: new URL(address).origin });
    if (window.ok) return window.value;
    say(problemText(window.problem));
  } else if (open) say('There is no display here.');
  sayAddress(address);
  return null;
};

/** Aborted by the signals that ask a process to end. */
const stopOnSignals = (): AbortSignal => {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => stop.abort());
  return stop.signal;
};

const untilAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });

const watchWindow = async (
  host: DeskHost,
  window: OpenWindow,
  { signal, everOpened }: { signal: AbortSignal; everOpened: () => boolean },
) => {
  let running = true;
  void window.ended.then(() => (running = false));
  const { windows } = host;
  await untilUnused({ windows, browserRuns: () => running, everOpened, signal });
  window.quit();
};

const serveDesk = async (
  folder: string,
  lock: HostLock,
  { open, file }: HostArguments,
): Promise<Result<void>> => {
  const signal = stopOnSignals();
  const state = { opened: false, sayNext: () => {} };
  const onOpened = () => {
    state.opened = true;
    state.sayNext();
  };
  const opened = new OpenedFiles();
  opened.offer(file);
  const started = await startDeskHost({ around, folder, rendererFolder, lock, opened, onOpened });
  if (!started.ok) return started;
  const host = started.value;
  if (host.damagedIdentity !== null)
    say(`The file desk.json was damaged. It is kept as ${host.damagedIdentity}.`);
  const newAddress = () => host.access.newAddress({ lasting: true });
  const window = await show(folder, { address: newAddress(), open });
  // Each address works once; without a window of its own the host stays within reach by the next one.
  if (window === null) state.sayNext = () => sayAddress(newAddress());
  if (window === null) await untilAborted(signal);
  else await watchWindow(host, window, { signal, everOpened: () => state.opened });
  await host.close();
  return ok(undefined);
};

const sayDesks = (): Result<void> => {
  const desks = desksThere(around);
  if (!desks.ok) return desks;
  desks.value.forEach(say);
  return ok(undefined);
};

const run = async (): Promise<Result<void>> => {
  const options = parseHostArguments(process.argv.slice(2), process.cwd());
  if (!options.ok) return options;
  if (options.value.desks) return sayDesks();
  const folder = await openDeskFolder(around, 'browser');
  if (!folder.ok) return folder;
  const acquired = await HostLock.acquire(folder.value, askHolder(options.value.file));
  if (!acquired.ok) return acquired;
  if ('address' in acquired.value) {
    say('Expert Desk is running already.');
    await show(folder.value, { address: acquired.value.address, open: options.value.open });
    return ok(undefined);
  }
  const { lock } = acquired.value;
  return serveDesk(folder.value, lock, options.value).finally(() => lock.release());
};

const result = await run();
if (!result.ok) process.stderr.write(`${problemText(result.problem)}\n`);
process.exit(result.ok ? 0 : 1);
