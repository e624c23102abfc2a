import type { Identity } from '#shared/ipc/messages.ts';
import type { Problem } from '#shared/problems/index.ts';
import type { Result } from '#shared/result.ts';
import type { Seen } from '#shared/sync/seen.ts';
import type { Disk } from '#electron/disk/disk.ts';
import type { Journal } from '#electron/journal/journal.ts';

export interface ExchangeOptions {
  /** Folders: the desk's own, and its backups'. */
  deskFolder: string;
  backups: string;
  journal: Journal;
  identity: () => Identity;
  /** Gives the desk another number. */
  renumber: (taken: ReadonlySet<number>) => Promise<Result<Identity>>;
  appVersion: string;
  /** The passphrase of the backups, where they have one and it is known. */
  passphrase: () => string | null;
  /** The disk of shared folders; the system's if absent. */
  disk?: Disk;
  /** Milliseconds since 1970. */
  now?: () => number;
  /** Milliseconds for which what was journaled is gathered before it is sent. */
  gather?: number;
}

/** What a window has taken in, or held back. */
export interface TakenFile {
  desk: string;
  file: string;
  entries: number;
  seen: Seen;
  held: Problem | null;
}
