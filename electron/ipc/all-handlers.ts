import type { ChosenFileRegistry } from '../disk/chosen-files.ts';
import type { OpenedFiles } from '../disk/opened-files.ts';
import type { ShowFile } from '../disk/exports-folder.ts';
import type { IdentityFile } from '../disk/identity.ts';
import type { Safekeeping } from '../safekeeping.ts';
import { appHandlers, type Notify, type Shell } from './app.ts';
import { backupsHandlers } from './backups.ts';
import { dumpHandlers } from './dump.ts';
import { exchangeHandlers, type PickFolder } from './exchange.ts';
import { filesHandlers, type PickFile } from './files.ts';
import { jobHandlers } from './job.ts';
import { Jobs } from './jobs.ts';
import { journalHandlers } from './journal.ts';
import type { AllHandlers } from './router.ts';
import { rebuildHandlers } from './rebuild.ts';
import { sampleHandlers } from './sample.ts';
import type { Exports, Services } from './services.ts';
import { snapshotHandlers } from './snapshot.ts';

/** What a shell brings; everything else is the same in all of them. */
export interface ShellParts {
  shell: Shell;
  identity: IdentityFile;
  files: ChosenFileRegistry;
  /** What the user opens with the desk from outside. */
  opened: OpenedFiles;
  exports: Exports;
  /** Null where the shell has no dialogs. */
  pick: PickFile | null;
  pickFolder: PickFolder | null;
  /** Null where the shell shows no notifications itself. */
  notify: Notify | null;
  appVersion: string;
  safekeeping: Safekeeping;
  /** Shows a file in the system's file manager. */
  show: ShowFile;
}

/** Every handler of the channel table, and the jobs that they share. */
export const createHandlers = (parts: ShellParts): { handlers: AllHandlers; jobs: Jobs } => {
  const { files, exports, identity, appVersion } = parts;
  const jobs = new Jobs();
  const { protection } = parts.safekeeping;
  const services: Services = {
    jobs,
    files,
    exports,
    identity: () => identity.current,
    appVersion,
    protection,
  };
  return {
    jobs,
    handlers: {
      ...appHandlers(parts),
      ...filesHandlers(parts),
      ...snapshotHandlers(services),
      ...dumpHandlers(services),
      ...sampleHandlers(services),
      ...journalHandlers(parts.safekeeping),
      ...rebuildHandlers({
        jobs,
        files,
        appVersion,
        journal: parts.safekeeping.journal,
        deskFolder: parts.safekeeping.folder,
        backupsFolder: parts.safekeeping.backups.folder,
        identity: () => identity.current,
        passphrase: () => parts.safekeeping.protection.passphrase(),
        onPurged: () => parts.safekeeping.backups.reread(),
      }),
      ...backupsHandlers({
        jobs,
        files,
        exports,
        appVersion,
        backups: parts.safekeeping.backups,
        protection: parts.safekeeping.protection,
        show: parts.show,
      }),
      ...exchangeHandlers({ ...parts, exchange: parts.safekeeping.exchange }),
      ...jobHandlers(jobs),
    },
  };
};
