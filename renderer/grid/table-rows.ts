import type { TableName } from '#shared/entities/index.ts';
import type { Desk, Notice, OrderQuery } from '../db/desk.ts';
import { effective, emptyFilter } from '#shared/views/filter.ts';
import { pageSize, RowCache } from './row-cache.ts';
import type { RowSource } from './row-source.ts';
import { SightFetch } from './sight-fetch.ts';

export type TableQuery = Omit<OrderQuery, 'table'>;

export interface TableState {
  source: RowSource;
  /** `first`: nothing to show yet. `ordering`: rows stand, their order is still being found. */
  phase: 'first' | 'ordering' | 'ready';
  /** A sentence where the database could not answer. */
  failure: string | null;
}

/** Milliseconds between a commit and the question what order it has left. */
const calm = 250;
const firstRows = pageSize;

const none = new Float64Array();

/** Why the order is asked for: a new query may show parts of itself, a refresh never shows fewer rows. */
type Reason = 'first' | 'query' | 'refresh';

/** The rows of one table under one query at a time; tells `onChange` of every new state. */
export class TableRows {
  readonly #desk: Desk;
  readonly #table: TableName;
  readonly #onChange: (state: TableState) => void;
  readonly #cache: RowCache;
  readonly #sight: SightFetch;
  readonly #unwatch: () => void;
  #query: TableQuery | null = null;
  #ids: Float64Array = none;
  #phase: TableState['phase'] = 'first';
  #failure: string | null = null;
  #ordering = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(desk: Desk, table: TableName, onChange: (state: TableState) => void) {
    this.#desk = desk;
    this.#table = table;
    this.#onChange = onChange;
    this.#cache = new RowCache(desk, table, () => this.#tell());
    this.#sight = new SightFetch(this.#cache, (error) => this.#fail(error));
    this.#unwatch = desk.watch((notices) => this.#hear(notices));
  }

  close() {
    this.#unwatch();
    this.#ordering.abort();
    clearTimeout(this.#timer);
  }

  /** Shows another query; rows of the one before stay until there are new ones. */
  show(query: TableQuery) {
    const isFirst = this.#query === null;
    this.#query = query;
    void this.#order(
      isFirst &&
        query.sort.length === 0 &&
        query.group === undefined &&
        query.text === '' &&
        effective(query.filter ?? emptyFilter) === null
        ? 'first'
        : 'query',
    );
  }

  async #order(reason: Reason) {
    this.#ordering.abort();
    const { signal } = (this.#ordering = new AbortController());
    const query = this.#query;
    if (query === null) return;
    if (this.#phase === 'ready') this.#phase = 'ordering';
    this.#tell();
    try {
      if (reason === 'first') await this.#firstPage(query, signal);
      const take = (ids: Float64Array, phase: TableState['phase']) => {
        if (signal.aborted) return;
        [this.#ids, this.#phase, this.#failure] = [ids, phase, null];
        this.#tell();
      };
      const onPartial = ({ ids }: { ids: Float64Array }) => {
        if (reason === 'query' || ids.length > this.#ids.length) take(ids, 'ordering');
      };
      const asked = { table: this.#table, ...query };
      take((await this.#desk.order(asked, { signal, onPartial })).ids, 'ready');
    } catch (error) {
      if (!signal.aborted) this.#fail(error);
    }
  }

  /** The newest rows by keyset: on screen before all others are counted. */
  async #firstPage({ trash }: TableQuery, signal: AbortSignal) {
    const { rows } = await this.#desk.page(this.#table, { trash, limit: firstRows });
    if (signal.aborted) return;
    this.#cache.put(rows);
    this.#ids = Float64Array.from(rows, ({ id }) => id);
    this.#phase = 'ordering';
    this.#tell();
  }

  #fail(error: unknown) {
    this.#failure = error instanceof Error ? error.message : String(error);
    this.#phase = 'ready';
    this.#tell();
  }

  #hear(notices: readonly Notice[]) {
    const ours = notices.filter(({ table }) => table === this.#table);
    if (ours.length === 0) return;
    for (const { ids } of ours) {
      if (ids === 'all') this.#cache.forget();
      else this.#cache.refresh(ids);
    }
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#order('refresh'), calm);
  }

  #tell() {
    const [cache, ids] = [this.#cache, this.#ids];
    const source: RowSource = {
      count: ids.length,
      isComplete: this.#phase === 'ready',
      idAt: (index) => ids[index],
      rowAt: (index) => cache.get(ids[index] ?? 0),
      indexOf: (id) => ids.indexOf(id),
      ensure: (first, last) => this.#sight.wish({ ids, first, last }),
    };
    this.#onChange({ source, phase: this.#phase, failure: this.#failure });
  }
}
