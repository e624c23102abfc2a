import { entities, entityOf, tableNames, type TableName } from '#shared/entities/index.ts';
import { IdSet } from '#electron/imports/id-set.ts';

/** A reference that points to nothing: the row's number in its table counts from 1. */
export interface MissingTarget {
  table: TableName;
  row: number;
  column: string;
  target: TableName;
  id: number;
}

interface ReferenceColumn {
  column: string;
  target: TableName;
}

const referenceColumns = (table: TableName): ReferenceColumn[] =>
  Object.entries(entityOf(table).fields).flatMap(([column, field]) =>
    field.kind === 'reference' && Object.hasOwn(entities, field.target)
      ? [{ column, target: field.target as TableName }]
      : [],
  );

/** The tables, those that others point to first, as far as circles allow. */
export const tablesTargetsFirst = (): TableName[] => {
  const order = new Set<TableName>();
  const begun = new Set<TableName>();
  const visit = (table: TableName): void => {
    if (begun.has(table)) return;
    begun.add(table);
    for (const { target } of referenceColumns(table)) visit(target);
    order.add(table);
  };
  tableNames.forEach(visit);
  return [...order];
};

/** Numbers, eight bytes each, without copies lying about while they grow. */
class NumberList {
  readonly #pages: Float64Array[] = [];
  length = 0;

  push(n: number): void {
    const place = this.length % 8192;
    if (place === 0) this.#pages.push(new Float64Array(8192));
    this.#pages.at(-1)![place] = n;
    this.length++;
  }

  at(i: number): number {
    return this.#pages[Math.floor(i / 8192)]![i % 8192]!;
  }
}

/**
 * Checks that references point to rows of the same file (SNAP12), whatever the order of the tables:
 * ids as bits, and the references whose target has not been met yet as two numbers each.
 */
export class ReferenceCheck {
  readonly #ids = new Map(tableNames.map((table) => [table, new IdSet()]));
  readonly #open = tableNames.flatMap((table) =>
    referenceColumns(table).map(({ column, target }) => ({
      table,
      column,
      target,
      known: this.#ids.get(target)!,
      erased: new IdSet(),
      rows: new NumberList(),
      targets: new NumberList(),
    })),
  );

  /** References may point to what was erased. */
  allow(erased: { of(table: TableName): IdSet }): void {
    for (const open of this.#open) open.erased = erased.of(open.target);
  }

  /** Gives the function that takes the rows of one table in, in their order. */
  taker(table: TableName): (id: number, values: Readonly<Record<string, unknown>>) => void {
    const ids = this.#ids.get(table)!;
    const columns = this.#open.filter((open) => open.table === table);
    let row = 0;
    return (id, values) => {
      row++;
      ids.add(id);
      for (const { column, known, rows, targets } of columns) {
        const target = values[column];
        if (typeof target !== 'number' || known.has(target)) continue;
        rows.push(row);
        targets.push(target);
      }
    };
  }

  /** The first reference that points to nothing; null when there is none. */
  firstMissing(): MissingTarget | null {
    for (const { table, column, target, known, erased, rows, targets } of this.#open)
      for (let i = 0; i < rows.length; i++)
        if (!known.has(targets.at(i)) && !erased.has(targets.at(i)))
          return { table, row: rows.at(i), column, target, id: targets.at(i) };
    return null;
  }
}
