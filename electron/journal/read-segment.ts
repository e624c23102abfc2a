import { journalLimits, type JournalEntry } from '#shared/formats/journal.ts';
import type { OpenFile } from '#electron/disk/disk.ts';
import { wholeLines, type LineFault as LinesFault } from '#electron/snapshots/whole-lines.ts';
import { linesOf, openLine, statedChecksum } from './lines.ts';
import type { SegmentReader } from './segment-reader.ts';
import { LineFault } from './segment-reader.ts';
import { blocksOf } from './segments.ts';

/** What follows the last whole line of a segment. */
export type Rest =
  /** A line that was begun and has no end. */
  | { kind: 'torn'; bytes: number }
  /** A line that is not right; `line` counts from 1. */
  | { kind: 'damaged'; line: number; fault: LineFault };

interface ReadingOptions {
  /** Bytes to read; what comes behind is not looked at. */
  end: number;
  signal?: AbortSignal | undefined;
}

class TornLine extends Error {}

const linesFault = (what: LinesFault): Error =>
  what === 'noEnd'
    ? new TornLine()
    : new LineFault('damaged', `it has more than ${journalLimits.line} bytes`);

/** A file's bytes as buffers of whole lines. */
export const lineBuffers = (
  file: OpenFile,
  options: ReadingOptions & { start?: number },
): AsyncGenerator<Buffer> => wholeLines(blocksOf(file, options), journalLimits.line, linesFault);

/**
 * Reads a segment to its end or to the first line that is not right, in bounded memory: gives entries,
 * in order, and returns what follows the last whole line, or null. `reader` says what was whole.
 */
export const readSegment = async function* (
  file: OpenFile,
  reader: SegmentReader,
  options: ReadingOptions,
): AsyncGenerator<JournalEntry, Rest | null> {
  try {
    for await (const lines of lineBuffers(file, options)) yield* reader.take(lines);
    return reader.header === null ? damagedAt(reader, noHeader()) : null;
  } catch (error) {
    if (error instanceof TornLine && reader.header !== null)
      return { kind: 'torn', bytes: options.end - reader.size };
    if (error instanceof TornLine) return damagedAt(reader, noHeader());
    if (error instanceof LineFault) return damagedAt(reader, error);
    throw error;
  }
};

const noHeader = () => new LineFault('damaged', 'it has no header');

const damagedAt = ({ lines }: SegmentReader, fault: LineFault): Rest => ({
  kind: 'damaged',
  line: lines + 1,
  fault,
});

/** Runs work on the lines of a segment; a last line without an end ends it quietly. */
export const passingOverTheEnd = async (work: () => Promise<void>): Promise<void> => {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof TornLine)) throw error;
  }
};

const seqOf = (json: string | null): number =>
  Number(/^\{"seq":(\d{1,16}),/.exec(json ?? '')?.[1] ?? 0);

const looksLikeALine = (line: Buffer): boolean =>
  line.length > 66 && line[64] === 0x20 && line[65] === 0x7b;

/**
 * The number of the last entry in damaged lines from `start` on, which follow entry `after`: what can be read
 * of it. A line is believed when its checksum is right after the line before, as that is written; one that
 * only looks like a line counts as the next number.
 */
export const lastSeqBehind = async (
  file: OpenFile,
  options: ReadingOptions & { start: number },
  after: number,
): Promise<number> => {
  let last = after;
  let before: string | null = null;
  // The first line of a file is no entry.
  let isEntry = options.start > 0;
  try {
    for await (const lines of lineBuffers(file, options))
      for (const line of linesOf(lines)) {
        const seq = before === null ? 0 : seqOf(openLine(before, line));
        if (seq > after) last = seq;
        else if (isEntry && looksLikeALine(line)) last++;
        [before, isEntry] = [statedChecksum(line), true];
      }
  } catch (error) {
    if (!(error instanceof TornLine || error instanceof LineFault)) throw error;
  }
  return last;
};
