import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from 'playwright';
import { prepareBrowserProfile } from '#electron/host/browser-profile.ts';
import { builtFile } from './built.ts';
import { testChromium } from './chromium.ts';
import { killBrowserOf } from './kill-browser.ts';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A browser host that runs in a process of its own, as `npm start -- --no-open` starts it. */
export class HostProcess {
  readonly child: ChildProcess;
  /** The status with which it ended; null after a signal. */
  readonly exited: Promise<number | null>;
  output = '';

  constructor(
    env: Record<string, string>,
    args: readonly string[] = ['--no-open'],
    program: string = builtFile('host/host.js'),
  ) {
    this.child = spawn(process.execPath, [program, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    });
    this.child.stdout?.on('data', (text: Buffer) => (this.output += text.toString()));
    this.child.stderr?.on('data', (text: Buffer) => (this.output += text.toString()));
    this.exited = new Promise((resolve) => this.child.once('close', (code) => resolve(code)));
  }

  /** The first address that it prints. */
  address(): Promise<string> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const found = /http:\/\/\S+/.exec(this.output)?.[0];
        if (found !== undefined) resolve(found);
      };
      this.child.stdout?.on('data', look);
      void this.exited.then((code) =>
        reject(new Error(`The host ended with status ${code}: ${this.output}`)),
      );
      look();
    });
  }
}

export interface RunningHost {
  page: Page;
  host: HostProcess;
  close: () => Promise<void>;
  kill: () => Promise<void>;
}

const openBrowser = (profile: string, headless: boolean): Promise<BrowserContext> =>
  chromium.launchPersistentContext(profile, {
    executablePath: testChromium,
    headless,
    args: flags,
    viewport: { width: 1280, height: 800 },
  });

/** Starts the built browser host and opens its address in real Chromium, in the desk's own profile. */
export const launchBrowserHost = async ({
  home,
  exportsFolder,
  headless = true,
  built,
}: {
  home: string;
  exportsFolder: string;
  headless?: boolean;
  /** The folder of another build. */
  built?: string;
}): Promise<RunningHost> => {
  const env = { EXPERT_DESK_HOME: home, EXPERT_DESK_EXPORTS: exportsFolder };
  const program = built === undefined ? builtFile('host/host.js') : join(built, 'host', 'host.js');
  const host = new HostProcess(env, ['--no-open'], program);
  const address = await host.address();
  const profile = join(home, 'browser', 'chromium');
  await prepareBrowserProfile(profile, new URL(address).origin);
  const context = await openBrowser(profile, headless);
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(address);
  await page.waitForURL((url) => url.pathname === '/');
  return {
    page,
    host,
    close: async () => {
      await context.close();
      host.child.kill('SIGTERM');
      await host.exited;
    },
    kill: async () => {
      host.child.kill('SIGKILL');
      await killBrowserOf(profile);
      await host.exited;
      await context.close().catch(() => undefined);
    },
  };
};
