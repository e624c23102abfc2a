import type { TableName } from '#shared/entities/index.ts';
import type { Row } from '#shared/schema/row.ts';
import { impactOf, weightClasses, type Counts } from './impact.ts';
import { eachWord, inTitle, searchedTables } from './search-fields.ts';
import type { Segment } from './segment.ts';
import { WordPlaces } from './word-places.ts';

/** Counts of one word by class, a byte each, from the lowest on. */
const countIn = (packed: number, place: number): number => (packed >>> (8 * place)) & 255;
const countsOf = (packed: number): Counts => [
  countIn(packed, 0),
  countIn(packed, 1),
  countIn(packed, 2),
];

/** Makes a segment from records, one after another. */
export class SegmentBuilder {
  readonly #tables: number[] = [];
  readonly #ids: number[] = [];
  readonly #trash: number[] = [];
  readonly #places = new WordPlaces();
  /** By the number of a word: its newest place. */
  readonly #newest: number[] = [];

  get size(): number {
    return this.#ids.length;
  }

  add(table: TableName, { id, values }: Pick<Row, 'id' | 'values'>): void {
    const record = this.#ids.push(id) - 1;
    this.#tables.push(searchedTables.indexOf(table));
    this.#trash.push(values['deleted'] === true ? 1 : 0);
    const start = this.#places.length;
    const lengths: [number, number, number] = [0, 0, 0];
    eachWord(table, values, (word, weight) => {
      const { place } = weightClasses[weight];
      const at = { record, start, place };
      lengths[place]! += 1;
      this.#count(this.#places.numberOf(word), at);
      if (weight === 'title') this.#count(this.#places.numberOf(inTitle(word)), at);
    });
    for (let at = start; at < this.#places.length; at += 1)
      this.#places.weigh(at, impactOf(countsOf(this.#places.weightAt(at)), lengths));
  }

  /** Until all of a record's words are counted, a place weighs how often it was met in each class. */
  #count(word: number, at: { record: number; start: number; place: number }): void {
    const one = 1 << (8 * at.place);
    const newest = this.#newest[word];
    if (newest === undefined || newest < at.start) {
      this.#newest[word] = this.#places.length;
      this.#places.push(word, at.record, one);
      return;
    }
    const counted = this.#places.weightAt(newest);
    if (countIn(counted, at.place) < 255) this.#places.weigh(newest, counted + one);
  }

  finish(): Segment {
    const records = {
      tables: Uint8Array.from(this.#tables),
      ids: Float64Array.from(this.#ids),
      trash: Uint8Array.from(this.#trash),
    };
    return { records, ...this.#places.packed() };
  }
}
