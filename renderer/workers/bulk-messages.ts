import type { ArgsOf, ChannelName, Loopback, ResultOf } from '#shared/ipc/channels.ts';
import type { BackupReason, DumpReport, Identity } from '#shared/ipc/messages.ts';
import type { Result } from '#shared/result.ts';
import type { SnapshotName } from '#shared/sync/change.ts';
import type { Progress } from '../db/desk.ts';
import type { LeftOut } from '../db/merging.ts';
import type { OnExisting } from '../db/work.ts';

/** What the bulk worker and the window say to each other. */

/** One piece of work. `job` is the main process's job for it, chosen by the window. */
export type Task =
  | { kind: 'export'; suggestedName: string; passphrase: string | null }
  | { kind: 'backup'; reason: BackupReason }
  | { kind: 'restore'; file: RestoreFile }
  | { kind: 'rebuild'; file: RestoreFile; seq: number }
  | { kind: 'import'; name: string; report: DumpReport; onExisting: OnExisting }
  | { kind: 'mergePlan'; file: RestoreFile; renumber: boolean }
  | { kind: 'mergeApply'; plan: string; leftOut: LeftOut }
  | { kind: 'sample'; rows: number; seed: number }
  | { kind: 'wipe' };

/** The snapshot that a desk is restored from. */
export interface RestoreFile {
  ticket: string;
  name: string;
  /** What `snapshot.open` gave, where the file was opened for a preview. */
  opened?: ResultOf<'snapshot.open'>;
  passphrase?: string;
  /** By what the journal knows the file; where it keeps none, null. */
  base: SnapshotName | null;
}

/** The desk that the work is for. */
export interface Place {
  /** The data database that is the desk's as the work begins. */
  database: string;
  identity: Identity;
  job: string;
}

export interface Call {
  kind: 'call';
  id: number;
  channel: ChannelName;
  args: ArgsOf<ChannelName>;
}

export interface Answer {
  kind: 'answer';
  id: number;
  result: Result<unknown>;
}

export type ToWorker =
  /** With a loopback the worker calls the main process by itself, and not through the window. */
  | { kind: 'start'; place: Place; task: Task; loopback: Loopback | null }
  | Answer
  | { kind: 'cancel' };

export type FromWorker =
  Call | { kind: 'progress'; progress: Progress } | { kind: 'done'; result: Result<unknown> };
