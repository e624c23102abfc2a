import { entityOf, isTableName, type TableName } from '#shared/entities/index.ts';
import { fail } from '#shared/result.ts';
import type { Row, Values } from '#shared/schema/row.ts';
import type { Stamp } from '#shared/sync/stamp.ts';
import { numbersPerDesk, type Numbers } from '../db/numbering.ts';
import { Stop } from './bulk-bridge.ts';

/** The tables that columns of a table point to, by column. */
const pointersOf = (table: TableName): [string, TableName][] =>
  Object.entries(entityOf(table).fields).flatMap(([field, definition]): [string, TableName][] => {
    const target =
      definition.kind === 'reference'
        ? definition.target
        : definition.kind === 'integer'
          ? definition.loosely
          : undefined;
    return target !== undefined && isTableName(target) ? [[field, target]] : [];
  });

/**
 * Records of another workspace as new ones of this desk: numbers of its own, and references that lead to what
 * they led to before. A number is given when it is first met, as a record or as what one points to, so that
 * the file is read once; what remains of it is 16 bytes a record or so.
 */
export class Renumbering {
  readonly #desk: number;
  readonly #stamp: Stamp;
  readonly #given = new Map<TableName, Map<number, number>>();
  readonly #pointers = new Map<TableName, [string, TableName][]>();
  /** The last number of this desk's own, per table. */
  readonly #issued: Numbers;

  constructor({ desk, issued, stamp }: { desk: number; issued: Numbers; stamp: Stamp }) {
    this.#desk = desk;
    this.#stamp = stamp;
    this.#issued = { ...issued };
  }

  /** What was given so far. */
  get outcome(): { issued: Numbers; stamp: Stamp } {
    return { issued: this.#issued, stamp: this.#stamp };
  }

  /** The number here of a record that has `id` there. */
  idOf(table: TableName, id: number): number {
    const known = this.#given.get(table) ?? new Map<number, number>();
    this.#given.set(table, known);
    const given = known.get(id) ?? this.#next(table);
    known.set(id, given);
    return given;
  }

  #next(table: TableName): number {
    const n = (this.#issued[table] ?? 0) + 1;
    if (n >= numbersPerDesk)
      throw new Stop(fail('desk.numbersUsedUp', { table: entityOf(table).label.many }));
    this.#issued[table] = n;
    return this.#desk * numbersPerDesk + n;
  }

  #valuesOf(table: TableName, values: Values): Values {
    const pointers = this.#pointers.get(table) ?? pointersOf(table);
    this.#pointers.set(table, pointers);
    const changed = { ...values };
    for (const [field, target] of pointers) {
      const id = values[field];
      if (typeof id === 'number') changed[field] = this.idOf(target, id);
    }
    return changed;
  }

  /** The record as if it were created here; what its own desks wrote at odds is not asked again. */
  rowOf(table: TableName, { id, values, source }: Row): Row {
    const row = {
      id: this.idOf(table, id),
      values: this.#valuesOf(table, values),
      clock: this.#stamp,
    };
    return source === undefined ? row : { ...row, source };
  }
}
