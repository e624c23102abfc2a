import { tableNames, type TableName } from '#shared/entities/index.ts';
import type { DeskApi, ResultOf } from '#shared/ipc/channels.ts';
import type { BackupReason, DumpReport, SnapshotSummary } from '#shared/ipc/messages.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { changedId } from '#shared/sync/apply-change.ts';
import type { Base, SnapshotName } from '#shared/sync/change.ts';
import type { CurrentDesk } from './current-desk.ts';
import type { WorkOptions } from './desk.ts';
import { eraseRecords, forgetPurge, isPurgePending, type ErasedRecord } from './erase.ts';
import { markBase } from './mark-base.ts';
import { runMergeApply } from './merge-work.ts';
import type { LeftOut, Merged } from './merging.ts';
import { journaled } from './journal-pump.ts';
import {
  runBackupOnly,
  runImportDump,
  runRestore,
  runWipe,
  type Imported,
  type OnExisting,
  type RestoreArgs,
} from './work.ts';

/**
 * Long work that could cost data, with what keeps it from doing so: the present is journaled and backed
 * up before anything is replaced, and what takes its place is kept where a rebuild finds it.
 */

/** What an erasure removed. */
export interface EraseReport extends ResultOf<'rebuild.purge'> {
  /** Records that were removed from the desk. */
  records: number;
}

/** Whether the desk has no record at all. */
export const isEmpty = async ({ database }: CurrentDesk): Promise<boolean> => {
  const counts = tableNames.map((table) => database.records(table).limit(1).count());
  return (await Promise.all(counts)).every((count) => count === 0);
};

/** Writes a backup of the present, journaled up to here. Null when the desk is empty: there is nothing to keep. */
export const runBackup = async (
  desk: CurrentDesk,
  api: DeskApi,
  { reason }: { reason: BackupReason },
  options: WorkOptions,
): Promise<Result<{ name: string } | null>> => {
  if (await isEmpty(desk)) return ok(null);
  // A journal that is held up is no reason to go without a backup, which holds the same and more.
  await journaled(desk);
  const written = await runBackupOnly(desk, api, { reason }, options);
  return written.ok ? ok({ name: written.value.name }) : written;
};

/** Begins again with the work itself after the backup: each has a progress of its own. */
const afterBackup = async <T>(
  desk: CurrentDesk,
  api: DeskApi,
  { reason, options }: { reason: BackupReason; options: WorkOptions },
  work: () => Promise<Result<T>>,
): Promise<Result<T>> => {
  const phased = {
    ...options,
    onProgress: ({ done, total }: { done: number; total: number | null }) =>
      options.onProgress({ phase: 'Backing up the records as they are', done, total }),
  };
  const backedUp = await runBackup(desk, api, { reason }, phased);
  if (!backedUp.ok) return backedUp;
  if (options.signal.aborted) return fail('file.cancelled');
  const done = await work();
  if (done.ok) await journaled(desk);
  return done;
};

const keepBase = async (
  api: DeskApi,
  { ticket, opened }: RestoreArgs,
): Promise<Result<SnapshotName>> => {
  // The opened file is read once more, which needs no passphrase again.
  const job = opened?.job ?? crypto.randomUUID();
  const kept = await api.call('backups.keepBase', { job, ticket });
  return kept.ok ? ok(kept.value.snapshot) : kept;
};

/** Replaces the desk by a snapshot; the present is backed up first, and the snapshot kept for rebuilding. */
export const runSafeRestore = (
  desk: CurrentDesk,
  api: DeskApi,
  args: Omit<RestoreArgs, 'base'>,
  options: WorkOptions,
): Promise<Result<SnapshotSummary>> =>
  afterBackup(desk, api, { reason: 'restore', options }, async () => {
    const base = await keepBase(api, args);
    return base.ok ? runRestore(desk, api, { ...args, base: base.value }, options) : base;
  });

/**
 * Where the journal has lost what it had acknowledged, it can only go on from a backup of the present:
 * makes one, and says so in the outbox. What goes wrong is tried again at the next start.
 */
