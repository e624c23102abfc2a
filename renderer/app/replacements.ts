import type { DeskApi } from '#shared/ipc/channels.ts';
import type { BackupReason } from '#shared/ipc/messages.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import type { CurrentDesk } from '../db/current-desk.ts';
import type { WorkOptions } from '../db/desk.ts';
import { isEmpty, runSafeRestore, runSafeWipe } from '../db/safety.ts';
import { forgetEdits, rememberStep, type Step } from '../state/edits.ts';
import { runLongWork } from '../state/long-work.ts';
import { backupNames, backupSince } from '../state/restore-safely.ts';
import { tellProblem } from '../state/tell.ts';

/** Work that replaces or fills the whole desk, as steps that are undone by the backup that it made. */

export interface Place {
  desk: CurrentDesk;
  api: DeskApi;
}

/** The desk as it was before: in a backup, or empty. */
type Before = { backup: string } | 'empty';

const restoreBackup = async (
  { desk, api }: Place,
  name: string,
  options: WorkOptions,
): Promise<Result<unknown>> => {
  const chosen = await api.call('backups.choose', { name });
  if (!chosen.ok) return chosen;
  const { ticket } = chosen.value;
  try {
    return await runSafeRestore(desk, api, { ticket, name: chosen.value.name }, options);
  } finally {
    await api.call('files.release', { ticket });
  }
};

/** Runs work that makes a backup first; gives what the desk was before it, null where no backup is found. */
const withBefore = async <T>(
  { desk, api }: Place,
  reason: BackupReason,
  work: () => Promise<Result<T>>,
): Promise<Result<{ value: T; before: Before | null }>> => {
  const wasEmpty = await isEmpty(desk);
  const known = await backupNames(api);
  const done = await work();
  if (!done.ok) return done;
  if (wasEmpty) return ok({ value: done.value, before: 'empty' });
  const backup = await backupSince(api, reason, known);
  return ok({ value: done.value, before: backup === null ? null : { backup: backup.name } });
};

/** What goes back to how the desk was before; taking it back makes a backup to come again. */
export const stepBackTo = (place: Place, action: string, before: Before): Step => ({
  action,
  stays: true,
  takeBack: async () => {
    const taken = await runLongWork(`Undoing: ${action}`, (options) =>
      withBefore<unknown>(place, 'restore', () =>
        before === 'empty'
          ? runSafeWipe(place.desk, place.api, options)
          : restoreBackup(place, before.backup, options),
      ),
    );
    const since: Result<Before> =
      taken.ok && taken.value.before === null
        ? fail('desk.refused', { reason: 'the backup of what was undone is not to be found' })
        : taken.ok
          ? ok(taken.value.before!)
          : taken;
    if (since.ok) return stepBackTo(place, action, since.value);
    tellProblem(since.problem);
    return null;
  },
});

/** Runs such work; afterwards one step takes all of it back. */
export const asOneStep = async <T>(
  place: Place,
  { action, reason }: { action: string; reason: BackupReason },
  work: () => Promise<Result<T>>,
): Promise<Result<T>> => {
  const done = await withBefore(place, reason, work);
  if (!done.ok) return done;
  const { value, before } = done.value;
  if (before === null) forgetEdits(`There is no backup of the desk before this: ${action}.`);
  else rememberStep(stepBackTo(place, action, before));
  return ok(value);
};
