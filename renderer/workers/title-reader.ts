import { entityOf, type TableName } from '#shared/entities/index.ts';
import { foldText } from '#shared/schema/index-key.ts';
import { numberedName } from '../db/short-code.ts';
import { titleHops } from '../db/titles.ts';
import type { Column, ColumnSpec } from './column.ts';
import type { ColumnSource } from './column-store.ts';
import { keysOf, packedAs, sortKeyOf, titleKey } from './sort-keys.ts';

/** The values of a field as they are, by which they sort or are compared. */
export const valueSpec = (table: TableName, name: string): ColumnSpec => {
  const field = entityOf(table).fields[name]!;
  return {
    table,
    name,
    holds: keysOf(field),
    read: ({ values }) => sortKeyOf(field, values[name] ?? null),
    ...packedAs(field),
  };
};

export const titleSpec = (table: TableName): ColumnSpec => {
  const entity = entityOf(table);
  return {
    table,
    name: '(title)',
    holds: 'texts',
    read: (row) => titleKey(entity, row),
    packed: entity.title.fields.join(' '),
  };
};

/** What records of a table are called, folded, read from columns. The rule is that of db/titles.ts. */
export class TitleReader {
  readonly columns: readonly Column[];
  readonly #table: TableName;
  readonly #own: Column | null;
  readonly #via: readonly { column: Column; target: TitleReader }[];
  readonly #known = new Map<number, string>();

  constructor(store: ColumnSource, table: TableName, hops = titleHops) {
    const { title, fields } = entityOf(table);
    this.#table = table;
    this.#own = title.fields.length > 0 ? store.use(titleSpec(table)) : null;
    this.#via = (hops > 0 ? (title.via ?? []) : []).flatMap((name) => {
      const field = fields[name];
      if (field?.kind !== 'reference') return [];
      const target = new TitleReader(store, field.target as TableName, hops - 1);
      return [{ column: store.use(valueSpec(table, name)), target }];
    });
    this.columns = [
      ...(this.#own === null ? [] : [this.#own]),
      ...this.#via.flatMap(({ column, target }) => [column, ...target.columns]),
    ];
  }

  /** The title; "profile 12" where nothing names the record. */
  read(id: number): string {
    const known = this.#known.get(id);
    if (known !== undefined) return known;
    const title = this.#find(id) ?? foldText(numberedName(this.#table, id));
    this.#known.set(id, title);
    return title;
  }

  /** Forgets what was read, since the columns have moved on. */
  forget() {
    this.#known.clear();
  }

  #find(id: number): string | null {
    const own = this.#own?.keyOf(id);
    if (typeof own === 'string') return own;
    for (const { column, target } of this.#via) {
      const pointer = column.keyOf(id);
      const title =
        typeof pointer === 'number' && !Number.isNaN(pointer) ? target.#find(pointer) : null;
      if (title !== null) return title;
    }
    return null;
  }
}
