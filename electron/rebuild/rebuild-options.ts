import type { SnapshotHead } from '#shared/formats/snapshot.ts';
import type { Disk } from '#electron/disk/disk.ts';

export interface RebuildOptions {
  /** Folders. */
  journal: string;
  backups: string;
  /** Where the desk's file goes; it appears whole or not at all. */
  into: string;
  disk?: Disk;
  appVersion: string;
  /** The desk whose journal it is. */
  desk: SnapshotHead['desk'];
  /** The number of the new snapshot. */
  number: number;
  /** Milliseconds since 1970. */
  now: () => number;
  /** `YYYY-MM-DDTHH:MM:SS.sssZ`; null or absent for the journal's end. */
  at?: string | null;
  /** The passphrase of encrypted backups. */
  passphrase?: string | null;
  /** Whether encrypted backups whose passphrase is not known are to be done without, though they go on further. */
  withoutLocked?: boolean;
  /** The passphrase that the new file gets. */
  encryptWith?: string | null;
  signal?: AbortSignal;
  onProgress?: (progress: { phase: string; done: number; total: number | null }) => void;
  /** UTF-16 units of changes that are held in memory. */
  bound?: number;
}

/** The moment that is wanted, in milliseconds since 1970; Infinity for the journal's end, NaN for nonsense. */
export const untilOf = (at: string | null | undefined): number =>
  at === null || at === undefined ? Infinity : Date.parse(at);
