import type { TableName } from '../entities/index.ts';
import type { Problem } from '../problems/index.ts';
import type { BulkEdit } from './deeds.ts';

/** An edit of many records. */
export interface BulkOrder {
  table: TableName;
  /** Which records. */
  ids: Float64Array;
  edit: BulkEdit;
  /** What is done, as undo and history name it: “edit of 12 profiles”. */
  action: string;
}

/** What came of one. */
export interface Edited {
  /** Records that were changed. */
  changed: number;
  /** Records that cannot take what they were to hold, and stay as they are. */
  refused: number;
  /** Records that others kept changing, so that they were left alone. */
  missed: number;
  /** Why it ended early; null where it did not. */
  stopped: Problem | null;
}
