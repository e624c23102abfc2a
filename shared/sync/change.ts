import type { TableName } from '../entities/index.ts';
import type { Value } from '../schema/fields.ts';
import type { Row } from '../schema/row.ts';
import type { Seen } from './seen.ts';
import type { Stamp } from './stamp.ts';

/** One edit of one record, as the outbox, the journal and the exchange folder carry it. */
export type Change =
  | {
      kind: 'create';
      table: TableName;
      row: Row;
    }
  | {
      kind: 'update';
      table: TableName;
      id: number;
      stamp: Stamp;
      /** The new values; null empties a field. */
      values: Readonly<Record<string, Value>>;
      /** The texts that new lists were read from, where their own text would differ. */
      source?: Readonly<Record<string, string>>;
      /** The stamp of the value that each field held before: what this edit replaced. */
      replaced: Readonly<Record<string, Stamp>>;
      /** What the fields held before: for history, for taking back, and for merging lists item by item. */
      before: Readonly<Record<string, Value>>;
      /** The stamps of the rival values that this edit settles, by field (SYNC7). */
      settles?: Readonly<Record<string, readonly Stamp[]>>;
    }
  | {
      /** What came from other desks: the record as it then was. It is journaled, and not sent on. */
      kind: 'merge';
      table: TableName;
      row: Row;
      /** What the fields that changed held before; null for a record that was not there. */
      before: Readonly<Record<string, Value>> | null;
    }
  | {
      /** The record is gone for good, with everything that was ever written about it. */
      kind: 'erase';
      table: TableName;
      id: number;
      stamp: Stamp;
    };

/** What is left of a record that was erased for good: nothing of its values. */
export interface Tombstone {
  table: TableName;
  id: number;
  /** The stamp of the erasure. */
  clock: Stamp;
}

/** The snapshot that a desk went on from, by what it says of itself; it survives being copied and encrypted. */
export interface SnapshotName {
  /** UUID of the desk that wrote it. */
  desk: string;
  number: number;
  createdAt: string;
}

/** What replaced everything before: another snapshot, or nothing at all (`null`). */
export interface Base {
  workspace: string;
  snapshot: SnapshotName | null;
}

/** One transaction's changes, packed into one record: all of them happened, or none. */
export interface OutboxEntry {
  /** Given by the store, rising without reuse. */
  seq?: number;
  /** The highest stamp among the changes. */
  stamp: Stamp;
  /** What the user did, for history: "edit", "import access_db.sql" … */
  action: string;
  /** Present when the desk's whole content was replaced, before the changes. */
  base?: Base;
  /** Present where changes of other desks were taken in: what the desk has seen since (SYNC3). */
  seen?: Seen;
  changes: readonly Change[];
}
