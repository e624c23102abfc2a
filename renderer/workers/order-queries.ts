import { entityOf, type TableName } from '#shared/entities/index.ts';
import type { Notice, OrderQuery, RecordGroup, Sort, SummaryOptions } from '../db/desk.ts';
import type { DeskDatabase } from '../db/open-database.ts';
import { pagingPath } from '../db/stores.ts';
import type { Column, ColumnSpec } from './column.ts';
import { ColumnStore } from './column-store.ts';
import { conditionsOf } from './conditions.ts';
import { Creations, KnownOrder } from './known-order.ts';
import { joined, markedRows, type Check, type Marks } from './marks.ts';
import { filterOf } from './quick-filter.ts';
import { rankTexts, sortByRanks, type Ranks } from './ranks.ts';
import { RecordIds } from './record-ids.ts';
import { naturalKey } from './sort-keys.ts';
import { summarise } from './summaries.ts';
import { TitleReader, valueSpec } from './title-reader.ts';

/** An order of all records, in the trash or out of it, by columns that may still be filling. */
interface Ordering {
  columns: readonly Column[];
  /** An order that needs no column; null for one by columns. */
  known: KnownOrder | null;
  /** Puts rows of `ids` in order. */
  sort(rows: Uint32Array, ids: Float64Array): Uint32Array;
}

/** What is sorted by, and how the places of its values are found. */
interface SortColumn {
  column: Column;
  descending: boolean;
  ranks: () => Ranks;
}