export const goOnFromBackup = async (
  desk: CurrentDesk,
  api: DeskApi,
  options: WorkOptions,
): Promise<Result<void>> => {
  const written = await runBackup(desk, api, { reason: 'change' }, options);
  if (!written.ok) return written;
  const { workspace } = desk;
  if (written.value === null) return putBase(desk, { workspace, snapshot: null });
  const chosen = await api.call('backups.choose', { name: written.value.name });
  if (!chosen.ok) return chosen;
  const snapshot = await keepBase(api, chosen.value);
  return snapshot.ok ? putBase(desk, { workspace, snapshot: snapshot.value }) : snapshot;
};

const putBase = async (desk: CurrentDesk, base: Base): Promise<Result<void>> => {
  const writer = { number: desk.identity.number, now: Date.now };
  return markBase(desk.database, writer, { action: 'go on from a backup', base });
};

/** Adds the rows of a dump; the present is backed up first. */
export const runSafeImport = (
  desk: CurrentDesk,
  api: DeskApi,
  args: { job: string; name: string; report: DumpReport; onExisting?: OnExisting },
  options: WorkOptions,
): Promise<Result<Imported>> =>
  afterBackup(desk, api, { reason: 'import', options }, () =>
    runImportDump(desk, api, args, options),
  );

/** Merges what a plan holds; the present is backed up first. */
export const runSafeMerge = (
  desk: CurrentDesk,
  api: DeskApi,
  merge: { plan: string; leftOut: LeftOut },
  options: WorkOptions,
): Promise<Result<Merged>> =>
  afterBackup(desk, api, { reason: 'merge', options }, () =>
    runMergeApply(desk, api, merge, options),
  );

/** Empties the desk; the present is backed up first. */
export const runSafeWipe = (
  desk: CurrentDesk,
  api: DeskApi,
  options: WorkOptions,
): Promise<Result<null>> =>
  afterBackup(desk, api, { reason: 'restore', options }, () => runWipe(desk, api, options));

/**
 * Erases records for good: from the desk, and every value of theirs from the journal and the backups.
 * When the second part fails, the records are gone from the desk, and the next erasure or start goes on.
 */
export const runErase = async (
  desk: CurrentDesk,
  api: DeskApi,
  { records }: { records: readonly ErasedRecord[] },
  options: WorkOptions,
): Promise<Result<EraseReport>> => {
  const writer = { number: desk.identity.number, now: Date.now };
  const erased = await eraseRecords(desk.database, writer, records);
  if (!erased.ok) return erased;
  desk.announce(records.map(({ table, id }) => ({ table, ids: [id] })));
  const purged = await purge(desk, api, options);
  return purged.ok ? ok({ ...purged.value, records: erased.value.erased }) : purged;
};

/** Removes what was erased from journal and backups, once the journal knows of it. */
const purge = async (
  desk: CurrentDesk,
  api: DeskApi,
  { onProgress }: Pick<WorkOptions, 'onProgress'>,
): Promise<Result<ResultOf<'rebuild.purge'>>> => {
  const told = await journaled(desk);
  if (!told.ok) return told;
  const job = crypto.randomUUID();
  const stop = api.onEvent((event) => {
    if (event.kind === 'progress' && event.job === job) onProgress(event);
  });
  const purged = await api.call('rebuild.purge', { job }).finally(stop);
  if (purged.ok && purged.value.left.length === 0) await forgetPurge(desk.database);
  return purged;
};

/** Goes on with a removal that did not come to its end before. */
export const finishErasures = async (desk: CurrentDesk, api: DeskApi): Promise<void> => {
  if (await isPurgePending(desk.database)) await purge(desk, api, { onProgress: () => undefined });
};

/** What happened to a record and is not journaled yet, newest first. */
export const pendingChanges = async (desk: CurrentDesk, table: TableName, id: number) => {
  const entries = await desk.database.outbox.reverse().toArray();
  return entries.flatMap(({ seq = 0, stamp, action, changes }) =>
    changes
      .filter((change) => change.table === table && changedId(change) === id)
      .map((change) => ({ seq, at: null, stamp, action, change })),
  );
};
