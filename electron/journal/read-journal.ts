import type { JournalEntry, LostEntries } from '#shared/formats/journal.ts';
import type { Problem } from '#shared/problems/index.ts';
import { nodeDisk, type Disk } from '#electron/disk/disk.ts';
import { Refusal } from '#electron/snapshots/refusal.ts';
import { readSegment, type Rest } from './read-segment.ts';
import { LineFault, SegmentReader } from './segment-reader.ts';
import { lineProblem, listSegments, upToEnd, type JournalEnd, type Segment } from './segments.ts';

export type { JournalEntry } from '#shared/formats/journal.ts';
export { listSegments } from './segments.ts';

export interface ReadJournalOptions {
  disk?: Disk;
  /** The first entry that is wanted; what lies before is not looked at where it need not be. */
  from?: number;
  signal?: AbortSignal;
  /** Told when the newest file ends within a line, which is passed over: no one was promised that line. */
  onTornTail?: (bytes: number, file: string) => void;
  /** Where the newest segment ends as far as it was acknowledged. */
  end?: JournalEnd;
}

const gap = (from: number, to: number) => new Refusal('journal.gap', { from, to });

const refuse = ({ code, data }: Problem): never => {
  throw new Refusal(code, data);
};

/** The segments that can hold entry `from` or later ones. */
const segmentsFrom = (segments: readonly Segment[], from: number): Segment[] => {
  const isPast = ({ header }: Segment) => (header?.previous?.lastSeq ?? Infinity) < from;
  return segments.slice(Math.max(0, segments.findLastIndex(isPast)));
};

/** Reads segments one after the other, and holds each against what came before it. */
class JournalReading {
  readonly #disk: Disk;
  readonly #from: number;
  readonly #options: ReadJournalOptions;
  /** The last entry so far; null where what comes before was not read. */
  #last: { seq: number; stamp: string | null } | null = { seq: 0, stamp: null };
  /** Entries that may be missing from here on (JRN14). */
  #lost: readonly LostEntries[] = [];

  constructor(options: ReadJournalOptions) {
    this.#options = options;
    this.#disk = options.disk ?? nodeDisk;
    this.#from = options.from ?? 1;
  }

  async *entries(folder: string): AsyncGenerator<JournalEntry> {
    const listed = upToEnd(await listSegments(folder, this.#disk), this.#options.end ?? null);
    const segments = segmentsFrom(listed, this.#from);
    if ((segments[0]?.header?.previous?.lastSeq ?? Infinity) < this.#from) this.#last = null;
    for (const segment of segments) {
      this.#follow(segment);
      yield* this.#entriesOf(segment, segment === segments.at(-1));
    }
    this.#refuseIfLost(0);
  }

  #follow({ name: file, header, problem }: Segment): void {
    if (problem !== null) refuse(problem);
    const before = header!.previous ?? { lastSeq: 0, lastStamp: null };
    this.#lost = [...this.#lost, ...(header!.lost ?? [])];
    const last = this.#last;
    if (last === null) return;
    if (before.lastSeq > last.seq) throw gap(last.seq + 1, before.lastSeq);
    if (before.lastSeq === last.seq && before.lastStamp === last.stamp) return;
    const reason = `it follows entry ${before.lastSeq} of another journal, not entry ${last.seq} of this one`;
    throw new Refusal('journal.damaged', { file, line: 1, reason });
  }

  async *#entriesOf(segment: Segment, isNewest: boolean): AsyncGenerator<JournalEntry> {
    const reader = new SegmentReader();
    const file = await this.#disk.open(segment.path, 'read');
    try {
      const { signal } = this.#options;
      const entries = readSegment(file, reader, { end: segment.size, signal });
      let step = await entries.next();
      for (; step.done !== true; step = await entries.next()) {
        this.#refuseIfLost(step.value.seq);
        if (step.value.seq >= this.#from) yield step.value;
      }
      this.#takeRest(segment, reader, step.value, isNewest);
    } finally {
      await file.close();
    }
    this.#last = { seq: reader.lastSeq, stamp: reader.lastStamp };
  }

  #takeRest({ name }: Segment, { lines }: SegmentReader, rest: Rest | null, isNewest: boolean) {
    if (rest === null) return;
    if (rest.kind === 'damaged') refuse(lineProblem(name, rest.line, rest.fault));
    else if (isNewest) this.#options.onTornTail?.(rest.bytes, name);
    else refuse(lineProblem(name, lines + 1, new LineFault('damaged', 'it has no end')));
  }

  /** Whether something that is wanted is missing before entry `next` (0: before the end). */
  #refuseIfLost(next: number): void {
    const isPassed = ({ after }: LostEntries) => next === 0 || next > after;
    if (!this.#lost.some(isPassed)) return;
    for (const { after, upTo } of this.#lost.filter(isPassed)) {
      const to = next === 0 ? upTo : Math.min(upTo, next - 1);
      if (to > after && to >= this.#from) throw gap(after + 1, to);
    }
    this.#lost = this.#lost.filter((lost) => !isPassed(lost));
  }
}

/**
 * The entries of a journal from `from` on, rising, in bounded memory. Throws a Refusal where a line is
 * damaged, where entries are known to be missing (`journal.gap`), and where a newer program has written;
 * what was given before is whole. System errors are thrown as they are.
 */
export const readJournal = (
  folder: string,
  options: ReadJournalOptions = {},
): AsyncGenerator<JournalEntry> => new JournalReading(options).entries(folder);
