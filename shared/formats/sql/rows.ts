import type { Problem } from '../../problems/index.ts';

/** Something wrong with one value of a row; `at` counts the values from 0. */
export interface Fault {
  code: Problem['code'];
  at: number;
}

/** The values of a row as text, in the order written; null is NULL. A faulty value is given as null. */
export interface RowReading {
  values: (string | null)[];
  /** The line of each value, where a row may span lines; null where all are on the row's own. */
  lines: number[] | null;
  faults: Fault[];
}
