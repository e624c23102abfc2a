import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { DeskEvent } from '#shared/ipc/channels.ts';
import { reminderPath, type Reminder } from '#shared/ipc/reminders.ts';
import { appHandlers, type Notify } from '#electron/ipc/app.ts';
import { IdentityFile } from '#electron/disk/identity.ts';
import { launchBrowserHost } from '#tests/support/browser-host.ts';
import { launchElectronDouble, type RunningDouble } from '#tests/support/electron-double/launch.ts';
import { removeFolder } from '#tests/support/remove-folder.ts';
import { scratchFolder } from './scratch.ts';

const reminder: Reminder = {
  id: 'call-7',
  title: 'Call with Ana Lima in 15 min',
  body: '14:30 here, 09:30 in New York\nLithium <b>refining</b>',
  path: reminderPath.call(7),
};

const remind = (page: Page, what: Reminder) =>
  page.evaluate((sent) => window.expertDesk?.call('app.remind', sent), what);

describe('REM10 in Electron the main process shows a notification of the system', () => {
  const folder = mkdtempSync(join(tmpdir(), 'desk-reminders-'));
  let desk: RunningDouble;
  const launch = async () => {
    desk = await launchElectronDouble({ home: join(folder, 'home'), exportsFolder: folder });
  };
  beforeAll(async () => {
    await launch();
    await desk.page.getByRole('heading', { name: 'Welcome to your desk' }).waitFor();
  }, 60_000);
  afterAll(async () => {
    await desk.kill();
    removeFolder(folder);
  });

  const record = () => desk.ask<string[]>({ about: 'record' });
  const toasts = () => desk.page.locator('.toast-text').allTextContents();

  test('REM12 with its title and body, in which nothing is markup', async () => {
    expect(await remind(desk.page, reminder)).toEqual({ ok: true, value: { by: 'system' } });
    const body = '14:30 here, 09:30 in New York\nLithium ‹b›refining‹/b›';
    const linux = process.platform === 'linux';
    expect(await record()).toContain(
      `notification: ${reminder.title} | ${linux ? body : reminder.body}`,
    );
    expect(await toasts()).toEqual([]);
  });

  test('REM11 a click puts the window before the user and opens the call', async () => {
    const before = (await record()).length;
    desk.notification(reminder.title, 'click');
    await desk.page.waitForURL((url) => url.hash === '#/t/consultations/7');
    expect((await record()).slice(before)).toEqual(['shown', 'focused']);
  });

  test('REM12 one of the same id takes the place of the other', async () => {
    await remind(desk.page, { ...reminder, id: 'call-8', title: 'Soon' });
    await remind(desk.page, { ...reminder, id: 'call-8', title: 'Now' });
    expect(await record()).toContain('notification closed: Soon');
    expect(await record()).not.toContain('notification closed: Now');
  });

  test('one that the system refuses afterwards is shown in the window, and stays there', async () => {
    await remind(desk.page, { ...reminder, id: 'refused', title: 'Refused', body: 'Why' });
    desk.notification('Refused', 'failed');
    await desk.page.getByText('Refused · Why').waitFor();
    await desk.page.evaluate(() => (window.location.hash = '#/settings'));
    const toast = desk.page.locator('.toast', { hasText: 'Refused' });
    await toast.getByRole('button', { name: 'Open the call' }).click();
    await desk.page.waitForURL((url) => url.hash === '#/t/consultations/7');
    await toast.waitFor({ state: 'detached' });
  });

  test('a system without notifications says so, and the window shows the reminder', async () => {
    desk.supportNotifications(false);
    expect(await remind(desk.page, reminder)).toEqual({ ok: true, value: { by: 'nobody' } });
    await desk.page.evaluate(() => (window.location.hash = '#/settings'));
    await desk.page.getByRole('button', { name: 'Show a test reminder' }).click();
    await desk.page.getByText('Reminders work · This is how the desk reminds you.').waitFor();
    await desk.page.getByText(/^Shown in this window/).waitFor();
    desk.supportNotifications(true);
  });

  test('REM11 no reminder leads out of the desk, nor to a screen that reminders do not lead to', async () => {
    const paths = [
      'https://example.com/',
      '//example.com',
      '/settings',
      '/t/consultations/7/../../settings',
      '/t/consultations/07',
      '/t/users/1',
      '/today?x',
      '/today\n',
      'javascript:alert(1)',
    ];
    const before = (await record()).length;
    for (const path of paths)
      expect(await remind(desk.page, { ...reminder, path }), path).toMatchObject({
        problem: { code: 'desk.badMessage' },
      });
    expect((await record()).slice(before)).toEqual([]);
  });

  test('the page itself may show none: the permission stays denied', async () => {
    const question = { address: 'app://desk/', isMainFrame: true } as const;
    const asked = { about: 'permission', permission: 'notifications', ...question } as const;
    expect(await desk.ask<boolean>(asked)).toBe(false);
    expect(await desk.page.evaluate(() => Notification.permission)).not.toBe('granted');
  });

  test('a call that is about to begin is reminded of by the desk itself', async () => {
    const start = new Date(Date.now() + 9 * 60_000);
    const shown = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' }).format(start);
    const pad = (value: number) => String(value).padStart(2, '0');
    const day = `${start.getFullYear()}-${pad(start.getMonth() + 1)}-${pad(start.getDate())}`;
    const { page } = desk;
    await page.evaluate(() => (window.location.hash = '#/t/consultations/new'));
    await page.getByLabel('Expert’s name').fill('Bo Chen');
    await page.getByLabel('Starts', { exact: true }).fill(`${day} ${shown}`);
    await page.keyboard.press('Control+s');
    const line = (lines: string[]) => lines.find((said) => said.includes('Call with Bo Chen'));
    await expect
      .poll(async () => line(await record()), { timeout: 30_000 })
      .toMatch(
        new RegExp(`^notification: Call with Bo Chen in \\d+ min \\| ${shown.slice(0, 2)}:`),
      );
    const title = /Call with Bo Chen in \d+ min/.exec(line(await record()) ?? '')?.[0] ?? '';
    await page.evaluate(() => (window.location.hash = '#/today'));
    desk.notification(title, 'click');
    await page.getByRole('heading', { level: 1, name: 'Bo Chen' }).waitFor();
  });

  test('REM4 and not again after a restart', async () => {
    expect(await desk.close()).toBe(0);
    const before = Date.now();
    await launch();
    const lookedAt = () =>
      desk.page.evaluate(() => {
        const remembered = JSON.parse(localStorage.getItem('expert-desk.reminded') ?? '{}') as {
          lookedAt?: number;
        };
        return remembered.lookedAt ?? 0;
      });
    await expect.poll(lookedAt, { timeout: 30_000 }).toBeGreaterThan(before);
    expect((await record()).filter((line) => line.includes('Bo Chen'))).toEqual([]);
  });
});

