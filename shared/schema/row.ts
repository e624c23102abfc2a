import type { Contest } from './contest.ts';
import type { Stamp } from '../sync/stamp.ts';
import type { Value } from './fields.ts';

/** Values by column; a column that is absent is null. Columns unknown to this version are kept. */
export type Values = Readonly<Record<string, Value>>;

/**
 * One record as it is stored, exported and sent: the same shape everywhere.
 * A field's clock is `clock` (the stamp of the record's creation) until the field changes;
 * from then on it is `clocks[field]`.
 */
export interface Row {
  id: number;
  values: Values;
  clock: Stamp;
  clocks?: Readonly<Record<string, Stamp>>;
  /**
   * When items of lists were added or removed, by field and item, where it was not at the creation: an item
   * that is not in the list was removed then (shared/sync/SPEC.md, SYNC10).
   */
  items?: Readonly<Record<string, Readonly<Record<string, Stamp>>>>;
  /**
   * The text from which a list was read, for the lists whose own text would differ
   * ("PT,BR" reads as PT and BR, which we would write "PT, BR"). Dropped when the list is edited.
   */
  source?: Readonly<Record<string, string>>;
  /** Where desks wrote without knowing of each other: what else they wrote. */
  contest?: Contest;
}

/** The value of a field; null where the record has none. */
export const valueAt = (row: Row, field: string): Value => row.values[field] ?? null;

/** Whether the record is in the trash. */
export const isTrashed = (row: Row): boolean => row.values['deleted'] === true;
