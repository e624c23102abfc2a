import type { EntityDefinition } from '#shared/schema/entity.ts';
import type { Values } from '#shared/schema/row.ts';
import type { Value } from '#shared/schema/fields.ts';
import type { Problem } from '#shared/problems/index.ts';
import { sameValue } from '#shared/schema/same-value.ts';
import { entryOf, readEntry, type Entry } from './entries.ts';

/** What somebody typed into one field, and what was stored when the typing began. */
interface Typed {
  entry: Entry;
  before: Value;
}

/**
 * A record under edit. Only fields that were touched have a place in `typed`: all others show what is
 * stored, and saving leaves them alone whatever they hold.
 */
export interface Draft {
  /** The record's values when last heard of; columns unknown to this version included. */
  stored: Values;
  typed: Readonly<Record<string, Typed>>;
}

/** What saving a draft would do: new values of changed fields, and why it cannot be done yet. */
export interface Changes {
  values: Values;
  problems: Readonly<Record<string, Problem>>;
}

export const startDraft = (stored: Values): Draft => ({ stored, typed: {} });

const storedValue = (stored: Values, field: string): Value =>
  Object.hasOwn(stored, field) ? (stored[field] ?? null) : null;

/** What a field shows: as typed, or as stored where nobody touched it. */
export const entryAt = (entity: EntityDefinition, draft: Draft, field: string): Entry => {
  const typed = draft.typed[field];
  const definition = entity.fields[field];
  if (typed !== undefined || definition === undefined) return typed?.entry ?? '';
  return entryOf(definition, storedValue(draft.stored, field));
};

export const typeInto = (draft: Draft, field: string, entry: Entry): Draft => {
  const before = draft.typed[field]?.before ?? storedValue(draft.stored, field);
  return { ...draft, typed: { ...draft.typed, [field]: { entry, before } } };
};

const without = (typed: Draft['typed'], fields: readonly string[]): Draft['typed'] =>
  Object.fromEntries(Object.entries(typed).filter(([field]) => !fields.includes(field)));

/** Forgets what was typed into a field: it shows again what is stored. */
export const withdraw = (draft: Draft, field: string): Draft => ({
  ...draft,
  typed: without(draft.typed, [field]),
});

/** The record changed elsewhere: untouched fields follow, touched ones keep what was typed. */
export const rebase = (draft: Draft, stored: Values): Draft => ({ ...draft, stored });

/** After a save: the saved values are what is stored; typing that went on meanwhile is kept. */
export const settle = (draft: Draft, saved: Draft, values: Values): Draft => {
  const same = Object.keys(saved.typed).filter(
    (field) => draft.typed[field]?.entry === saved.typed[field]?.entry,
  );
  return { stored: { ...draft.stored, ...values }, typed: without(draft.typed, same) };
};

/** Reads every touched field: what differs from the stored value, and what cannot be stored. */
export const changesOf = (entity: EntityDefinition, draft: Draft): Changes => {
  const values: Record<string, Value> = {};
  const problems: Record<string, Problem> = {};
  for (const [field, { entry }] of Object.entries(draft.typed)) {
    const definition = entity.fields[field];
    if (definition === undefined) continue;
    const stored = storedValue(draft.stored, field);
    const reading = readEntry(definition, entry, stored);
    if (!reading.ok) problems[field] = reading.problem;
    else if (!sameValue(reading.value, stored)) values[field] = reading.value;
  }
  return { values, problems };
};

/** Fields whose typing would change the record, or cannot be read; none means nothing to save. */
export const dirtyFields = (entity: EntityDefinition, draft: Draft): string[] => {
  const { values, problems } = changesOf(entity, draft);
  return [...Object.keys(values), ...Object.keys(problems)];
};

/** Whether a touched field was changed elsewhere after the typing began, to something other than typed. */
export const isOvertaken = (entity: EntityDefinition, draft: Draft, field: string): boolean => {
  const typed = draft.typed[field];
  if (typed === undefined) return false;
  const stored = storedValue(draft.stored, field);
  return !sameValue(stored, typed.before) && dirtyFields(entity, draft).includes(field);
};
