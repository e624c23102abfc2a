import {
  parseEntry,
  parseHeader,
  type JournalEntry,
  type SegmentHeader,
} from '#shared/formats/journal.ts';
import { appVersion } from '#electron/app-version.ts';
import { chainStart, linesOf, openLine, statedChecksum } from './lines.ts';

/** What is wrong with a line, carried to whoever knows the file. */
export class LineFault extends Error {
  readonly why: 'damaged' | 'newer';

  constructor(why: 'damaged' | 'newer', reason: string) {
    super(reason);
    this.why = why;
  }
}

/** Reads the lines of one segment in order, checking each. What it says is what was whole so far. */
export class SegmentReader {
  #header: SegmentHeader | null = null;
  #checksum = chainStart;
  #lines = 0;
  #size = 0;
  #lastSeq = 0;
  #lastStamp: string | null = null;

  /** Null before the first line. */
  get header(): SegmentHeader | null {
    return this.#header;
  }

  /** Of the last whole line. */
  get checksum(): string {
    return this.#checksum;
  }

  /** Whole lines so far, the header included. */
  get lines(): number {
    return this.#lines;
  }

  /** Their bytes. */
  get size(): number {
    return this.#size;
  }

  /** The number of the last entry up to here, those of earlier segments included; 0 for none. */
  get lastSeq(): number {
    return this.#lastSeq;
  }

  get lastStamp(): string | null {
    return this.#lastStamp;
  }

  /** Takes whole lines; gives their entries. Throws a `LineFault` at the first line that is not right. */
  *take(lines: Buffer): Generator<JournalEntry> {
    for (const line of linesOf(lines)) {
      const json = openLine(this.#checksum, line);
      if (json === null) throw new LineFault('damaged', 'its checksum is not right');
      const entry = this.#header === null ? this.#takeHeader(json) : this.#takeEntry(json);
      this.#checksum = statedChecksum(line);
      this.#lines++;
      this.#size += line.length;
      if (entry !== null) yield entry;
    }
  }

  #takeHeader(json: string): null {
    const header = parseHeader(json, appVersion);
    if (!header.ok) throw new LineFault(header.why, header.reason);
    this.#header = header.value;
    this.#lastSeq = header.value.previous?.lastSeq ?? 0;
    this.#lastStamp = header.value.previous?.lastStamp ?? null;
    return null;
  }

  #takeEntry(json: string): JournalEntry {
    const entry = parseEntry(json);
    if (!entry.ok) throw new LineFault('damaged', entry.reason);
    const { seq, stamp } = entry.value;
    if (seq <= this.#lastSeq)
      throw new LineFault('damaged', `entry ${seq} comes after entry ${this.#lastSeq}`);
    this.#lastSeq = seq;
    this.#lastStamp = stamp;
    return entry.value;
  }
}
