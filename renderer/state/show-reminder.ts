import type { DeskApi } from '#shared/ipc/channels.ts';
import { reminderPath, type Reminder } from '#shared/ipc/reminders.ts';
import { routeOf } from './routes.ts';
import { useToasts } from './toasts.ts';

/** Where a reminder was shown: by the operating system, or in the window. */
export type ShownBy = 'system' | 'window';

/** Milliseconds in which the browser says that a notification is shown; it may say nothing at all. */
const patience = 4000;

/** Goes where a reminder leads; an address of no screen leads nowhere (REM11). */
export const followReminder = (path: string): void => {
  if (routeOf(path).screen !== 'unknown') window.location.hash = `#${path}`;
};

/** Whether this browser lets the desk show notifications; `default` where nobody was asked yet. */
export const browserPermission = (): NotificationPermission =>
  'Notification' in window ? Notification.permission : 'denied';

/** Asks the user, where they were not asked yet; only the press of a button may lead here. */
export const askBrowser = async (): Promise<NotificationPermission> => {
  if (browserPermission() !== 'default') return browserPermission();
  return Notification.requestPermission().catch(() => 'denied' as const);
};

const open = (notification: Notification, path: string) => {
  window.focus();
  notification.close();
  followReminder(path);
};

const showByBrowser = ({ id, title, body, path }: Reminder): Promise<boolean> => {
  if (browserPermission() !== 'granted') return Promise.resolve(false);
  try {
    const notification = new Notification(title, { body, tag: id });
    notification.onclick = () => open(notification, path);
    return new Promise((resolve) => {
      notification.onshow = () => resolve(true);
      notification.onerror = () => resolve(false);
      setTimeout(() => resolve(false), patience);
    });
  } catch {
    // Some browsers let only service workers show notifications.
    return Promise.resolve(false);
  }
};

/** Shows a reminder in the window, where it stays until it is closed. */
export const showInWindow = ({ title, body, path }: Reminder): void => {
  const label = path === reminderPath.today ? 'Open Today' : 'Open the call';
  const text = [title, ...body.split('\n')].filter((line) => line !== '').join(' · ');
  const action = { label, run: () => followReminder(path) };
  useToasts.getState().show({ tone: 'info', text, stays: true, action });
};

/** Shows a reminder by the system where that is possible, and in the window where it is not (REM10). */
export const showReminder = async (api: DeskApi, reminder: Reminder): Promise<ShownBy> => {
  const answer = await api.call('app.remind', reminder);
  const by = answer.ok ? answer.value.by : 'nobody';
  if (by === 'system') return 'system';
  if (by === 'browser' && (await showByBrowser(reminder))) return 'system';
  showInWindow(reminder);
  return 'window';
};
