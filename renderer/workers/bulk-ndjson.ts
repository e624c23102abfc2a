import type { TableName } from '#shared/entities/index.ts';
import { entityOf } from '#shared/entities/index.ts';
import type { Chunk } from '#shared/ipc/messages.ts';
import { fail } from '#shared/result.ts';
import type { StoredRow } from '#shared/schema/index-key.ts';
import { parseRow } from '#shared/schema/row-check.ts';
import type { Row } from '#shared/schema/row.ts';
import { Stop } from './bulk-bridge.ts';

/**
 * Bytes of a chunk that is full, and the most records of one. Each call costs the processes on its way some
 * milliseconds of processor time: with half a mebibyte an export takes an eighth longer, and with four times as
 * much nothing is gained.
 */
const chunkLength = 2 ** 21;
const chunkRows = 10_000;

/** Room for a chunk that is nearly full and a usual record: at most three bytes for a UTF-16 unit. */
const roomLength = 2 * chunkLength;
const bytesOfUnit = 3;
const lineEnd = 0x0a;

const encoder = new TextEncoder();

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** A record as a line: what it is, without the shadow key that every desk makes for itself. */
const lineOf = ({ id, values, clock, clocks, items, source, contest }: StoredRow): string =>
  JSON.stringify({ id, values, clock, clocks, items, source, contest });

export interface Packed {
  rows: number;
  bytes: Uint8Array<ArrayBuffer>;
}

/**
 * Turns records into chunks of NDJSON lines; gives each chunk as soon as it is full. Each line is encoded by
 * itself into room that is used again: one long text of them all would be put together first, and wide letters
 * in one record would make all of it twice as large.
 */
export class Packer {
  readonly #room = new Uint8Array(roomLength);
  #length = 0;
  #rows = 0;
  /** Bytes of all lines so far. */
  total = 0;

  *add(rows: readonly StoredRow[]): Generator<Packed> {
    for (const row of rows) {
      const line = lineOf(row);
      const most = line.length * bytesOfUnit + 1;
      if (most > roomLength - this.#length) yield* this.rest();
      if (most > roomLength) {
        const bytes = encoder.encode(`${line}\n`);
        this.total += bytes.length;
        yield { rows: 1, bytes };
        continue;
      }
      const { written } = encoder.encodeInto(line, this.#room.subarray(this.#length));
      this.#length += written;
      this.#room[this.#length++] = lineEnd;
      this.total += written + 1;
      this.#rows++;
      if (this.#length >= chunkLength || this.#rows >= chunkRows) yield* this.rest();
    }
  }

  /** What is left at the end of a table. */
  *rest(): Generator<Packed> {
    if (this.#rows === 0) return;
    const packed = { rows: this.#rows, bytes: this.#room.slice(0, this.#length) };
    this.#length = 0;
    this.#rows = 0;
    yield packed;
  }
}

type RowsChunk = Extract<Chunk, { kind: 'rows' }>;

const badRows = (table: TableName, reason: string) =>
  new Stop(fail('work.badRows', { table: entityOf(table).label.many, reason }));

/**
 * Newlines within texts are escaped, so each newline ends a record. Each line is decoded by itself: a wide letter
 * in one would make a text of all of them twice as large, and parsing takes twice as long from that.
 */
const parsedLines = ({ table, bytes }: RowsChunk): unknown[] => {
  const rows: unknown[] = [];
  try {
    for (let at = 0; at < bytes.length;) {
      const found = bytes.indexOf(lineEnd, at);
      const end = found < 0 ? bytes.length : found;
      rows.push(JSON.parse(decoder.decode(bytes.subarray(at, end))));
      at = end + 1;
    }
    return rows;
  } catch (error) {
    throw badRows(table, error instanceof Error ? error.message : 'not JSON');
  }
};

/** The records of a chunk, each checked against its table; anything else ends the work. */
export const rowsOfChunk = (chunk: RowsChunk): Row[] => {
  const entity = entityOf(chunk.table);
  const rows = parsedLines(chunk).map((line) => {
    const parsed = parseRow(entity, line);
    if (!parsed.ok) throw new Stop({ ok: false, problem: parsed.problem });
    return parsed.value;
  });
  if (rows.length !== chunk.rows)
    throw badRows(chunk.table, `${rows.length} instead of ${chunk.rows}`);
  return rows;
};
