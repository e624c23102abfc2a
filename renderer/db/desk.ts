import type { TableName } from '#shared/entities/index.ts';
import type { Value } from '#shared/schema/fields.ts';
import type { Row, Values } from '#shared/schema/row.ts';
import type { Stamp } from '#shared/sync/stamp.ts';
import type { Result } from '#shared/result.ts';
import type { Group } from '#shared/views/filter.ts';

/** What the rest of the window may do with the database. */

/** An edit, as features ask for it. Trash and restore are updates of `deleted`. */
export type Operation =
  | {
      op: 'create';
      table: TableName;
      values: Values;
      /**
       * The next number of the desk where there is none. One below 0 is a local name: references of the
       * same call may use it, and both become the number that the record gets.
       */
      id?: number;
    }
  | {
      op: 'update';
      table: TableName;
      id: number;
      values: Values;
      /**
       * Only over these: a field that holds something else by now is left as it is, and so is a record that is
       * gone (DB28). Without it, a record that is gone refuses the call.
       */
      holding?: Values;
      /** Fields in conflict that are settled by what they then hold. */
      settle?: readonly string[];
      /** Fields that are in conflict again, and the values beside the one that they then hold, oldest first. */
      reopen?: Readonly<Record<string, readonly Value[]>>;
    };

/** A committed edit, and the edit that takes it back. */
export interface Applied {
  stamp: Stamp;
  touched: readonly { table: TableName; id: number }[];
  inverse: readonly Operation[];
}

/** Which records a commit touched; `all` after a restore or an import. */
export interface Notice {
  table: TableName;
  ids: readonly number[] | 'all';
}

export interface Sort {
  field: string;
  descending: boolean;
}

/** Which records a grid shows, in what order. */
export interface OrderQuery {
  table: TableName;
  trash: boolean;
  /** By the first, what is equal in it by the next, and so on; none: newest first. */
  sort: readonly Sort[];
  /** Quick filter: every word must begin a word of some shown value; '' for none. */
  text: string;
  /** Columns that the quick filter looks into. */
  fields: readonly string[];
  /** Conditions that the records must meet besides. */
  filter?: Group | undefined;
  /** Only the records that fall into one group of a column (see `summary`): that of the record `like`. */
  group?: { by: string; like: number } | undefined;
}

/** What numbers come to, as columns hold them: decimals without the point. */
export interface Total {
  sum: number;
  /** Records that have a number. */
  filled: number;
  /** NaN where none has one. */
  least: number;
  greatest: number;
}

/** In what groups records are summed up. */
export interface SummaryOptions {
  /** A column; null for all together. */
  by: string | null;
  /** Columns of numbers that are added up. */
  totals: readonly string[];
  /** A record that is to stand for its group; null for any. */
  like: number | null;
}

/** Records of one value of a column; those without one come last. */
export interface RecordGroup {
  /** One of them, which shows the value. */
  id: number;
  rows: number;
  /** Of each column that was asked for. */
  totals: readonly Total[];
}

/** The values of a column for some records, in their order. */
export type ColumnValues =
  /** As columns hold numbers: NaN for none; decimals without the point, references by number, yes as 1. */
  | { holds: 'numbers'; numbers: Float64Array<ArrayBuffer> }
  /**
   * The code of each text, 0 for none, and the texts by code: instants as they are stored, anything else as
   * it sorts (without case and accents), which tells values apart but is not what people read.
   */
  | { holds: 'texts'; codes: Uint32Array<ArrayBuffer>; texts: readonly string[] };

/** What columns hold of a query's records, by rising number. */
export interface Columns {
  ids: Float64Array<ArrayBuffer>;
  columns: readonly ColumnValues[];
}

/** The ids of a query's records in order. `done` is false while a scan still goes on. */
export interface Order {
  ids: Float64Array;
  done: boolean;
}

export interface Page {
  rows: Row[];
  /** Hand it in again for the next page; null at the end. */
  next: unknown;
}

export interface SearchOptions {
  limit: number;
  /** Only these; none: all. */
  tables?: readonly TableName[];
  /** What is in the trash as well. */
  trash?: boolean;
  signal: AbortSignal;
}

/** What a search has found, the best first (workers/search/SEARCH.md). */
export interface SearchResult {
  /** False while the index is being made: what was found is then not all there is. */
  ready: boolean;
  /** How much of the index is made, 0 to 1. */
  progress: number;
  /** In the tables that were asked for. */
  total: number;
  /** In all tables. */
  byTable: Partial<Record<TableName, number>>;
  hits: readonly { table: TableName; id: number; score: number }[];
}

export interface Desk {
  readonly workspace: string;
  get(table: TableName, id: number): Promise<Row | null>;
  /** In the order asked for; null where there is no such record. */
  getMany(table: TableName, ids: readonly number[]): Promise<(Row | null)[]>;
  /** Newest first, by keyset: a deep page costs what the first one does. */
  page(
    table: TableName,
    options: { trash: boolean; limit: number; after?: unknown },
  ): Promise<Page>;
  /** All ids of a query; `onPartial` hears of what a longer scan has found so far. */
  order(
    query: OrderQuery,
    options: { signal: AbortSignal; onPartial?: (order: Order) => void },
  ): Promise<Order>;
  /** What the records of a query come to: in groups of one value of column `by`, or all together. */
  summary(
    query: OrderQuery,
    options: SummaryOptions & { signal: AbortSignal },
  ): Promise<readonly RecordGroup[]>;
  /** What columns hold of the records of a query (whose `sort` does not matter), for figures and calendars. */
  columns(
    query: OrderQuery,
    options: { fields: readonly string[]; signal: AbortSignal },
  ): Promise<Columns>;
  /** Records whose title has a word that begins as typed; ids match as well. Ignores case and accents. */
  find(table: TableName, typed: string, limit: number): Promise<Row[]>;
  /** Records of all tables in which every typed word begins some word, at most `limit`. */
  search(typed: string, options: SearchOptions): Promise<SearchResult>;
  /** What people read for each record: its title, or what it points to, or "Profile 12". */
  titles(records: readonly { table: TableName; id: number }[]): Promise<string[]>;
  /** Records of `table` whose `field` points to `id`, trash apart; `more` when the limit cut the list. */
  related(
    table: TableName,
    field: string,
    id: number,
    limit: number,
    signal?: AbortSignal,
  ): Promise<{ rows: Row[]; more: boolean }>;
  /** Records with fields in conflict, at most `limit`; `more` when there are others. */
  contested(limit: number): Promise<{ records: { table: TableName; row: Row }[]; more: boolean }>;
  /** Whether a record that is not there was erased for good. */
  isErased(table: TableName, id: number): Promise<boolean>;
  /** The one door for writes: all operations in one transaction, with stamps and outbox, or none. */
  mutate(operations: readonly Operation[], action: string): Promise<Result<Applied>>;
  /** Hears of every commit, of this window and others. */
  watch(listener: (notices: readonly Notice[]) => void): () => void;
}

/** Progress of long work on the database. */
export interface Progress {
  phase: string;
  done: number;
  total: number | null;
}

export interface WorkOptions {
  signal: AbortSignal;
  onProgress: (progress: Progress) => void;
}
