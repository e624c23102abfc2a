import { entityOf, type TableName } from '#shared/entities/index.ts';
import { foldText, titleText } from '#shared/schema/index-key.ts';
import { isTrashed, valueAt, type Row, type Values } from '#shared/schema/row.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import type { Field, Value } from '#shared/schema/fields.ts';
import type {
  Applied,
  ColumnValues,
  Desk,
  Notice,
  Operation,
  OrderQuery,
  SearchOptions,
  SummaryOptions,
} from '#renderer/db/desk.ts';
import { SearchIndex } from '#renderer/workers/search/search-index.ts';
import { formatStamp } from '#shared/sync/stamp.ts';

const stampText = formatStamp({ time: 1_700_000_000_000, counter: 0, desk: 4711 });

export type MemoryRows = Partial<Record<TableName, readonly { id: number; values: Values }[]>>;

const rowFrom = ({ id, values }: { id: number; values: Values }): Row => ({
  id,
  values,
  clock: stampText,
});

const saysText = (row: Row, field: string): string => {
  const value = valueAt(row, field);
  return foldText(Array.isArray(value) ? value.join(' ') : String(value ?? ''));
};

const compare = (a: Row, b: Row, field: string): number => {
  const [left, right] = [valueAt(a, field), valueAt(b, field)];
  if (left === right) return a.id - b.id;
  if (left === null) return 1;
  if (right === null) return -1;
  return left < right ? -1 : 1;
};

/** What columns hold of rows, read plainly from each. */
const valuesOf = (rows: readonly Row[], field: Field, name: string): ColumnValues => {
  const values = rows.map((row) => row.values[name] ?? null);
  if (['integer', 'reference', 'decimal', 'boolean'].includes(field.kind)) {
    const numberOf = (value: Value) =>
      value === null ? NaN : Number(typeof value === 'string' ? value.replace('.', '') : value);
    return { holds: 'numbers', numbers: Float64Array.from(values, numberOf) };
  }
  const textOf = (value: Value) => (Array.isArray(value) ? value.join(', ') : String(value));
  const plain = values.map((value) => (value === null ? '' : foldText(textOf(value))));
  const stored = field.kind === 'instant' ? values.map((value) => String(value ?? '')) : plain;
  const texts = [...new Set(['', ...stored])];
  return { holds: 'texts', codes: Uint32Array.from(stored, (one) => texts.indexOf(one)), texts };
};

const summed = (rows: readonly Row[], totals: readonly string[], like: number | null) => {
  const totalOf = (name: string) => {
    const given = rows.flatMap(({ values }) => {
      const value = values[name] ?? null;
      return value === null ? [] : [Number(String(value).replace('.', ''))];
    });
    const sum = given.reduce((a, b) => a + b, 0);
    const [least, greatest] = [Math.min(...given), Math.max(...given)];
    return { sum, filled: given.length, least, greatest };
  };
  const known = rows.find(({ id }) => id === like) ?? rows[0]!;
  return { id: known.id, rows: rows.length, totals: totals.map(totalOf) };
};

/** A desk without a database, for tests of what stands on one. Edits hold; `refuse` makes the next ones fail. */
export class MemoryDesk implements Desk {
  readonly workspace = 'memory';
  readonly edits: Operation[] = [];
  /** How often rows were fetched, and how many at most at once. */
  readonly fetched = { calls: 0, largest: 0 };
  refuse: string | null = null;
  readonly #tables = new Map<TableName, Map<number, Row>>();
  readonly #listeners = new Set<(notices: readonly Notice[]) => void>();

  constructor(rows: MemoryRows) {
    for (const [table, own] of Object.entries(rows))
      this.#tables.set(table as TableName, new Map(own.map((row) => [row.id, rowFrom(row)])));
  }

