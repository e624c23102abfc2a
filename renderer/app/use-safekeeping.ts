import { useEffect } from 'react';
import type { DeskApi } from '#shared/ipc/channels.ts';
import type { BackupReason } from '#shared/ipc/messages.ts';
import { finishErasures, runBackup } from '../db/safety.ts';
import { useBackupNotice } from '../state/backup-notice.ts';
import { useJournal } from '../state/journal.ts';
import type { Opened } from './open-session.ts';

const quietly = { signal: new AbortController().signal, onProgress: () => undefined };

/** All windows hear that a backup is due; one of them makes it. */
const makeBackup = ({ desk, api }: Opened, reason: BackupReason) =>
  navigator.locks.request('expert-desk backup', { ifAvailable: true }, async (lock) => {
    if (lock === null) return;
    const made = await runBackup(desk, api, { reason }, quietly);
    if (!made.ok) await api.call('backups.failed', { problem: made.problem });
  });

const readNotice = async (api: DeskApi) => {
  const status = await api.call('backups.status', {});
  if (!status.ok) return;
  const { failing, protection } = status.value;
  useBackupNotice.setState({ failing, locked: protection.encrypted && !protection.unlocked });
};

const watchBackups = (opened: Opened) => {
  void readNotice(opened.api);
  void finishErasures(opened.desk, opened.api).catch(() => undefined);
  return opened.api.onEvent((event) => {
    if (event.kind === 'backupDue') void makeBackup(opened, event.reason);
    if (event.kind === 'backups') void readNotice(opened.api);
  });
};

const watchJournal = ({ pump }: Opened) => {
  useJournal.setState(pump.status);
  return pump.watch((status) => useJournal.setState(status));
};

/** Keeps the desk safe while it is open: tells how far the journal is, and makes backups when they are due. */
export const useSafekeeping = (opened: Opened) => {
  useEffect(() => watchJournal(opened), [opened]);
  useEffect(() => watchBackups(opened), [opened]);
};
