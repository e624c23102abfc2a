import { pageSize, type RowCache } from './row-cache.ts';

/** A part of the grid that is looked at: places in `ids`, both included. */
interface Wish {
  ids: Float64Array;
  first: number;
  last: number;
}

/**
 * Fetches the rows that are looked at, one question at a time. While one is under way only the newest wish
 * is kept: a bar that is drawn through the table asks for what it shows, not for all that it passed.
 */
export class SightFetch {
  readonly #cache: Pick<RowCache, 'ensure'>;
  readonly #onFailure: (error: unknown) => void;
  #wish: Wish | null = null;
  #isAsking = false;

  constructor(cache: Pick<RowCache, 'ensure'>, onFailure: (error: unknown) => void) {
    this.#cache = cache;
    this.#onFailure = onFailure;
  }

  /** Sees to it that these rows will be there, and those that a scroll shows next. */
  wish(wish: Wish) {
    this.#wish = wish;
    if (!this.#isAsking) void this.#ask();
  }

  async #ask() {
    this.#isAsking = true;
    try {
      while (this.#wish !== null) await this.#grant(this.#wish);
    } catch (error) {
      this.#wish = null;
      this.#onFailure(error);
    } finally {
      this.#isAsking = false;
    }
  }

  /** What is in sight, and then, unless something else is by now, whole pages around it. */
  async #grant(wish: Wish) {
    const { ids, first, last } = wish;
    await this.#cache.ensure([...ids.subarray(Math.max(0, first), last + 1)]);
    if (this.#wish !== wish) return;
    const from = Math.floor(Math.max(0, first - pageSize / 2) / pageSize) * pageSize;
    const to = Math.ceil((last + 1 + pageSize / 2) / pageSize) * pageSize;
    await this.#cache.ensure([...ids.subarray(from, to)]);
    if (this.#wish === wish) this.#wish = null;
  }
}
