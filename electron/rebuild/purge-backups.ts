import { join } from 'node:path';
import type { Problem } from '#shared/problems/index.ts';
import type { Result } from '#shared/result.ts';
import { writeProblem } from '#electron/disk/disk-problems.ts';
import type { Disk } from '#electron/disk/disk.ts';
import type { BaseEntry } from '#electron/journal/history.ts';
import { openSnapshot, type OpenSnapshot } from '#electron/snapshots/read-snapshot.ts';
import { must, refusalsAsProblems } from '#electron/snapshots/refusal.ts';
import { SnapshotWriter } from '#electron/snapshots/write-snapshot.ts';
import { placesOf } from './choose-start.ts';
import { rowLines } from './desk-lines.ts';
import type { ErasedIndex } from './erased-records.ts';
import { mergeDesk, tombstonesOf, type Erased } from './merge-desk.ts';
import { SortedChanges } from './sorted-changes.ts';

export interface BackupsPurge {
  /** Names of those that were rewritten. */
  backups: string[];
  /** What could not be read or written, and may still hold values. */
  left: { name: string; problem: Problem }[];
}

export interface PurgeBackupsOptions {
  disk: Disk;
  /** The desk whose journal tells what was erased, and what that journal went on from. */
  desk: string;
  bases: readonly BaseEntry[];
  appVersion: string;
  passphrase: string | null;
  signal?: AbortSignal;
  /** Told of each backup that is done with. */
  onProgress?: (done: number, total: number) => void;
}

const holdsErased = async (open: OpenSnapshot, erased: Erased): Promise<boolean> => {
  for await (const lines of rowLines(open))
    if (lines.some(({ table, id }) => erased.has(`${table} ${id}`))) return true;
  return false;
};

/** Writes a backup anew without erased rows, under its name and with its own head (ERA5). */
const rewrite = async (
  open: OpenSnapshot,
  path: string,
  erased: Erased,
  { disk, passphrase, signal }: PurgeBackupsOptions,
): Promise<void> => {
  const { manifest, encrypted } = open.facts;
  const writing = { disk, replace: true, passphrase: encrypted ? passphrase : null };
  const writer = must(await SnapshotWriter.create(path, manifest, writing));
  try {
    await open.rewind();
    const all = new Map([...(await tombstonesOf(open)), ...erased]);
    const changes = new SortedChanges({ disk, beside: path });
    const watched = signal === undefined ? {} : { signal };
    await mergeDesk({ open, changes, erased: all }, writer, watched);
    must(await writer.finish(watched));
  } finally {
    await writer.discard();
  }
};

/** Removes erased rows from one backup; gives whether it was rewritten. */
export const purgeBackup = (
  path: string,
  erased: ErasedIndex,
  options: PurgeBackupsOptions,
): Promise<Result<boolean>> =>
  refusalsAsProblems(
    (error) => writeProblem(error, path),
    async () => {
      const { disk, appVersion, passphrase, signal } = options;
      const open = must(await openSnapshot(path, { disk, appVersion, passphrase, signal }));
      try {
        const { manifest } = open.facts;
        const places = placesOf(manifest, { ...options, until: Infinity }, options.bases);
        const seqs = places.map(({ seq }) => seq);
        const own = erased.tombstonesAt(manifest.workspace, seqs);
        if (own.size === 0 || !(await holdsErased(open, own))) return false;
        await rewrite(open, path, own, options);
        return true;
      } finally {
        await open.close();
      }
    },
  );

/** Removes erased rows from every backup of a folder. */
export const purgeBackups = async (
  folder: string,
  erased: ErasedIndex,
  options: PurgeBackupsOptions,
): Promise<BackupsPurge> => {
  const purge: BackupsPurge = { backups: [], left: [] };
  if ((await options.disk.facts(folder)) === null) return purge;
  const names = (await options.disk.list(folder)).filter(
    (name) => name.endsWith('.edesk') && !name.startsWith('.'),
  );
  for (const [at, name] of names.entries()) {
    options.onProgress?.(at, names.length);
    const done = await purgeBackup(join(folder, name), erased, options);
    if (!done.ok) purge.left.push({ name, problem: done.problem });
    else if (done.value) purge.backups.push(name);
  }
  return purge;
};
