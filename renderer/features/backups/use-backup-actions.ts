import type { DeskApi } from '#shared/ipc/channels.ts';
import type { Backup } from '#shared/ipc/messages.ts';
import { problemText } from '#shared/problems/index.ts';
import type { Result } from '#shared/result.ts';
import type { WorkOptions } from '../../db/desk.ts';
import { useApi } from '../../state/desk-context.tsx';
import { callWithJob } from '../../state/job-calls.ts';
import { runLongWork } from '../../state/long-work.ts';
import { useSession } from '../../state/session.tsx';
import { useToasts } from '../../state/toasts.ts';
import { capitalized } from '../../ui/moment-words.ts';
import { backupName } from './backup-words.ts';
import { tellProblem, tellSuccess } from '../../state/tell.ts';

/** Runs a job of the main process that is over with its answer. */
export const runJob = async <T>(
  api: DeskApi,
  options: WorkOptions,
  call: (job: string) => Promise<Result<T>>,
): Promise<Result<T>> => {
  const answer = await callWithJob(api, options, call);
  if (!answer.ok) return answer;
  const { job, value } = answer.value;
  await api.call('job.close', { job });
  return { ok: true, value };
};

const reveal = async (api: DeskApi, name: string | null) => {
  const shown = await api.call('backups.reveal', { name });
  if (!shown.ok) tellProblem(shown.problem);
};

const verify = async (api: DeskApi, backup: Backup) => {
  const { name } = backup;
  const verified = await runLongWork(`Verifying ${backupName(backup, Date.now())}`, (options) =>
    runJob(api, options, (job) => api.call('backups.verify', { job, name })),
  );
  if (!verified.ok) return tellProblem(verified.problem);
  const { problem } = verified.value;
  if (problem !== null)
    return useToasts.getState().show({ tone: 'error', text: problemText(problem) });
  tellSuccess(`${capitalized(backupName(backup, Date.now()))} is whole and can be restored.`);
};

const copy = async (api: DeskApi, backup: Backup) => {
  const { name } = backup;
  const copied = await runLongWork(`Copying ${backupName(backup, Date.now())}`, (options) =>
    runJob(api, options, (job) => api.call('backups.copy', { job, name })),
  );
  if (!copied.ok) return tellProblem(copied.problem);
  if (copied.value !== null) tellSuccess(`Copied as “${copied.value.name}”.`);
};

/** What can be done with backups apart from restoring one; each tells how it ended. */
export const useBackupActions = (onChanged: () => void) => {
  const api = useApi();
  const { work } = useSession();
  const backUp = async () => {
    const made = await runLongWork('Backing up', (options) => work.backUp('asked', options));
    onChanged();
    if (!made.ok) return tellProblem(made.problem);
    tellSuccess(
      made.value === null
        ? 'The desk is empty: there is nothing to back up.'
        : 'Backed up, read back and verified.',
    );
  };
  return {
    backUp: () => void backUp(),
    verify: (backup: Backup) => void verify(api, backup).then(onChanged),
    copy: (backup: Backup) => void copy(api, backup),
    reveal: (name: string | null) => void reveal(api, name),
  };
};

export type BackupActions = ReturnType<typeof useBackupActions>;
