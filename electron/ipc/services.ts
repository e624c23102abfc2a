import type { Identity } from '#shared/ipc/messages.ts';
import type { Result } from '#shared/result.ts';
import type { Jobs } from './jobs.ts';

/** A file that the user chose, as the main process knows it. */
export interface ChosenPath {
  /** Absolute. */
  path: string;
  /** As people would read it, without folders. */
  name: string;
  /** Bytes, when it was chosen. */
  size: number;
}

/** The files that the user chose, each behind a ticket; their paths never cross to the window. */
export interface ChosenFiles {
  /** `file.badTicket` when the ticket is unknown, was released, or its upload is not complete. */
  resolve(ticket: string): Result<ChosenPath>;
}

/** Where finished exports go. */
export interface Exports {
  /**
   * The place for a new file: asked by the system's dialog, or a free name in the exports folder.
   * Null when the user cancels. The file need not exist; an existing one was chosen to be replaced.
   */
  choose(
    suggestedName: string,
    kind: 'snapshot',
  ): Promise<Result<{ path: string; name: string } | null>>;
  /** Shows a file that was exported in this session in the system's file manager. */
  reveal(name: string): Promise<Result<Record<string, never>>>;
}

/** What the handlers of snapshots, dumps and samples are built from. */
export interface Services {
  jobs: Jobs;
  files: ChosenFiles;
  exports: Exports;
  /** Read anew at each use: the desk can be renamed. */
  identity: () => Identity;
  appVersion: string;
  /** Knows the passphrase of the desk's own backups, which open with it unasked. */
  protection?: { passphrase(): string | null };
}
