import { join } from 'node:path';
import { changedId } from '#shared/sync/apply-change.ts';
import { parsedChange } from '#shared/sync/parse-change.ts';
import { AtomicFile } from '#electron/disk/atomic-file.ts';
import type { Disk } from '#electron/disk/disk.ts';
import { chainStart, linesOf, openLine, sealLine } from '#electron/journal/lines.ts';
import { searchSegment } from '#electron/journal/search.ts';
import {
  blocksOf,
  listSegmentFiles,
  listSegments,
  withFile,
  type Segment,
} from '#electron/journal/segments.ts';
import { must, Refusal } from '#electron/snapshots/refusal.ts';
import { wholeLines } from '#electron/snapshots/whole-lines.ts';
import type { ErasedIndex } from './erased-records.ts';

export interface JournalPurge {
  segments: number;
  /** Entries that were rewritten. */
  entries: number;
}

interface Line {
  text: string;
  changed: boolean;
}

/** An entry without what it says of erased records; members that this version does not know stay (ERA3). */
const withoutErased = (json: string, erased: ErasedIndex): Line => {
  const entry = JSON.parse(json) as { seq: number; changes: unknown[] };
  const changes = entry.changes.filter((given) => {
    const change = parsedChange.parse(given);
    if (change.kind === 'erase') return true;
    return !erased.isErasedIn(entry.seq, change.table, changedId(change));
  });
  const changed = changes.length < entry.changes.length;
  return { text: changed ? JSON.stringify({ ...entry, changes }) : json, changed };
};

/** Writes a segment anew under its name, with a chain of its own; gives how many entries were changed. */
const rewrite = async (
  disk: Disk,
  { path, name, size }: Segment,
  erased: ErasedIndex,
): Promise<number> => {
  const target = must(await AtomicFile.create(path, { disk }));
  try {
    const entries = await withFile(disk, path, async (file) => {
      const fault = () => new Refusal('journal.damaged', { file: name, line: 0, reason: 'no end' });
      const blocks = blocksOf(file, { end: size });
      let [before, after, changed, isHeader] = [chainStart, chainStart, 0, true];
      for await (const lines of wholeLines(blocks, Number.MAX_SAFE_INTEGER, fault))
        for (const line of linesOf(lines)) {
          const json = openLine(before, line);
          if (json === null)
            throw new Refusal('journal.damaged', {
              file: name,
              line: 0,
              reason: 'a wrong checksum',
            });
          before = line.toString('latin1', 0, 64);
          const kept = isHeader ? { text: json, changed: false } : withoutErased(json, erased);
          isHeader = false;
          const sealed = sealLine(after, kept.text);
          after = sealed.checksum;
          changed += kept.changed ? 1 : 0;
          must(await target.write(sealed.bytes));
        }
      return changed;
    });
    must(await target.commit());
    return entries;
  } finally {
    await target.discard();
  }
};

const needlesOf = ({ records }: ErasedIndex): string[] => [
  ...new Set(records.map(({ id }) => `"id":${id}`)),
];

/** Whether a segment says anything of an erased record besides that it was erased. */
const mustGo = async (disk: Disk, segment: Segment, erased: ErasedIndex): Promise<boolean> => {
  const { entries, damage } = await searchSegment(disk, segment, needlesOf(erased));
  if (damage !== null) throw damage;
  return entries.some(({ seq, changes }) =>
    changes.some(
      (change) =>
        change.kind !== 'erase' && erased.isErasedIn(seq, change.table, changedId(change)),
    ),
  );
};

/** Files that are no part of the journal any more, and may hold anything that it once held (ERA4). */
const removeSetAside = async (folder: string, disk: Disk): Promise<void> => {
  const chain = new Set((await listSegments(folder, disk)).map(({ name }) => name));
  const replaced = (await listSegmentFiles(folder, disk))
    .map(({ name }) => name)
    .filter((name) => !chain.has(name));
  const damaged = (await disk.list(folder)).filter((name) => name.includes('.damaged'));
  for (const name of [...replaced, ...damaged]) await disk.remove(join(folder, name));
};

/** Removes from a journal, which nobody writes meanwhile, all that it says of erased records. */
export const purgeJournal = async (
  folder: string,
  erased: ErasedIndex,
  disk: Disk,
): Promise<JournalPurge> => {
  const purge: JournalPurge = { segments: 0, entries: 0 };
  for (const segment of await listSegments(folder, disk)) {
    if (!(await mustGo(disk, segment, erased))) continue;
    purge.entries += await rewrite(disk, segment, erased);
    purge.segments += 1;
  }
  await removeSetAside(folder, disk);
  return purge;
};
