import type { TableName } from '#shared/entities/index.ts';
import type { Row } from '#shared/schema/row.ts';
import type { Stamp } from '#shared/sync/stamp.ts';

/** Rows of one table as they travel: NDJSON, whole lines. */
export interface RowChunk {
  table: TableName;
  rows: number;
  bytes: Uint8Array<ArrayBuffer>;
}

/** A chunk is full with as many rows, or as many characters. */
export const rowsAtOnce = 2000;
export const charactersAtOnce = 2 ** 20;

/** One row as a line. */
export const rowLine = ({ id, values, source }: Omit<Row, 'clock'>, clock: Stamp): string => {
  const row: Row = { id, values, clock, ...(source === undefined ? {} : { source }) };
  return `${JSON.stringify(row)}\n`;
};

const encoder = new TextEncoder();

export const chunkOf = (table: TableName, lines: readonly string[]): RowChunk => ({
  table,
  rows: lines.length,
  bytes: encoder.encode(lines.join('')),
});
