import { join } from 'node:path';
import { journalLimits, type LostEntries, type SegmentHead } from '#shared/formats/journal.ts';
import type { Problem } from '#shared/problems/index.ts';
import type { Disk, OpenFile } from '#electron/disk/disk.ts';
import { Refusal } from '#electron/snapshots/refusal.ts';
import { sealLine } from './lines.ts';
import { beginSegment } from './new-segment.ts';
import { surveyJournal, type LastEntry, type OnEntry, type Survey } from './survey.ts';
import type { Segment } from './segments.ts';

export interface FilesOptions {
  disk: Disk;
  /** Who writes. */
  desk: SegmentHead['desk'];
  /** Milliseconds since 1970. */
  now: () => number;
  /** Told of the entries of the newest segment whenever it is read. */
  onEntry: OnEntry;
}

/** Where the journal goes on. */
interface End {
  number: number;
  path: string;
  desk: SegmentHead['desk'];
  /** Bytes that are on the disk for certain, or were found there whole; what follows is cut off. */
  size: number;
  checksum: string;
}

const endOf = ({ segment, size, checksum }: Survey): End | null =>
  segment === null
    ? null
    : { number: segment.number, path: segment.path, desk: segment.header!.desk, size, checksum };

const writeAll = async (file: OpenFile, bytes: Uint8Array, position: number): Promise<void> => {
  for (let done = 0; done < bytes.length;) {
    const taken = await file.write(bytes.subarray(done), position + done);
    if (taken === 0) throw Object.assign(new Error('nothing was written'), { code: 'EIO' });
    done += taken;
  }
};

/**
 * The files of a journal as their only writer sees them. What it knows to be on the disk it keeps in
 * memory and never takes from the disk again, so that a write that failed leaves nothing behind: the next
 * one cuts it off. Methods throw Refusals and system errors; they must not run beside each other.
 */
export class JournalFiles {
  readonly folder: string;
  readonly #options: FilesOptions;
  #survey: Survey;
  #end: End | null;
  /** Open where the end is known to be flushed and nothing has failed since. */
  #file: OpenFile | null = null;
  /** What was found and mended, now or at the start. */
  notice: Problem | null;
  /** Whether entries that were here once may be gone. */
  needsBackup: boolean;

  private constructor(folder: string, options: FilesOptions, survey: Survey) {
    this.folder = folder;
    this.#options = options;
    this.#survey = survey;
    this.#end = endOf(survey);
    this.notice = survey.mended;
    this.needsBackup = survey.mended !== null;
  }

  /** Reads how the journal ends; changes nothing yet. */
  static async open(folder: string, options: FilesOptions): Promise<JournalFiles> {
    const survey = await surveyJournal(folder, options.disk, options.onEntry);
    return new JournalFiles(folder, options, survey);
  }

  get last(): LastEntry | null {
    return this.#survey.last;
  }

  get lastSeq(): number {
    return this.#survey.lastSeq;
  }

  get lastStamp(): string | null {
    return this.#survey.lastStamp;
  }

  get wholeFrom(): number {
    return this.#survey.wholeFrom;
  }

  /** Bytes on disk. */
  get size(): number {
    return this.#survey.earlier + (this.#end?.size ?? 0);
  }

  /** How far the newest segment was acknowledged; null while there is none. */
  get end(): { segment: number; size: number } | null {
    return this.#end === null ? null : { segment: this.#end.number, size: this.#end.size };
  }

