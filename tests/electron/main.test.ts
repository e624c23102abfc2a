import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchElectronDouble, type RunningDouble } from '#tests/support/electron-double/launch.ts';
import { removeFolder } from '#tests/support/remove-folder.ts';

const folder = mkdtempSync(join(tmpdir(), 'desk-double-'));
const places = { home: join(folder, 'home'), exportsFolder: folder };
const complaints: string[] = [];
let desk: RunningDouble;

const launch = async () => {
  desk = await launchElectronDouble(places);
  desk.page.on('console', (message) => {
    if (message.type() !== 'log') complaints.push(message.text());
  });
};

beforeAll(launch, 60_000);
afterAll(async () => {
  await desk.kill();
  removeFolder(folder);
});

const record = () => desk.ask<string[]>({ about: 'record' });
const granted = (permission: string, address = 'app://desk/', isMainFrame = true) =>
  desk.ask<boolean>({ about: 'permission', permission, address, isMainFrame });
const request = (address: string, method = 'GET') =>
  desk.ask<{ status: number; headers: Record<string, string>; length: number }>({
    about: 'request',
    address,
    method,
  });

describe('the window (the double refuses one without sandbox, isolation or guarded navigation)', () => {
  test('shows the desk', async () => {
    await desk.page.getByRole('heading').first().waitFor();
    expect(await desk.page.title()).toContain('Expert Desk');
    expect(await desk.page.evaluate(() => [crossOriginIsolated, isSecureContext])).toEqual([
      true,
      true,
    ]);
    expect(await record()).toContain('shown');
    expect(complaints).toEqual([]);
  });

  test('has exactly the Api, and nothing of Node or Electron', async () => {
    const found = await desk.page.evaluate(() => ({
      api: Object.keys(window.expertDesk ?? {}).sort(),
      frozen: Object.isFrozen(window.expertDesk),
      leaks: ['require', 'process', 'module', 'Buffer', 'electron', 'ipcRenderer'].filter(
        (name) => name in window,
      ),
    }));
    expect(found).toEqual({ api: ['call', 'onEvent'], frozen: true, leaks: [] });
  });

  test('calls the main process, with bytes both ways', async () => {
    const info = await desk.page.evaluate(() => window.expertDesk?.call('app.info', {}));
    expect(info).toMatchObject({ ok: true, value: { shell: 'electron', dialogs: true } });
    const upload = await desk.page.evaluate(async () => {
      const api = window.expertDesk!;
      const begun = await api.call('files.uploadBegin', { name: 'a.sql', size: 3 });
      if (!begun.ok) return begun;
      const { ticket } = begun.value;
      return api.call('files.uploadChunk', { ticket, offset: 0, bytes: Uint8Array.of(1, 2, 3) });
    });
    expect(upload).toEqual({ ok: true, value: {} });
  });

  test('hears events of its own work', async () => {
    const dump = join(folder, 'events.sql');
    writeFileSync(dump, 'CREATE TABLE users (id integer);\n'.repeat(10));
    desk.nextOpen(dump);
    const heard = await desk.page.evaluate(async () => {
      const api = window.expertDesk!;
      const events: unknown[] = [];
      const job = crypto.randomUUID();
      const stop = api.onEvent((event) =>
        events.push(event.kind === 'progress' && event.job === job),
      );
      const file = await api.call('files.pick', { kind: 'dump' });
      if (!file.ok || file.value === null) return [];
      await api.call('dump.open', { job, ticket: file.value.ticket });
      await new Promise((resolve) => setTimeout(resolve, 300));
      stop();
      return events;
    });
    expect(heard.length).toBeGreaterThan(0);
    expect(heard).not.toContain(false);
  });

  test('what the preload cannot parse never reaches the main process', async () => {
    const refused = await desk.page.evaluate(() =>
      window.expertDesk?.call('app.rename', { name: '', path: '/etc' } as { name: string }),
    );
    expect(refused).toMatchObject({ ok: false, problem: { code: 'desk.badMessage' } });
    const unknown = await desk.page.evaluate(() =>
      (window.expertDesk?.call as (name: string, args: object) => Promise<unknown>)('app.quit', {}),
    );
    expect(unknown).toMatchObject({ ok: false, problem: { code: 'desk.unknownChannel' } });
  });

  test('goes nowhere: not by a link, not by a frame, not by a new window', async () => {
    const before = desk.page.url();
    await desk.page.evaluate(() => {
      window.location.href = 'https://example.com/';
    });
    await desk.page.evaluate(() => void window.open('https://example.com/'));
    await desk.page.evaluate(() => {
      const frame = document.createElement('iframe');
      frame.src = '/index.html';
      document.body.append(frame);
    });
    await expect.poll(record).toContain('window.open deny');
    await expect.poll(record).toContain('navigation prevented: https://example.com/');
    expect(desk.page.url()).toBe(before);
    // Chromium makes the window before the double can close it; Electron would not have made it.
    await expect.poll(() => desk.page.context().pages().length).toBe(1);
    expect(await record()).not.toContain('navigation allowed: https://example.com/');
  });

  test('reaches no network', async () => {
    const reached = await desk.page.evaluate(() =>
      fetch('https://example.com/').then(
        () => true,
        () => false,
      ),
    );
    expect(reached).toBe(false);
    expect(desk.errors()).not.toContain('was not cancelled');
  });

  test('comes to the front when the desk is launched again', async () => {
    desk.secondLaunch();
    await expect.poll(record).toContain('focused');
  });

  test('reads a file that it is asked to open by a second launch, or by the Finder', async () => {
    const { page } = desk;
    const dump = 'tests/fixtures/sql/other-schema.copy.sql';
    desk.secondLaunch(resolve(dump));
    await page.getByRole('heading', { level: 1, name: /^Import a dump/ }).waitFor();
    await page.getByText(basename(dump)).first().waitFor();
    desk.openFile(join(folder, 'gone.edesk'));
    await page
      .getByText(/gone\.edesk/)
      .first()
      .waitFor();
    desk.openFile(resolve('README.md'));
    desk.secondLaunch();
    const opened = () => page.evaluate(() => window.expertDesk!.call('files.opened', {}));
    expect(await opened()).toEqual({ ok: true, value: null });
  });
});

