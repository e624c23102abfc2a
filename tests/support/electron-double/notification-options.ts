import { insist, insistKeys } from './strict.ts';

export interface NotificationOptions {
  title: string;
  body: string;
}

/** Refuses a notification without words, or with an option that nobody has thought about. */
export const checkNotificationOptions = (options: NotificationOptions): void => {
  insistKeys('Notification', options, ['title', 'body']);
  insist(typeof options.title === 'string' && options.title !== '', 'a notification has a title');
  insist(typeof options.body === 'string', 'the body of a notification is a text');
};
