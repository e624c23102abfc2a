import { entityOf, type TableName } from '#shared/entities/index.ts';
import type { Notice, OrderQuery } from '../db/desk.ts';
import type { DeskDatabase } from '../db/open-database.ts';
import { pagingPath } from '../db/stores.ts';
import { inDirection, sortAgain, sortByKey, type Column, type Sorted } from './column.ts';
import { ColumnStore } from './column-store.ts';
import { conditionsOf } from './conditions.ts';
import { filterOf, type Filter } from './quick-filter.ts';
import { RecordIds } from './record-ids.ts';
import { naturalKey } from './sort-keys.ts';
import { TitleReader, valueSpec } from './title-reader.ts';

/** An order, given by columns that may still be filling. */
interface Ordering {
  columns: readonly Column[];
  /** In the trash or out of it. */
  ids(): Float64Array;
}

/** How many sorted columns are remembered besides the columns themselves. */
const mostSorted = 8;

/** Answers what the window asks of one database. */
export class OrderQueries {
  readonly #store: ColumnStore;
  readonly #ids: RecordIds;
  readonly #sorted = new Map<string, Remembered>();

  constructor(database: DeskDatabase, store = new ColumnStore(database)) {
    this.#store = store;
    this.#ids = new RecordIds(database);
  }

  hear(notices: readonly Notice[]) {
    for (const notice of notices) {
      this.#store.hear(notice);
      this.#ids.hear(notice);
    }
  }

