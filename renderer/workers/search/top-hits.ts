/** A record that was found. */
export interface Scored {
  /** Place in `searchedTables`. */
  table: number;
  id: number;
  score: number;
}

/** Whether `a` comes after `b`: by score, then by table, then newest first (FIND7). */
const isAfter = (a: Scored, b: Scored): boolean => {
  if (a.score !== b.score) return a.score < b.score;
  if (a.table !== b.table) return a.table > b.table;
  return a.id < b.id;
};

/** The best of many, at most `limit`, kept as a heap with the last of them on top. */
export class TopHits {
  readonly #heap: Scored[] = [];
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** What a score must reach to have a chance. */
  get least(): number {
    return this.#heap.length < this.#limit ? -1 : (this.#heap[0]?.score ?? Infinity);
  }

  offer(hit: Scored): void {
    if (this.#heap.length < this.#limit) {
      this.#heap.push(hit);
      this.#rise(this.#heap.length - 1);
    } else if (this.#limit > 0 && isAfter(this.#heap[0]!, hit)) {
      this.#heap[0] = hit;
      this.#sink();
    }
  }

  inOrder(): Scored[] {
    return this.#heap.toSorted((a, b) => (isAfter(a, b) ? 1 : -1));
  }

  #rise(at: number): void {
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (!isAfter(this.#heap[at]!, this.#heap[above]!)) return;
      this.#swap(at, above);
      at = above;
    }
  }

  #sink(): void {
    for (let at = 0; ;) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      let last = at;
      for (const below of [left, right])
        if (below < this.#heap.length && isAfter(this.#heap[below]!, this.#heap[last]!))
          last = below;
      if (last === at) return;
      this.#swap(at, last);
      at = last;
    }
  }

  #swap(a: number, b: number): void {
    [this.#heap[a], this.#heap[b]] = [this.#heap[b]!, this.#heap[a]!];
  }
}
