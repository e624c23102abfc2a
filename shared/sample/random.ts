/**
 * xoshiro128** by David Blackman and Sebastiano Vigna (2018, public domain), with its four words of state
 * filled by splitmix32, so that each record has a generator of its own: row 5,000,000 costs what row 1 does.
 */
export class Random {
  #a = 0;
  #b = 0;
  #c = 0;
  #d = 0;

  /** The same keys give the same numbers; a key may be any whole number up to 2^53. */
  constructor(...keys: number[]) {
    let state = 0x9e3779b9;
    for (const key of keys) {
      state = mix(state ^ (key >>> 0));
      state = mix(state + Math.floor(key / 2 ** 32) + 0x85ebca6b);
    }
    const word = () => mix((state = (state + 0x9e3779b9) >>> 0));
    [this.#a, this.#b, this.#c, this.#d] = [word(), word(), word(), word()];
  }

  /** 0 to 2^32 − 1. */
  next(): number {
    const result = Math.imul(rotate(Math.imul(this.#b, 5), 7), 9) >>> 0;
    const shifted = this.#b << 9;
    this.#c ^= this.#a;
    this.#d ^= this.#b;
    this.#b ^= this.#c;
    this.#a ^= this.#d;
    this.#c ^= shifted;
    this.#d = rotate(this.#d, 11);
    return result;
  }

  /** A fraction from 0 up to, not including, 1. */
  fraction(): number {
    return this.next() / 2 ** 32;
  }

  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number {
    return least + Math.floor(this.fraction() * (most - least + 1));
  }

  /** True this often: 0 never, 1 always. */
  chance(share: number): boolean {
    return this.fraction() < share;
  }

  pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.fraction() * list.length)]!;
  }

  /** Some different ones of a list, in their order there. */
  some<T>(list: readonly T[], count: number): T[] {
    const places = new Set<number>();
    while (places.size < Math.min(count, list.length)) places.add(this.between(0, list.length - 1));
    return list.filter((_, place) => places.has(place));
  }

  /** A value this often, otherwise null. */
  maybe<T>(share: number, value: () => T): T | null {
    return this.chance(share) ? value() : null;
  }
}

const rotate = (word: number, by: number): number => (word << by) | (word >>> (32 - by));

const mix = (word: number): number => {
  let z = word >>> 0;
  z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
  z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
  return (z ^ (z >>> 15)) >>> 0;
};
