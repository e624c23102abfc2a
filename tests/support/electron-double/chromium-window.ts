import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  chromium,
  type BrowserContext,
  type CDPSession,
  type Page,
  type Request as PageRequest,
  type Route,
} from 'playwright';
import { tellTest } from './control.ts';
import { callBinding, pageScript, preloadScript, preloadWorld } from './page-scripts.ts';
import { serve } from './protocol.ts';
import { isCancelled, isGranted } from './session.ts';
import { deskOrigin, fromStandIn, setting, standIn, toStandIn } from './setting.ts';
import { toWire } from './wire.ts';

/** What Chromium calls a permission, and what Electron does. */
const chromiumPermissions = {
  'clipboard-write': 'clipboard-sanitized-write',
  'persistent-storage': 'persistent-storage',
  geolocation: 'geolocation',
  notifications: 'notifications',
};

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--remote-debugging-port=0',
];

/** What a window wants to hear of its page. */
interface PageEvents {
  /** False to keep the page where it is. */
  mayNavigate(details: { url: string; isMainFrame: boolean }): boolean;
  navigated(): void;
  mayOpen(address: string): boolean;
  invoke(channel: string, args: unknown[]): Promise<unknown>;
}

/** A page in real Chromium, with a preload in an isolated world, that stands for a window of Electron. */
export class ChromiumWindow {
  readonly #context: BrowserContext;
  readonly #page: Page;
  readonly #events: PageEvents;
  #session: CDPSession | null = null;
  #preloadContext: number | null = null;
  #loading = false;

  private constructor(context: BrowserContext, page: Page, events: PageEvents) {
    this.#context = context;
    this.#page = page;
    this.#events = events;
  }

  static async open(
    profile: string,
    size: { width: number; height: number },
    events: PageEvents,
  ): Promise<ChromiumWindow> {
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: setting.chromium,
      headless: setting.headless,
      args: flags,
      viewport: size,
    });
    const window = new ChromiumWindow(
      context,
      context.pages()[0] ?? (await context.newPage()),
      events,
    );
    await context.route('**/*', (route) => window.#serve(route));
    context.on('page', (page) => void window.#popUp(page));
    await window.#applyPermissions();
    return window;
  }

  async addPreload(path: string): Promise<void> {
    const session = await this.#context.newCDPSession(this.#page);
    this.#session = session;
    const { frameTree } = await session.send('Page.getFrameTree');
    session.on('Runtime.executionContextCreated', ({ context }) => {
      const { frameId } = context.auxData as { frameId: string };
      // Frames below the window’s own have no preload, and hear nothing.
      const isTop = frameId === frameTree.frame.id;
      if (context.name === preloadWorld && isTop) this.#preloadContext = context.id;
    });
    // Told as the page asks: the window that Chromium makes may be closed before it has requested anything.
    session.on('Page.windowOpen', ({ url }) => {
      if (this.#events.mayOpen(fromStandIn(url)))
        throw new Error('electron double: a new window was let in');
    });
    session.on('Runtime.bindingCalled', ({ name, payload }) => {
      if (name === callBinding) void this.#called(payload);
    });
    await session.send('Page.enable');
    await session.send('Runtime.enable');
    await session.send('Runtime.addBinding', {
      name: callBinding,
      executionContextName: preloadWorld,
    });
    await session.send('Page.addScriptToEvaluateOnNewDocument', { source: pageScript });
    await session.send('Page.addScriptToEvaluateOnNewDocument', {
      source: preloadScript(readFileSync(path, 'utf8')),
      worldName: preloadWorld,
    });
  }

  async load(address: string, profile: string): Promise<void> {
    this.#loading = true;
    await this.#page.goto(toStandIn(address));
    const [port, path] = readFileSync(join(profile, 'DevToolsActivePort'), 'utf8').split('\n');
    tellTest({
      kind: 'window',
      cdpAddress: `ws://127.0.0.1:${port}${path}`,
      url: this.#page.url(),
    });
  }

  /** Sends a message to the preload's listeners. */
  send(channel: string, args: unknown[]): void {
    void this.#evaluate('receive', { channel, args: args.map(toWire) });
  }

  async close(): Promise<void> {
    await this.#page.close({ runBeforeUnload: false });
    await this.#context.close();
  }

  async #called(payload: string): Promise<void> {
    const { id, channel, args } = JSON.parse(payload) as {
      id: number;
      channel: string;
      args: unknown[];
    };
    const answer = await this.#events.invoke(channel, args).then(
      (value) => ({ id, value: toWire(value) }),
      (error: unknown) => ({ id, error: String(error) }),
    );
    await this.#evaluate('answer', answer);
  }

  async #evaluate(method: string, message: unknown): Promise<void> {
    if (this.#session === null || this.#preloadContext === null) return;
    const text = JSON.stringify(JSON.stringify(message));
    const expression = `__electronDouble.${method}(${text})`;
    // The page may have gone in the meantime; then nobody waits for it.
    await this.#session
      .send('Runtime.evaluate', { expression, contextId: this.#preloadContext })
      .catch(() => undefined);
  }

  async #serve(route: Route): Promise<void> {
    const request = route.request();
    const address = fromStandIn(request.url());
    const frame = this.#frameOf(request);
    if (frame === 'new window') return route.abort('aborted');
    if (request.isNavigationRequest() && !this.#mayNavigate(frame === 'top', address))
      return route.abort('aborted');
    if (!address.startsWith('app:')) return this.#refuse(route, address);
    const response = await serve(address, request.method());
    await route.fulfill({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    });
  }

  #frameOf(request: PageRequest): 'top' | 'inner' | 'new window' {
    try {
      const frame = request.frame();
      if (frame.page() !== this.#page) return 'new window';
      return frame.parentFrame() === null ? 'top' : 'inner';
    } catch {
      // Playwright knows no frame yet for the first request of a new window.
      return 'new window';
    }
  }

  #mayNavigate(isMainFrame: boolean, url: string): boolean {
    const byMain = this.#loading && isMainFrame;
    this.#loading = false;
    const may = byMain || this.#events.mayNavigate({ url, isMainFrame });
    if (may && isMainFrame) this.#events.navigated();
    return may;
  }

  /** There is no network in the tests; a request that the main process lets through is an error. */
  #refuse(route: Route, address: string): Promise<void> {
    if (!isCancelled(address)) console.error(`electron double: ${address} was not cancelled`);
    return route.abort('blockedbyclient');
  }

  /** Electron would not even have made it. */
  async #popUp(page: Page): Promise<void> {
    if (page !== this.#page) await page.close();
  }

  /** Lets the page do what the main process grants, where Chromium asks for it. */
  async #applyPermissions(): Promise<void> {
    const session = await this.#context.newCDPSession(this.#page);
    for (const [name, electronName] of Object.entries(chromiumPermissions)) {
      const setting = isGranted(electronName, `${deskOrigin}/`, true) ? 'granted' : 'denied';
      const permission = {
        name,
        ...(name === 'clipboard-write' ? { allowWithoutSanitization: false } : {}),
      };
      await session.send('Browser.setPermission', { permission, setting, origin: standIn });
    }
    await session.detach();
  }
}
