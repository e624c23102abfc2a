import type { TableName } from '#shared/entities/index.ts';
import { entityOf } from '#shared/entities/index.ts';
import type { Chunk } from '#shared/ipc/messages.ts';
import { fail } from '#shared/result.ts';
import type { StoredRow } from '#shared/schema/index-key.ts';
import { parseRow } from '#shared/schema/row-check.ts';
import type { Row } from '#shared/schema/row.ts';
import { Stop } from './bulk-bridge.ts';

/** Text that a chunk holds before it is sent, in UTF-16 units: about 1 MiB in UTF-8. */
const chunkLength = 2 ** 20;
const chunkRows = 2000;

const encoder = new TextEncoder();
/** Room for the longest UTF-8 of a usual chunk: three bytes for a UTF-16 unit, and a wide last record. */
const room = new Uint8Array(4 * chunkLength);

/** Into a buffer that is used again, and a copy of what it took: about half the time of `encode`. */
const encoded = (text: string): Uint8Array<ArrayBuffer> =>
  text.length * 3 > room.length
    ? encoder.encode(text)
    : room.slice(0, encoder.encodeInto(text, room).written);

const decoder = new TextDecoder('utf-8', { fatal: true });

/** A record as a line: what it is, without the shadow key that every desk makes for itself. */
const lineOf = ({ id, values, clock, clocks, items, source, contest }: StoredRow): string =>
  JSON.stringify({ id, values, clock, clocks, items, source, contest });

export interface Packed {
  rows: number;
  bytes: Uint8Array<ArrayBuffer>;
}

/** Turns records into chunks of NDJSON lines; gives each chunk as soon as it is full. */
export class Packer {
  #text = '';
  #rows = 0;

  *add(rows: readonly StoredRow[]): Generator<Packed> {
    for (const row of rows) {
      this.#text += lineOf(row) + '\n';
      this.#rows++;
      if (this.#text.length >= chunkLength || this.#rows >= chunkRows) yield* this.rest();
    }
  }

  /** What is left at the end of a table. */
  *rest(): Generator<Packed> {
    if (this.#rows === 0) return;
    const packed = { rows: this.#rows, bytes: encoded(this.#text) };
    this.#text = '';
    this.#rows = 0;
    yield packed;
  }
}

type RowsChunk = Extract<Chunk, { kind: 'rows' }>;

const badRows = (table: TableName, reason: string) =>
  new Stop(fail('work.badRows', { table: entityOf(table).label.many, reason }));

/** All lines in one go: newlines within texts are escaped, so each newline ends a record. */
const parsedLines = ({ table, bytes }: RowsChunk): unknown[] => {
  try {
    const text = decoder.decode(bytes).trimEnd();
    return JSON.parse(`[${text.replaceAll('\n', ',')}]`) as unknown[];
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
