import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium } from 'playwright';
import { describe, expect, onTestFinished, test } from 'vitest';
import { HostProcess, launchBrowserHost } from '#tests/support/browser-host.ts';
import { testChromium } from '#tests/support/chromium.ts';
import { killBrowserOf } from '#tests/support/kill-browser.ts';
import { scratchFolder } from './scratch.ts';

const startHost = (home: string, env: Record<string, string> = {}, args?: string[]) => {
  const host = new HostProcess({ EXPERT_DESK_HOME: home, EXPERT_DESK_EXPORTS: home, ...env }, args);
  onTestFinished(async () => {
    host.child.kill('SIGKILL');
    await host.exited;
  });
  return host;
};

const launch = async (home: string) => {
  const running = await launchBrowserHost({ home, exportsFolder: join(home, 'out') });
  onTestFinished(() => running.kill());
  return running;
};

describe('in real Chromium', () => {
  test('the desk opens without a complaint, isolated, with storage that lasts', async () => {
    const home = scratchFolder();
    const { page } = await launch(home);
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() !== 'log') complaints.push(message.text());
    });
    await page.reload();
    await page.getByRole('heading').first().waitFor();
    expect(complaints).toEqual([]);
    expect(page.url()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    const facts = await page.evaluate(async () => ({
      isolated: crossOriginIsolated,
      lasting: await navigator.storage.persist(),
      cookie: document.cookie,
    }));
    expect(facts).toEqual({ isolated: true, lasting: true, cookie: '' });
  });

  test('inline scripts do not run, and other hosts are not reached', async () => {
    const { page } = await launch(scratchFolder());
    const result = await page.evaluate(async () => {
      const script = document.createElement('script');
      script.textContent = 'window.ran = true';
      document.head.append(script);
      const reached = await fetch('http://127.0.0.1:9/').then(
        () => true,
        (error: unknown) => String(error),
      );
      return { ran: 'ran' in window, reached };
    });
    expect(result).toEqual({ ran: false, reached: 'TypeError: Failed to fetch' });
  });

  test('a killed host leaves nothing broken: same port, same data, same desk', async () => {
    const home = scratchFolder();
    const first = await launch(home);
    const address = first.page.url();
    await first.page.evaluate(() => localStorage.setItem('test.kept', 'yes'));
    // Chromium writes local storage a moment later; IndexedDB is what records depend on.
    await first.page.evaluate(
      () =>
        new Promise<void>((resolve, reject) => {
          const open = indexedDB.open('test.kept', 1);
          open.onupgradeneeded = () => open.result.createObjectStore('store');
          open.onerror = () => reject(new Error('open'));
          open.onsuccess = () => {
            const change = open.result.transaction('store', 'readwrite', { durability: 'strict' });
            change.objectStore('store').put('yes', 1);
            change.oncomplete = () => resolve();
          };
        }),
    );
    await first.kill();
    expect(existsSync(join(home, 'browser', 'host.lock'))).toBe(true);
    const second = await launch(home);
    expect(second.page.url()).toBe(address);
    const kept = await second.page.evaluate(
      () =>
        new Promise((resolve) => {
          const open = indexedDB.open('test.kept', 1);
          open.onsuccess = () => {
            const got = open.result.transaction('store').objectStore('store').get(1);
            got.onsuccess = () => resolve(got.result);
          };
        }),
    );
    expect(kept).toBe('yes');
  });

  test('a window whose host is gone gets a problem for its calls, and goes on', async () => {
    const { page, host } = await launch(scratchFolder());
    await page.getByRole('heading').first().waitFor();
    host.child.kill('SIGKILL');
    await host.exited;
    const failed = page.waitForEvent('requestfailed', (request) => request.url().endsWith('/call'));
    await page.evaluate(() => {
      window.location.hash = '#/settings';
    });
    const name = page.getByRole('textbox', { name: /name/i }).first();
    await name.fill('Another name');
    await name.press('Enter');
    await failed;
    await page.getByText('The desk’s main process does not answer.').first().waitFor();
  });
});

