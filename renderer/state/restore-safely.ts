import type { DeskApi } from '#shared/ipc/channels.ts';
import type { BackupReason, ChosenFile, SnapshotSummary } from '#shared/ipc/messages.ts';
import { runLongWork } from './long-work.ts';
import type { BulkWork } from './session.tsx';
import { tellProblem, tellSuccess } from './tell.ts';

/** What a restore needs: the main process, and the work of this window. */
export interface Restorer {
  api: DeskApi;
  work: BulkWork;
}

/** A snapshot that takes the desk's place. */
export interface RestoreOrder {
  file: Pick<ChosenFile, 'ticket' | 'name'>;
  opened?: { job: string; summary: SnapshotSummary };
  passphrase?: string;
  /** What is said when it is done: “The desk is as it was yesterday 14:02.” */
  done: string;
}

/** The backups that there are; what is made after asking is none of them. */
export const backupNames = async (api: DeskApi): Promise<ReadonlySet<string>> => {
  const status = await api.call('backups.status', {});
  return new Set(status.ok ? status.value.backups.map(({ name }) => name) : []);
};

/** The backup of the present that such work has made; null when it made none (the desk was empty). */
export const backupSince = async (
  api: DeskApi,
  reason: BackupReason,
  before: ReadonlySet<string>,
): Promise<{ name: string } | null> => {
  const status = await api.call('backups.status', {});
  if (!status.ok) return null;
  const { backups } = status.value;
  return backups.find((made) => made.reason === reason && !before.has(made.name)) ?? null;
};

/** Goes back to a backup by its name; the file at hand is forgotten afterwards. */
export const goBackTo = async (restorer: Restorer, name: string): Promise<boolean> => {
  const chosen = await restorer.api.call('backups.choose', { name });
  if (!chosen.ok) {
    tellProblem(chosen.problem);
    return false;
  }
  const file = chosen.value;
  return restoreSafely(restorer, { file, done: 'The desk is again as it was before.' });
};

/**
 * Replaces the desk, the present being backed up first; tells how it ended, and offers the way back.
 * The chosen file is released. False when it did not work: then nothing was changed.
 */
export const restoreSafely = async (restorer: Restorer, order: RestoreOrder): Promise<boolean> => {
  const { api, work } = restorer;
  const { done, file, ...how } = order;
  const before = await backupNames(api);
  const result = await runLongWork('Restoring', (options) =>
    work.restoreSnapshot({ ticket: file.ticket, name: file.name, ...how }, options),
  );
  await api.call('files.release', { ticket: file.ticket });
  if (!result.ok) {
    tellProblem(result.problem);
    return false;
  }
  const past = await backupSince(api, 'restore', before);
  const undo = past && { label: 'Undo', run: () => void goBackTo(restorer, past.name) };
  tellSuccess(done, undo ?? undefined);
  return true;
};
