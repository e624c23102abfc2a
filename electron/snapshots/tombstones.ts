import { isUtf8 } from 'node:buffer';
import { tableNames, type TableName } from '#shared/entities/index.ts';
import { isId } from '#shared/schema/row-check.ts';
import type { Tombstone } from '#shared/sync/change.ts';
import { isStamp } from '#shared/sync/stamp.ts';
import { IdSet } from '#electron/imports/id-set.ts';

const parseJson = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
};

const members = (json: unknown): Partial<Record<keyof Tombstone, unknown>> =>
  typeof json === 'object' && json !== null ? json : {};

/** What a line of `tombstones.ndjson` says; null when it is none. */
export const parseTombstone = (line: string): Tombstone | null => {
  const { table, id, clock } = members(parseJson(line));
  if (!tableNames.includes(table as TableName) || !isId(id) || !isStamp(clock)) return null;
  return { table: table as TableName, id, clock };
};

/** Takes tombstones in, and says what is wrong with one: SNAP14. */
export class TombstoneCheck {
  readonly #erased = new Map(tableNames.map((table) => [table, new IdSet()]));
  #last = { table: 0, id: 0 };
  rows = 0;

  /** The numbers of the erased rows of a table. */
  of(table: TableName): IdSet {
    return this.#erased.get(table)!;
  }

  /** Takes whole lines; gives why one cannot be, or null. */
  takeLines(lines: Uint8Array): string | null {
    if (!isUtf8(lines)) return 'its text is not UTF-8';
    const texts = Buffer.from(lines).toString('utf8').split('\n').slice(0, -1);
    for (const text of texts) {
      const tombstone = parseTombstone(text);
      if (tombstone === null) return `line ${this.rows + 1} is no tombstone`;
      if (!this.#follows(tombstone)) return `line ${this.rows + 1} does not come in its order`;
      this.of(tombstone.table).add(tombstone.id);
      this.rows++;
    }
    return null;
  }

  #follows({ table, id }: Tombstone): boolean {
    const before = this.#last;
    this.#last = { table: tableNames.indexOf(table), id };
    return this.#last.table === before.table ? id > before.id : this.#last.table > before.table;
  }
}

/** Why tombstones that are about to be written cannot be read back; null when they can. */
export const tombstonesFault = (bytes: Uint8Array, rows: number): string | null => {
  if (bytes.length > 0 && bytes.at(-1) !== 0x0a) return 'the last line is not whole';
  const check = new TombstoneCheck();
  const fault = check.takeLines(bytes);
  if (fault !== null) return fault;
  return check.rows === rows ? null : `${rows} lines were announced, and ${check.rows} came`;
};

/** Tombstones as lines, in their order: SNAP14. */
export const tombstoneLines = (tombstones: Iterable<Tombstone>): Uint8Array => {
  const sorted = [...tombstones].sort(
    (a, b) => tableNames.indexOf(a.table) - tableNames.indexOf(b.table) || a.id - b.id,
  );
  const lines = sorted.map(({ table, id, clock }) => JSON.stringify({ table, id, clock }) + '\n');
  return Buffer.from(lines.join(''));
};
