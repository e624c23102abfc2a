import { entityOf } from '#shared/entities/index.ts';
import type { Field, Value } from '#shared/schema/fields.ts';
import { valueAt, type Row } from '#shared/schema/row.ts';
import { sameValue } from '#shared/schema/same-value.ts';
import { conflictsOf } from '#shared/sync/merge-record.ts';
import type { MergeItem } from '../../db/merging.ts';

/** Which of the three states of a record are worth a column: a new one was nowhere before. */
export type ComparedSide = 'here' | 'there' | 'after';

/** A field that merging is about; `field` is undefined for a column that this version does not know. */
export interface ComparedField {
  name: string;
  label: string;
  field: Field | undefined;
  values: Readonly<Record<ComparedSide, Value>>;
  /** Both desks have written it: the value that is not shown is kept until one of them is chosen. */
  isContested: boolean;
}

export const sidesOf = ({ kind }: MergeItem): readonly ComparedSide[] => {
  if (kind === 'new') return ['there'];
  return kind === 'erased' ? ['here'] : ['here', 'there', 'after'];
};

const valueIn = (row: Row | null, name: string): Value =>
  row === null ? null : valueAt(row, name);

/** Fields of the form in its order, then what this version does not know. */
const namesIn = ({ table, here, there, after }: MergeItem): string[] => {
  const known = Object.keys(entityOf(table).fields);
  const found = [here, there, after].flatMap((row) =>
    row === null ? [] : Object.keys(row.values),
  );
  const all = new Set(found);
  const unknown = [...all].filter((name) => !known.includes(name)).sort();
  return [...known.filter((name) => all.has(name)), ...unknown];
};

const isWorthShowing = (
  sides: readonly ComparedSide[],
  { values, isContested }: ComparedField,
): boolean => {
  if (isContested || sides.length === 1) return sides.some((side) => values[side] !== null);
  return !sameValue(values.here, values.there) || !sameValue(values.here, values.after);
};

/** What a comparison of a record shows: fields that differ; of a record that comes or goes, all that it holds. */
export const comparedFields = (item: MergeItem): ComparedField[] => {
  const { fields } = entityOf(item.table);
  const contested = new Set(item.after === null ? [] : conflictsOf(item.after).map((c) => c.field));
  const sides = sidesOf(item);
  return namesIn(item)
    .map((name): ComparedField => {
      const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
      const values = {
        here: valueIn(item.here, name),
        there: valueIn(item.there, name),
        after: valueIn(item.after, name),
      };
      return { name, label: field?.label ?? name, field, values, isContested: contested.has(name) };
    })
    .filter((compared) => isWorthShowing(sides, compared));
};
