import { EventEmitter } from 'node:events';
import { appDouble } from './app.ts';
import { note } from './control.ts';
import { checkNotificationOptions, type NotificationOptions } from './notification-options.ts';
import { insist, strict } from './strict.ts';

/** Whether the double's system shows notifications; a test may say otherwise. */
export const notifications: { isSupported: boolean } = { isSupported: true };

const knownEvents = ['click', 'failed'];

class NotificationDouble extends EventEmitter {
  readonly title: string;
  readonly #body: string;
  #isClosed = false;

  constructor(options: NotificationOptions) {
    super();
    insist(appDouble.isReady(), 'a notification needs the app to be ready');
    checkNotificationOptions(options);
    this.title = options.title;
    this.#body = options.body;
  }

  override on(event: string, listener: (...args: never[]) => void): this {
    insist(knownEvents.includes(event), `Notification has no event “${event}” here`);
    return super.on(event, listener as (...args: unknown[]) => void);
  }

  show(): void {
    insist(notifications.isSupported, 'notifications are not supported, and that was not asked');
    insist(this.listenerCount('click') > 0, 'nobody hears a click on the notification');
    shown.push(this);
    note(`notification: ${this.title} | ${this.#body}`);
  }

  close(): void {
    this.#isClosed = true;
    note(`notification closed: ${this.title}`);
  }

  /** What the user or the system does with it. */
  meets(event: 'click' | 'failed'): void {
    insist(!this.#isClosed, 'the notification was closed');
    this.emit(event, {}, ...(event === 'failed' ? ['the system refused'] : []));
  }
}

const shown: NotificationDouble[] = [];

/** The notification that was shown last under a title. */
export const notificationOf = (title: string): NotificationDouble => {
  const found = shown.findLast((one) => one.title === title);
  if (found === undefined) throw new Error(`electron double: no notification “${title}”`);
  return found;
};

/** As a class, with every use of it and of a notification checked. */
export const Notification = new Proxy(NotificationDouble, {
  construct: (Target, [options]: [NotificationOptions]) =>
    strict('Notification', new Target(options)),
  get: (_Target, key) => {
    if (key !== 'isSupported')
      throw new Error(`The double of electron has no Notification.${String(key)}.`);
    return () => notifications.isSupported;
  },
});
