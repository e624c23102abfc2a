import { join } from 'node:path';
import {
  journalLimits,
  segmentName,
  segmentNumber,
  type SegmentHeader,
} from '#shared/formats/journal.ts';
import type { Problem } from '#shared/problems/index.ts';
import { errorCode, nodeDisk, type Disk, type OpenFile } from '#electron/disk/disk.ts';
import { Refusal, refuseIfAborted } from '#electron/snapshots/refusal.ts';
import { LineFault, SegmentReader } from './segment-reader.ts';

const blockSize = 1024 * 1024;

/** One file of a journal folder, by what its first line says. */
export interface Segment {
  number: number;
  name: string;
  path: string;
  /** Bytes, when it was listed. */
  size: number;
  /** Bytes of the first line; 0 where it has no end. */
  headerSize: number;
  /** Null where the first line is not right: `problem` says why. */
  header: SegmentHeader | null;
  problem: Problem | null;
}

export const lineProblem = (file: string, line: number, fault: LineFault): Problem =>
  fault.why === 'newer'
    ? { code: 'journal.newer', data: { file } }
    : { code: 'journal.damaged', data: { file, line, reason: fault.message } };

/** The bytes of a file from `start` to `end`, block by block; it may turn out to be shorter. */
export const blocksOf = async function* (
  file: OpenFile,
  { start = 0, end, signal }: { start?: number; end: number; signal?: AbortSignal | undefined },
): AsyncGenerator<Buffer> {
  for (let at = start; at < end;) {
    refuseIfAborted(signal);
    const block = Buffer.allocUnsafe(Math.min(blockSize, end - at));
    const got = await file.read(block, at);
    if (got === 0) return;
    at += got;
    yield block.subarray(0, got);
  }
};

/** Opens a file for reading, and closes it whatever happens. */
export const withFile = async <T>(
  disk: Disk,
  path: string,
  work: (file: OpenFile) => Promise<T>,
): Promise<T> => {
  const file = await disk.open(path, 'read');
  try {
    return await work(file);
  } finally {
    await file.close();
  }
};

const firstLine = async (file: OpenFile): Promise<Buffer> => {
  const parts: Buffer[] = [];
  for await (const block of blocksOf(file, { end: journalLimits.header })) parts.push(block);
  const start = Buffer.concat(parts);
  return start.subarray(0, start.indexOf(0x0a) + 1);
};

const readHeader = (
  line: Buffer,
  number: number,
): { header: SegmentHeader } | { fault: LineFault } => {
  if (line.length === 0) return { fault: new LineFault('damaged', 'it has no header') };
  const reader = new SegmentReader();
  try {
    reader.take(line).next();
  } catch (error) {
    if (error instanceof LineFault) return { fault: error };
    throw error;
  }
  const header = reader.header!;
  if (header.segment === number) return { header };
  return { fault: new LineFault('damaged', `it is segment ${header.segment} by its header`) };
};

const lookAt = async (disk: Disk, folder: string, number: number): Promise<Segment> => {
  const name = segmentName(number);
  const path = join(folder, name);
  const size = (await disk.facts(path))?.size ?? 0;
  const line = await withFile(disk, path, firstLine);
  const read = readHeader(line, number);
  const found = { number, name, path, size, headerSize: line.length };
  return 'header' in read
    ? { ...found, header: read.header, problem: null }
    : { ...found, header: null, problem: lineProblem(name, 1, read.fault) };
};

const namesIn = async (folder: string, disk: Disk): Promise<string[]> => {
  try {
    return await disk.list(folder);
  } catch (error) {
    const isNoFolder = ['ENOENT', 'ENOTDIR'].includes(errorCode(error) ?? '');
    throw isNoFolder ? new Refusal('journal.notAFolder', { folder }) : error;
  }
};

/** Every file in the folder that is named like a segment, by rising number. */
export const listSegmentFiles = async (folder: string, disk: Disk): Promise<Segment[]> => {
  const numbers = (await namesIn(folder, disk))
    .map(segmentNumber)
    .filter((number) => number !== null)
    .sort((a, b) => a - b);
  const segments: Segment[] = [];
  for (const number of numbers) segments.push(await lookAt(disk, folder, number));
  return segments;
};

/**
 * JRN6: those that belong to the journal: the newest, the one that it names as its predecessor, and so
 * on. What a successor passes over was replaced by it, and is on its way to be set aside.
 */
export const chainOf = (segments: readonly Segment[]): Segment[] => {
  const chain: Segment[] = [];
  let expected = Infinity;
  for (const segment of segments.toReversed()) {
    if (segment.number > expected) continue;
    chain.unshift(segment);
    expected =
      segment.header === null ? segment.number - 1 : (segment.header.previous?.segment ?? 0);
  }
  return chain;
};

/**
 * The segments of a journal in order, by their headers; one whose header is damaged or newer says so in
 * its `problem`. A folder that is not there is refused; one without segments has none. System errors
 * are thrown.
 */
export const listSegments = async (folder: string, disk: Disk = nodeDisk): Promise<Segment[]> =>
  chainOf(await listSegmentFiles(folder, disk));

/** How far the newest segment may be read, in bytes. */
export interface JournalEnd {
  segment: number;
  size: number;
}

/** The segments up to `end`, the newest of them cut there. */
export const upToEnd = (segments: readonly Segment[], end: JournalEnd | null): Segment[] =>
  end === null
    ? [...segments]
    : segments
        .filter(({ number }) => number <= end.segment)
        .map((found) => (found.number === end.segment ? { ...found, size: end.size } : found));
