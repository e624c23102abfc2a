import type { ResultOf } from '#shared/ipc/channels.ts';
import type { Reminder } from '#shared/ipc/reminders.ts';
import { ok } from '#shared/result.ts';
import type { IdentityFile } from '../disk/identity.ts';
import type { Handlers } from './handlers.ts';

/** What differs between the shells. */
export interface Shell {
  name: ResultOf<'app.info'>['shell'];
  /** Whether `files.pick` and exports open the system's own dialogs. */
  dialogs: boolean;
  /** Where finished exports go when there are no dialogs, as people would read it. */
  exportsFolder: string;
}

/** What becomes of a notification after it was handed to the system. */
interface Heard {
  /** The user clicked it, and the window is before them. */
  opened(): void;
  failed(): void;
}

/** Hands a reminder to the system as a notification; false where it shows none. */
export type Notify = (reminder: Reminder, heard: Heard) => boolean;

export const appHandlers = ({
  shell,
  identity,
  appVersion,
  notify,
}: {
  shell: Shell;
  identity: IdentityFile;
  appVersion: string;
  /** Null where the shell has no notifications of its own, and the window’s browser shows them. */
  notify: Notify | null;
}): Handlers<'app'> => ({
  'app.info': async () =>
    ok({
      shell: shell.name,
      version: appVersion,
      platform: process.platform,
      dialogs: shell.dialogs,
      exportsFolder: shell.exportsFolder,
      identity: identity.current,
    }),
  'app.rename': ({ name }) => identity.rename(name),
  'app.remind': async (reminder, { emit }) => {
    if (notify === null) return ok({ by: 'browser' });
    const isTaken = notify(reminder, {
      opened: () => emit({ kind: 'reminderOpened', path: reminder.path }),
      failed: () => emit({ kind: 'reminderFailed', reminder }),
    });
    return ok({ by: isTaken ? 'system' : 'nobody' });
  },
});
