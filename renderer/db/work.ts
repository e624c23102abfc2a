import type { DeskApi, ResultOf } from '#shared/ipc/channels.ts';
import type { BackupReason, DumpReport, SnapshotSummary } from '#shared/ipc/messages.ts';
import type { Result } from '#shared/result.ts';
import type { SnapshotName } from '#shared/sync/change.ts';
import type { Task } from '../workers/bulk-messages.ts';
import type { CurrentDesk } from './current-desk.ts';
import type { WorkOptions } from './desk.ts';
import { removeOrphans, rootOf } from './root.ts';
import { runInWorker } from './work-relay.ts';

/** Work that fills no database aside. */
const leavesAsItIs = new Set<Task['kind']>(['export', 'backup', 'mergePlan', 'mergeApply']);

/**
 * Long work on the whole database, from the window's side. Each piece runs in a worker of its own, shows
 * progress, and can be cancelled: then, as after any failure or crash, the desk is what it was before.
 * Cancelling gives the problem `file.cancelled`.
 *
 * Restore, import, sample and wipe put the desk's data into a new database. When they resolve, this
 * window has gone over to it, and `watch` has told of all tables; other windows follow by themselves.
 */
export const runWork = async <T>(
  desk: CurrentDesk,
  api: DeskApi,
  work: { task: Task; job?: string },
  options: WorkOptions,
): Promise<Result<T>> => {
  const { task, job = crypto.randomUUID() } = work;
  const database = desk.database.name;
  const place = { database, identity: desk.identity, job };
  const result = await runInWorker(api, place, task, options);
  // Even after a failure: a worker that dies may have died right after the switch.
  await desk.goOver();
  if (!leavesAsItIs.has(task.kind)) void removeOrphans(rootOf(database)).catch(() => undefined);
  // Each kind of task has one kind of result; the worker's code is typed by it.
  return result as Result<T>;
};

type Exported = ResultOf<'snapshot.exportFinish'>;

/** Writes the whole desk, as it is at one moment, into a snapshot file. Null when no place was chosen. */
export const runExport = (
  desk: CurrentDesk,
  api: DeskApi,
  { suggestedName, passphrase = null }: { suggestedName: string; passphrase?: string | null },
  options: WorkOptions,
): Promise<Result<Exported | null>> =>
  runWork(desk, api, { task: { kind: 'export', suggestedName, passphrase } }, options);

/** A snapshot to restore from. */
export interface RestoreArgs {
  ticket: string;
  name: string;
  opened?: { job: string; summary: SnapshotSummary };
  passphrase?: string;
  /** By what the journal knows the file; see safety.ts. */
  base?: SnapshotName | null;
}

/** Writes the whole desk among the backups. */
export const runBackupOnly = (
  desk: CurrentDesk,
  api: DeskApi,
  { reason }: { reason: BackupReason },
  options: WorkOptions,
): Promise<Result<Exported>> => runWork(desk, api, { task: { kind: 'backup', reason } }, options);

/**
 * Replaces everything in the desk by a snapshot. `opened` is a job that `snapshot.open` has verified for a
 * preview; without it the file is opened now and verified as it is read. The job is closed either way.
 */
export const runRestore = (
  desk: CurrentDesk,
  api: DeskApi,
  args: RestoreArgs,
  options: WorkOptions,
): Promise<Result<SnapshotSummary>> => {
  const { ticket, name, opened, passphrase, base = null } = args;
  const file = { ticket, name, base, ...(passphrase === undefined ? {} : { passphrase }) };
  if (opened === undefined) return runWork(desk, api, { task: { kind: 'restore', file } }, options);
  const { job, summary } = opened;
  return runWork(
    desk,
    api,
    { task: { kind: 'restore', file: { ...file, opened: summary } }, job },
    options,
  );
};

/** What to do with a record whose number the desk has already, with other values. */
export type OnExisting = 'refuse' | 'keep' | 'replace';

/** What an import did, in records. */
export interface Imported {
  /** New in the desk. */
  added: number;
  /** In the desk already, with the same values. */
  same: number;
  /** In the desk with other values, which it kept. */
  kept: number;
  /** In the desk with other values, which gave way to the file's. */
  replaced: number;
  /** Erased on this desk for good: they stay out. */
  erased: number;
}

/**
 * Adds the rows of a dump that `dump.open` has read and reported on as `job`: all of them or none.
 * A record that the desk has already with other values refuses the whole, unless `onExisting` says
 * otherwise. The job is closed either way.
 */
export const runImportDump = (
  desk: CurrentDesk,
  api: DeskApi,
  args: { job: string; name: string; report: DumpReport; onExisting?: OnExisting },
  options: WorkOptions,
): Promise<Result<Imported>> => {
  const { job, name, report, onExisting = 'refuse' } = args;
  return runWork(desk, api, { task: { kind: 'import', name, report, onExisting }, job }, options);
};

/** Fills an empty desk with made-up records: about `rows` of them, always the same for a seed. */
export const runSample = (
  desk: CurrentDesk,
  api: DeskApi,
  { rows, seed }: { rows: number; seed: number },
  options: WorkOptions,
): Promise<Result<{ rows: number }>> =>
  runWork(desk, api, { task: { kind: 'sample', rows, seed } }, options);

/** Starts over: an empty desk with a new workspace. */
export const runWipe = (
  desk: CurrentDesk,
  api: DeskApi,
  options: WorkOptions,
): Promise<Result<null>> => runWork(desk, api, { task: { kind: 'wipe' } }, options);