  /** Makes sure that everything that is counted as being there is flushed, and nothing lies behind it. */
  async settle(): Promise<void> {
    await this.#noticeWhatIsGone();
    if (this.#survey.lost.length > 0) await this.#begin();
    if (this.#end !== null && this.#file === null) await this.#reopen(this.#end);
    await this.#setAside();
  }

  /** Appends the texts of entries, the last of which is `last`: one write, one flush. */
  async append(texts: readonly string[], last: LastEntry): Promise<void> {
    await this.settle();
    if (this.#needsSegment()) await this.#begin();
    const end = this.#end!;
    this.#file ??= await this.#options.disk.open(end.path, 'append');
    const file = this.#file;
    let { checksum } = end;
    const lines = texts.map((text) => {
      const line = sealLine(checksum, text);
      checksum = line.checksum;
      return line.bytes;
    });
    const bytes = Buffer.concat(lines);
    await writeAll(file, bytes, end.size);
    await file.sync();
    this.#end = { ...end, size: end.size + bytes.length, checksum };
    this.#survey = { ...this.#survey, last, lastSeq: last.seq, lastStamp: last.stamp };
  }

  /** Reads the end of the journal anew, after someone else has worked on its files. */
  async reload(): Promise<void> {
    await this.close();
    const before = this.#survey;
    const { disk, onEntry } = this.#options;
    const found = await surveyJournal(this.folder, disk, onEntry);
    const gone = before.lastSeq - found.lastSeq;
    const upTo = Math.max(before.lastSeq, ...found.lost.map((known) => known.upTo));
    const missing: LostEntries = { after: found.lastSeq, upTo };
    const lost = [...found.lost.filter(({ after }) => after < found.lastSeq), missing];
    this.#survey = gone > 0 ? { ...found, lost, wholeFrom: upTo + 1 } : found;
    this.#end = endOf(found);
    const mended = gone > 0 ? gapOf(missing) : found.mended;
    if (mended === null) return;
    [this.notice, this.needsBackup] = [mended, true];
  }

  /** Closes the file, after a failure or for good; it is opened again when it is needed. Never fails. */
  async close(): Promise<void> {
    const file = this.#file;
    this.#file = null;
    await file?.close().catch(() => undefined);
  }

  #needsSegment(): boolean {
    const end = this.#end;
    if (end === null || end.size >= journalLimits.segment) return true;
    const { desk } = this.#options;
    return end.desk.id !== desk.id || end.desk.number !== desk.number;
  }

  async #noticeWhatIsGone(): Promise<void> {
    const end = this.#end;
    if (end === null) return;
    const facts = await this.#options.disk.facts(end.path);
    if (facts === null || facts.size < end.size) await this.reload();
    else if (this.#file !== null && facts.size > end.size)
      throw new Refusal('journal.diverged', { seq: this.lastSeq + 1 });
  }

  async #reopen({ path, size }: End): Promise<void> {
    const file = await this.#options.disk.open(path, 'append');
    try {
      if ((await file.size()) > size) await file.truncate(size);
      await file.sync();
    } catch (error) {
      await file.close().catch(() => undefined);
      throw error;
    }
    this.#file = file;
  }

  async #begin(): Promise<void> {
    const { disk, desk, now } = this.#options;
    const { segment, replace, lost, lastSeq, lastStamp } = this.#survey;
    const end = this.#end;
    const goesOn = end === null ? null : { segment: end.number, lastSeq, lastStamp };
    const previous = replace ? segment!.header!.previous : goesOn;
    const createdAt = new Date(now()).toISOString();
    const head = { desk, previous, createdAt, ...(lost.length === 0 ? {} : { lost: [...lost] }) };
    const prefix = replace ? { segment: segment!, size: end!.size } : null;
    const begun = await beginSegment(this.folder, disk, head, prefix);
    await this.close();
    const earlier = replace ? this.#survey.earlier : this.size;
    this.#survey = { ...this.#survey, earlier, replace: false, lost: [] };
    this.#end = { ...begun, desk };
  }

  /** What cannot be renamed now is found again at the next start. */
  async #setAside(): Promise<void> {
    const files = this.#survey.aside;
    if (files.length === 0) return;
    this.#survey = { ...this.#survey, aside: [] };
    const { disk } = this.#options;
    for (const file of files)
      await setAside(this.folder, file, disk).catch((error: unknown) => {
        if (!(error instanceof Error && 'code' in error)) throw error;
      });
  }
}

const gapOf = ({ after, upTo }: LostEntries): Problem => ({
  code: 'journal.gap',
  data: { from: after + 1, to: upTo },
});

/** Gives a file that is no part of the journal any more a name that says so; one without entries goes. */
const setAside = async (
  folder: string,
  { name, path, size, headerSize, problem }: Segment,
  disk: Disk,
): Promise<void> => {
  if (problem === null && size === headerSize) return disk.remove(path);
  let aside = `${name}.damaged`;
  for (let n = 2; (await disk.facts(join(folder, aside))) !== null; n++)
    aside = `${name}.damaged-${n}`;
  await disk.rename(path, join(folder, aside));
};
