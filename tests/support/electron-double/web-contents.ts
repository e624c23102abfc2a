import { EventEmitter } from 'node:events';
import { PreventableEvent } from './app.ts';
import type { ChromiumWindow } from './chromium-window.ts';
import { note } from './control.ts';
import type { FrameDouble } from './ipc-main.ts';
import { insist } from './strict.ts';

const known = [
  'destroyed',
  'did-start-navigation',
  'render-process-gone',
  'will-attach-webview',
  'will-frame-navigate',
  'will-prevent-unload',
  'will-redirect',
];

type OpenHandler = (details: { url: string }) => { action: 'deny' | 'allow' };

export class WebContentsDouble extends EventEmitter {
  readonly id = 1;
  readonly mainFrame: FrameDouble = { url: '', parent: null, frameTreeNodeId: 1 };
  #openHandler: OpenHandler | null = null;
  #destroyed = false;
  window: ChromiumWindow | null = null;

  override on(event: string, listener: (...args: never[]) => void): this {
    insist(known.includes(event), `webContents has no event “${event}” here`);
    return super.on(event, listener as (...args: unknown[]) => void);
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler;
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  send(channel: string, ...args: unknown[]): void {
    insist(!this.#destroyed, 'Object has been destroyed');
    this.window?.send(channel, args);
  }

  mayNavigate(details: { url: string; isMainFrame: boolean }): boolean {
    const event = Object.assign(new PreventableEvent(), details);
    insist(this.listenerCount('will-frame-navigate') > 0, 'navigation is not guarded');
    this.emit('will-frame-navigate', event);
    note(`navigation ${event.defaultPrevented ? 'prevented' : 'allowed'}: ${details.url}`);
    return !event.defaultPrevented;
  }

  navigated(): void {
    this.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false });
  }

  mayOpen(url: string): boolean {
    if (this.#openHandler === null) throw new Error('electron double: window.open is not guarded');
    const { action } = this.#openHandler({ url });
    note(`window.open ${action}`);
    return action === 'allow';
  }

  destroyed(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    this.emit('destroyed');
  }
}
