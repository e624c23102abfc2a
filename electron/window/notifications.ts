import { Notification, type BrowserWindow } from 'electron';
import type { Notify } from '../ipc/app.ts';
import { bringToFront } from './desk-window.ts';

/** Notifications that are held at most; one that nobody holds may be collected, and then hears no click. */
const mostHeld = 50;

/** On Linux, servers may read markup in the body, so that a name could bring a link with it. */
const withoutMarkup = (text: string): string =>
  process.platform === 'linux' ? text.replaceAll('<', '‹').replaceAll('>', '›') : text;

/** Shows reminders as notifications of the system; a click puts the window before the user. */
export const notifyBySystem = (currentWindow: () => BrowserWindow | null): Notify => {
  const held = new Map<string, Notification>();
  const hold = (id: string, notification: Notification) => {
    held.get(id)?.close();
    held.delete(id);
    held.set(id, notification);
    const [oldest] = held.keys();
    if (held.size > mostHeld && oldest !== undefined) held.delete(oldest);
  };
  return ({ id, title, body }, heard) => {
    if (!Notification.isSupported()) return false;
    const notification = new Notification({ title, body: withoutMarkup(body) });
    const letGo = () => {
      if (held.get(id) === notification) held.delete(id);
    };
    notification.on('click', () => {
      letGo();
      const window = currentWindow();
      if (window !== null) bringToFront(window);
      heard.opened();
    });
    notification.on('failed', () => {
      letGo();
      heard.failed();
    });
    hold(id, notification);
    notification.show();
    return true;
  };
};
