import { entityOf, type TableName } from '#shared/entities/index.ts';
import type { Field, Value } from '#shared/schema/fields.ts';
import type { Values } from '#shared/schema/row.ts';
import type { Change } from '#shared/sync/change.ts';
import type { HistoryItem } from '#shared/sync/history.ts';
import { stampParts } from '#shared/sync/stamp.ts';
import type { PendingChange } from '../../state/session.tsx';
import { capitalized } from '../../ui/moment-words.ts';

/** What happened to a record in one commit. */
export interface HistoryEntry {
  seq: number;
  /** Whether the journal has it; otherwise it waits in the window. */
  isJournaled: boolean;
  /** When it was done, in milliseconds since 1970, by the clock of the desk that did it. */
  time: number;
  /** The number of the desk that did it. */
  desk: number;
  action: string;
  /** The whole desk was replaced then. */
  isBase: boolean;
  /** Newest first. */
  changes: readonly Change[];
}

const entryOfItem = (item: HistoryItem | PendingChange): HistoryEntry => {
  const { seq, at, stamp, action, change } = item;
  const { time, desk } = stampParts(stamp);
  const changes = change === undefined ? [] : [change];
  const isBase = change === undefined;
  return { seq, isJournaled: at !== null, time, desk, action, isBase, changes };
};

/** Two items of one commit, of which `b` is the older. */
const joined = (a: HistoryEntry, b: HistoryEntry): HistoryEntry => ({
  ...a,
  isBase: a.isBase || b.isBase,
  changes: [...a.changes, ...b.changes],
});

/** Items, newest first, as one entry a commit; what has reached the journal meanwhile is told once. */
export const historyEntries = (
  pending: readonly PendingChange[],
  journaled: readonly HistoryItem[],
): HistoryEntry[] => {
  const known = new Set(journaled.map(({ seq }) => seq));
  const entries: HistoryEntry[] = [];
  for (const item of [...pending.filter(({ seq }) => !known.has(seq)), ...journaled]) {
    const entry = entryOfItem(item);
    const last = entries.at(-1);
    if (last?.seq === entry.seq) entries[entries.length - 1] = joined(last, entry);
    else entries.push(entry);
  }
  return entries;
};

/** A field before and after a change; `field` is undefined for a column that this version does not know. */
export interface FieldChange {
  name: string;
  label: string;
  field: Field | undefined;
  from: Value;
  to: Value;
}

const fieldChange = (table: TableName, name: string, from: Value, to: Value): FieldChange => {
  const { fields } = entityOf(table);
  const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
  return { name, label: field?.label ?? name, field, from, to };
};

const placeIn = (table: TableName, name: string): number => {
  const at = Object.keys(entityOf(table).fields).indexOf(name);
  return at < 0 ? Infinity : at;
};

/** Whether a line would say nothing, or what the deed says in words: in or out of the trash. */
const isSaid = (kind: Change['kind'], { name, from, to }: FieldChange): boolean =>
  (from === null && to === null) || (name === 'deleted' && (kind === 'update' || to !== true));

/** What a change put into fields, and what they held before. */
const valuesIn = (
  change: Exclude<Change, { kind: 'erase' }>,
): { values: Values; before: Values } => {
  if (change.kind === 'update') return change;
  if (change.kind === 'create' || change.before === null)
    return { values: change.row.values, before: {} };
  const { row, before } = change;
  const now = Object.keys(before).map((name) => [name, row.values[name] ?? null] as const);
  return { values: Object.fromEntries(now), before };
};

/** What a change did to each field, in the order of the form; nothing for an erasure. */
export const fieldChanges = (table: TableName, change: Change): FieldChange[] => {
  if (change.kind === 'erase') return [];
  const { values, before } = valuesIn(change);
  return Object.keys(values)
    .map((name) => fieldChange(table, name, before[name] ?? null, values[name] ?? null))
    .filter((found) => !isSaid(change.kind, found))
    .sort((a, b) => placeIn(table, a.name) - placeIn(table, b.name));
};

/** The trash, if the changes moved the record there (true) or out of it (false). */
const trashed = ({ changes }: HistoryEntry): boolean | null => {
  for (const change of changes) {
    if (change.kind !== 'update' || !Object.hasOwn(change.values, 'deleted')) continue;
    if (change.values['deleted'] === true) return true;
    if (change.before['deleted'] === true) return false;
  }
  return null;
};

const plainDeed = (entry: HistoryEntry): string => {
  const { isBase, changes } = entry;
  if (isBase) return 'Everything on the desk was replaced';
  if (changes.some(({ kind }) => kind === 'erase')) return 'Erased for good';
  if (changes.some(({ kind }) => kind === 'create')) return 'Created';
  const merged = changes.find((change) => change.kind === 'merge');
  if (merged !== undefined)
    return merged.before === null ? 'Came from another desk' : 'Changed on another desk';
  const trash = trashed(entry);
  if (trash === null) return 'Edited';
  return trash ? 'Moved to the trash' : 'Restored from the trash';
};

/** Actions that say no more than the deed: “edit profile P12”, “trash profile P12”, “edit”. */
const saysNoMore = /^(edit|create|trash|restore|restoring|erase)\b(?!.*\.)/i;

/** What was done, in plain words, and what the user asked for where that says more: “Import old.sql”. */
export const deedOf = (entry: HistoryEntry): { deed: string; detail: string | null } => {
  const { action, isBase } = entry;
  const detail = action === '' || (!isBase && saysNoMore.test(action)) ? null : capitalized(action);
  return { deed: plainDeed(entry), detail };
};

/** How history ends below the oldest entry that is known; null where it begins with the record itself. */
export const beginningText = (entries: readonly HistoryEntry[]): string | null => {
  const oldest = entries.at(-1);
  if (oldest === undefined)
    return 'Nothing has happened to this record since its history began to be kept: it came with a snapshot, or with an earlier version.';
  if (oldest.isBase) return 'History begins here: the record came with what took the desk’s place.';
  return oldest.changes.at(-1)?.kind === 'create'
    ? null
    : 'History begins here: what happened to the record before was not kept.';
};
