import { entityOf, type TableName } from '#shared/entities/index.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import type { Value } from '#shared/schema/fields.ts';
import type { Row, Values } from '#shared/schema/row.ts';
import { sameValue } from '#shared/schema/same-value.ts';
import { isId } from '#shared/schema/row-check.ts';
import { valueProblem } from '#shared/schema/values.ts';
import type { Conflict } from '#shared/schema/contest.ts';
import { conflictsOf } from '#shared/sync/merge-record.ts';
import type { Operation } from './desk.ts';

/** The pure part of an edit: what a list of operations means for the records that they touch. */

/** One record as the operations so far leave it. */
export interface Draft {
  table: TableName;
  id: number;
  /** The record as it is stored; null where the operations create it. */
  before: Row | null;
  values: Record<string, Value>;
  /** Fields in conflict that are settled by what they now hold. */
  settled: Set<string>;
  /** Fields that are in conflict again, and the values beside the one that they hold, oldest first. */
  reopened: Map<string, readonly Value[]>;
}

/** What must be known of the store before operations can be composed. */
export interface Known {
  row(table: TableName, id: number): Row | null;
  /** The next number for a new record of this table; null when there is none left. */
  nextId(table: TableName): number | null;
}

const labelOf = (table: TableName): string => entityOf(table).label.one;

/** Checks what an operation says, without the store: known fields, fitting values, a usable number. */
export const checkOperation = (operation: Operation): Result<null> => {
  const entity = entityOf(operation.table);
  const { id } = operation;
  if (id !== undefined && !isId(id))
    return fail('value.notId', { label: labelOf(operation.table), value: String(id) });
  for (const [name, value] of Object.entries(operation.values)) {
    const field = Object.hasOwn(entity.fields, name) ? entity.fields[name] : undefined;
    if (field === undefined)
      return fail('value.unknownField', { field: name, table: entity.label.many });
    const problem = valueProblem(field, value);
    if (problem !== null) return { ok: false, problem };
  }
  return ok(null);
};

const newDraft = (table: TableName, id: number, before: Row | null): Draft => ({
  table,
  id,
  before,
  values: { ...before?.values },
  settled: new Set(),
  reopened: new Map(),
});

const setValues = (values: Record<string, Value>, given: Values) => {
  for (const [name, value] of Object.entries(given)) {
    if (value === null) delete values[name];
    else values[name] = Array.isArray(value) ? [...(value as readonly string[])] : value;
  }
};

/** Fills in when a record came into being, where its table says so and the user did not. */
const withCreation = (table: TableName, given: Values, now: string): Values =>
  'created_at' in entityOf(table).fields && (given['created_at'] ?? null) === null
    ? { ...given, created_at: now }
    : given;

/** Plays operations in order; several on one record compose into one draft. `now`: a stored instant. */
export const composeDrafts = (
  operations: readonly Operation[],
  known: Known,
  now: string,
): Result<Draft[]> => {
  const drafts = new Map<string, Draft>();
  const draftOf = (table: TableName, id: number): Draft | null => {
    const found = drafts.get(`${table} ${id}`);
    if (found !== undefined) return found;
    const before = known.row(table, id);
    return before === null ? null : newDraft(table, id, before);
  };
  for (const operation of operations) {
    const draft = playOperation(operation, draftOf, known, now);
    if (!draft.ok) return draft;
    if (draft.value === null) continue;
    drafts.set(`${operation.table} ${draft.value.id}`, draft.value);
  }
  return ok([...drafts.values()]);
};

const fieldOf = ({ field }: Conflict): string => field;

/** Of the values that an update gives, those whose fields still hold what it is meant to replace (DB28). */
const stillFitting = (given: Values, holding: Values, values: Values): Values =>
  Object.fromEntries(
    Object.entries(given).filter(([name]) =>
      sameValue(values[name] ?? null, holding[name] ?? null),
    ),
  );

/** The draft of the record that an operation is about; null where it only holds for one that is gone. */
const playOperation = (
  operation: Operation,
  draftOf: (table: TableName, id: number) => Draft | null,
  known: Known,
  now: string,
): Result<Draft | null> => {
  const { table, values } = operation;
  const id = operation.id ?? known.nextId(table);
  if (id === null) return fail('desk.numbersUsedUp', { table: entityOf(table).label.many });
  const draft = draftOf(table, id);
  if (operation.op === 'create') {
    if (draft !== null) return fail('desk.recordExists', { table: labelOf(table), id });
    const created = newDraft(table, id, null);
    setValues(created.values, withCreation(table, values, now));
    return ok(created);
  }
  const { holding } = operation;
  if (draft === null)
    return holding === undefined
      ? fail('desk.noSuchRecord', { table: labelOf(table), id })
      : ok(null);
  setValues(
    draft.values,
    holding === undefined ? values : stillFitting(values, holding, draft.values),
  );
  const open = new Set(draft.before === null ? [] : conflictsOf(draft.before).map(fieldOf));
  for (const field of operation.settle ?? []) if (open.has(field)) draft.settled.add(field);
  for (const [field, rivals] of Object.entries(operation.reopen ?? {}))
    draft.reopened.set(field, rivals);
  return ok(draft);
};

/** The fields in which a draft differs from the record as it is stored. */
export const changedFields = ({ before, values }: Draft): string[] => {
  const was = before?.values ?? {};
  return [...new Set([...Object.keys(was), ...Object.keys(values)])].filter(
    (name) => !sameValue(was[name] ?? null, values[name] ?? null),
  );
};

/** The same, and the fields whose conflict it settles or opens again, be it by the value that they have. */
export const editedFields = (draft: Draft): string[] => [
  ...new Set([...changedFields(draft), ...draft.settled, ...draft.reopened.keys()]),
];

/** The references that a draft newly makes. */
export const newReferences = (draft: Draft): { label: string; target: TableName; id: number }[] => {
  const { fields } = entityOf(draft.table);
  return changedFields(draft).flatMap((name) => {
    const field = fields[name];
    const id = draft.values[name];
    return field?.kind === 'reference' && typeof id === 'number'
      ? [{ label: field.label, target: field.target as TableName, id }]
      : [];
  });
};

/** Whether a draft leaves something else than what is stored. */
export const isEdit = (draft: Draft): boolean =>
  draft.before === null || editedFields(draft).length > 0;