  /** All ids of a query in order; `onPartial` hears, ever more rarely, of what was found so far. */
  async order(
    query: OrderQuery,
    signal: AbortSignal,
    onPartial: (ids: Float64Array) => void,
  ): Promise<Float64Array> {
    const ordering = await this.#orderingOf(query);
    const filters = [
      filterOf(this.#store, query),
      conditionsOf(this.#store, query, Date.now()),
    ].filter((filter) => filter !== null);
    const columns = [...ordering.columns, ...filters.flatMap((filter) => filter.columns)];
    const answer = () => select(ordering, filters);
    try {
      await this.#fill(query.table, columns, signal, () => onPartial(answer()));
      return answer();
    } finally {
      this.#store.release(columns);
    }
  }

  /** Records out of the trash whose `field` holds `id`, by falling number, at most `limit`. */
  async related(
    { table, field, id, limit }: { table: TableName; field: string; id: number; limit: number },
    signal: AbortSignal,
  ): Promise<Float64Array> {
    const column = this.#store.use(valueSpec(table, field));
    try {
      await this.#fill(table, [column], signal, () => undefined);
      const trashed = new Set(await this.#ids.byCreation(table, true));
      const found = column.ids.filter((own, i) => column.keys[i] === id && !trashed.has(own));
      return Float64Array.from(found.reverse().slice(0, limit));
    } finally {
      this.#store.release([column]);
    }
  }

  /** Fills columns, those of other tables first, so that what is told of our own is told rightly. */
  async #fill(
    table: TableName,
    columns: readonly Column[],
    signal: AbortSignal,
    onPartial: () => void,
  ) {
    const tables = new Set(columns.map(({ spec }) => spec.table));
    tables.delete(table);
    const ofTable = (name: TableName) => columns.filter(({ spec }) => spec.table === name);
    for (const other of tables) await this.#store.complete(ofTable(other), signal, () => undefined);
    await this.#store.complete(ofTable(table), signal, everMoreRarely(onPartial));
    await this.#store.freshen(columns);
    signal.throwIfAborted();
  }

  async #orderingOf({ table, trash, sort }: OrderQuery): Promise<Ordering> {
    const field = sort === null ? undefined : entityOf(table).fields[sort.field];
    if (sort?.field === 'id') {
      const ids = (await this.#ids.byCreation(table, trash)).slice().sort();
      if (sort.descending) ids.reverse();
      return { columns: [], ids: () => ids };
    }
    if (sort === null || field === undefined) return this.#byCreation(table, trash, true);
    if (pagingPath(entityOf(table)).fields[1] === sort.field)
      return this.#byCreation(table, trash, sort.descending);
    return this.#byColumn(table, trash, sort);
  }

  async #byCreation(table: TableName, trash: boolean, newestFirst: boolean): Promise<Ordering> {
    const rising = await this.#ids.byCreation(table, trash);
    if (newestFirst) {
      const falling = rising.slice().reverse();
      return { columns: [], ids: () => falling };
    }
    const blanks = (await this.#ids.withoutCreation(table, trash)).length;
    const ids = new Float64Array(rising.length);
    ids.set(rising.subarray(blanks));
    ids.set(rising.subarray(0, blanks), rising.length - blanks);
    return { columns: [], ids: () => ids };
  }

  async #byColumn(
    table: TableName,
    trash: boolean,
    sort: NonNullable<OrderQuery['sort']>,
  ): Promise<Ordering> {
    // The trash is small, and reading it again after an edit cheap.
    const trashed = new Set(await this.#ids.byCreation(table, true));
    const field = entityOf(table).fields[sort.field]!;
    const column = this.#store.use(valueSpec(table, sort.field));
    const titles =
      field.kind === 'reference' ? new TitleReader(this.#store, field.target as TableName) : null;
    const columns = [column, ...(titles?.columns ?? [])];
    return {
      columns,
      ids: () =>
        inDirection(this.#sort(columns, titles), sort.descending).filter(
          (id) => trashed.has(id) === trash,
        ),
    };
  }

  #sort(columns: readonly Column[], titles: TitleReader | null): Sorted {
    const [column] = columns as [Column];
    const name = `${column.spec.table} ${column.spec.name}`;
    const versions = columns.map(({ version }) => version);
    const known = this.#sorted.get(name);
    this.#sorted.delete(name);
    const sorted = known === undefined ? null : stillSorted(known, versions, column);
    const answer = sorted ?? sortColumn(column, titles);
    this.#sorted.set(name, { versions, sorted: answer });
    if (this.#sorted.size > mostSorted) this.#sorted.delete(this.#sorted.keys().next().value!);
    return answer;
  }
}

/** A sorted column, and the versions of the columns when it was sorted: its own, then those of titles. */
interface Remembered {
  versions: readonly number[];
  sorted: Sorted;
}

/** What was sorted before, brought up to date where that is the quicker way; else null. */
const stillSorted = (known: Remembered, versions: readonly number[], column: Column) => {
  if (known.versions.join() === versions.join()) return known.sorted;
  // What a reference shows can change with records of other tables: then all is sorted anew.
  const changed = versions.length === 1 ? column.patchedSince(known.versions[0]!) : null;
  return changed === null ? null : sortAgain(known.sorted, column, changed);
};

const sortColumn = ({ ids, keys }: Column, titles: TitleReader | null): Sorted => {
  if (titles === null) return sortByKey(ids, keys);
  titles.forget();
  const known = new Map<number, string | null>();
  const shown = (keys as number[]).map((id) => {
    if (Number.isNaN(id)) return null;
    const found = known.get(id);
    if (found !== undefined) return found;
    const key = naturalKey(titles.read(id));
    known.set(id, key);
    return key;
  });
  return sortByKey(ids, shown);
};

const select = (ordering: Ordering, filters: readonly Filter[]): Float64Array => {
  const ids = ordering.ids();
  if (filters.length === 0) return ids.slice();
  const matching = filters.map((filter) => filter.ids());
  return ids.filter((id) => matching.every((found) => found.has(id)));
};

/** Calls at the 1st, 3rd, 9th, 27th … time: each sorts all that was found, which must not add up. */
const everMoreRarely = (call: () => void): (() => void) => {
  let [times, next] = [0, 1];
  return () => {
    times++;
    if (times < next) return;
    next *= 3;
    call();
  };
};
