import { EventEmitter } from 'node:events';
import { existsSync } from 'node:fs';
import { appDouble } from './app.ts';
import { ChromiumWindow } from './chromium-window.ts';
import { note } from './control.ts';
import { invoke } from './ipc-main.ts';
import { insist, insistKeys, strict } from './strict.ts';
import { WebContentsDouble } from './web-contents.ts';

const knownOptions = [
  'x',
  'y',
  'width',
  'height',
  'minWidth',
  'minHeight',
  'title',
  'show',
  'autoHideMenuBar',
  'backgroundColor',
  'webPreferences',
];
const knownEvents = ['closed', 'move', 'ready-to-show', 'resize'];

/** What every window must be, in so many words: nothing is left to what Electron takes by itself. */
const wantedPreferences = {
  contextIsolation: true,
  sandbox: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  spellcheck: false,
} as const;

interface Options {
  width: number;
  height: number;
  show: boolean;
  webPreferences: typeof wantedPreferences & { preload: string };
}

export const checkOptions = (options: Options): void => {
  insistKeys('BrowserWindow', options, knownOptions);
  const { webPreferences } = options;
  insistKeys('webPreferences', webPreferences, ['preload', ...Object.keys(wantedPreferences)]);
  for (const [name, value] of Object.entries(wantedPreferences))
    insist(
      webPreferences[name as keyof typeof wantedPreferences] === value,
      `webPreferences.${name} must be ${value}`,
    );
  insist(existsSync(webPreferences.preload), 'the preload is not there');
  insist(webPreferences.preload.endsWith('.cjs'), 'a sandboxed preload is CommonJS');
};

class BrowserWindowDouble extends EventEmitter {
  readonly webContents = new WebContentsDouble();
  readonly #options: Options;
  #chromium: ChromiumWindow | null = null;
  #closed = false;

  constructor(options: Options) {
    super();
    insist(appDouble.isReady(), 'a window needs the app to be ready');
    insist(appDouble.sandboxed, 'app.enableSandbox was not called');
    insist(appDouble.locked, 'the single instance lock was not asked for');
    checkOptions(options);
    this.#options = options;
    appDouble.emit('web-contents-created', {}, strict('webContents', this.webContents));
    current = this;
  }

  override on(event: string, listener: (...args: never[]) => void): this {
    insist(knownEvents.includes(event), `BrowserWindow has no event “${event}” here`);
    return super.on(event, listener as (...args: unknown[]) => void);
  }

  async loadURL(address: string): Promise<void> {
    const profile = appDouble.getPath('userData');
    const { webContents } = this;
    const chromium = await ChromiumWindow.open(profile, this.#options, {
      mayNavigate: (details) => webContents.mayNavigate(details),
      navigated: () => webContents.navigated(),
      mayOpen: (url) => webContents.mayOpen(url),
      invoke: (channel, args) =>
        invoke({ sender: webContents, senderFrame: webContents.mainFrame }, channel, args),
      gone: () => this.#gone(),
    });
    this.#chromium = chromium;
    webContents.window = chromium;
    webContents.mainFrame.url = address;
    await chromium.addPreload(this.#options.webPreferences.preload);
    await chromium.load(address, profile);
    this.emit('ready-to-show');
  }

  show(): void {
    note('shown');
  }

  maximize(): void {
    note('maximized');
  }

  focus(): void {
    note('focused');
  }

  restore(): void {
    note('restored');
  }

  destroy(): void {
    void this.closeAsUser();
  }

  isMinimized(): boolean {
    return false;
  }

  isMaximized(): boolean {
    return false;
  }

  isDestroyed(): boolean {
    return this.#closed;
  }

  getNormalBounds(): { x: number; y: number; width: number; height: number } {
    const { width, height } = this.#options;
    return { x: 10, y: 20, width, height };
  }

  /** What the user does with the window's own button. */
  async closeAsUser(): Promise<void> {
    await this.#chromium?.close();
    this.#gone();
  }

  #gone(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.emit('closed');
    this.webContents.destroyed();
    appDouble.emit('window-all-closed');
  }
}

let current: BrowserWindowDouble | null = null;
export const currentWindow = (): BrowserWindowDouble => {
  if (current === null) throw new Error('electron double: there is no window');
  return current;
};

/** As a class, with every use of a window checked. */
export const BrowserWindow = new Proxy(BrowserWindowDouble, {
  construct: (Target, [options]: [Options]) => strictWindow(new Target(options)),
});

const strictWindow = (window: BrowserWindowDouble): BrowserWindowDouble =>
  strict('BrowserWindow', window);
