import type { TableName } from '#shared/entities/index.ts';
import { changedSince, currentSeq, markCovered } from '../db/changed-log.ts';
import { erasedAmong } from '../db/erase.ts';
import type { DeskDatabase } from '../db/open-database.ts';
import type { Column } from './column.ts';
import { mostStale, type ColumnStore } from './column-store.ts';
import { PackedCopy } from './packed-copy.ts';
import type { Saved } from './packed-column.ts';

/** A column that takes more is read anew at each start: writing it would cost more than it spares. */
const mostBytes = 64 * 2 ** 20;
/** More texts than records by so many: then those that nobody has any more are left out. */
const mostUnused = 4096;

/** Columns on their way between memory and the disk. Without a copy all goes on, only slower (COL5). */
export class PackedColumns {
  readonly #database: DeskDatabase;
  readonly #copy: Promise<PackedCopy | null>;
  readonly #saved = new WeakMap<Column, Saved>();
  /** Names of columns that the disk has, as far as is known. */
  readonly #held = new Set<string>();

  constructor(database: DeskDatabase) {
    this.#database = database;
    this.#copy = PackedCopy.open(database.name);
    void this.#list().catch(() => undefined);
  }

  /** Whether the disk has a column, as far as is known. */
  holds(table: TableName, name: string): boolean {
    return this.#held.has(`${table} ${name}`);
  }

  /** Fills a column from the disk, and marks what changed since as stale; one that is not right stays empty. */
  async hydrate(column: Column): Promise<void> {
    const { table } = column.spec;
    const copy = await this.#copy;
    if (copy === null || column.spec.packed === undefined) return;
    try {
      const generation = await copy.generation(table);
      const found = await copy.load(column.spec);
      const changed = found && (await changedSince(this.#database, found.saved.seq));
      const ids = changed?.get(table) ?? new Set<number>();
      if (found === null || changed === null || ids.size > mostStale) return;
      column.adopt(found.contents);
      for (const id of ids) column.stale.add(id);
      column.seq = found.saved.seq;
      this.#saved.set(column, { ...found.saved, generation, version: column.version });
    } catch {
      // The records themselves are there: the column is read from them.
    }
  }

  /** Takes the columns of tables off the disk. */
  async drop(tables: readonly TableName[]): Promise<void> {
    for (const name of [...this.#held])
      if (tables.some((table) => name.startsWith(`${table} `))) this.#held.delete(name);
    const copy = await this.#copy;
    await copy?.drop(tables).catch(() => undefined);
  }

  /** Takes in all that the log tells since a column was read; false where it no longer tells. */
  async catchUp(store: ColumnStore, column: Column): Promise<boolean> {
    if (column.seq === null) return false;
    const changed = await changedSince(this.#database, column.seq);
    for (const id of changed?.get(column.spec.table) ?? []) column.stale.add(id);
    await store.freshen([column]);
    return changed !== null;
  }

  /**
   * Writes a column as it is now; one that is on the disk already as it is costs nothing. False where somebody
   * came in between: the next call writes all of it.
   */
  async save(store: ColumnStore, column: Column): Promise<boolean> {
    const copy = await this.#copy;
    const { spec } = column;
    if (copy === null || spec.packed === undefined || column.seq === null) return true;
    if (!column.complete || column.bytes > mostBytes) return true;
    // The order counts: what is erased after this raises the generation, what before is in the log.
    const generation = await copy.generation(spec.table);
    const seq = await currentSeq(this.#database);
    if (!(await this.catchUp(store, column))) return true;
    column.seq = seq;
    const known = this.#saved.get(column);
    const saved = known?.generation === generation && !isBloated(column) ? known : null;
    if (saved?.version === column.version && saved.seq === seq) return true;
    if (saved === null) column.compact();
    const writing = copy.save(column, { seq, generation, saved });
    column.dirty.clear();
    this.#saved.delete(column);
    const written = await writing;
    if (written === null) return false;
    this.#saved.set(column, written);
    this.#held.add(`${spec.table} ${spec.name}`);
    return true;
  }

  /** Drops the columns of tables of which something was erased since they were written (COL7). */
  async forgetErased(): Promise<void> {
    const heads = (await (await this.#copy)?.heads()) ?? [];
    if (heads.length === 0) return;
    const oldest = Math.min(...heads.map(({ seq }) => seq));
    const changed = await changedSince(this.#database, oldest);
    if (changed === null) return this.drop([...new Set(heads.map(({ table }) => table))]);
    for (const [table, ids] of changed) {
      const records = [...ids].map((id) => ({ table, id }));
      if ((await erasedAmong(this.#database, records)).includes(true)) await this.drop([table]);
    }
  }

  /** Lets the log forget what the copy holds; columns that are far behind go, and are made anew. */
  async settle(): Promise<void> {
    const copy = await this.#copy;
    if (copy === null) return;
    const seq = await currentSeq(this.#database);
    const heads = await copy.heads();
    const [late, kept] = [heads.filter(isLate(seq)), heads.filter((head) => !isLate(seq)(head))];
    for (const head of late) await copy.remove(head);
    await this.#list();
    await markCovered(this.#database, 'columns', Math.min(seq, ...kept.map((head) => head.seq)));
  }

  async close(): Promise<void> {
    (await this.#copy)?.close();
  }

  async #list(): Promise<void> {
    const heads = (await (await this.#copy)?.heads()) ?? [];
    this.#held.clear();
    for (const { table, name } of heads) this.#held.add(`${table} ${name}`);
  }
}

const isBloated = (column: Column): boolean => column.texts.length > column.ids.length + mostUnused;

const isLate =
  (seq: number) =>
  (head: { seq: number }): boolean =>
    seq - head.seq > mostStale;
