import { backupReasons, type BackupReason } from '#shared/ipc/messages.ts';

/** What the name of a backup says: enough to list it even where it cannot be opened. */
export interface NamedBackup {
  /** `YYYY-MM-DDTHH:MM:SS.sssZ`. */
  createdAt: string;
  reason: BackupReason;
  /** The last journal entry that it contains. */
  seq: number;
}

const pattern = /^(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z ([a-z]+) (\d{6,16})\.edesk$/;

/** Sorts by time, and has no character that a system refuses: BAK1. */
export const backupName = ({ createdAt, reason, seq }: NamedBackup): string =>
  `${createdAt.replace(/[:.]/g, '-')} ${reason} ${String(seq).padStart(6, '0')}.edesk`;

/** Null for a name that is not ours. */
export const parseBackupName = (name: string): NamedBackup | null => {
  const [, day, hour, minute, second, ms, word, seq] = pattern.exec(name) ?? [];
  const reason = backupReasons.find((known) => known === word);
  if (reason === undefined) return null;
  return { createdAt: `${day}T${hour}:${minute}:${second}.${ms}Z`, reason, seq: Number(seq) };
};