/** Answers what the window asks of one database. */
export class OrderQueries {
  readonly #store: ColumnStore;
  readonly #ids: RecordIds;
  readonly #creations = new Creations();

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
    return this.#standing(query, ordering.columns, async (selection) => {
      const answer = () => select(ordering, selection);
      await this.#fill(selection, signal, () => onPartial(answer()));
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
    const all = await this.#ids.byCreation(table, trash);
    const group = by === null ? null : this.#sortColumn(table, { field: by, descending: false });
    const added = totals.map((name) => this.#store.use(valueSpec(table, name)));
    return this.#standing(query, [...(group?.own ?? []), ...added], async (selection) => {
      await this.#fill(selection, signal, () => undefined);
      const { ids, marks } = rowsOf(selection, () => all.toSorted());
      const rows = markedRows(marks);
      const ranks = group === null ? undefined : ranksOf(group.column, group.ranks(), ids);
      const own = like === null ? undefined : rows.find((row) => ids[row] === like);
      const groups = summarise(
        rows,
        ranks,
        added.map((column) => numbersOf(column, ids)),
        own,
      );
      return groups.map(({ first, ...group }) => ({ ...group, id: ids[first]! }));
    });
  }

  /** Stands on the columns of a query’s filters, and on others, while they are used. */
  async #standing<T>(
    query: OrderQuery,
    others: readonly Column[],
    work: (selection: Selection) => Promise<T>,
  ): Promise<T> {
    const { table, trash } = query;
    const filters = [
      filterOf(this.#store, query),
      conditionsOf(this.#store, query, Date.now()),
      query.group === undefined ? null : this.#groupCheck(table, query.group),
    ].filter((filter) => filter !== null);
    const columns = [...others, ...filters.flatMap((filter) => filter.columns)];
    try {
      // The trash is small, and reading it again after an edit cheap.
      const trashed = (await this.#ids.byCreation(table, true)).slice().sort();
      return await work({ table, columns, filters, isWanted: trashMark(trashed, trash) });
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
      await this.#fill({ table, columns: [column] }, signal, () => undefined);
      const trashed = new Set(await this.#ids.byCreation(table, true));
      const { values } = column;
      const found = column.ids.filter((own, i) => values[i] === id && !trashed.has(own));
      return found.reverse().slice(0, limit);
    } finally {
      this.#store.release([column]);
    }
  }

  /** Fills columns, those of other tables first, so that what is told of our own is told rightly. */
  async #fill(
    { table, columns }: Pick<Selection, 'table' | 'columns'>,
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
    const { fields } = entityOf(table);
    const known = sort.filter(({ field }) => field === 'id' || fields[field] !== undefined);
    const [first] = known;
    if (first === undefined) return this.#byCreation(table, trash, true);
    if (first.field === 'id') return this.#byNumber(table, trash, first.descending);
    // Creation is in an index, which tells the order of all records unread.
    if (known.length === 1 && pagingPath(entityOf(table)).fields[1] === first.field)
      return this.#byCreation(table, trash, first.descending);
    return this.#byColumns(table, known);
  }

  async #byNumber(table: TableName, trash: boolean, descending: boolean): Promise<Ordering> {
    const ids = (await this.#ids.byCreation(table, trash)).toSorted();
    return inOrder(new KnownOrder(descending ? ids.reverse() : ids));
  }

  async #byCreation(table: TableName, trash: boolean, newestFirst: boolean): Promise<Ordering> {
    const rising = await this.#ids.byCreation(table, trash);
    const blanks = newestFirst ? 0 : (await this.#ids.withoutCreation(table, trash)).length;
    return inOrder(this.#creations.of(rising, { newestFirst, blanks }));
  }

  #byColumns(table: TableName, sort: readonly Sort[]): Ordering {
    const parts = sort.map((part) => this.#sortColumn(table, part));
    const columns = parts.flatMap(({ own }) => own);
    return {
      columns,
      known: null,
      sort: (rows, ids) => {
        // The last is sorted by first: each later one keeps the order of what is equal in it.
        let sorted = sort[0]!.descending ? rows.toReversed() : rows;
        for (const { column, descending, ranks } of parts.toReversed())
          sorted = sortByRanks(sorted, ranksOf(column, ranks(), ids), descending);
        return sorted;
      },
    };
  }

  /** Holds for the records that fall into the group of one of them. */
  #groupCheck(table: TableName, { by, like }: NonNullable<OrderQuery['group']>): Check {
    const { column, own, ranks } = this.#sortColumn(table, { field: by, descending: false });
    const mark = (ids: Float64Array) => {
      const known = ranks();
      const [wanted] = ranksOf(column, known, Float64Array.of(like)).ranks;
      const found = ranksOf(column, known, ids).ranks;
      const isThere = column.keyOf(like) !== undefined;
      const marks = new Uint8Array(found.length);
      for (let i = 0; i < marks.length; i += 1) if (isThere && found[i] === wanted) marks[i] = 1;
      return marks;
    };
    return { columns: own, mark };
  }

  /** A column to sort by, with those that it needs besides; a number is its own column. */
  #sortColumn(
    table: TableName,
    { field: name, descending }: Sort,
  ): SortColumn & { own: readonly Column[] } {
    if (name === 'id') {
      const column = this.#store.use(numberSpec(table));
      return { column, own: [column], descending, ranks: () => column.ranks() };
    }
    const field = entityOf(table).fields[name]!;
    const column = this.#store.use(valueSpec(table, name));
    if (field.kind !== 'reference')
      return { column, own: [column], descending, ranks: () => column.ranks() };
    const titles = new TitleReader(this.#store, field.target as TableName);
    const ranks = () => ranksByTitle(column, titles);
    return { column, own: [column, ...titles.columns], descending, ranks };
  }
}

const numberSpec = (table: TableName): ColumnSpec => ({
  table,
  name: '(number)',
  holds: 'numbers',
  read: ({ id }) => id,
});

const inOrder = (known: KnownOrder): Ordering => ({ columns: [], known, sort: (rows) => rows });

/** The ranks of a column for other rows than its own. */
const ranksOf = (column: Column, { ranks, distinct }: Ranks, ids: Float64Array): Ranks => {
  const places = column.placesOf(ids);
  if (places === null) return { ranks, distinct };
  const placed = new Uint32Array(places.length);
  for (let i = 0; i < placed.length; i += 1) if (places[i]! >= 0) placed[i] = ranks[places[i]!]!;
  return { ranks: placed, distinct };
};

/** The numbers of a column for these records; NaN for none. */
const numbersOf = (column: Column, ids: Float64Array): Float64Array => {
  const places = column.placesOf(ids);
  const { values } = column;
  if (places === null && values instanceof Float64Array) return values;
  const numbers = new Float64Array(ids.length).fill(NaN);
  for (let i = 0; i < numbers.length; i += 1) {
    const at = places === null ? i : places[i]!;
    if (at >= 0) numbers[i] = values[at]!;
  }
  return numbers;
};

/** References by what they show: each record that is pointed to is read once. */
const ranksByTitle = (column: Column, titles: TitleReader): Ranks => {
  titles.forget();
  const codes = new Map<number, number>();
  const texts = [''];
  const known = new Map<string, number>();
  const codeOf = (id: number): number => {
    const key = naturalKey(titles.read(id));
    if (key === null) return 0;
    const code = known.get(key) ?? texts.push(key) - 1;
    known.set(key, code);
    return code;
  };
  const shown = Uint32Array.from(column.values, (id) => {
    if (Number.isNaN(id)) return 0;
    const code = codes.get(id) ?? codeOf(id);
    codes.set(id, code);
    return code;
  });
  return rankTexts(shown, texts).ranks;
};

/** Which of rising numbers are in the trash, or out of it, by the rising numbers of what is. */
const trashMark =
  (trashed: Float64Array, trash: boolean) =>
  (ids: Float64Array): Marks => {
    const marks = new Uint8Array(ids.length);
    let at = 0;
    for (let i = 0; i < ids.length; i += 1) {
      while (at < trashed.length && trashed[at]! < ids[i]!) at += 1;
      if ((trashed[at] === ids[i]) === trash) marks[i] = 1;
    }
    return marks;
  };

interface Selection {
  table: TableName;
  columns: readonly Column[];
  filters: readonly Check[];
  isWanted: (ids: Float64Array) => Marks;
}

/** The records that are known in all of the table's own columns, by rising number; null where none is needed. */
const readSoFar = ({ table, columns }: Selection): Float64Array | null => {
  const own = columns.filter(({ spec }) => spec.table === table).map(({ ids }) => ids);
  return own.length === 0 ? null : own.reduce((a, b) => (b.length < a.length ? b : a));
};

/** The records that a query looks at, by rising number, and which of them it lets through. */
const rowsOf = (selection: Selection, all: () => Float64Array) => {
  const ids = readSoFar(selection) ?? all();
  const wanted = { columns: [], mark: selection.isWanted };
  const marks = joined('all', [wanted, ...selection.filters]).mark(ids);
  return { ids, marks };
};

const idsOf = (rows: Uint32Array, ids: Float64Array): Float64Array => {
  const found = new Float64Array(rows.length);
  for (let i = 0; i < found.length; i += 1) found[i] = ids[rows[i]!]!;
  return found;
};

const select = (ordering: Ordering, selection: Selection): Float64Array => {
  const { known } = ordering;
  if (known !== null && selection.filters.length === 0) return known.ids.slice();
  const { ids, marks } = rowsOf(selection, () => known?.ids.toSorted() ?? new Float64Array(0));
  if (known !== null) return known.marked(ids, marks);
  return idsOf(ordering.sort(markedRows(marks), ids), ids);
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
