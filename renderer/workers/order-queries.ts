import type { TableName } from '#shared/entities/index.ts';
import type { Columns, Notice, OrderQuery, RecordGroup, SummaryOptions } from '../db/desk.ts';
import type { DeskDatabase } from '../db/open-database.ts';
import type { Column } from './column.ts';
import { numbersOf, ranksOf, valuesOf } from './column-rows.ts';
import { ColumnStore, type ColumnSource } from './column-store.ts';
import { conditionsOf } from './conditions.ts';
import { Creations } from './known-order.ts';
import { markedRows, type Check } from './marks.ts';
import { orderingOf, isInIndex, knownSort } from './orderings.ts';
import type { PackedColumns } from './packed-columns.ts';
import { PathReader } from './path-reader.ts';
import { filterOf } from './quick-filter.ts';
import { RecordIds } from './record-ids.ts';
import { fill, idsOf, rowsOf, select, trashMark, type Selection } from './selection.ts';
import { groupCheck, sortColumn } from './sort-columns.ts';
import { summarise } from './summaries.ts';
import { valueSpec } from './title-reader.ts';
import { Ways, withFilter, type Way } from './ways.ts';

/** Answers what the window asks of one database. */
export class OrderQueries {
  readonly #store: ColumnStore;
  readonly #ids: RecordIds;
  readonly #paths: PathReader;
  readonly #ways: Ways;
  readonly #creations = new Creations();

  constructor(
    database: DeskDatabase,
    packed: PackedColumns | null = null,
    store = new ColumnStore(database, { packed }),
    paths = new PathReader(database),
  ) {
    this.#store = store;
    this.#paths = paths;
    this.#ids = new RecordIds(database);
    this.#ways = new Ways(store, paths, packed);
  }

  hear(notices: readonly Notice[]) {
    for (const notice of notices) {
      this.#store.hear(notice);
      this.#ids.hear(notice);
      this.#paths.hear(notice);
    }
  }

  /** How an order would be come to, were it asked for now. */
  way(query: OrderQuery): Promise<Way> {
    return this.#ways.of(query, (asked) => this.#columnsOf(asked));
  }

  /** All ids of a query in order; `onPartial` hears, ever more rarely, of what was found so far. */
  async order(
    query: OrderQuery,
    signal: AbortSignal,
    onPartial: (ids: Float64Array) => void,
  ): Promise<Float64Array> {
    const { source, filter, also } = await this.way(query);
    const known = { ids: this.#ids, creations: this.#creations };
    const ordering = await orderingOf(query, known, source);
    const left = withFilter(query, filter);
    const over = { source, others: ordering.columns, also };
    return this.#standing(left, over, async (selection) => {
      const answer = () => select(ordering, selection);
      await fill(source, selection, { signal, onPartial: () => onPartial(answer()) });
      return answer();
    });
  }

  /** What the records of a query come to, by groups of one value of a column, or all together. */
  async summary(
    query: OrderQuery,
    { by, totals, like }: SummaryOptions,
    signal: AbortSignal,
  ): Promise<RecordGroup[]> {
    const { table, trash } = query;
    const source = this.#store;
    const all = await this.#ids.byCreation(table, trash);
    const group = by === null ? null : sortColumn(source, table, { field: by, descending: false });
    const added = totals.map((name) => source.use(valueSpec(table, name)));
    const others = [...(group?.own ?? []), ...added];
    return this.#standing(query, { source, others }, async (selection) => {
      await fill(source, selection, { signal });
      const { ids, marks } = rowsOf(selection, () => all.toSorted());
      const rows = markedRows(marks);
      const ranks = group === null ? undefined : ranksOf(group.column, group.ranks(), ids);
      const own = like === null ? undefined : rows.find((row) => ids[row] === like);
      const numbers = added.map((column) => numbersOf(column, ids));
      const groups = summarise(rows, ranks, numbers, own);
      return groups.map(({ first, ...group }) => ({ ...group, id: ids[first]! }));
    });
  }

  /** What columns hold of the records of a query, by rising number. */
  async columns(
    query: OrderQuery,
    fields: readonly string[],
    signal: AbortSignal,
  ): Promise<Columns> {
    const { table, trash } = query;
    const source = this.#store;
    const all = await this.#ids.byCreation(table, trash);
    const others = fields.map((name) => source.use(valueSpec(table, name)));
    return this.#standing(query, { source, others }, async (selection) => {
      await fill(source, selection, { signal });
      const { ids, marks } = rowsOf(selection, () => all.toSorted());
      const found = Float64Array.from(idsOf(markedRows(marks), ids));
      return { ids: found, columns: others.map((column) => valuesOf(column, found)) };
    });
  }

  /** Records out of the trash whose `field` holds `id`, by falling number, at most `limit`. */
  async related(
    { table, field, id, limit }: { table: TableName; field: string; id: number; limit: number },
    signal: AbortSignal,
  ): Promise<Float64Array> {
    const column = this.#store.use(valueSpec(table, field));
    try {
      await fill(this.#store, { table, columns: [column] }, { signal });
      const trashed = new Set(await this.#ids.byCreation(table, true));
      const { values } = column;
      const found = column.ids.filter((own, i) => values[i] === id && !trashed.has(own));
      return found.reverse().slice(0, limit);
    } finally {
      this.#store.release([column]);
    }
  }

  /** Stands on the columns of a query’s filters, and on others, while they are used. */
  async #standing<T>(
    query: OrderQuery,
    over: { source: ColumnSource; others: readonly Column[]; also?: readonly Check[] },
    work: (selection: Selection) => Promise<T>,
  ): Promise<T> {
    const { table, trash } = query;
    const filters = [...(over.also ?? []), ...filtersOf(over.source, query)];
    const columns = [...over.others, ...filters.flatMap((filter) => filter.columns)];
    try {
      // The trash is small, and reading it again after an edit cheap.
      const trashed = (await this.#ids.byCreation(table, true)).slice().sort();
      return await work({ table, columns, filters, isWanted: trashMark(trashed, trash) });
    } finally {
      over.source.release(columns);
    }
  }

  #columnsOf(query: OrderQuery): readonly Column[] {
    const { table } = query;
    const sorted = isInIndex(query) ? [] : knownSort(query);
    const columns = [
      ...sorted.flatMap((part) => sortColumn(this.#store, table, part).own),
      ...filtersOf(this.#store, query).flatMap((filter) => filter.columns),
    ];
    this.#store.release(columns);
    return columns;
  }
}

const filtersOf = (source: ColumnSource, query: OrderQuery): Check[] =>
  [
    filterOf(source, query),
    conditionsOf(source, query, Date.now()),
    query.group === undefined ? null : groupCheck(source, query.table, query.group),
  ].filter((filter) => filter !== null);
