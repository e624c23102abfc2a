import { isUtf8 } from 'node:buffer';
import { entityOf, type TableName } from '#shared/entities/index.ts';
import { problemText } from '#shared/problems/index.ts';
import { parseRow } from '#shared/schema/row-check.ts';
import type { Row } from '#shared/schema/row.ts';
import { Refusal } from './refusal.ts';

const lineEnd = 0x0a;

/** Takes rows that were found good. */
type TakeRow = (id: number, values: Row['values']) => void;

/** Checks the lines of one table, row by row: SNAP8 to SNAP10. Throws refusals that name the row. */
export class RowCheck {
  readonly #file: string;
  readonly #table: TableName;
  readonly #take: TakeRow;
  readonly #entity;
  #lastId = 0;
  /** Rows taken so far. */
  rows = 0;

  constructor(file: string, table: TableName, take: TakeRow) {
    this.#file = file;
    this.#table = table;
    this.#take = take;
    this.#entity = entityOf(table);
  }

  #refusal(place: string, reason: string): Refusal {
    const data = { file: this.#file, table: this.#table, row: this.rows + 1, place, reason };
    return new Refusal('snapshot.badRow', data);
  }

  /** Takes whole lines. Each is decoded by itself: parsing takes twice as long from one long text of them all. */
  takeLines(lines: Buffer): void {
    if (!isUtf8(lines)) throw this.#refusal('or one soon after', 'its text is not UTF-8.');
    for (let at = 0; at < lines.length;) {
      const end = lines.indexOf(lineEnd, at);
      this.#takeLine(lines.toString('utf8', at, end));
      at = end + 1;
    }
  }

  #takeLine(line: string): void {
    const row = this.#parseLine(line);
    if (row.id <= this.#lastId)
      throw this.#refusal('its number', `${row.id} must come after ${this.#lastId}.`);
    this.#lastId = row.id;
    this.rows++;
    this.#take(row.id, row.values);
  }

  #parseLine(line: string): Row {
    const read = parseRow(this.#entity, this.#parseJson(line));
    if (read.ok) return read.value;
    const place = read.field === null ? 'the whole' : `column ${read.field}`;
    throw this.#refusal(place, problemText(read.problem));
  }

  #parseJson(line: string): unknown {
    if (line === '') throw this.#refusal('the whole', 'the line is empty.');
    try {
      return JSON.parse(line);
    } catch {
      throw this.#refusal('the whole', 'the line is no JSON.');
    }
  }
}
