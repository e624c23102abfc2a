import type { TableName } from '../entities/index.ts';
import type { Value } from '../schema/fields.ts';
import type { Row } from '../schema/row.ts';
import { sameValue } from '../schema/same-value.ts';
import type { Change } from './change.ts';
import type { Conflict, Version } from '../schema/contest.ts';
import { mergeList, writeList, emptyList } from './list-merge.ts';
import {
  addCreation,
  isListField,
  putTogether,
  takeApart,
  type RecordParts,
} from './record-parts.ts';
import { hasSeen, type Seen } from './seen.ts';
import type { Stamp } from './stamp.ts';

type Update = Extract<Change, { kind: 'update' }>;

const writeField = (parts: RecordParts, field: string, change: Update): void => {
  const { stamp, values, before, replaced, settles } = change;
  const value = values[field] ?? null;
  if (isListField(parts.table, field)) {
    const list = parts.lists.get(field) ?? emptyList();
    parts.lists.set(field, list);
    writeList(list, { stamp, value, before: before[field] ?? null });
    return;
  }
  const heads = parts.heads.get(field) ?? new Map<Stamp, Value>();
  for (const known of [replaced[field]!, ...(settles?.[field] ?? [])]) heads.delete(known);
  heads.set(stamp, value);
  parts.heads.set(field, heads);
};

const setSource = (parts: RecordParts, field: string, text: string | undefined): void => {
  if (text === undefined) parts.source.delete(field);
  else parts.source.set(field, text);
};

/** A text that a list was read from goes with that list only. */
const writeSource = (parts: RecordParts, { stamp, values, source }: Update): void => {
  for (const field of Object.keys(values)) {
    if (parts.lists.get(field)?.writer?.stamp !== stamp) continue;
    setSource(parts, field, source?.[field]);
  }
};

/**
 * A record after one change by whatever desk, whose own earlier changes, and those that it knew of, are in
 * the record already (SYNC4); null for a record that is not there. Erasing is not its matter.
 */
export const takeChange = (
  record: Row | null,
  change: Exclude<Change, { kind: 'erase' | 'merge' }>,
): Row | null => {
  if (change.kind === 'create' && record === null) return change.row;
  if (record === null) return null;
  const parts = takeApart(change.table, record);
  if (change.kind === 'create') {
    for (const field of Object.keys(change.row.values)) {
      if (!isListField(change.table, field)) continue;
      if (change.row.clock < (parts.lists.get(field)?.writer?.stamp ?? '')) continue;
      setSource(parts, field, change.row.source?.[field]);
    }
    addCreation(parts, change.row);
  } else {
    for (const field of Object.keys(change.values)) writeField(parts, field, change);
    writeSource(parts, change);
  }
  return putTogether(parts);
};

/** What a desk knows of a record, and of everything. */
export interface Side {
  record: Row;
  seen: Seen;
}

/**
 * Whether a value of one side must stay although the other side does not have it: the other side has not
 * seen it, or has nothing later that could have replaced it (SYNC8).
 */
const mustStay = (stamp: Stamp, other: ReadonlyMap<Stamp, Value>, seen: Seen): boolean =>
  !hasSeen(seen, stamp) || [...other.keys()].every((later) => later < stamp);

const mergeHeads = (
  ours: ReadonlyMap<Stamp, Value>,
  theirs: ReadonlyMap<Stamp, Value>,
  { seenHere, seenThere }: { seenHere: Seen; seenThere: Seen },
): Map<Stamp, Value> => {
  const merged = new Map<Stamp, Value>();
  for (const [stamp, value] of ours)
    if (theirs.has(stamp) || mustStay(stamp, theirs, seenThere)) merged.set(stamp, value);
  for (const [stamp, value] of theirs)
    if (ours.has(stamp) || mustStay(stamp, ours, seenHere)) merged.set(stamp, value);
  return merged;
};

const none: ReadonlyMap<Stamp, Value> = new Map();

/** The same record of two desks, brought together: whichever of them is asked (SYNC5). */
export const mergeRecords = (table: TableName, here: Side, there: Side): Row => {
  const parts = takeApart(table, here.record);
  const other = takeApart(table, there.record);
  for (const [clock, values] of other.creations) addCreation(parts, { clock, values });
  const seen = { seenHere: here.seen, seenThere: there.seen };
  for (const field of new Set([...parts.heads.keys(), ...other.heads.keys()]))
    parts.heads.set(
      field,
      mergeHeads(parts.heads.get(field) ?? none, other.heads.get(field) ?? none, seen),
    );
  mergeSources(parts, other);
  for (const [field, list] of other.lists) {
    const known = parts.lists.get(field) ?? emptyList();
    parts.lists.set(field, known);
    mergeList(known, list);
  }
  return putTogether(parts);
};

/** The text goes with the later of the two lists; called before the lists are merged. */
const mergeSources = (parts: RecordParts, other: RecordParts): void => {
  for (const [field, list] of other.lists) {
    const [ours, theirs] = [parts.lists.get(field)?.writer?.stamp ?? '', list.writer?.stamp ?? ''];
    const text = other.source.get(field);
    if (theirs > ours || (theirs === ours && text !== undefined)) setSource(parts, field, text);
  }
};

const differing = (versions: readonly Version[]): Version[] =>
  versions.filter(
    ({ value }, at) => versions.findIndex((other) => sameValue(other.value, value)) === at,
  );

const rivalsOf = (row: Row): Conflict[] =>
  Object.entries(row.contest?.rivals ?? {}).map(([field, rivals]) => ({
    field,
    versions: differing([
      { stamp: row.clocks?.[field] ?? row.clock, value: row.values[field] ?? null },
      ...rivals,
    ]),
  }));

const createdApart = ({ contest }: Row): Conflict[] => {
  const latestFirst = [...(contest?.creations ?? [])].reverse();
  const fields = new Set(latestFirst.flatMap(({ values }) => Object.keys(values)));
  return [...fields].map((field) => ({
    field,
    versions: differing(
      latestFirst.flatMap(({ clock, values }) =>
        Object.hasOwn(values, field) ? [{ stamp: clock, value: values[field] ?? null }] : [],
      ),
    ),
  }));
};

/** The fields of a record on which desks disagree; equal values are no conflict (SYNC7). */
export const conflictsOf = (row: Row): Conflict[] =>
  row.contest === undefined
    ? []
    : [...rivalsOf(row), ...createdApart(row)].filter(({ versions }) => versions.length > 1);
