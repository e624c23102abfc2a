import type { TableName } from '#shared/entities/index.ts';
import type { Group } from '#shared/views/filter.ts';
import type { OrderQuery } from '../db/desk.ts';
import type { Column } from './column.ts';
import type { ColumnSource, ColumnStore } from './column-store.ts';
import { listCheck, narrowColumns } from './narrow-columns.ts';
import type { Check } from './marks.ts';
import type { PackedColumns } from './packed-columns.ts';
import { pathConditions, type PathCondition, type PathReader } from './path-reader.ts';
import { planOf, type Needed, type Plan } from './planner.ts';

/** How one query is answered: over which columns, what of its filter is left, and what else must hold. */
export interface Way {
  plan: Plan;
  source: ColumnSource;
  filter: Group | undefined;
  also: readonly Check[];
}

interface Found extends PathCondition {
  keys: readonly (string | number)[];
  count: number;
}

/** Finds out what the planner must know, and makes ready what it chooses. */
export class Ways {
  readonly #store: ColumnStore;
  readonly #packed: PackedColumns | null;
  readonly #paths: PathReader;

  constructor(store: ColumnStore, paths: PathReader, packed: PackedColumns | null) {
    this.#store = store;
    this.#paths = paths;
    this.#packed = packed;
  }

  /** `columnsOf`: the columns that a query stands on, taken from the store and handed back again. */
  async of(query: OrderQuery, columnsOf: (query: OrderQuery) => readonly Column[]): Promise<Way> {
    const { table, filter } = query;
    const columns = columnsOf(query);
    const needed = await this.#needed(columns);
    const all = { source: this.#store, filter, also: [] };
    const isWarm = needed.every(({ state }) => state === 'warm');
    // The record that a group is told by may be none of those on the path.
    const isSimple = isWarm || query.group !== undefined;
    const paths = isSimple ? [] : await this.#found(table, filter);
    const choices = await Promise.all(
      paths.map(async ({ field, count, rest }) => ({
        field,
        keys: count,
        rest: await this.#needed(columnsOf(withFilter(query, rest))),
      })),
    );
    const plan = planOf({ table, needed, paths: choices });
    const path = paths.find(({ field }) => plan.by === 'path' && field === plan.field);
    return path === undefined ? { plan, ...all } : this.#byPath(table, path, plan);
  }

  async #byPath(table: TableName, path: Found, plan: Plan): Promise<Way> {
    const { keys, rest } = path;
    if (!plan.isReading) {
      const ids = await this.#paths.ids(table, path, keys);
      return { plan, source: this.#store, filter: rest, also: [listCheck(ids)] };
    }
    const rows = await this.#paths.rows(table, path, keys);
    const listed = listCheck(Float64Array.from(rows, ({ id }) => id));
    return { plan, source: narrowColumns(rows), filter: rest, also: [listed] };
  }

  async #found(table: TableName, filter: Group | undefined): Promise<Found[]> {
    const found: Found[] = [];
    for (const condition of pathConditions(table, filter)) {
      const keys = await this.#paths.keysOf(table, condition);
      if (keys === null) continue;
      found.push({ ...condition, keys, count: await this.#paths.count(table, condition, keys) });
    }
    return found;
  }

  #needed(columns: readonly Column[]): Promise<Needed[]> {
    return Promise.all(
      columns.map(async ({ spec: { table, name }, complete, ids }): Promise<Needed> => {
        if (complete) return { table, name, state: 'warm', rows: ids.length };
        const isPacked = this.#packed?.holds(table, name) === true;
        const known = this.#store.of(table).find((other) => other.complete);
        const rows = known?.ids.length ?? (await this.#paths.rowsIn(table));
        return { table, name, state: isPacked ? 'packed' : 'cold', rows };
      }),
    );
  }
}

export const withFilter = (query: OrderQuery, filter: Group | undefined): OrderQuery => {
  const rest = { ...query };
  delete rest.filter;
  return filter === undefined ? rest : { ...rest, filter };
};
