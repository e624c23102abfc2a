import { basename } from 'node:path';
import type { Result } from '#shared/result.ts';
import { readProblem } from '#electron/disk/disk-problems.ts';
import { nodeDisk, type Disk } from '#electron/disk/disk.ts';
import { Refusal, refusalsAsProblems } from '#electron/snapshots/refusal.ts';
import { listSegments, readJournal } from './read-journal.ts';

export interface JournalFacts {
  segments: number;
  entries: number;
  changes: number;
  /** The numbers of the first and the last entry; null where there is none. */
  first: number | null;
  last: number | null;
}

/**
 * Reads a journal from its first line to its last: every checksum, every entry, the order of their
 * numbers, and that each segment follows on from the one before. The first thing that is not right is
 * the problem; changes nothing.
 */
export const verifyJournal = (
  folder: string,
  { disk = nodeDisk, signal }: { disk?: Disk; signal?: AbortSignal } = {},
): Promise<Result<JournalFacts>> =>
  refusalsAsProblems(
    (error) => readProblem(error, folder),
    async () => {
      const segments = (await listSegments(folder, disk)).length;
      if (segments === 0) throw new Refusal('journal.notAFolder', { folder: basename(folder) });
      const facts: JournalFacts = { segments, entries: 0, changes: 0, first: null, last: null };
      const onTornTail = (bytes: number, file: string): never => {
        throw new Refusal('journal.endsWithin', { file, bytes });
      };
      const options = { disk, onTornTail, ...(signal === undefined ? {} : { signal }) };
      for await (const { seq, changes } of readJournal(folder, options)) {
        facts.first ??= seq;
        facts.last = seq;
        facts.entries++;
        facts.changes += changes.length;
      }
      return facts;
    },
  );
