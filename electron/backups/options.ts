import type { BackupReason, Identity } from '#shared/ipc/messages.ts';
import type { SnapshotName } from '#shared/sync/change.ts';
import type { Seen } from '#shared/sync/seen.ts';
import type { Disk } from '../disk/disk.ts';

/** Who knows the passphrase of the backups, where they have one. */
export interface PassphraseHolder {
  readonly encrypted: boolean;
  readonly unlocked: boolean;
  /** Whether the operating system keeps it from start to start. */
  readonly kept: boolean;
  passphrase(): string | null;
}

export interface BackupsOptions {
  disk?: Disk;
  appVersion: string;
  identity: () => Identity;
  protection: PassphraseHolder;
  /** The journal's folder, and the snapshots that it goes on from: those are never removed. */
  journal: string;
  /** Null when the journal cannot tell: then nothing is removed. */
  bases: () => Promise<SnapshotName[] | null>;
  /** Milliseconds since 1970. */
  now?: () => number;
}

/** What a backup is made of: the desk's word, as the window gives it. */
export interface BackupHead {
  reason: BackupReason;
  workspace: string;
  number: number;
  lastStamp: string | null;
  seen: Seen;
  seq: number;
}

/** How the reading of a backup is followed, and broken off. */
export interface Watching {
  signal?: AbortSignal;
  onProgress?: (done: number, total: number) => void;
}

export const isoOf = (time: number): string => new Date(time).toISOString();
