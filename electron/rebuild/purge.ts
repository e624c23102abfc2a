import { ok, type Result } from '#shared/result.ts';
import { writeProblem } from '#electron/disk/disk-problems.ts';
import { nodeDisk, type Disk } from '#electron/disk/disk.ts';
import { listBases, listErasures } from '#electron/journal/history.ts';
import type { Journal } from '#electron/journal/journal.ts';
import { must, refusalsAsProblems } from '#electron/snapshots/refusal.ts';
import { ErasedIndex, erasedRecords } from './erased-records.ts';
import {
  purgeBackup,
  purgeBackups,
  type BackupsPurge,
  type PurgeBackupsOptions,
} from './purge-backups.ts';
import { purgeJournal, type JournalPurge } from './purge-journal.ts';

export interface PurgeOptions {
  journal: Journal;
  /** The desk whose journal it is. */
  desk: string;
  /** The folder of the backups. */
  backups: string;
  disk?: Disk;
  appVersion: string;
  /** The passphrase of encrypted backups, where it is known. */
  passphrase: string | null;
  signal?: AbortSignal;
  onProgress?: (progress: { phase: string; done: number; total: number | null }) => void;
}

export type Purge = JournalPurge & BackupsPurge;

/**
 * Removes every value of erased records from journal and backups (ERASURE.md). Each file is replaced as a
 * whole, so that being killed at any moment loses nothing, and doing it again ends where it would have.
 */
export const purgeErased = async (options: PurgeOptions): Promise<Result<Purge>> => {
  const { journal, desk, backups, disk = nodeDisk, appVersion, passphrase, signal } = options;
  const { folder } = journal;
  options.onProgress?.({ phase: 'Erasing from the journal', done: 0, total: null });
  const done = await refusalsAsProblems(
    (error) => writeProblem(error, folder),
    () =>
      journal.paused(async () => {
        const bases = await listBases(folder, { disk });
        const erased = new ErasedIndex(
          erasedRecords(await listErasures(folder, Infinity, { disk })),
        );
        const none = { segments: 0, entries: 0 };
        const purged =
          erased.records.length === 0 ? none : await purgeJournal(folder, erased, disk);
        return { bases, erased, purged };
      }),
  );
  if (!done.ok) return done;
  const { bases, erased, purged } = done.value;
  const watched = signal === undefined ? {} : { signal };
  const onProgress = (done: number, total: number) =>
    options.onProgress?.({ phase: 'Erasing from backups', done, total });
  const reading = { disk, desk, bases, appVersion, passphrase, onProgress, ...watched };
  const others = await refusalsAsProblems(
    (error) => writeProblem(error, backups),
    () => purgeBackups(backups, erased, reading),
  );
  return others.ok ? ok({ ...purged, ...others.value }) : others;
};

/**
 * Removes what was erased from one snapshot that has come among the backups (ERA5); `journal` is a folder.
 * Gives whether it was rewritten.
 */
export const purgeTakenIn = (
  path: string,
  { journal, ...options }: Omit<PurgeBackupsOptions, 'bases'> & { journal: string },
): Promise<Result<boolean>> =>
  refusalsAsProblems(
    (error) => writeProblem(error, path),
    async () => {
      const { disk } = options;
      if ((await disk.facts(journal)) === null) return false;
      const erased = new ErasedIndex(
        erasedRecords(await listErasures(journal, Infinity, { disk })),
      );
      if (erased.records.length === 0) return false;
      const bases = await listBases(journal, { disk });
      return must(await purgeBackup(path, erased, { ...options, bases }));
    },
  );
