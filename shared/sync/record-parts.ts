import { entityOf, type TableName } from '../entities/index.ts';
import type { Value } from '../schema/fields.ts';
import type { Row, Values } from '../schema/row.ts';
import { valueProblem } from '../schema/values.ts';
import type { Contest, Creation, Version } from '../schema/contest.ts';
import { composeList, emptyList, itemsOf, mergeList, type ListParts } from './list-merge.ts';
import type { Stamp } from './stamp.ts';

/** A record taken apart, so that writes and other versions of it can be taken in, in any order. */
export interface RecordParts {
  table: TableName;
  id: number;
  /** Every creation, by its stamp: at least one. */
  creations: Map<Stamp, Values>;
  /** Values written since, which nobody who knew of them has replaced; by field (SYNC6). */
  heads: Map<string, Map<Stamp, Value>>;
  lists: Map<string, ListParts>;
  /** The texts that lists were read from, and the list that each goes with. */
  source: Map<string, string>;
}

export const isListField = (table: TableName, field: string): boolean => {
  const { fields } = entityOf(table);
  const kind = Object.hasOwn(fields, field) ? fields[field]!.kind : null;
  return kind === 'textList' || kind === 'instantList';
};

const listAt = (parts: RecordParts, field: string): ListParts => {
  const known = parts.lists.get(field) ?? emptyList();
  parts.lists.set(field, known);
  return known;
};

/** A creation is the first writing of its lists; of the other fields it is what they fall back on. */
export const addCreation = (parts: RecordParts, { clock, values }: Creation): void => {
  const scalars: Record<string, Value> = {};
  for (const [field, value] of Object.entries(values)) {
    if (value === null) continue;
    if (!isListField(parts.table, field)) scalars[field] = value;
    else
      mergeList(listAt(parts, field), {
        items: new Map(itemsOf(value).map((item) => [item, { stamp: clock, isThere: true }])),
        writer: { stamp: clock, written: value },
      });
  }
  // The same creation can be known with more or with fewer of its fields, where others were written since.
  parts.creations.set(clock, { ...parts.creations.get(clock), ...scalars });
};

/** What is under a key that comes from outside: “constructor” is a key like any other. */
const own = <T>(record: Readonly<Record<string, T>> | undefined, key: string): T | undefined =>
  record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined;

const takeLists = (parts: RecordParts, row: Row): void => {
  const { contest } = row;
  const fields = new Set([
    ...Object.keys(row.values),
    ...Object.keys(row.clocks ?? {}),
    ...Object.keys(row.items ?? {}),
  ]);
  for (const field of fields) {
    if (!isListField(parts.table, field)) continue;
    const value = row.values[field] ?? null;
    const stamps = own(row.items, field) ?? {};
    const there = [...itemsOf(value), ...(own(contest?.over, field) ?? [])];
    const items: ListParts['items'] = new Map();
    for (const [item, stamp] of Object.entries(stamps)) items.set(item, { stamp, isThere: false });
    for (const item of there)
      items.set(item, { stamp: own(stamps, item) ?? row.clock, isThere: true });
    const apart = own(contest?.written, field);
    const written = apart === undefined ? value : apart;
    const clock = own(row.clocks, field);
    const isWritten = value !== null || clock !== undefined;
    const writer = isWritten ? { stamp: clock ?? row.clock, written } : null;
    mergeList(listAt(parts, field), { items, writer });
  }
};

const takeFields = (parts: RecordParts, row: Row): void => {
  const { contest } = row;
  const unwritten: Record<string, Value> = {};
  for (const [field, value] of Object.entries(row.values))
    if (own(row.clocks, field) === undefined && !isListField(parts.table, field))
      unwritten[field] = value;
  if (contest?.creations === undefined) addCreation(parts, { clock: row.clock, values: unwritten });
  for (const creation of contest?.creations ?? []) addCreation(parts, creation);
  for (const [field, stamp] of Object.entries(row.clocks ?? {})) {
    if (isListField(parts.table, field)) continue;
    const rivals = own(contest?.rivals, field) ?? [];
    const heads: Version[] = [{ stamp, value: row.values[field] ?? null }, ...rivals];
    parts.heads.set(field, new Map(heads.map((head) => [head.stamp, head.value])));
  }
};

export const takeApart = (table: TableName, row: Row): RecordParts => {
  const parts: RecordParts = {
    table,
    id: row.id,
    creations: new Map(),
    heads: new Map(),
    lists: new Map(),
    source: new Map(Object.entries({ ...row.contest?.source, ...row.source })),
  };
  takeFields(parts, row);
  takeLists(parts, row);
  return parts;
};

