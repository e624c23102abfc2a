import type { ArgsOf, ChannelName, DumpReport, Identity, ResultOf } from '#shared/ipc/channels.ts';
import type { Result } from '#shared/result.ts';
import type { Progress } from '../db/desk.ts';
import type { OnExisting } from '../db/work.ts';

/** What the bulk worker and the window say to each other. */

/** One piece of work. `job` is the main process's job for it, chosen by the window. */
export type Task =
  | { kind: 'export'; suggestedName: string }
  | { kind: 'restore'; ticket: string; name: string; opened?: ResultOf<'snapshot.open'> }
  | { kind: 'import'; name: string; report: DumpReport; onExisting: OnExisting }
  | { kind: 'sample'; rows: number; seed: number }
  | { kind: 'wipe' };

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

export type ToWorker =
  | { kind: 'start'; place: Place; task: Task }
  | { kind: 'answer'; id: number; result: Result<unknown> }
  | { kind: 'cancel' };

export type FromWorker =
  Call | { kind: 'progress'; progress: Progress } | { kind: 'done'; result: Result<unknown> };
