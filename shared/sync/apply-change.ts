import type { Row, Values } from '../schema/row.ts';
import type { Change } from './change.ts';
import { takeChange } from './merge-record.ts';
import { isListField } from './record-parts.ts';

type Update = Extract<Change, { kind: 'update' }>;

const withValues = (row: Row, { values }: Update): Values =>
  Object.fromEntries(
    Object.entries({ ...row.values, ...values }).filter(([, value]) => value !== null),
  );

/** A list that was edited is no longer what it was read from; one that was read anew says from what. */
const sourceAfter = (row: Row, { values, source }: Update): Row['source'] => {
  const kept = Object.entries(row.source ?? {}).filter(([field]) => !Object.hasOwn(values, field));
  const all = { ...Object.fromEntries(kept), ...source };
  return Object.keys(all).length === 0 ? undefined : all;
};

const updated = (row: Row, change: Update): Row => {
  const { id, clock, clocks, items } = row;
  const fields = Object.keys(change.values);
  const source = sourceAfter(row, change);
  return {
    id,
    values: withValues(row, change),
    clock,
    clocks: { ...clocks, ...Object.fromEntries(fields.map((field) => [field, change.stamp])) },
    ...(items === undefined ? {} : { items }),
    ...(source === undefined ? {} : { source }),
  };
};

/**
 * Whether an update only sets values: no list, whose items are merged one by one, nothing contested, and
 * nothing that it did not know of.
 */
const isPlain = ({ contest, clock, clocks }: Row, { table, values, replaced }: Update): boolean =>
  contest === undefined &&
  Object.keys(values).every(
    (field) => !isListField(table, field) && replaced[field] === (clocks?.[field] ?? clock),
  );

/**
 * The record after one of this desk's own changes, in the order in which it made them; null where there is
 * none. An update of a record that is not there says nothing and gives null. (Changes of several desks are
 * merged by their stamps, not by this.)
 */
export const applyChange = (row: Row | null, change: Change): Row | null => {
  if (change.kind === 'create' || change.kind === 'merge') return change.row;
  if (change.kind === 'erase') return null;
  if (row === null) return null;
  return isPlain(row, change) ? updated(row, change) : takeChange(row, change);
};

/** The record that a change is about. */
export const changedId = (change: Change): number =>
  change.kind === 'create' || change.kind === 'merge' ? change.row.id : change.id;
