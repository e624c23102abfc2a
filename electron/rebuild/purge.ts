import { ok, type Result } from '#shared/result.ts';
import { writeProblem } from '#electron/disk/disk-problems.ts';
import { nodeDisk, type Disk } from '#electron/disk/disk.ts';
import { listErasures } from '#electron/journal/history.ts';
import type { Journal } from '#electron/journal/journal.ts';
import { refusalsAsProblems } from '#electron/snapshots/refusal.ts';
import { ErasedIndex, erasedRecords } from './erased-records.ts';
import { purgeBackups, type BackupsPurge } from './purge-backups.ts';
import { purgeJournal, type JournalPurge } from './purge-journal.ts';

export interface PurgeOptions {
  journal: Journal;
  /** The folder of the backups. */
  backups: string;
  disk?: Disk;
  appVersion: string;
  /** The passphrase of encrypted backups, where it is known. */
  passphrase: string | null;
  signal?: AbortSignal;
}

export type Purge = JournalPurge & BackupsPurge;

/**
 * Removes every value of erased records from journal and backups (ERASURE.md). Each file is replaced as a
 * whole, so that being killed at any moment loses nothing, and doing it again ends where it would have.
 */
export const purgeErased = async (options: PurgeOptions): Promise<Result<Purge>> => {
  const { journal, backups, disk = nodeDisk, appVersion, passphrase, signal } = options;
  const { folder } = journal;
  const done = await refusalsAsProblems(
    (error) => writeProblem(error, folder),
    () =>
      journal.paused(async () => {
        const erased = new ErasedIndex(
          erasedRecords(await listErasures(folder, Infinity, { disk })),
        );
        if (erased.records.length === 0) return { erased, purged: { segments: 0, entries: 0 } };
        return { erased, purged: await purgeJournal(folder, erased, disk) };
      }),
  );
  if (!done.ok) return done;
  const { erased, purged } = done.value;
  const watched = signal === undefined ? {} : { signal };
  const reading = { disk, appVersion, passphrase, ...watched };
  const others = await refusalsAsProblems(
    (error) => writeProblem(error, backups),
    () => purgeBackups(backups, erased, reading),
  );
  return others.ok ? ok({ ...purged, ...others.value }) : others;
};
