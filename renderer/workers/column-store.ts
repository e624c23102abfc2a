import type { TableName } from '#shared/entities/index.ts';
import type { StoredRow } from '#shared/schema/index-key.ts';
import { readBatch } from '../db/bulk-rows.ts';
import { currentSeq } from '../db/changed-log.ts';
import type { Notice } from '../db/desk.ts';
import type { DeskDatabase } from '../db/open-database.ts';
import { Column, type ColumnSpec } from './column.ts';
import type { PackedColumns } from './packed-columns.ts';

/** Records read at a time: 2,000 take some 3 MB, where a whole table would take gigabytes. */
const batchSize = 2000;
/** With more changes than this at once, reading the table again is the quicker way. */
export const mostStale = 5000;

/** Where queries find columns: all of a table, or of some records of it only. */
export interface ColumnSource {
  /** The column of a spec, filled as far as it is; hand it back with `release`. */
  use(spec: ColumnSpec): Column;
  release(columns: readonly Column[]): void;
  /** Reads on until columns of one table hold all records. */
  complete(columns: readonly Column[], signal: AbortSignal, onBatch: () => void): Promise<void>;
  /** Reads again what has changed since it was read. */
  freshen(columns: readonly Column[]): Promise<void>;
}

/** The columns in memory, the least recently used forgotten first (DB13). */
export class ColumnStore implements ColumnSource {
  readonly #database: DeskDatabase;
  readonly #packed: PackedColumns | null;
  readonly #budget: number;
  readonly #columns = new Map<string, Column>();
  readonly #turns = new Map<TableName, Promise<void>>();
  /** The batch after the one in hand, on its way while that one is worked on. */
  readonly #ahead = new Map<TableName, { after: number; rows: Promise<StoredRow[]> }>();

  /** `budget`: bytes that the columns may take together when no query stands on them. */
  constructor(
    database: DeskDatabase,
    {
      budget = 128 * 2 ** 20,
      packed = null,
    }: { budget?: number; packed?: PackedColumns | null } = {},
  ) {
    this.#database = database;
    this.#budget = budget;
    this.#packed = packed;
  }

  get budget(): number {
    return this.#budget;
  }

  /** The column of a spec as it is in memory, if it is. */
  peek({ table, name }: Pick<ColumnSpec, 'table' | 'name'>): Column | undefined {
    return this.#columns.get(`${table} ${name}`);
  }

  /** All columns of a table that are in memory. */
  of(table: TableName): Column[] {
    return [...this.#columns.values()].filter(({ spec }) => spec.table === table);
  }

  /** The column of a spec, filled as far as it is; hand it back with `release`. */
  use(spec: ColumnSpec): Column {
    const name = `${spec.table} ${spec.name}`;
    const column = this.#columns.get(name) ?? new Column(spec);
    this.#columns.delete(name);
    this.#columns.set(name, column);
    column.users++;
    return column;
  }

  release(columns: readonly Column[]) {
    for (const column of columns) column.users--;
    let bytes = this.bytes;
    for (const [name, column] of this.#columns) {
      if (bytes <= this.#budget) return;
      if (column.users > 0) continue;
      this.#columns.delete(name);
      bytes -= column.bytes;
    }
  }

  get bytes(): number {
    return [...this.#columns.values()].reduce((sum, column) => sum + column.bytes, 0);
  }

  /** Reads on until columns of one table hold all records; what was read stays when a query gives up. */
  async complete(columns: readonly Column[], signal: AbortSignal, onBatch: () => void) {
    await this.#hydrate(columns);
    while (columns.some((column) => !column.complete)) {
      signal.throwIfAborted();
      await this.#inTurn(columns[0]!.spec.table, () => this.#extend(columns));
      onBatch();
    }
  }

  /** Reads again what has changed since it was read. */
  async freshen(columns: readonly Column[]) {
    for (const column of columns) {
      const ids = [...column.stale];
      if (ids.length === 0) continue;
      column.stale.clear();
      const rows = await this.#database.records(column.spec.table).bulkGet(ids);
      const isGone = ids.some((id, i) => rows[i] === undefined && column.keyOf(id) !== undefined);
      ids.forEach((id, i) => column.patch(id, rows[i] ?? null));
      if (isGone) await this.#packed?.drop([column.spec.table]);
    }
  }

  hear({ table, ids }: Notice) {
    this.#ahead.delete(table);
    if (ids === 'all') void this.#packed?.drop([table]);
    for (const [name, column] of this.#columns) {
      if (column.spec.table !== table) continue;
      if (ids !== 'all') for (const id of ids) column.stale.add(id);
      if (ids === 'all' || column.stale.size > mostStale) this.#columns.delete(name);
    }
  }

  /** Takes columns that nothing was read of from their copies on the disk, and what changed since. */
  async #hydrate(columns: readonly Column[]) {
    const [first] = columns;
    if (first === undefined || this.#packed === null || columns.every(isBegun)) return;
    await this.#inTurn(first.spec.table, async () => {
      const open = columns.filter((column) => !isBegun(column));
      await Promise.all(open.map((column) => this.#packed!.hydrate(column)));
    });
    await this.freshen(columns.filter(({ complete }) => complete));
  }

  /** One at a time per table, so that two queries do not fill one column twice. */
  async #inTurn(table: TableName, work: () => Promise<void>) {
    const before = this.#turns.get(table) ?? Promise.resolve();
    const mine = before.catch(() => undefined).then(work);
    this.#turns.set(table, mine);
    await mine;
  }

  async #extend(columns: readonly Column[]) {
    const open = columns.filter((column) => !column.complete);
    if (open.length === 0) return;
    const { table } = open[0]!.spec;
    const after = Math.min(...open.map(({ reached }) => reached));
    await this.#begin(open.filter(({ seq }) => seq === null));
    const rows = await this.#batch(table, after);
    const last = rows.length < batchSize;
    if (!last) this.#fetch(table, rows.at(-1)!.id);
    for (const column of open) if (column.reached === after) column.extend(rows, last);
  }

  /** From here on the log tells what changes in columns: what was fetched before is not for them. */
  async #begin(columns: readonly Column[]) {
    if (columns.length === 0) return;
    const seq = await currentSeq(this.#database);
    this.#ahead.delete(columns[0]!.spec.table);
    for (const column of columns) column.seq = seq;
  }

  async #batch(table: TableName, after: number): Promise<StoredRow[]> {
    const ahead = this.#ahead.get(table);
    this.#ahead.delete(table);
    return ahead?.after === after ? ahead.rows : readBatch(this.#database, table, after, batchSize);
  }

  #fetch(table: TableName, after: number) {
    const rows = readBatch(this.#database, table, after, batchSize);
    rows.catch(() => undefined);
    this.#ahead.set(table, { after, rows });
  }
}

const isBegun = ({ complete, reached }: Column): boolean => complete || reached > 0;
