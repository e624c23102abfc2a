import type { Value } from '../schema/fields.ts';
import type { Stamp } from './stamp.ts';

/**
 * A list as merging sees it: a set of items, each with the stamp of its last addition or removal, and the
 * order of whoever wrote the list last (SYNC10 to SYNC12).
 */
export interface ListParts {
  items: Map<string, { stamp: Stamp; isThere: boolean }>;
  /** The last that wrote the list, and what; null where nobody did. */
  writer: { stamp: Stamp; written: Value } | null;
}

export const itemsOf = (value: Value): readonly string[] =>
  Array.isArray(value) ? (value as readonly string[]) : [];

export const emptyList = (): ListParts => ({ items: new Map(), writer: null });

const touch = (list: ListParts, item: string, stamp: Stamp, isThere: boolean): void => {
  const known = list.items.get(item);
  if (known === undefined || stamp > known.stamp) list.items.set(item, { stamp, isThere });
};

const wrote = (list: ListParts, stamp: Stamp, written: Value): void => {
  if (list.writer === null || stamp > list.writer.stamp) list.writer = { stamp, written };
};

/** Takes in that a list was written anew: what was added and what was removed, and the order (SYNC10). */
export const writeList = (
  list: ListParts,
  { stamp, value, before }: { stamp: Stamp; value: Value; before: Value },
): void => {
  const [now, then] = [new Set(itemsOf(value)), new Set(itemsOf(before))];
  for (const item of now) if (!then.has(item)) touch(list, item, stamp, true);
  for (const item of then) if (!now.has(item)) touch(list, item, stamp, false);
  wrote(list, stamp, value);
};

/** Takes in what another desk knows of the same list. */
export const mergeList = (list: ListParts, other: ListParts): void => {
  for (const [item, { stamp, isThere }] of other.items) touch(list, item, stamp, isThere);
  if (other.writer !== null) wrote(list, other.writer.stamp, other.writer.written);
};

const byStampThenText = (
  [a, { stamp: one }]: [string, { stamp: Stamp }],
  [b, { stamp: other }]: [string, { stamp: Stamp }],
): number => {
  if (one !== other) return one < other ? -1 : 1;
  return a < b ? -1 : 1;
};

export interface ComposedList {
  value: Value;
  /** What the last writer wrote; undefined where the list is just that. */
  written: readonly string[] | null | undefined;
  /** Items that are there, and for which the list has no room. */
  over: readonly string[];
}

const sameItems = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((item, at) => item === b[at]);

/**
 * The list that everybody ends with: first what its last writer wrote, in that order, without what others
 * removed; then what others added, by their stamps (SYNC11). `fits` tells whether a list has room (SYNC12).
 */
export const composeList = (
  { items, writer }: ListParts,
  fits: (items: readonly string[]) => boolean,
): ComposedList => {
  const written = itemsOf(writer?.written ?? null);
  const own = written.filter((item) => items.get(item)?.isThere !== false);
  const known = new Set(own);
  const others = [...items].filter(([item, { isThere }]) => isThere && !known.has(item));
  const all = [...own];
  const over: string[] = [];
  for (const [item] of others.sort(byStampThenText))
    if (fits([...all, item])) all.push(item);
    else over.push(item);
  const isList = Array.isArray(writer?.written);
  const empty = isList && written.length === 0 ? [] : null;
  const value = all.length === 0 ? empty : all;
  if (sameItems(written, all)) return { value, written: undefined, over };
  return { value, written: isList ? written : null, over };
};