describe('starting and ending', () => {
  test('a second launch hands over and ends with 0', async () => {
    const home = scratchFolder();
    const first = startHost(home);
    const address = await first.address();
    const second = startHost(home);
    expect(await second.exited).toBe(0);
    expect(second.output).toContain('Expert Desk is running already.');
    expect(await second.address()).not.toBe(address);
    expect(new URL(await second.address()).origin).toBe(new URL(address).origin);
  });

  test('a file that it is started with waits for the window, and so does one of a second launch', async () => {
    const home = scratchFolder();
    const dump = join(home, 'wörds & more.sql');
    writeFileSync(dump, 'CREATE TABLE users (id integer);\n');
    const host = startHost(home, {}, ['--no-open', 'tests/fixtures/sql/access_db.sql']);
    const browser = await chromium.launch({ executablePath: testChromium, args: ['--no-sandbox'] });
    onTestFinished(() => browser.close());
    const page = await browser.newPage();
    const isRead = async (name: string) => {
      await page.getByRole('heading', { level: 1, name: /^Import a dump/ }).waitFor();
      await page.getByText(name).first().waitFor();
    };
    await page.goto(await host.address());
    await isRead('access_db.sql');
    const second = startHost(home, {}, ['--no-open', dump]);
    expect(await second.exited).toBe(0);
    await page.goto(await second.address());
    await isRead('wörds & more.sql');
    const two = startHost(home, {}, ['--no-open', dump, dump]);
    expect(await two.exited).toBe(1);
  });

  test.each(['SIGINT', 'SIGTERM'] as const)('%s ends it cleanly', async (signal) => {
    const home = scratchFolder();
    const host = startHost(home);
    await host.address();
    host.child.kill(signal);
    expect(await host.exited).toBe(0);
    expect(existsSync(join(home, 'browser', 'host.lock'))).toBe(false);
  });

  test('with no display the address is printed and the host goes on', async () => {
    const host = startHost(scratchFolder(), { DISPLAY: '', WAYLAND_DISPLAY: '' }, []);
    expect(await host.address()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/open\//);
    expect(host.output).toContain('There is no display here.');
    expect(host.child.exitCode).toBeNull();
  });

  test('an option that is not one, or a folder that cannot be used, ends with 1 and a sentence', async () => {
    const odd = startHost(scratchFolder(), {}, ['--odd']);
    expect(await odd.exited).toBe(1);
    expect(odd.output).toContain('“--odd” is not an option');
    const relative = startHost('not/absolute');
    expect(await relative.exited).toBe(1);
    expect(relative.output).toContain('EXPERT_DESK_HOME must name a folder');
  });

  test('no browser at all is said, with the address', async () => {
    const env = { DISPLAY: ':99', CHROME: '/nowhere/chrome' };
    const host = startHost(scratchFolder(), env, []);
    await host.address();
    expect(host.output).toContain('No Chromium, Chrome, Edge or Brave was found');
  });

  test('it opens an app window of an installed browser, and ends when that ends', async () => {
    const home = scratchFolder();
    const script = join(home, 'browser.sh');
    const said = join(home, 'arguments');
    // A real Chromium, without a screen.
    writeFileSync(
      script,
      `#!/bin/sh\nprintf '%s\\n' "$@" > '${said}'\nexec '${testChromium}' --headless --disable-gpu --no-sandbox "$@"\n`,
    );
    chmodSync(script, 0o755);
    const host = startHost(home, { DISPLAY: ':99', CHROME: script }, []);
    const profile = join(home, 'browser', 'chromium');
    await expect
      .poll(() => readProfile(join(home, 'browser', 'host.json')), { timeout: 40_000 })
      .toContain('"used": true');
    expect(readFileSync(said, 'utf8')).toMatch(/^--app=http:\/\/127\.0\.0\.1:\d+\/open\//);
    expect(readFileSync(said, 'utf8')).toContain(`--user-data-dir=${profile}\n`);
    await expect
      .poll(() => existsSync(join(profile, 'Default', 'IndexedDB')), { timeout: 20_000 })
      .toBe(true);
    // A browser that ends at once counts as one that cannot be started.
    await sleep(2_000);
    await killBrowserOf(profile);
    expect(await host.exited).toBe(0);
    expect(host.output).toBe('');
  });

  test('which shells have a desk here is told to npm start', async () => {
    const home = scratchFolder();
    mkdirSync(join(home, 'electron'));
    writeFileSync(join(home, 'electron', 'desk.json'), '{}');
    const host = startHost(home, {}, ['--desks']);
    expect(await host.exited).toBe(0);
    expect(host.output).toBe('electron\n');
  });
});

const readProfile = (path: string) => (existsSync(path) ? readFileSync(path, 'utf8') : '');
