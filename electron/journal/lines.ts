import { createHash } from 'node:crypto';

/** What the first line of a segment is chained to. */
export const chainStart = '';
const checksumLength = 64;
const space = 0x20;

/** JRN4: SHA-256 over the checksum of the line before, as it is written there, and the JSON. */
const checksumOf = (before: string, json: Uint8Array): string =>
  createHash('sha256').update(before, 'latin1').update(json).digest('hex');

export interface SealedLine {
  /** With its end. */
  bytes: Buffer;
  /** What the next line is chained to. */
  checksum: string;
}

/** The line of a segment that says `json`, after a line with the checksum `before`. */
export const sealLine = (before: string, json: string): SealedLine => {
  const checksum = checksumOf(before, Buffer.from(json));
  return { bytes: Buffer.from(`${checksum} ${json}\n`), checksum };
};

/** The checksum that a line bears, right or wrong. */
export const statedChecksum = (line: Buffer): string => line.toString('latin1', 0, checksumLength);

/** The JSON of a line (its end included) whose checksum is right after `before`; null for any other. */
export const openLine = (before: string, line: Buffer): string | null => {
  if (line.length < checksumLength + 2 || line[checksumLength] !== space) return null;
  const json = line.subarray(checksumLength + 1, -1);
  return statedChecksum(line) === checksumOf(before, json) ? json.toString('utf8') : null;
};

/** The lines of a buffer that holds whole ones, ends included. */
export const linesOf = function* (lines: Buffer): Generator<Buffer> {
  for (let start = 0; start < lines.length;) {
    const end = lines.indexOf(0x0a, start) + 1;
    yield lines.subarray(start, end);
    start = end;
  }
};
