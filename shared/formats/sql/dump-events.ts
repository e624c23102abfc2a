import type { Problem } from '../../problems/index.ts';
import type { Encoding } from './encodings.ts';
import type { RowReading } from './rows.ts';
import type { Column } from './statements.ts';

/** A table that the dump creates or fills; `schema` is never left open (SQL3). */
export interface DumpTable {
  schema: string;
  name: string;
  columns: readonly Column[];
  line: number;
}

/** Rows that share a head: one COPY, or all INSERTs of the same words. */
export interface Block extends DumpTable {
  form: 'copy' | 'insert';
  /** How its strings are to be read. */
  standard: boolean;
  encoding: Encoding;
}

/** A row, its place (bytes from the start of the file, line of its start) and its values as text. */
export interface DumpRow extends RowReading {
  line: number;
  offset: number;
  length: number;
}

/** What the parser tells while it reads. */
export interface DumpSink {
  table(table: DumpTable): void;
  /** Whether the values of the block's rows are wanted, or only their number. */
  block(block: Block): boolean;
  row(block: Block, row: DumpRow): void;
  /** A row of a block whose values are not wanted. */
  unread(block: Block): void;
  problem(problem: Problem, line: number, table: DumpTable | null): void;
}

/** The table as the dump writes it: `public.users`. */
export const writtenName = ({ schema, name }: Pick<DumpTable, 'schema' | 'name'>): string =>
  `${schema}.${name}`;
