import type { Segment } from './segment.ts';

/** Finds records in a segment by table and number; the order for that is made when it is first needed. */
export class PartPlaces {
  readonly #records: Segment['records'];
  #order: Uint32Array | null = null;

  constructor({ records }: Segment) {
    this.#records = records;
  }

  /** Where a record stands; -1 where it does not. */
  placeOf(table: number, id: number): number {
    const { tables, ids } = this.#records;
    this.#order ??= this.#ordered();
    let [low, high] = [0, this.#order.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const at = this.#order[middle]!;
      if (tables[at]! < table || (tables[at] === table && ids[at]! < id)) low = middle + 1;
      else high = middle;
    }
    const at = this.#order[low];
    return at !== undefined && tables[at] === table && ids[at] === id ? at : -1;
  }

  #ordered(): Uint32Array {
    const { tables, ids } = this.#records;
    const order = Uint32Array.from(ids, (_, i) => i);
    const isSorted = order.every(
      (i) =>
        i === 0 ||
        tables[i]! > tables[i - 1]! ||
        (tables[i] === tables[i - 1] && ids[i]! > ids[i - 1]!),
    );
    return isSorted ? order : order.sort((a, b) => tables[a]! - tables[b]! || ids[a]! - ids[b]!);
  }
}
