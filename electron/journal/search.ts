import { parseEntry, type JournalEntry } from '#shared/formats/journal.ts';
import type { Disk } from '#electron/disk/disk.ts';
import { Refusal } from '#electron/snapshots/refusal.ts';
import { chainStart, openLine, statedChecksum } from './lines.ts';
import { lineBuffers, passingOverTheEnd, readSegment } from './read-segment.ts';
import { LineFault, SegmentReader } from './segment-reader.ts';
import { lineProblem, withFile, type Segment } from './segments.ts';

const lineEnd = 0x0a;
const digits = { first: 0x30, last: 0x39 };

/** Text to look for; one that ends with a digit is not found within a longer number. */
export type Needle = string;

const placesOf = function* (lines: Buffer, needle: Needle): Generator<number> {
  const endsInDigit = /\d$/.test(needle);
  for (let at = lines.indexOf(needle); at >= 0; at = lines.indexOf(needle, at + 1)) {
    const next = lines[at + needle.length]!;
    if (endsInDigit && next >= digits.first && next <= digits.last) continue;
    yield at;
  }
};

/** Where the lines begin that contain any of the texts, rising. */
const hitsIn = (lines: Buffer, needles: readonly Needle[]): number[] => {
  const starts = new Set<number>();
  for (const needle of needles)
    for (const at of placesOf(lines, needle)) starts.add(lines.lastIndexOf(lineEnd, at) + 1);
  return [...starts].sort((a, b) => a - b);
};

const lastLineStart = (lines: Buffer, before: number): number =>
  before < 2 ? 0 : lines.lastIndexOf(lineEnd, before - 2) + 1;

const checksumBefore = (lines: Buffer, start: number, carried: string): string =>
  start === 0 ? carried : statedChecksum(lines.subarray(lastLineStart(lines, start)));

const entryAt = (lines: Buffer, start: number, before: string): JournalEntry | null => {
  const json = openLine(before, lines.subarray(start, lines.indexOf(lineEnd, start) + 1));
  const entry = json === null ? null : parseEntry(json);
  return entry?.ok === true ? entry.value : null;
};

/** The refusal that reading a damaged segment line by line ends with. */
const refusalOf = async (disk: Disk, segment: Segment): Promise<Refusal> =>
  withFile(disk, segment.path, async (file) => {
    const entries = readSegment(file, new SegmentReader(), { end: segment.size });
    let step = await entries.next();
    while (step.done !== true) step = await entries.next();
    const rest = step.value;
    const [line, fault] =
      rest?.kind === 'damaged'
        ? [rest.line, rest.fault]
        : [1, new LineFault('damaged', 'it changed while it was read')];
    const { code, data } = lineProblem(segment.name, line, fault);
    return new Refusal(code, data);
  });

export interface Found {
  /** Rising; where there is damage, those behind it. */
  entries: JournalEntry[];
  damage: Refusal | null;
}

/**
 * The entries of one segment whose text contains one of `needles`: found by their bytes, and only then
 * checked and parsed. What is behind the last whole line is passed over.
 */
export const searchSegment = async (
  disk: Disk,
  segment: Segment,
  needles: readonly Needle[],
  signal?: AbortSignal,
): Promise<Found> => {
  const { problem } = segment;
  if (problem !== null) return { entries: [], damage: new Refusal(problem.code, problem.data) };
  const found = await withFile(disk, segment.path, async (file) => {
    let entries: JournalEntry[] = [];
    let [carried, isSound] = [chainStart, true];
    const take = (lines: Buffer): void => {
      for (const start of hitsIn(lines, needles)) {
        const entry = entryAt(lines, start, checksumBefore(lines, start, carried));
        if (entry === null) [entries, isSound] = [[], false];
        else entries.push(entry);
      }
      carried = statedChecksum(lines.subarray(lastLineStart(lines, lines.length)));
    };
    await passingOverTheEnd(async () => {
      for await (const lines of lineBuffers(file, { end: segment.size, signal })) take(lines);
    });
    return { entries, isSound };
  });
  const damage = found.isSound ? null : await refusalOf(disk, segment);
  return { entries: found.entries, damage };
};
