import { isEqual } from './column.ts';
import type { Marks } from './marks.ts';

/** An order of records that is known without their values, and where each stands among rising numbers. */
export class KnownOrder {
  readonly ids: Float64Array;
  #rising: Float64Array | null = null;
  /** For each of `ids` where it stands in `#rising`; one beyond the end for nowhere. */
  #places = new Uint32Array(0);

  constructor(ids: Float64Array) {
    this.ids = ids;
  }

  /** Those of `ids` that are marked, in this order; `rising` are the numbers that the marks are of. */
  marked(rising: Float64Array, marks: Marks): Float64Array {
    if (this.#rising === null || !isEqual(this.#rising, rising)) this.#place(rising);
    const found = new Float64Array(this.ids.length);
    let count = 0;
    for (let i = 0; i < found.length; i += 1)
      if (marks[this.#places[i]!] === 1) found[count++] = this.ids[i]!;
    return found.slice(0, count);
  }

  #place(rising: Float64Array) {
    const places = new Map<number, number>();
    for (let i = 0; i < rising.length; i += 1) places.set(rising[i]!, i);
    this.#places = new Uint32Array(this.ids.length);
    for (let i = 0; i < this.ids.length; i += 1)
      this.#places[i] = places.get(this.ids[i]!) ?? rising.length;
    this.#rising = rising.slice();
  }
}

/** Orders by creation, made once for each list of records that an index gives. */
export class Creations {
  readonly #newest = new WeakMap<Float64Array, KnownOrder>();
  readonly #oldest = new WeakMap<Float64Array, KnownOrder>();

  /** `rising` begins with `blanks` records of unknown creation: they come last both ways. */
  of(
    rising: Float64Array,
    { newestFirst, blanks }: { newestFirst: boolean; blanks: number },
  ): KnownOrder {
    const orders = newestFirst ? this.#newest : this.#oldest;
    const known = orders.get(rising);
    if (known !== undefined) return known;
    const ids = newestFirst ? rising.toReversed() : blanksLast(rising, blanks);
    const order = new KnownOrder(ids);
    orders.set(rising, order);
    return order;
  }
}

const blanksLast = (rising: Float64Array, blanks: number): Float64Array => {
  const ids = new Float64Array(rising.length);
  ids.set(rising.subarray(blanks));
  ids.set(rising.subarray(0, blanks), rising.length - blanks);
  return ids;
};
