import { EventEmitter } from 'node:events';
import { mkdirSync } from 'node:fs';
import { note } from './control.ts';
import { setting } from './setting.ts';
import { insist, strict } from './strict.ts';

/** Told to listeners that may prevent what would happen. */
export class PreventableEvent {
  defaultPrevented = false;
  preventDefault(): void {
    this.defaultPrevented = true;
  }
}

const known = [
  'open-file',
  'second-instance',
  'web-contents-created',
  'will-quit',
  'window-all-closed',
];

class AppDouble extends EventEmitter {
  readonly #paths = new Map([['downloads', setting.downloads]]);
  #ready = false;
  #becomeReady: () => void = () => undefined;
  readonly #whenReady = new Promise<void>((resolve) => (this.#becomeReady = resolve));
  sandboxed = false;
  locked = false;

  override on(event: string, listener: (...args: never[]) => void): this {
    insist(known.includes(event), `app has no event “${event}” here`);
    return super.on(event, listener as (...args: unknown[]) => void);
  }

  whenReady(): Promise<void> {
    return this.#whenReady;
  }

  isReady(): boolean {
    return this.#ready;
  }

  enableSandbox(): void {
    insist(!this.#ready, 'app.enableSandbox must be called before ready');
    this.sandboxed = true;
  }

  setAppUserModelId(id: string): void {
    insist(process.platform === 'win32', 'app.setAppUserModelId is there on Windows only');
    insist(!this.#ready && id !== '', 'app.setAppUserModelId must name the app before it is ready');
  }

  setPath(name: string, path: string): void {
    insist(name === 'userData', `app.setPath of “${name}” is not expected`);
    insist(!this.#ready && !this.locked, 'app.setPath must come before ready and before the lock');
    mkdirSync(path, { recursive: true });
    this.#paths.set(name, path);
  }

  getPath(name: string): string {
    const path = this.#paths.get(name);
    if (path === undefined) throw new Error(`electron double: app.getPath of “${name}” is not set`);
    return path;
  }

  requestSingleInstanceLock(told: Record<string, unknown>): boolean {
    insist(!this.locked, 'app.requestSingleInstanceLock must be asked once');
    structuredClone(told);
    this.locked = true;
    return true;
  }

  quit(): void {
    const event = new PreventableEvent();
    this.emit('will-quit', event);
    note(event.defaultPrevented ? 'quit prevented' : 'quit');
    if (!event.defaultPrevented) process.exit(0);
  }

  exit(code: number): void {
    process.exit(code);
  }

  /** Called by the double once the main module has been evaluated, as Electron does. */
  becomeReady(): void {
    this.#ready = true;
    this.#becomeReady();
  }
}

export const appDouble = new AppDouble();
export const app = strict('app', appDouble);
