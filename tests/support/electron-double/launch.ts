import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright';
import { builtFile } from '../built.ts';
import { testChromium } from '../chromium.ts';
import { killBrowserOf } from '../kill-browser.ts';
import { buildDouble } from './build-double.ts';
import type { FromDouble, Question, ToDouble } from './control.ts';

/** The desk's Electron shell, running against the double. */
export interface RunningDouble {
  page: Page;
  /** What the process has written to standard error. */
  errors(): string;
  nextOpen(path: string | null): void;
  nextSave(path: string | null): void;
  /** Somebody launches the desk again, with the file that it was asked to open. */
  secondLaunch(file?: string): void;
  /** Opens a file with the desk, as macOS tells it. */
  openFile(path: string): void;
  /** Clicks the notification that was shown last under a title, or lets the system refuse it afterwards. */
  notification(title: string, meets: 'click' | 'failed'): void;
  /** Says whether the system shows notifications from now on. */
  supportNotifications(areSupported: boolean): void;
  ask<T>(question: Question): Promise<T>;
  /** Closes the window as a user does, and waits until the process has ended. Gives its status. */
  close(): Promise<number | null>;
  /** Kills the process and the browser at once. */
  kill(): Promise<void>;
}

interface Places {
  home: string;
  exportsFolder: string;
  headless?: boolean;
  /** Arguments of the launch, after the program's own. */
  args?: readonly string[];
}

const start = async ({
  home,
  exportsFolder,
  headless = true,
  args = [],
}: Places): Promise<ChildProcess> => {
  const { hook, runner } = await buildDouble();
  const setting = {
    chromium: testChromium,
    headless,
    downloads: exportsFolder,
    main: builtFile('main/main.js'),
  };
  return spawn(process.execPath, ['--import', hook, runner, ...args], {
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
    env: { ...process.env, EXPERT_DESK_HOME: home, ELECTRON_DOUBLE: JSON.stringify(setting) },
  });
};

const exitOf = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve(child.exitCode);
    else child.once('exit', (code) => resolve(code));
  });

/** The double's process and the talk with it. */
class DoubleProcess {
  readonly child: ChildProcess;
  readonly exited: Promise<number | null>;
  errors = '';
  readonly #waiting = new Map<number, (value: unknown) => void>();
  #last = 0;
  readonly window: Promise<{ cdpAddress: string; url: string }>;

  constructor(child: ChildProcess) {
    this.child = child;
    this.exited = exitOf(child);
    child.stderr?.on('data', (text: Buffer) => (this.errors += text.toString()));
    this.window = new Promise((resolve, reject) => {
      child.on('message', (message) => {
        const heard = message as FromDouble;
        if (heard.kind === 'window') resolve(heard);
        else this.#waiting.get(heard.id)?.(heard.value);
      });
      void this.exited.then((code) =>
        reject(new Error(`The double ended with status ${code}: ${this.errors}`)),
      );
    });
  }

  send(message: ToDouble): void {
    if (this.child.connected) this.child.send(message);
  }

  ask<T>(question: Question): Promise<T> {
    const id = (this.#last += 1);
    this.send({ kind: 'ask', id, question });
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, (value) => resolve(value as T));
      void this.exited.then(() => reject(new Error(`The double has ended: ${this.errors}`)));
    });
  }
}

const findPage = async (browser: Browser, url: string): Promise<Page> => {
  const pages = browser.contexts().flatMap((context) => context.pages());
  const page = pages.find((candidate) => candidate.url().startsWith(new URL(url).origin));
  if (page === undefined) throw new Error(`no page at ${url}`);
  return page;
};

/** Starts the real main bundle against the double, and connects to the window that it opens. */
export const launchElectronDouble = async (places: Places): Promise<RunningDouble> => {
  const double = new DoubleProcess(await start(places));
  const { cdpAddress, url } = await double.window;
  const browser = await chromium.connectOverCDP(cdpAddress);
  const page = await findPage(browser, url);
  return {
    page,
    errors: () => double.errors,
    nextOpen: (path) => double.send({ kind: 'nextOpen', path }),
    nextSave: (path) => double.send({ kind: 'nextSave', path }),
    secondLaunch: (file) => double.send({ kind: 'secondLaunch', told: { file: file ?? null } }),
    openFile: (path) => double.send({ kind: 'openFile', path }),
    notification: (title, meets) => double.send({ kind: 'notification', title, meets }),
    supportNotifications: (areSupported) => double.send({ kind: 'notifications', areSupported }),
    ask: (question) => double.ask(question),
    close: async () => {
      double.send({ kind: 'close' });
      const code = await double.exited;
      await browser.close().catch(() => undefined);
      return code;
    },
    kill: async () => {
      double.child.kill('SIGKILL');
      await killBrowserOf(join(places.home, 'electron', 'chromium'));
      await double.exited;
      await browser.close().catch(() => undefined);
    },
  };
};