/** Latest first. */
export const versionsOf = (heads: ReadonlyMap<Stamp, Value>): Version[] =>
  [...heads]
    .map(([stamp, value]) => ({ stamp, value }))
    .sort((a, b) => (a.stamp < b.stamp ? 1 : -1));

const sorted = <T>(record: Record<string, T>): Record<string, T> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));

const orNone = <T>(record: Record<string, T>): Record<string, T> | undefined =>
  Object.keys(record).length === 0 ? undefined : sorted(record);

const fitsIn =
  (table: TableName, field: string) =>
  (items: readonly string[]): boolean =>
    valueProblem(entityOf(table).fields[field]!, items) === null;

/** What is being put together. */
interface Composing {
  values: Record<string, Value>;
  clocks: Record<string, Stamp>;
  items: Record<string, Record<string, Stamp>>;
  source: Record<string, string>;
  rivals: Record<string, Version[]>;
  written: Record<string, readonly string[] | null>;
  over: Record<string, readonly string[]>;
  /** The texts of lists as their last writer wrote them, where others' items came in. */
  silent: Record<string, string>;
}

const composeFields = (parts: RecordParts, into: Composing): Creation[] => {
  const creations = [...parts.creations].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [, values] of creations)
    for (const [field, value] of Object.entries(values))
      if (!parts.heads.has(field)) into.values[field] = value;
  for (const [field, heads] of parts.heads) {
    const [winner, ...rivals] = versionsOf(heads);
    into.clocks[field] = winner!.stamp;
    if (winner!.value === null) delete into.values[field];
    else into.values[field] = winner!.value;
    if (rivals.length > 0) into.rivals[field] = rivals;
  }
  return creations.map(([clock, values]) => ({
    clock,
    values: sorted(
      Object.fromEntries(Object.entries(values).filter(([field]) => !parts.heads.has(field))),
    ),
  }));
};

const composeLists = (parts: RecordParts, created: Stamp, into: Composing): void => {
  for (const [field, list] of parts.lists) {
    const { value, written, over } = composeList(list, fitsIn(parts.table, field));
    if (value !== null) into.values[field] = value;
    const stamps = [...list.items].filter(
      ([, { stamp, isThere }]) => !isThere || stamp !== created,
    );
    if (stamps.length > 0)
      into.items[field] = sorted(
        Object.fromEntries(stamps.map(([item, { stamp }]) => [item, stamp])),
      );
    if (list.writer !== null && list.writer.stamp !== created)
      into.clocks[field] = list.writer.stamp;
    if (written !== undefined) into.written[field] = written;
    if (over.length > 0) into.over[field] = over;
    const source = parts.source.get(field);
    if (source !== undefined) (written === undefined ? into.source : into.silent)[field] = source;
  }
};

const contestOf = (
  { rivals, written, over, silent }: Composing,
  creations: readonly Creation[],
): Contest | undefined => {
  const several = creations.length > 1 ? creations : undefined;
  const [r, w, o, s] = [orNone(rivals), orNone(written), orNone(over), orNone(silent)];
  const contest: Contest = {
    ...(r === undefined ? {} : { rivals: r }),
    ...(several === undefined ? {} : { creations: several }),
    ...(w === undefined ? {} : { written: w }),
    ...(o === undefined ? {} : { over: o }),
    ...(s === undefined ? {} : { source: s }),
  };
  return Object.keys(contest).length === 0 ? undefined : contest;
};

/** Puts a record together: the same parts give the same record, to the last byte. */
export const putTogether = (parts: RecordParts): Row => {
  const into: Composing = {
    values: {},
    clocks: {},
    items: {},
    source: {},
    rivals: {},
    written: {},
    over: {},
    silent: {},
  };
  const creations = composeFields(parts, into);
  const { clock } = creations[0]!;
  composeLists(parts, clock, into);
  const [clocks, items, source] = [orNone(into.clocks), orNone(into.items), orNone(into.source)];
  const contest = contestOf(into, creations);
  return {
    id: parts.id,
    values: sorted(into.values),
    clock,
    ...(clocks === undefined ? {} : { clocks }),
    ...(items === undefined ? {} : { items }),
    ...(source === undefined ? {} : { source }),
    ...(contest === undefined ? {} : { contest }),
  };
};
