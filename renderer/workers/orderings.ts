import { entityOf, type TableName } from '#shared/entities/index.ts';
import type { OrderQuery, Sort } from '../db/desk.ts';
import { pagingPath } from '../db/stores.ts';
import type { Column } from './column.ts';
import { ranksOf } from './column-rows.ts';
import type { ColumnSource } from './column-store.ts';
import { KnownOrder, type Creations } from './known-order.ts';
import { sortByRanks } from './ranks.ts';
import type { RecordIds } from './record-ids.ts';
import { sortColumn } from './sort-columns.ts';

/** An order of all records, in the trash or out of it, by columns that may still be filling. */
export interface Ordering {
  columns: readonly Column[];
  /** An order that needs no column; null for one by columns. */
  known: KnownOrder | null;
  /** Puts rows of `ids` in order. */
  sort(rows: Uint32Array, ids: Float64Array): Uint32Array;
}

/** What indexes tell of the order of records. */
interface Known {
  ids: RecordIds;
  creations: Creations;
}

/** What of a sort is known to this version. */
export const knownSort = ({ table, sort }: Pick<OrderQuery, 'table' | 'sort'>): Sort[] =>
  sort.filter(({ field }) => field === 'id' || entityOf(table).fields[field] !== undefined);

/** Whether an index tells the order unread: by number, or by creation. */
export const isInIndex = (query: Pick<OrderQuery, 'table' | 'sort'>): boolean => {
  const [first, ...more] = knownSort(query);
  if (first === undefined || first.field === 'id') return true;
  return more.length === 0 && pagingPath(entityOf(query.table)).fields[1] === first.field;
};

export const orderingOf = async (
  query: OrderQuery,
  { ids, creations }: Known,
  source: ColumnSource,
): Promise<Ordering> => {
  const { table, trash } = query;
  const sort = knownSort(query);
  if (!isInIndex(query)) return byColumns(source, table, sort);
  const rising = await ids.byCreation(table, trash);
  const descending = sort[0]?.descending ?? true;
  if (sort[0]?.field === 'id') {
    const own = rising.toSorted();
    return inOrder(new KnownOrder(descending ? own.reverse() : own));
  }
  const blanks = descending ? 0 : (await ids.withoutCreation(table, trash)).length;
  return inOrder(creations.of(rising, { newestFirst: descending, blanks }));
};

const inOrder = (known: KnownOrder): Ordering => ({ columns: [], known, sort: (rows) => rows });

const byColumns = (source: ColumnSource, table: TableName, sort: readonly Sort[]): Ordering => {
  const parts = sort.map((part) => sortColumn(source, table, part));
  return {
    columns: parts.flatMap(({ own }) => own),
    known: null,
    sort: (rows, ids) => {
      // The last is sorted by first: each later one keeps the order of what is equal in it.
      let sorted = sort[0]!.descending ? rows.toReversed() : rows;
      for (const { column, descending, ranks } of parts.toReversed())
        sorted = sortByRanks(sorted, ranksOf(column, ranks(), ids), descending);
      return sorted;
    },
  };
};
