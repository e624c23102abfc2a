import { useEffect } from 'react';
import type { DeskApi } from '#shared/ipc/channels.ts';
import { startReminders, type ReminderHost } from '../db/reminder-pump.ts';
import {
  followChoices,
  recallReminded,
  rememberReminded,
  useReminderChoices,
} from '../state/reminders.ts';
import { followReminder, showInWindow, showReminder } from '../state/show-reminder.ts';
import { readersZone } from '../ui/moments.ts';
import type { Opened } from './open-session.ts';

/** The window, as far as reminders concern it. */
const reminderHost = (api: DeskApi): ReminderHost => ({
  choices: () => useReminderChoices.getState().choices,
  onChoices: (listener) => useReminderChoices.subscribe(listener),
  recall: recallReminded,
  remember: rememberReminded,
  show: (reminder) => void showReminder(api, reminder),
  zone: readersZone,
});

/** Goes where a notification that was clicked leads, and shows what the system could not. */
const watchNotifications = (api: DeskApi) =>
  api.onEvent((event) => {
    if (event.kind === 'reminderOpened') followReminder(event.path);
    if (event.kind === 'reminderFailed') showInWindow(event.reminder);
  });

/** Reminds of calls that are about to begin, and once a day of what waits (shared/work/REMINDERS.md). */
export const useReminders = ({ api, desk }: Opened) => {
  useEffect(() => watchNotifications(api), [api]);
  useEffect(() => followChoices(), []);
  useEffect(() => {
    const pump = startReminders(desk, reminderHost(api));
    return () => pump.close();
  }, [api, desk]);
};
