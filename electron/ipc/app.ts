import type { ResultOf } from '#shared/ipc/channels.ts';
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

export const appHandlers = ({
  shell,
  identity,
  appVersion,
}: {
  shell: Shell;
  identity: IdentityFile;
  appVersion: string;
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
});
