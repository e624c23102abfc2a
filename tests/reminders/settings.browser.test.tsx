import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { defaultChoices } from '#shared/work/reminders.ts';
import { recall } from '#renderer/state/remembered.ts';
import { parseChoices, useReminderChoices } from '#renderer/state/reminders.ts';
import { useToasts } from '#renderer/state/toasts.ts';
import { openApp } from '../app/open-app.tsx';
import { AppApi } from '../app/app-api.ts';
import { violationsIn } from '../ui/axe.ts';
import { themes, wear } from '../ui/theme.ts';

beforeEach(() => {
  localStorage.clear();
  useReminderChoices.setState({ choices: defaultChoices });
});
afterEach(() => {
  vi.unstubAllGlobals();
  delete document.documentElement.dataset['theme'];
});

const card = () => page.getByRole('region', { name: 'Reminders' });
const chosen = () => parseChoices(recall('reminders'));

/** Goes to a control by Tab, as somebody without a mouse does. */
const tabTo = async (name: string | RegExp, role: 'checkbox' | 'button') => {
  const target = card()
    .getByRole(role, { name, exact: typeof name === 'string' })
    .element();
  for (let steps = 0; document.activeElement !== target && steps < 80; steps++)
    await userEvent.keyboard('{Tab}');
  expect(document.activeElement).toBe(target);
};

const openSettings = async (by: AppApi['remindedBy'] = 'system') => {
  const api = new AppApi();
  api.remindedBy = by;
  const open = await openApp('/settings', undefined, api);
  await expect.element(card()).toBeVisible();
  return open;
};

describe('what is chosen', () => {
  test('by keyboard, and kept for the next start', async () => {
    await openSettings();
    await tabTo('And when a call begins', 'checkbox');
    await userEvent.keyboard(' ');
    expect(chosen().atStart).toBe(true);
    await tabTo(/15 minutes before When/, 'button');
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByRole('option', { name: '1 hour before' })).toBeVisible();
    await userEvent.keyboard('{End}{Enter}');
    await expect.poll(() => chosen().lead).toBe(60);
    await tabTo(/At 09:00 At what time/, 'button');
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByRole('option', { name: 'At 17:00' })).toBeInTheDocument();
    await userEvent.keyboard('{Home}{Enter}');
    await expect.poll(() => chosen().hour).toBeNull();
    await tabTo('Tell me once a day what waits', 'checkbox');
    await userEvent.keyboard(' ');
    await tabTo('Remind me of calls', 'checkbox');
    await userEvent.keyboard(' ');
    const all = { calls: false, lead: 60, atStart: true, digest: false, hour: null };
    expect(chosen()).toEqual(all);
  });

  test('what is off has nothing to choose', async () => {
    await openSettings();
    await card().getByText('Remind me of calls').click();
    await card().getByText('Tell me once a day what waits').click();
    for (const name of [/When/, /At what time/])
      await expect.element(card().getByRole('button', { name })).toBeDisabled();
    const atStart = card().getByRole('checkbox', { name: 'And when a call begins' });
    await expect.element(atStart).toBeDisabled();
  });

  test('in another window is followed', async () => {
    await openSettings();
    localStorage.setItem('expert-desk.reminders', JSON.stringify({ calls: false, lead: 30 }));
    window.dispatchEvent(new StorageEvent('storage', { key: 'expert-desk.reminders' }));
    const calls = card().getByRole('checkbox', { name: 'Remind me of calls' });
    await expect.element(calls).not.toBeChecked();
    expect(useReminderChoices.getState().choices.lead).toBe(30);
  });
});

