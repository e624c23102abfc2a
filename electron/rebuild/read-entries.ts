import type { Seen } from '#shared/sync/seen.ts';
import { stampParts } from '#shared/sync/stamp.ts';
import { nodeDisk, type Disk } from '#electron/disk/disk.ts';
import { listErasures } from '#electron/journal/history.ts';
import { readJournal, type JournalEntry } from '#electron/journal/read-journal.ts';
import { Refusal } from '#electron/snapshots/refusal.ts';
import type { Start } from './choose-start.ts';
import { erasedRecords } from './erased-records.ts';
import type { Erased } from './merge-desk.ts';
import { untilOf, type RebuildOptions } from './rebuild-options.ts';
import { SortedChanges } from './sorted-changes.ts';

/** What the journal says after a start. */
export interface Told {
  entries: number;
  last: JournalEntry | null;
  workspace: string | null;
  /** What the desk had seen of others by the last entry that took something in; null where none did. */
  seen: Seen | null;
  erased: Erased;
  changes: SortedChanges;
}

/** Reads the entries after a start up to the wanted moment, and sorts what they changed. */
export const readEntries = async (
  { journal, disk = nodeDisk, signal, at, into, bound, onProgress }: RebuildOptions,
  start: Start,
): Promise<Told> => {
  const until = untilOf(at);
  const sorting = { disk, beside: into, ...(bound === undefined ? {} : { bound }) };
  const isThere = (await disk.facts(journal)) !== null;
  const told: Told = {
    entries: 0,
    last: null,
    workspace: null,
    seen: null,
    erased: new Map(),
    changes: new SortedChanges(sorting),
  };
  try {
    const reading = { disk, from: start.from, ...(signal === undefined ? {} : { signal }) };
    for await (const entry of isThere ? readJournal(journal, reading) : []) {
      if (stampParts(entry.stamp).time > until) break;
      refuseHalfAJournal(start, told, entry);
      await takeEntry(told, entry);
      onProgress?.({ phase: 'Reading the journal', done: told.entries, total: null });
    }
    if (isThere) told.erased = await erasedAround(journal, told.last?.seq ?? start.seq, disk);
    return told;
  } catch (error) {
    await told.changes.clear();
    throw error;
  }
};

/**
 * What is erased in the time in which entry `seq` lies, be it later than that entry: going back to a moment
 * does not bring anybody back (ERA1).
 */
const erasedAround = async (journal: string, seq: number, disk: Disk): Promise<Erased> => {
  const records = erasedRecords(await listErasures(journal, Infinity, { disk }));
  const erased: Erased = new Map();
  for (const { table, id, clock, from, to } of records)
    if (seq >= from && seq < to) erased.set(`${table} ${id}`, { table, id, clock });
  return erased;
};

/** From nothing a desk can only be made by a journal that has everything. */
const refuseHalfAJournal = (start: Start, { entries }: Told, { seq }: JournalEntry): void => {
  if (start.seq === 0 && entries === 0 && seq !== 1)
    throw new Refusal('journal.noStart', { from: seq });
};

const takeEntry = async (told: Told, entry: JournalEntry): Promise<void> => {
  told.entries += 1;
  told.last = entry;
  told.workspace = entry.workspace;
  if (entry.seen !== undefined) told.seen = entry.seen;
  for (const change of entry.changes) await told.changes.add(change);
};
