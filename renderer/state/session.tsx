import { createContext, use, type ReactNode } from 'react';
import type { BulkOrder, Edited } from '#shared/bulk/order.ts';
import type { TableName } from '#shared/entities/index.ts';
import type { ResultOf } from '#shared/ipc/channels.ts';
import type { BackupReason, DumpReport, Identity, SnapshotSummary } from '#shared/ipc/messages.ts';
import type { Result } from '#shared/result.ts';
import type { Change } from '#shared/sync/change.ts';
import type { Stamp } from '#shared/sync/stamp.ts';
import type { WorkOptions } from '../db/desk.ts';
import type {
  LeftOut,
  MergeFile,
  Merged,
  MergeKind,
  MergePage,
  MergePreview,
} from '../db/merging.ts';
import type { Step } from './edits.ts';

export type AppInfo = ResultOf<'app.info'>;
export type RowCounts = Readonly<Partial<Record<TableName, number>>>;
export type ExportedFile = ResultOf<'snapshot.exportFinish'>;

/** What to do with a record of a dump that the desk has already, with other values. */
export type OnExisting = 'refuse' | 'keep' | 'replace';

/** What an import did, in records. */
export interface Imported {
  added: number;
  same: number;
  kept: number;
  replaced: number;
  erased: number;
}

interface ChosenSnapshot {
  ticket: string;
  name: string;
  /** A job that has verified it already; without one it is verified first. */
  opened?: { job: string; summary: SnapshotSummary };
  passphrase?: string;
}

/** What an erasure removed, and what is left to do. */
export type Erased = ResultOf<'rebuild.purge'> & { records: number };

/** What happened to a record and is not journaled yet. */
export interface PendingChange {
  seq: number;
  at: null;
  stamp: Stamp;
  action: string;
  change: Change;
}

/** Which records of a merge's plan are asked for. */
export interface MergeWanted {
  table: TableName;
  /** Null for all kinds. */
  kind: MergeKind | null;
  /** `next` of the page before; null for the first. */
  after: number | null;
}

interface OpenDump {
  job: string;
  name: string;
  report: DumpReport;
  onExisting: OnExisting;
}

/** Work on the whole database: all of it happens or none of it. Cancelling gives `file.cancelled`. */
export interface BulkWork {
  /** Null when the user closed the dialog that asks where to put the file. */
  exportSnapshot(
    file: { name: string; passphrase: string | null },
    options: WorkOptions,
  ): Promise<Result<ExportedFile | null>>;
  /** Replaces everything by a snapshot, once it is verified and the present is backed up. */
  restoreSnapshot(file: ChosenSnapshot, options: WorkOptions): Promise<Result<SnapshotSummary>>;
  /** Writes a backup of everything; null when the desk is empty. */
  backUp(reason: BackupReason, options: WorkOptions): Promise<Result<{ name: string } | null>>;
  /** Removes records for good, from the desk, the journal and the backups. */
  erase(
    records: readonly { table: TableName; id: number }[],
    options: WorkOptions,
  ): Promise<Result<Erased>>;
  /** What happened to a record and is not journaled yet, newest first. */
  pendingChanges(table: TableName, id: number): Promise<readonly PendingChange[]>;
  /** Adds the rows of a dump that `dump.open` has read. */
  importDump(file: OpenDump, options: WorkOptions): Promise<Result<Imported>>;
  /** Reads a colleague's snapshot, and works out what merging it would do. */
  planMerge(file: MergeFile, options: WorkOptions): Promise<Result<MergePreview>>;
  /** Some of the records that a plan would touch; an empty page may have a next one. */
  mergePage(plan: string, wanted: MergeWanted): Promise<MergePage>;
  /** Does what a plan says but for what is left out, once the present is backed up. */
  applyMerge(
    merge: { plan: string; leftOut: LeftOut },
    options: WorkOptions,
  ): Promise<Result<Merged>>;
  /** Forgets a plan that is not applied. */
  dropMerge(plan: string): Promise<void>;
  /**
   * Edits many records, in batches; what was written before it was stopped or failed stays. Unless nothing was
   * written it is one step to undo, which is given. `isHeavy`: it is too much to be kept for that, and the desk is
   * backed up first (BULK7).
   */
  editRecords(
    edit: { order: BulkOrder; isHeavy: boolean },
    options: WorkOptions,
  ): Promise<Result<Edited & { step: Step | null }>>;
  /** Fills an empty desk with made-up records. */
  makeSample(
    size: { rows: number; seed: number },
    options: WorkOptions,
  ): Promise<Result<{ rows: number }>>;
  /** Starts over with an empty desk. */
  wipe(options: WorkOptions): Promise<Result<null>>;
}

/** This installation, as far as screens need to know it. */
export interface Session {
  info: AppInfo;
  work: BulkWork;
  rename: (name: string) => Promise<Result<Identity>>;
}

const Context = createContext<Session | null>(null);

export const SessionProvider = ({
  session,
  children,
}: {
  session: Session;
  children: ReactNode;
}) => <Context value={session}>{children}</Context>;

export const useSession = (): Session => {
  const session = use(Context);
  if (session === null) throw new Error('There is no SessionProvider above this component.');
  return session;
};