describe('REM10 the test reminder', () => {
  const press = () => card().getByRole('button', { name: 'Show a test reminder' }).click();
  const told = (text: RegExp) => expect.element(card().getByText(text)).toBeVisible();
  const toast = () => page.getByRole('region', { name: 'Messages' }).getByText(/^Reminders work/);

  test('goes to the system by the main process', async () => {
    const { api } = await openSettings();
    await press();
    await told(/^Handed to your system/);
    expect(api.reminders).toEqual([
      {
        id: 'test',
        title: 'Reminders work',
        body: 'This is how the desk reminds you.',
        path: '/today',
      },
    ]);
    await expect.element(toast()).not.toBeInTheDocument();
  });

  test('is shown in the window where nobody else can, and stays until it is closed', async () => {
    await openSettings('nobody');
    await press();
    await told(/^Shown in this window/);
    useToasts.getState().show({ tone: 'info', text: 'This goes by itself' });
    const passing = page.getByText('This goes by itself');
    await expect.element(passing).toBeVisible();
    await expect.element(passing, { timeout: 15_000 }).not.toBeInTheDocument();
    await expect.element(toast()).toBeVisible();
    expect(await violationsIn(document.body)).toEqual([]);
    await page.getByRole('button', { name: 'Open Today' }).click();
    await expect.element(page.getByRole('heading', { level: 1, name: 'Today' })).toBeVisible();
    await expect.element(toast()).not.toBeInTheDocument();
  });

  /** The browser's own notifications, as far as the desk uses them. */
  const stubNotification = (
    permission: NotificationPermission,
    {
      asked = permission,
      ends = 'show',
    }: { asked?: NotificationPermission; ends?: 'show' | 'error' | 'throws' } = {},
  ) => {
    const made: FakeNotification[] = [];
    class FakeNotification extends EventTarget {
      static permission = permission;
      static requestPermission = vi.fn(async () => (FakeNotification.permission = asked));
      onclick: (() => void) | null = null;
      onshow: (() => void) | null = null;
      onerror: (() => void) | null = null;
      readonly close = vi.fn();
      constructor() {
        super();
        if (ends === 'throws') throw new TypeError('Illegal constructor');
        made.push(this);
        setTimeout(() => (ends === 'show' ? this.onshow?.() : this.onerror?.()), 10);
      }
    }
    vi.stubGlobal('Notification', FakeNotification);
    return { made, FakeNotification };
  };

  test('REM11 is shown by the browser, and a click goes where it leads', async () => {
    const { made, FakeNotification } = stubNotification('granted');
    await openSettings('browser');
    await press();
    await told(/^Handed to your system/);
    expect(FakeNotification.requestPermission).not.toHaveBeenCalled();
    made[0]?.onclick?.();
    expect(made[0]?.close).toHaveBeenCalled();
    await expect.element(page.getByRole('heading', { level: 1, name: 'Today' })).toBeVisible();
  });

  test('asks a browser that was not asked yet', async () => {
    const { made } = stubNotification('default', { asked: 'granted' });
    await openSettings('browser');
    await expect.element(card().getByText(/The test asks your browser/)).toBeVisible();
    await press();
    await told(/^Handed to your system/);
    expect(made).toHaveLength(1);
  });

  test.each([
    ['forbids it', 'denied', 'show'],
    ['cannot show it', 'granted', 'error'],
    ['has no such thing for pages', 'granted', 'throws'],
  ] as const)('is shown in the window where the browser %s', async (_, permission, ends) => {
    stubNotification(permission, { ends });
    await openSettings('browser');
    await press();
    await told(/^Shown in this window/);
    await expect.element(toast()).toBeVisible();
  });
});

test('events of the main process: a click opens, a failure is shown here, an odd path leads nowhere', async () => {
  const { api } = await openSettings();
  const path = '/t/consultations/7';
  const reminder = { id: 'call-7', title: 'Call with Ana Lima in 5 min', body: '14:30', path };
  api.emit({ kind: 'reminderFailed', reminder });
  await expect.element(page.getByText('Call with Ana Lima in 5 min · 14:30')).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Open the call' })).toBeVisible();
  api.emit({ kind: 'reminderOpened', path: '/nowhere' });
  expect(window.location.hash).toBe('#/settings');
  api.emit({ kind: 'reminderOpened', path });
  await expect.poll(() => window.location.hash).toBe(`#${path}`);
});

test.each(themes)('the card has nothing that axe finds wrong in the %s theme', async (theme) => {
  wear(theme);
  await openSettings();
  expect(await violationsIn(card().element())).toEqual([]);
  await card().getByText('Remind me of calls').click();
  expect(await violationsIn(card().element())).toEqual([]);
});
