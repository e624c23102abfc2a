import { tableNames, type TableName } from '#shared/entities/index.ts';
import type { ColumnSpec } from './column.ts';
import type { ColumnStore } from './column-store.ts';
import { eagerSpecs } from './eager-specs.ts';
import type { PackedColumns } from './packed-columns.ts';

/** Bytes of a value in memory with the number of its record, and what texts add on average. */
const bytesOfValue = 20;

export interface Pace {
  /** Milliseconds without a question before anything is begun. */
  idle: number;
  /** Milliseconds from one writing to the next. */
  between: number;
}
const usual: Pace = { idle: 1500, between: 15_000 };

interface Parts {
  store: ColumnStore;
  packed: PackedColumns;
  rowsIn: (table: TableName) => Promise<number>;
  /** Whether this worker is the one that writes: of several windows one does. */
  isWriter: () => boolean;
  pace?: Pace;
}

/**
 * What the worker does while nobody asks: it makes columns ready, and writes back those that have changed
 * (COL8, COL9). A question stops it at once, and it goes on from there.
 */
export class Background {
  readonly #parts: Parts;
  readonly #pace: Pace;
  #asking = 0;
  #sight: TableName | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #slice = new AbortController();
  #running: Promise<void> | null = null;
  #written = -Infinity;
  #isBegun = false;
  /** Whether a writing came too soon after the last one, and is still to be done. */
  #isOwed = false;
  readonly #ready = new Set<TableName>();

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#pace = parts.pace ?? usual;
  }

  /** Somebody asks about a table: everything else waits. */
  begin(table: TableName) {
    this.#asking += 1;
    this.#sight = table;
    this.#slice.abort();
    clearTimeout(this.#timer);
  }

  /** A question was answered, or given up. */
  end() {
    this.#asking -= 1;
    this.wake();
  }

  /** Data has changed, or nothing is asked any more. */
  wake() {
    clearTimeout(this.#timer);
    if (this.#asking > 0 || this.#sight === null) return;
    this.#timer = setTimeout(() => void this.#begin(), this.#pace.idle);
  }

  async #begin() {
    await this.#running;
    if (this.#asking > 0) return;
    this.#slice = new AbortController();
    const { signal } = this.#slice;
    // What fails here is made good by the next question, which reads records.
    this.#running = this.run(signal).catch(() => undefined);
    await this.#running;
    this.#running = null;
    const rest = this.#written + this.#pace.between - performance.now();
    if (!signal.aborted && this.#isOwed) this.#timer = setTimeout(() => void this.#begin(), rest);
  }

  /** Everything once: columns of all tables, the one in sight first, then to the disk with them. */
  async run(signal: AbortSignal): Promise<void> {
    if (!this.#isBegun) await this.#parts.packed.forgetErased();
    this.#isBegun = true;
    const [first, rest] = [this.#sight, tableNames.filter((table) => table !== this.#sight)];
    for (const table of first === null ? rest : [first, ...rest]) {
      if (!this.#ready.has(table)) await this.#makeReady(table, signal);
      this.#ready.add(table);
    }
    await this.#write(signal);
  }

  async #makeReady(table: TableName, signal: AbortSignal) {
    const { store } = this.#parts;
    const columns = (await this.#affordable(table)).map((spec) => store.use(spec));
    try {
      await store.complete(columns, signal, () => undefined);
    } finally {
      store.release(columns);
    }
  }

  /** Half of the memory is for what nobody has asked for yet. */
  async #affordable(table: TableName): Promise<ColumnSpec[]> {
    const { store, rowsIn } = this.#parts;
    const rows = await rowsIn(table);
    if (rows === 0) return [];
    let left = store.budget / 2 - store.bytes;
    return eagerSpecs(table).filter((spec) => {
      if (store.peek(spec)?.complete !== true) left -= rows * bytesOfValue;
      return left >= 0;
    });
  }

  async #write(signal: AbortSignal) {
    const { store, packed, isWriter } = this.#parts;
    if (!isWriter()) return;
    this.#isOwed = performance.now() < this.#written + this.#pace.between;
    if (this.#isOwed) return;
    for (const table of tableNames) {
      // All first: one that finds a record gone takes the table's columns off the disk.
      for (const column of store.of(table)) await packed.catchUp(store, column);
      for (const column of store.of(table)) {
        signal.throwIfAborted();
        // Twice, where somebody came in between; if it is not to be, the next time.
        if (!(await packed.save(store, column))) await packed.save(store, column);
      }
    }
    await packed.settle();
    this.#written = performance.now();
  }
}
