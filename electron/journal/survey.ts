import type { JournalEntry, LostEntries } from '#shared/formats/journal.ts';
import type { Problem } from '#shared/problems/index.ts';
import type { Disk } from '#electron/disk/disk.ts';
import { sweepLeftovers } from '#electron/disk/temporary-names.ts';
import { Refusal } from '#electron/snapshots/refusal.ts';
import { lastSeqBehind, readSegment, type Rest } from './read-segment.ts';
import { SegmentReader } from './segment-reader.ts';
import { chainOf, lineProblem, listSegmentFiles, withFile, type Segment } from './segments.ts';

/** The last entry of a journal, by what the next one has to know of it. */
export type LastEntry = Pick<JournalEntry, 'seq' | 'stamp' | 'workspace' | 'at'>;

/** What a journal folder holds and how it goes on, as found by reading its end. */
export interface Survey {
  /** The segment that holds the end; null while there is none. */
  segment: Segment | null;
  /** Its whole lines, in bytes, and the checksum of the last of them. */
  size: number;
  checksum: string;
  /** Bytes of the segments before it. */
  earlier: number;
  /** The number of the last entry; 0 while there is none. */
  lastSeq: number;
  lastStamp: string | null;
  last: LastEntry | null;
  /** Whether what follows the whole lines is damage, so that another segment has to take its place. */
  replace: boolean;
  /** What the next segment has to say of entries that are gone; where there is any, it begins at once. */
  lost: readonly LostEntries[];
  /** Files that are no part of the journal any more. */
  aside: Segment[];
  /** From this entry on the journal is whole, as far as the first lines of its segments tell. */
  wholeFrom: number;
  mended: Problem | null;
}

export type OnEntry = (entry: JournalEntry) => void;

const nothing: Survey = {
  segment: null,
  size: 0,
  checksum: '',
  earlier: 0,
  lastSeq: 0,
  lastStamp: null,
  last: null,
  replace: false,
  lost: [],
  aside: [],
  wholeFrom: 1,
  mended: null,
};

interface Scan {
  reader: SegmentReader;
  last: LastEntry | null;
  rest: Rest | null;
}

const scan = (disk: Disk, segment: Segment, onEntry: OnEntry): Promise<Scan> =>
  withFile(disk, segment.path, async (file) => {
    const reader = new SegmentReader();
    const entries = readSegment(file, reader, { end: segment.size });
    let last: LastEntry | null = null;
    let step = await entries.next();
    for (; step.done !== true; step = await entries.next()) {
      const { seq, stamp, workspace, at } = step.value;
      last = { seq, stamp, workspace, at };
      onEntry(step.value);
    }
    return { reader, last, rest: step.value };
  });

/** The number of the last entry that damage took away; `after` where none can be told. */
const lastLost = async (
  disk: Disk,
  damaged: readonly { segment: Segment; start: number }[],
  after: number,
): Promise<number> => {
  let last = after;
  for (const { segment, start } of damaged)
    last = await withFile(disk, segment.path, (file) =>
      lastSeqBehind(file, { start, end: segment.size }, last),
    );
  return last;
};

/** The last entry of the newest of these segments that has one. */
const lastEntryIn = async (disk: Disk, segments: readonly Segment[]): Promise<LastEntry | null> => {
  for (const segment of segments.toReversed()) {
    const { last } = await scan(disk, segment, () => undefined);
    if (last !== null) return last;
  }
  return null;
};

const sizeOf = (segments: readonly Segment[]) => segments.reduce((sum, { size }) => sum + size, 0);

const wholeFrom = (chain: readonly Segment[]): number => {
  let from = 1;
  for (const [i, { header }] of chain.entries()) {
    const isNext = (header?.previous?.segment ?? 0) === (chain[i - 1]?.number ?? 0);
    if (header === null || !isNext) from = (header?.previous?.lastSeq ?? 0) + 1;
    for (const { upTo } of header?.lost ?? []) from = Math.max(from, upTo + 1);
  }
  return from;
};

const asSetAside = ({ data }: Problem): Problem => ({ code: 'journal.setAside', data });

const noticeOf = (segment: Segment, rest: Rest): Problem =>
  rest.kind === 'torn'
    ? { code: 'journal.tornTail', data: { bytes: rest.bytes } }
    : asSetAside(lineProblem(segment.name, rest.line, rest.fault));

/** The end of a journal whose newest segments, `broken`, do not even have a first line that is right. */
const surveyEnd = async (
  disk: Disk,
  sound: readonly Segment[],
  broken: readonly Segment[],
  onEntry: OnEntry,
): Promise<Survey> => {
  const segment = sound.at(-1) ?? null;
  const { reader, last, rest } = segment === null ? noScan() : await scan(disk, segment, onEntry);
  const { lastSeq, lastStamp, size, checksum } = reader;
  const replace = rest?.kind === 'damaged' || (rest !== null && broken.length > 0);
  const behind = broken.map((file) => ({ segment: file, start: 0 }));
  if (replace) behind.unshift({ segment: segment!, start: size });
  const upTo = await lastLost(disk, behind, lastSeq);
  const earlier = sound.slice(0, -1);
  // What takes the place of a segment says of its entries what that one said.
  const known = (replace ? segment!.header!.lost : undefined) ?? [];
  return {
    ...nothing,
    segment,
    size,
    checksum,
    earlier: sizeOf(earlier),
    lastSeq,
    lastStamp,
    last: last ?? (await lastEntryIn(disk, earlier)),
    replace,
    lost: behind.length > 0 ? [...known, { after: lastSeq, upTo }] : [],
    aside: [...broken, ...(replace ? [segment!] : [])],
    wholeFrom: behind.length > 0 ? upTo + 1 : wholeFrom(sound),
    mended: rest === null ? noticeOfBroken(broken[0]) : noticeOf(segment!, rest),
  };
};

const noticeOfBroken = (segment: Segment | undefined): Problem | null => {
  const problem = segment?.problem ?? null;
  return problem === null ? null : asSetAside(problem);
};

const noScan = (): Scan => ({ reader: new SegmentReader(), last: null, rest: null });

/**
 * Reads the end of a journal in full, of the rest only first lines (JRN13, JRN14), and changes nothing.
 * Throws a Refusal for a journal of a newer program, and system errors as they are.
 */
export const surveyJournal = async (
  folder: string,
  disk: Disk,
  onEntry: OnEntry,
): Promise<Survey> => {
  if ((await disk.facts(folder)) === null) return nothing;
  await sweepLeftovers(folder, { disk });
  const files = await listSegmentFiles(folder, disk);
  const newer = files.find(({ problem }) => problem?.code === 'journal.newer');
  if (newer !== undefined) throw new Refusal('journal.newer', { file: newer.name });
  const chain = chainOf(files);
  const ends = chain.findLastIndex(({ problem }) => problem === null) + 1;
  const sound = chain.slice(0, ends).filter(({ problem }) => problem === null);
  const survey = await surveyEnd(disk, sound, chain.slice(ends), onEntry);
  const others = files.filter((file) => !sound.includes(file) && !survey.aside.includes(file));
  const odd = others.find(({ size, headerSize }) => size > headerSize);
  const mended = survey.mended ?? noticeOfBroken(odd) ?? (odd === undefined ? null : replaced(odd));
  return { ...survey, aside: [...survey.aside, ...others], mended };
};

const replaced = ({ name: file }: Segment): Problem => ({
  code: 'journal.setAside',
  data: { file, line: 1, reason: 'another file has taken its place' },
});
