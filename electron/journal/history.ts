import type { TableName } from '#shared/entities/index.ts';
import type { JournalEntry } from '#shared/formats/journal.ts';
import { changedId } from '#shared/sync/apply-change.ts';
import type { Base } from '#shared/sync/change.ts';
import type { HistoryItem } from '#shared/sync/history.ts';
import { nodeDisk, type Disk } from '#electron/disk/disk.ts';
import { searchSegment } from './search.ts';
import { readSegment } from './read-segment.ts';
import { SegmentReader } from './segment-reader.ts';
import { listSegments, upToEnd, withFile, type JournalEnd, type Segment } from './segments.ts';

export interface HistoryQuery {
  table: TableName;
  id: number;
  /** Only entries with a lower number; null for the newest. */
  before: number | null;
  /** Items; an entry is never parted, so that a page can be a little longer. */
  limit: number;
}

interface Place {
  disk?: Disk;
  end?: JournalEnd | null;
}

/** As JSON stands in the journal: without spaces (JRN8). */
const baseNeedle = '"base":{';

/** What one entry did to a record, newest first: its changes, then that it replaced everything. */
const itemsOf = (entry: JournalEntry, { table, id }: HistoryQuery): HistoryItem[] => {
  const { seq, at, stamp, action } = entry;
  const moment = { seq, at, stamp, action };
  const changes = entry.changes.filter(
    (change) => change.table === table && changedId(change) === id,
  );
  const items: HistoryItem[] = changes.toReversed().map((change) => ({ ...moment, change }));
  return entry.base === undefined ? items : [...items, { ...moment, base: true }];
};

/** The first entries, newest first, that have so many items together. */
const pageOf = (entries: readonly HistoryItem[][], limit: number) => {
  const items: HistoryItem[] = [];
  let taken = 0;
  for (; taken < entries.length && items.length < limit; taken++) items.push(...entries[taken]!);
  return { items, more: taken < entries.length };
};

const canHold = ({ header }: Segment, before: number): boolean =>
  (header?.previous?.lastSeq ?? 0) + 1 < before;

/**
 * What happened to a record, newest first. Where the journal is damaged, what is newer comes first, with
 * `more`, and asking for more throws the Refusal that says where. System errors are thrown.
 */
export const recordHistory = async (
  folder: string,
  query: HistoryQuery,
  { disk = nodeDisk, end = null }: Place = {},
): Promise<{ items: HistoryItem[]; more: boolean }> => {
  const before = query.before ?? Infinity;
  const segments = upToEnd(await listSegments(folder, disk), end);
  const entries: HistoryItem[][] = [];
  for (const segment of segments.toReversed()) {
    if (!canHold(segment, before)) continue;
    const found = await searchSegment(disk, segment, [`"id":${query.id}`, baseNeedle]);
    for (const entry of found.entries.toReversed()) {
      const items = entry.seq < before ? itemsOf(entry, query) : [];
      if (items.length > 0) entries.push(items);
    }
    const page = pageOf(entries, query.limit);
    if (page.more) return page;
    if (found.damage !== null && page.items.length === 0) throw found.damage;
    if (found.damage !== null) return { ...page, more: true };
  }
  return pageOf(entries, query.limit);
};

/** An entry that replaced everything before it. */
export interface BaseEntry {
  seq: number;
  stamp: string;
  at: string;
  base: Base;
}

/** Every entry that replaced everything before it, rising; damaged segments give what can be read of them. */
export const listBases = async (
  folder: string,
  { disk = nodeDisk, end = null }: Place = {},
): Promise<BaseEntry[]> => {
  const bases: BaseEntry[] = [];
  for (const segment of upToEnd(await listSegments(folder, disk), end)) {
    const { entries } = await searchSegment(disk, segment, [baseNeedle]);
    for (const { seq, stamp, at, base } of entries)
      if (base !== undefined) bases.push({ seq, stamp, at, base });
  }
  return bases;
};

/** Erasures as the journal spells them (JRN8). */
const eraseNeedle = '"kind":"erase"';

/** Every entry that erased records or replaced everything, rising, up to `before`, which is not among them. */
export const listErasures = async (
  folder: string,
  before: number,
  { disk = nodeDisk, end = null }: Place = {},
): Promise<JournalEntry[]> => {
  const found: JournalEntry[] = [];
  for (const segment of upToEnd(await listSegments(folder, disk), end)) {
    if (!canHold(segment, before)) continue;
    const { entries } = await searchSegment(disk, segment, [eraseNeedle, baseNeedle]);
    found.push(...entries.filter(({ seq }) => seq < before));
  }
  return found;
};

const firstEntryOf = (disk: Disk, { path, size }: Segment): Promise<JournalEntry | null> =>
  withFile(disk, path, async (file) => {
    const entries = readSegment(file, new SegmentReader(), { end: size });
    const first = await entries.next();
    return first.done === true ? null : first.value;
  });

/** When the oldest entry that is there was taken in; null when there is none. */
export const firstMoment = async (
  folder: string,
  { disk = nodeDisk, end = null }: Place = {},
): Promise<string | null> => {
  for (const segment of upToEnd(await listSegments(folder, disk), end)) {
    const first = await firstEntryOf(disk, segment);
    if (first !== null) return first.at;
  }
  return null;
};
