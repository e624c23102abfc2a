import type { StoredRow } from '#shared/schema/index-key.ts';
import { Column, type ColumnSpec } from './column.ts';
import type { ColumnSource } from './column-store.ts';
import type { Check } from './marks.ts';

/** Columns of some records of one table, for one question: nothing is kept of them. */
export const narrowColumns = (rows: readonly StoredRow[]): ColumnSource => {
  const columns = new Map<string, Column>();
  return {
    use: (spec: ColumnSpec) => {
      const known = columns.get(spec.name) ?? new Column(spec);
      columns.set(spec.name, known);
      return known;
    },
    release: () => undefined,
    complete: (wanted) => {
      for (const column of wanted) if (!column.complete) column.extend(rows, true);
      return Promise.resolve();
    },
    freshen: () => Promise.resolve(),
  };
};

/** Holds for the records of a list, by rising number. */
export const listCheck = (listed: Float64Array): Check => ({
  columns: [],
  mark: (ids) => {
    const marks = new Uint8Array(ids.length);
    let at = 0;
    for (let i = 0; i < ids.length; i += 1) {
      while (at < listed.length && listed[at]! < ids[i]!) at += 1;
      if (listed[at] === ids[i]) marks[i] = 1;
    }
    return marks;
  },
});
