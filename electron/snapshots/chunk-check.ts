import type { TableName } from '#shared/entities/index.ts';
import { snapshotLimits } from '#shared/formats/snapshot.ts';
import { isId } from '#shared/schema/row-check.ts';
import { Refusal } from './refusal.ts';

const lineEnd = 0x0a;

const idOfLine = (line: Uint8Array): unknown => {
  try {
    const row = JSON.parse(Buffer.from(line).toString('utf8')) as unknown;
    return typeof row === 'object' && row !== null && 'id' in row ? row.id : null;
  } catch {
    return null;
  }
};

/**
 * Checks cheaply what is about to be written: whole lines, as many as announced, none too long, and
 * the first and last of each chunk are rows whose numbers rise. Their content is not judged: whatever
 * the desk holds can be taken out of it.
 */
export class ChunkCheck {
  readonly #lastIds = new Map<TableName, number>();

  /** Throws a refusal for a chunk that would make a file that cannot be read back. */
  take(table: TableName, bytes: Uint8Array, rows: number): void {
    const refuse = (reason: string) => new Refusal('snapshot.badChunk', { table, reason });
    if (bytes.length === 0 && rows === 0) return;
    if (bytes.at(-1) !== lineEnd) throw refuse('the last row is not whole');
    const { count, longest, lastStart } = measureLines(bytes);
    if (count !== rows) throw refuse(`${rows} rows were announced, and ${count} came`);
    if (longest > snapshotLimits.line) throw refuse('a row is larger than 64 MiB');
    const first = idOfLine(bytes.subarray(0, bytes.indexOf(lineEnd)));
    const last = lastStart === 0 ? first : idOfLine(bytes.subarray(lastStart, -1));
    if (!isId(first) || !isId(last)) throw refuse('a row has no number');
    const rising = first > (this.#lastIds.get(table) ?? 0) && (rows === 1 || last > first);
    if (!rising) throw refuse(`row ${first} does not come in its order`);
    this.#lastIds.set(table, last);
  }
}

const measureLines = (bytes: Uint8Array) => {
  let [count, longest, start, lastStart] = [0, 0, 0, 0];
  for (let end = bytes.indexOf(lineEnd); end >= 0; end = bytes.indexOf(lineEnd, start)) {
    count++;
    longest = Math.max(longest, end + 1 - start);
    lastStart = start;
    start = end + 1;
  }
  return { count, longest, lastStart };
};
