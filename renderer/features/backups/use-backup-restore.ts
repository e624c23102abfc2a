import { useEffect, useEffectEvent, useState } from 'react';
import type { DeskApi } from '#shared/ipc/channels.ts';
import type { Backup, ChosenFile, SnapshotSummary } from '#shared/ipc/messages.ts';
import type { Problem } from '#shared/problems/index.ts';
import { ok, type Result } from '#shared/result.ts';
import { useApi } from '../../state/desk-context.tsx';
import { callWithJob } from '../../state/job-calls.ts';
import { runLongWork } from '../../state/long-work.ts';
import { useSession } from '../../state/session.tsx';
import { dayMoment } from '../../ui/moment-words.ts';
import { backupName } from './backup-words.ts';
import { restoreSafely } from '../../state/restore-safely.ts';
import { tellProblem } from '../../state/tell.ts';

/** A backup that was read in full; its job stays open to be read on. */
export interface OpenBackup {
  backup: Backup;
  file: ChosenFile;
  job: string;
  summary: SnapshotSummary;
  passphrase: string | null;
}

/** What the dialog asks: for a passphrase, or whether to restore. */
export type RestoreQuestion =
  { ask: 'passphrase'; backup: Backup; problem: Problem } | { ask: 'restore'; open: OpenBackup };

const openBackup = (
  api: DeskApi,
  backup: Backup,
  passphrase: string | null,
): Promise<Result<OpenBackup>> =>
  runLongWork(`Reading ${backupName(backup, Date.now())}`, async (options) => {
    const chosen = await api.call('backups.choose', { name: backup.name });
    if (!chosen.ok) return chosen;
    const file = chosen.value;
    const { ticket } = file;
    const opened = await callWithJob(api, options, (job) =>
      api.call('snapshot.open', { job, ticket, passphrase }),
    );
    if (opened.ok) {
      const { job, value: summary } = opened.value;
      return ok({ backup, file, job, summary, passphrase });
    }
    await api.call('files.release', { ticket });
    return opened;
  });

const asksForPassphrase = ({ code }: Problem): boolean =>
  code === 'age.passphraseNeeded' || code === 'age.wrongPassphrase';

const release = async (api: DeskApi, { job, file: { ticket } }: OpenBackup) => {
  await api.call('job.close', { job });
  await api.call('files.release', { ticket });
};

/** Restoring a backup: it is read in full, shown, and restored when the user says so. */
export const useBackupRestore = (onChanged: () => void) => {
  const api = useApi();
  const { work } = useSession();
  const [question, setQuestion] = useState<RestoreQuestion | null>(null);
  const letGo = useEffectEvent(() => {
    if (question?.ask === 'restore') void release(api, question.open);
  });
  useEffect(() => () => letGo(), []);

  const open = async (backup: Backup, passphrase: string | null = null) => {
    const opened = await openBackup(api, backup, passphrase);
    if (opened.ok) return setQuestion({ ask: 'restore', open: opened.value });
    const { problem } = opened;
    if (asksForPassphrase(problem)) return setQuestion({ ask: 'passphrase', backup, problem });
    setQuestion(null);
    tellProblem(problem);
    onChanged();
  };
  const close = () => {
    if (question?.ask === 'restore') void release(api, question.open);
    setQuestion(null);
  };
  const restore = async ({ backup, file, job, summary, passphrase }: OpenBackup) => {
    setQuestion(null);
    const when = dayMoment(Date.parse(backup.createdAt), Date.now());
    await restoreSafely(
      { api, work },
      {
        file,
        opened: { job, summary },
        ...(passphrase === null ? {} : { passphrase }),
        done: `The desk is as it was ${when}.`,
      },
    );
    onChanged();
  };
  return { question, open, close, restore };
};