describe('REM10 in the browser host the window’s browser shows it', () => {
  test('the desk’s own profile lets it, and a click opens what it leads to', async () => {
    const home = scratchFolder();
    const { page, kill } = await launchBrowserHost({ home, exportsFolder: join(home, 'out') });
    onTestFinished(kill);
    expect(await page.evaluate(() => Notification.permission)).toBe('granted');
    await page.evaluate(() => {
      const found: Notification[] = [];
      const Original = window.Notification;
      Object.assign(window, {
        found,
        Notification: class extends Original {
          constructor(title: string, options: NotificationOptions) {
            super(title, options);
            found.push(this);
          }
        },
      });
      window.location.hash = '#/settings';
    });
    await page.getByRole('button', { name: 'Show a test reminder' }).click();
    await page.getByText(/^Handed to your system/).waitFor();
    const told = await page.evaluate(() => {
      const [shown] = (window as unknown as { found: Notification[] }).found;
      shown?.dispatchEvent(new Event('click'));
      return [shown?.title, shown?.body, shown?.tag];
    });
    expect(told).toEqual(['Reminders work', 'This is how the desk reminds you.', 'test']);
    await page.getByRole('heading', { level: 1, name: 'Today' }).waitFor();
    expect(await page.locator('.toast').count()).toBe(0);
  });
});

describe('the handler of app.remind', () => {
  const ask = async (notify: Notify | null) => {
    const identity = await IdentityFile.open(scratchFolder());
    if (!identity.ok) throw new Error(identity.problem.code);
    const events: DeskEvent[] = [];
    const shell = { name: 'browser', dialogs: false, exportsFolder: '' } as const;
    const handlers = appHandlers({ shell, identity: identity.value, appVersion: '1', notify });
    const context = { emit: (event: DeskEvent) => void events.push(event) };
    return { answer: await handlers['app.remind'](reminder, context), events };
  };

  test('hands a reminder on, tells what becomes of it, and says who is to show it otherwise', async () => {
    const clicked = await ask((given, heard) => {
      expect(given).toEqual(reminder);
      heard.opened();
      return true;
    });
    expect(clicked).toEqual({
      answer: { ok: true, value: { by: 'system' } },
      events: [{ kind: 'reminderOpened', path: reminder.path }],
    });
    const failed = await ask((_, heard) => {
      heard.failed();
      return true;
    });
    expect(failed.events).toEqual([{ kind: 'reminderFailed', reminder }]);
    expect((await ask(() => false)).answer).toEqual({ ok: true, value: { by: 'nobody' } });
    expect((await ask(null)).answer).toEqual({ ok: true, value: { by: 'browser' } });
  });
});
