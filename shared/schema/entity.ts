import type { Field, ValueOf } from './fields.ts';

/** A named way to reach records: the fields of one compound index, in order. */
export interface AccessPath {
  /** What it is for, as people would say it: "candidates of a request by state". */
  name: string;
  fields: readonly string[];
}

export interface EntityDefinition<Fields extends Record<string, Field> = Record<string, Field>> {
  /** The table's name in the desk; the old system wrote it without underscores. */
  name: string;
  label: { one: string; many: string };
  /** One sentence: what the records are. */
  description: string;
  /** The heading in the sidebar; views stand beside the tables, not among them. */
  section: 'Work' | 'People' | 'Calls' | 'Money' | 'Views';
  /** One capital letter before the short code of a record. */
  letter: string;
  /**
   * How a record is named to people: the first of `fields` that hold something, joined by spaces;
   * failing that the record that `via` points to (the other way round with `viaFirst`); failing that
   * label and number.
   */
  title: { fields: readonly string[]; via?: readonly string[]; viaFirst?: true };
  /** Every column but `id`, which each table has: a positive safe integer. */
  fields: Fields;
  /** Whether `deleted` is a column of the reference schema, or this desk's own (for the trash). */
  ownTrash: boolean;
  paths: readonly AccessPath[];
}

interface Checked<Fields> {
  title: {
    fields: readonly (keyof Fields & string)[];
    via?: readonly (keyof Fields & string)[];
    viaFirst?: true;
  };
  paths: readonly { name: string; fields: readonly (keyof Fields & string)[] }[];
}

/** Declares a table; titles and paths can only name its own fields. */
export const defineEntity = <const Fields extends Record<string, Field>>(
  definition: EntityDefinition<Fields> & Checked<Fields>,
): EntityDefinition<Fields> => definition;

/** What a record of an entity holds: every field, or null. */
export type RecordOf<E extends EntityDefinition> = { id: number } & {
  -readonly [K in keyof E['fields']]: ValueOf<E['fields'][K]> | null;
};
