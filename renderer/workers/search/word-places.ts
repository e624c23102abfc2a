import type { Segment } from './segment.ts';

type Numbers = Uint32Array<ArrayBuffer>;

const grown = (array: Numbers): Numbers => {
  const larger = new Uint32Array(array.length * 2);
  larger.set(array);
  return larger;
};

/** Places of words while a segment is made: which word, in which record, with what number. */
export class WordPlaces {
  readonly #numbers = new Map<string, number>();
  #words: Numbers = new Uint32Array(1 << 12);
  #records: Numbers = new Uint32Array(1 << 12);
  #weights: Numbers = new Uint32Array(1 << 12);
  length = 0;

  /** The number by which a word is called here. */
  numberOf(word: string): number {
    const known = this.#numbers.get(word);
    if (known !== undefined) return known;
    this.#numbers.set(word, this.#numbers.size);
    return this.#numbers.size - 1;
  }

  /** Adds a place; those of one word must be added by rising record. */
  push(word: number, record: number, weight: number): void {
    if (this.length === this.#words.length) {
      this.#words = grown(this.#words);
      this.#records = grown(this.#records);
      this.#weights = grown(this.#weights);
    }
    this.#words[this.length] = word;
    this.#records[this.length] = record;
    this.#weights[this.length] = weight;
    this.length += 1;
  }

  weightAt(place: number): number {
    return this.#weights[place]!;
  }

  weigh(place: number, weight: number): void {
    this.#weights[place] = weight;
  }

  /** All places by the order of their words, as a segment holds them. */
  packed(): Pick<Segment, 'words' | 'wordAt' | 'placesAt' | 'places'> {
    const words = [...this.#numbers.keys()].sort();
    const rankOf = new Uint32Array(words.length);
    words.forEach((word, rank) => (rankOf[this.#numbers.get(word)!] = rank));
    const { order, ends } = this.#byRank(rankOf);
    return { words: words.join(''), wordAt: startsOf(words), ...this.#encoded(order, ends) };
  }

  #byRank(rankOf: Uint32Array): { order: Uint32Array; ends: Uint32Array } {
    const ends = new Uint32Array(rankOf.length + 1);
    for (let i = 0; i < this.length; i += 1) ends[rankOf[this.#words[i]!]! + 1]! += 1;
    for (let rank = 1; rank < ends.length; rank += 1) ends[rank]! += ends[rank - 1]!;
    const order = new Uint32Array(this.length);
    // What was the start of a word's places becomes their end while they are filled in.
    for (let i = 0; i < this.length; i += 1) {
      const rank = rankOf[this.#words[i]!]!;
      order[ends[rank]!] = i;
      ends[rank]! += 1;
    }
    return { order, ends };
  }

  #encoded(order: Uint32Array, ends: Uint32Array): Pick<Segment, 'placesAt' | 'places'> {
    const places = new Uint8Array(order.length * 6);
    const placesAt = new Uint32Array(ends.length);
    let at = 0;
    for (let rank = 0, i = 0; rank < ends.length - 1; rank += 1) {
      placesAt[rank] = at;
      for (let before = -1; i < ends[rank]!; i += 1) {
        const record = this.#records[order[i]!]!;
        let gap = record - before;
        for (; gap > 127; gap >>>= 7) places[at++] = (gap & 127) | 128;
        places[at++] = gap;
        places[at++] = this.#weights[order[i]!]!;
        before = record;
      }
    }
    placesAt[ends.length - 1] = at;
    return { placesAt, places: places.slice(0, at) };
  }
}

const startsOf = (words: readonly string[]): Uint32Array => {
  const starts = new Uint32Array(words.length + 1);
  words.forEach((word, i) => (starts[i + 1] = starts[i]! + word.length));
  return starts;
};