describe('what the main process grants', () => {
  test('copying and lasting storage to the desk itself, and nothing else to anybody', async () => {
    expect(await granted('clipboard-sanitized-write')).toBe(true);
    expect(await granted('persistent-storage')).toBe(true);
    expect(await granted('persistent-storage', 'https://example.com/')).toBe(false);
    expect(await granted('persistent-storage', 'app://desk/', false)).toBe(false);
    const denied = [
      'media',
      'geolocation',
      'notifications',
      'clipboard-read',
      'openExternal',
      'hid',
    ];
    for (const permission of denied) expect(await granted(permission), permission).toBe(false);
  });

  test('calls only from the top frame of its own page', async () => {
    const invoke = (frame: { url: string; top: boolean }, channel = 'app.info') =>
      desk.ask({ about: 'invoke', frame, channel: 'desk:call', args: [channel, {}] });
    const ours = 'app://desk/index.html';
    expect(await invoke({ url: ours, top: true })).toMatchObject({ ok: true });
    const refused = { ok: false, problem: { code: 'desk.refused' } };
    expect(await invoke({ url: ours, top: false })).toMatchObject(refused);
    const others = ['https://desk/', 'app://other/index.html', 'app://desk:1/', 'about:blank', ''];
    for (const url of others) expect(await invoke({ url, top: true }), url).toMatchObject(refused);
    expect(await invoke({ url: ours, top: true }, 'app.quit')).toMatchObject({
      problem: { code: 'desk.unknownChannel' },
    });
  });

  test('files of the window, with the security headers, and no others', async () => {
    const page = await request('app://desk/index.html');
    expect(page.status).toBe(200);
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
    expect(page.headers['cross-origin-opener-policy']).toBe('same-origin');
    const bad = [
      'app://desk/../main/main.js',
      'app://desk/%2e%2e/main/main.js',
      'app://desk/..%2fmain%2fmain.js',
      'app://other/index.html',
      'app://desk/none',
    ];
    for (const address of bad) {
      const answer = await request(address);
      expect(answer, address).toMatchObject({ status: 404, length: 0 });
      expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
    }
    expect((await request('app://desk/index.html', 'POST')).status).toBe(405);
  });
});

describe('starting and ending', () => {
  test('a closed window ends the process; the next start finds its data and its identity', async () => {
    const identity = join(places.home, 'electron', 'desk.json');
    const before = readFileSync(identity, 'utf8');
    await desk.page.evaluate(() => localStorage.setItem('test.kept', 'yes'));
    const place = join(places.home, 'electron', 'window.json');
    await expect.poll(() => existsSync(place)).toBe(true);
    expect(await record()).toContain('window at any, any');
    expect(await desk.close()).toBe(0);
    await launch();
    expect(await desk.page.evaluate(() => localStorage.getItem('test.kept'))).toBe('yes');
    expect(readFileSync(identity, 'utf8')).toBe(before);
    expect(await record()).toContain('window at 10, 20');
  });

  test('a damaged identity is told and kept', async () => {
    const home = join(folder, 'damaged');
    mkdirSync(join(home, 'electron'), { recursive: true });
    writeFileSync(join(home, 'electron', 'desk.json'), 'damaged');
    const other = await launchElectronDouble({ home, exportsFolder: folder });
    expect(other.errors()).toContain('It is kept as “desk.json.damaged-');
    expect(await other.close()).toBe(0);
  });

  test('a folder that cannot be used is told in plain words', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    await expect(launchElectronDouble({ home: file, exportsFolder: folder })).rejects.toThrow(
      /Expert Desk cannot start.*cannot be written/s,
    );
  });
});
