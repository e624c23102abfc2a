import type { TableName } from '../entities/index.ts';
import type { Value } from '../schema/fields.ts';
import type { Row } from '../schema/row.ts';
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
      /** The stamp of the value that each field held before: what this edit replaced. */
      replaced: Readonly<Record<string, Stamp>>;
      /** What the lists among the fields held before: merging them takes additions and removals. */
      before?: Readonly<Record<string, readonly string[]>>;
    };

/** One transaction's changes, packed into one record: all of them happened, or none. */
export interface OutboxEntry {
  /** Given by the store, rising without reuse. */
  seq?: number;
  /** The highest stamp among the changes. */
  stamp: Stamp;
  /** What the user did, for history: "edit", "import access_db.sql" … */
  action: string;
  changes: readonly Change[];
}
