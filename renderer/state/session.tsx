import { createContext, use, type ReactNode } from 'react';
import type { TableName } from '#shared/entities/index.ts';
import type { DumpReport, Identity, ResultOf, SnapshotSummary } from '#shared/ipc/channels.ts';
import type { Result } from '#shared/result.ts';
import type { WorkOptions } from '../db/desk.ts';

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
}

interface OpenSnapshot {
  ticket: string;
  name: string;
  opened: { job: string; summary: SnapshotSummary };
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
  exportSnapshot(suggestedName: string, options: WorkOptions): Promise<Result<ExportedFile | null>>;
  /** Replaces everything by a snapshot that `snapshot.open` has verified. */
  restoreSnapshot(file: OpenSnapshot, options: WorkOptions): Promise<Result<SnapshotSummary>>;
  /** Adds the rows of a dump that `dump.open` has read. */
  importDump(file: OpenDump, options: WorkOptions): Promise<Result<Imported>>;
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
