import type { Backup, BackupReason, BackupStatus } from '#shared/ipc/messages.ts';
import { problemText } from '#shared/problems/index.ts';
import { countOf, sizeText } from '../../state/wording.ts';
import { capitalized, dayMoment, distanceInWords } from '../../ui/moment-words.ts';

/** Why a backup was made, in plain words. */
export const reasonTexts: Readonly<Record<BackupReason, string>> = {
  change: 'After changes',
  quit: 'When the desk was closed',
  restore: 'Before a restore',
  import: 'Before an import',
  merge: 'Before a merge',
  migration: 'Before an upgrade',
  erasure: 'Around an erasure',
  asked: 'Asked for',
  restored: 'What was restored',
};

/** What is known of whether a backup can be restored, and how good that is. */
export interface Proof {
  tone: 'good' | 'open' | 'bad';
  text: string;
}

export const proofOf = ({ problem, provenAt }: Backup, now: number): Proof => {
  if (problem !== null) return { tone: 'bad', text: problemText(problem) };
  if (provenAt === null) return { tone: 'open', text: 'Not proven yet' };
  const text = `Proven restorable ${dayMoment(Date.parse(provenAt), now)}`;
  return { tone: 'good', text };
};

/** A backup as sentences call it: “the backup of today 14:02”. */
export const backupName = ({ createdAt }: Backup, now: number): string =>
  `the backup of ${dayMoment(Date.parse(createdAt), now)}`;

/** “Today 14:17, in 12 minutes”. */
export const momentAndDistance = (iso: string, now: number): string =>
  `${capitalized(dayMoment(Date.parse(iso), now))}, ${distanceInWords(Date.parse(iso), now)}`;

/** When the next backup is made. */
export const nextText = ({ dueAt, backups }: BackupStatus, now: number): string => {
  if (dueAt === null && backups.length === 0) return 'After the first change';
  if (dueAt === null) return 'After the next change: nothing has changed since the newest';
  return Date.parse(dueAt) <= now ? 'Any moment now' : momentAndDistance(dueAt, now);
};

/** “14 backups, 380 MB”. */
export const keptText = ({ backups }: BackupStatus): string =>
  backups.length === 0
    ? 'None yet'
    : `${countOf(backups.length, 'backup')}, ${sizeText(backups.reduce((sum, { size }) => sum + size, 0))}`;
