import type { TableName } from '#shared/entities/index.ts';
import type { SnapshotSummary } from '#shared/ipc/messages.ts';
import type { Row } from '#shared/schema/row.ts';

/** What becomes of the records of a file that is merged; records that only this desk has are not told. */
export type MergeKind = 'new' | 'changed' | 'conflicting' | 'erased';

export interface MergeCounts extends Record<MergeKind, number> {
  unchanged: number;
}

/** What a merge would do, computed by the plan that is then applied. */
export interface MergePreview {
  /** Stands for the plan, which waits on the disk until it is applied or dropped. */
  plan: string;
  summary: SnapshotSummary;
  /**
   * `unrelated`: another workspace, whose numbers mean other records, not compared; `renumbered`: one whose
   * records get numbers of this desk, and are all new.
   */
  relation: 'same' | 'unrelated' | 'renumbered';
  tables: Partial<Record<TableName, MergeCounts>>;
}

/** A chosen snapshot that is to be merged. */
export interface MergeFile {
  ticket: string;
  name: string;
  passphrase?: string;
  /** Whether a file of another workspace is brought in under numbers of this desk. */
  renumber?: boolean;
}

/** One record of the preview. */
export interface MergeItem {
  table: TableName;
  id: number;
  kind: MergeKind;
  /** As this desk has it; null where it does not. */
  here: Row | null;
  /** As the file has it; null where the file says that it was erased. */
  there: Row | null;
  /** As it will be; null where it will be gone. */
  after: Row | null;
}

export interface MergePage {
  items: MergeItem[];
  /** Hand it in again for the next page; null at the end. */
  next: number | null;
}

/** What the user leaves out. */
export interface LeftOut {
  tables: readonly TableName[];
  records: readonly { table: TableName; id: number }[];
  /** Records that are merged although their table is left out. */
  taken?: readonly { table: TableName; id: number }[];
}

export const nothingLeftOut: LeftOut = { tables: [], records: [] };

/** What a merge did, in records. */
export type Merged = Record<MergeKind, number>;