  #rows(table: TableName): Map<number, Row> {
    const known = this.#tables.get(table) ?? new Map<number, Row>();
    this.#tables.set(table, known);
    return known;
  }

  async get(table: TableName, id: number) {
    return this.#rows(table).get(id) ?? null;
  }

  async getMany(table: TableName, ids: readonly number[]) {
    this.fetched.calls++;
    this.fetched.largest = Math.max(this.fetched.largest, ids.length);
    return ids.map((id) => this.#rows(table).get(id) ?? null);
  }

  async page(table: TableName, { trash, limit }: { trash: boolean; limit: number }) {
    const rows = this.#matching({ table, trash, sort: [], text: '', fields: [] });
    return { rows: rows.slice(0, limit), next: null };
  }

  async order(query: OrderQuery) {
    const rows = this.#matching(query);
    return { ids: Float64Array.from(rows, ({ id }) => id), done: true };
  }

  async summary(query: OrderQuery, { by, totals, like }: SummaryOptions) {
    const rows = this.#matching(query).toSorted((a, b) => a.id - b.id);
    const groups = new Map<Value, Row[]>();
    for (const row of rows) {
      const value = by === null ? null : (row.values[by] ?? null);
      groups.set(value, [...(groups.get(value) ?? []), row]);
    }
    const compared = ([a]: [Value, Row[]], [b]: [Value, Row[]]) =>
      a === null ? 1 : b === null ? -1 : a < b ? -1 : 1;
    return [...groups].sort(compared).map(([, own]) => summed(own, totals, like));
  }

  async columns(query: OrderQuery, { fields }: { fields: readonly string[] }) {
    const rows = this.#matching(query).toSorted((a, b) => a.id - b.id);
    return {
      ids: Float64Array.from(rows, ({ id }) => id),
      columns: fields.map((name) => valuesOf(rows, entityOf(query.table).fields[name]!, name)),
    };
  }

  async contested() {
    return { records: [], more: false };
  }

  async isErased() {
    return false;
  }

  async search(typed: string, options: SearchOptions) {
    const index = new SearchIndex();
    for (const [table, rows] of this.#tables)
      index.change([...rows.values()].map((row) => ({ table, id: row.id, row })));
    return { ready: true, progress: 1, ...index.find(typed, options) };
  }

  async find(table: TableName, typed: string, limit: number) {
    const wanted = foldText(typed);
    const named = (row: Row) => foldText(titleText(entityOf(table), row.values));
    return [...this.#rows(table).values()]
      .filter((row) => named(row).includes(wanted) || String(row.id) === typed)
      .slice(0, limit);
  }

  async titles(records: readonly { table: TableName; id: number }[]) {
    return records.map(({ table, id }) => {
      const title = titleText(entityOf(table), this.#rows(table).get(id)?.values ?? {});
      return title === '' ? `${entityOf(table).label.one} ${id}` : title;
    });
  }

  async related() {
    return { rows: [], more: false };
  }

  async mutate(operations: readonly Operation[]): Promise<Result<Applied>> {
    if (this.refuse !== null) return fail('desk.storeFailed', { reason: this.refuse });
    const touched = operations.map((operation) => this.#apply(operation));
    const notices = touched.map(({ table, id }) => ({ table, ids: [id] }));
    for (const listener of this.#listeners) listener(notices);
    return ok({ stamp: stampText, touched, inverse: [] });
  }

  watch(listener: (notices: readonly Notice[]) => void) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #apply(operation: Operation): { table: TableName; id: number } {
    const { table, values } = operation;
    const rows = this.#rows(table);
    const id = operation.id ?? Math.max(0, ...rows.keys()) + 1;
    this.edits.push(operation);
    rows.set(id, rowFrom({ id, values: { ...rows.get(id)?.values, ...values } }));
    return { table, id };
  }

  #matching({ table, trash, sort, text, fields, group }: OrderQuery): Row[] {
    const like = group === undefined ? null : this.#rows(table).get(group.like)?.values[group.by];
    const words = foldText(text).split(' ').filter(Boolean);
    const rows = [...this.#rows(table).values()].filter(
      (row) =>
        isTrashed(row) === trash &&
        (group === undefined || (row.values[group.by] ?? null) === (like ?? null)) &&
        words.every((word) => fields.some((field) => saysText(row, field).includes(word))),
    );
    const [first] = sort;
    if (first === undefined) return rows.sort((a, b) => b.id - a.id);
    const { field, descending } = first;
    return rows.sort((a, b) => (descending ? compare(b, a, field) : compare(a, b, field)));
  }
}
