import { dirname, join } from 'node:path';
import {
  makeHeader,
  segmentName,
  segmentNumber,
  type SegmentHead,
} from '#shared/formats/journal.ts';
import { AtomicFile } from '#electron/disk/atomic-file.ts';
import type { Disk } from '#electron/disk/disk.ts';
import { must } from '#electron/snapshots/refusal.ts';
import { chainStart, linesOf, openLine, sealLine, statedChecksum } from './lines.ts';
import { lineBuffers } from './read-segment.ts';
import { withFile, type Segment } from './segments.ts';

/** A segment that is on the disk, and where it goes on. */
export interface WrittenSegment {
  number: number;
  path: string;
  /** Bytes. */
  size: number;
  /** Of its last line. */
  checksum: string;
}

/** Whole lines of another segment, which the new one begins with. */
export interface Prefix {
  segment: Segment;
  /** Bytes of its whole lines. */
  size: number;
}

/** Lines of the old chain as lines of the new one. */
const chainAnew = (lines: Buffer, before: string, checksum: string) => {
  const sealed: Buffer[] = [];
  let [oldEnd, newEnd] = [before, checksum];
  for (const line of linesOf(lines)) {
    const json = openLine(oldEnd, line);
    // Read whole a moment ago: a disk that now says something else must not be copied from.
    if (json === null) throw Object.assign(new Error('it changed meanwhile'), { code: 'EIO' });
    const next = sealLine(newEnd, json);
    sealed.push(next.bytes);
    [oldEnd, newEnd] = [statedChecksum(line), next.checksum];
  }
  return { bytes: Buffer.concat(sealed), oldEnd, newEnd };
};

const copyPrefix = (
  disk: Disk,
  { segment, size: end }: Prefix,
  into: AtomicFile,
  header: string,
): Promise<string> =>
  withFile(disk, segment.path, async (file) => {
    let checksum = header;
    let before: string | null = null;
    for await (const buffer of lineBuffers(file, { end })) {
      const headerSize = before === null ? buffer.indexOf(0x0a) + 1 : 0;
      before ??= statedChecksum(buffer);
      const { bytes, oldEnd, newEnd } = chainAnew(buffer.subarray(headerSize), before, checksum);
      must(await into.write(bytes));
      [before, checksum] = [oldEnd, newEnd];
    }
    return checksum;
  });

const freeNumber = async (folder: string, disk: Disk): Promise<number> => {
  const numbers = (await disk.list(folder)).map((name) => segmentNumber(name) ?? 0);
  return Math.max(0, ...numbers) + 1;
};

const makeJournalFolder = async (folder: string, disk: Disk): Promise<void> => {
  if ((await disk.facts(folder)) !== null) return;
  await disk.makeFolder(folder);
  await disk.syncFolder(dirname(folder));
};

/**
 * JRN7: begins a segment: it appears under its name whole, flushed, its folder flushed, or not at all.
 * Throws Refusals and system errors.
 */
export const beginSegment = async (
  folder: string,
  disk: Disk,
  head: Omit<SegmentHead, 'segment'>,
  prefix: Prefix | null,
): Promise<WrittenSegment> => {
  await makeJournalFolder(folder, disk);
  const number = await freeNumber(folder, disk);
  const path = join(folder, segmentName(number));
  const file = must(await AtomicFile.create(path, { disk, replace: false }));
  try {
    const header = sealLine(chainStart, makeHeader({ ...head, segment: number }));
    must(await file.write(header.bytes));
    const checksum =
      prefix === null ? header.checksum : await copyPrefix(disk, prefix, file, header.checksum);
    const { size } = file;
    must(await file.commit());
    return { number, path, size, checksum };
  } catch (error) {
    await file.discard();
    throw error;
  }
};
