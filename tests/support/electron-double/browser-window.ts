import { EventEmitter } from 'node:events';
import { appDouble } from './app.ts';
import { ChromiumWindow } from './chromium-window.ts';
import { note } from './control.ts';
import { invoke } from './ipc-main.ts';
import { insist, strict } from './strict.ts';
import { WebContentsDouble } from './web-contents.ts';
import { checkWindowOptions, type WindowOptions } from './window-options.ts';

const knownEvents = ['closed', 'move', 'ready-to-show', 'resize'];

class BrowserWindowDouble extends EventEmitter {
  readonly webContents = new WebContentsDouble();
  readonly #options: WindowOptions;
  #chromium: ChromiumWindow | null = null;
  #closed = false;

  constructor(options: WindowOptions) {
    super();
    insist(appDouble.isReady(), 'a window needs the app to be ready');
    insist(appDouble.sandboxed, 'app.enableSandbox was not called');
    insist(appDouble.locked, 'the single instance lock was not asked for');
    checkWindowOptions(options);
    this.#options = options;
    appDouble.emit('web-contents-created', {}, strict('webContents', this.webContents));
    note(`window at ${options.x ?? 'any'}, ${options.y ?? 'any'}`);
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
    });
    this.#chromium = chromium;
    webContents.window = chromium;
    webContents.mainFrame.url = address;
    await chromium.addPreload(this.#options.webPreferences.preload);
    await chromium.load(address, profile);
    this.emit('ready-to-show');
    this.emit('move');
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
  construct: (Target, [options]: [WindowOptions]) => {
    current = new Target(options);
    return strict('BrowserWindow', current);
  },
});
