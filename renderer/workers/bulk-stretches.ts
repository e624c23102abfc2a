import type { Fetch, Pace } from './bulk-read.ts';

/** Numbers from one to another, both included, and what their fetch gives: at most `count` values. */
interface Stretch<T> {
  from: number;
  to: number;
  count: number;
  found: Promise<readonly T[]>;
}

/**
 * How many stretches are asked for, with the one that is being used: the database goes on meanwhile, and never
 * waits for the next question. Five take a fifteenth less of an export's time than two; nine are no better.
 */
const mostUnderWay = 5;

/** A stretch is as wide as it takes for `pace.count` values; this much more than that is still one fetch. */
const margin = 1.25;

/**
 * Asks for stretches of numbers, one right after the other. Where the next batch begins need not be known by what
 * the last one holds, so several can be asked for at once; how wide they are follows from how dense the last was.
 */
class Lookahead<T extends { id: number }> {
  readonly #fetch: (range: IDBKeyRange, count: number) => Promise<readonly T[]>;
  readonly #pace: Pace;
  readonly #underWay: Stretch<T>[] = [];
  #next: number;
  /** Values per number, in the last stretch that had any. */
  #density = 1;

  constructor(
    fetch: (range: IDBKeyRange, count: number) => Promise<readonly T[]>,
    { from, pace }: { from: number; pace: Pace },
  ) {
    this.#fetch = fetch;
    this.#next = from;
    this.#pace = pace;
  }

  /** The next stretch; undefined beyond the highest number. */
  take(): Stretch<T> | undefined {
    while (this.#underWay.length < mostUnderWay && this.#next <= Number.MAX_SAFE_INTEGER)
      this.#ask(this.#next, this.#next + Math.ceil(this.#pace.count / this.#density) - 1);
    return this.#underWay.shift();
  }

  #ask(from: number, widest: number): void {
    const to = Math.min(widest, Number.MAX_SAFE_INTEGER);
    const count = Math.ceil(this.#pace.count * margin);
    const found = this.#fetch(IDBKeyRange.bound(from, to), count);
    // Whoever stops early leaves this one unread: its failure is then nobody's.
    found.catch(() => undefined);
    this.#underWay.push({ from, to, count, found });
    this.#next = to + 1;
  }

  /** All values of a stretch, in batches of `count` at most; returns whether there were any. */
  async *valuesOf({ from, to, count, found }: Stretch<T>): AsyncGenerator<readonly T[], boolean> {
    let batch = await found;
    for (let rows = batch.length; ; rows += batch.length) {
      if (rows > 0) this.#density = rows / (to - from + 1);
      if (batch.length > 0) yield batch;
      const last = batch.at(-1)?.id ?? to;
      if (batch.length < count || last === to) return rows > 0;
      batch = await this.#fetch(IDBKeyRange.bound(last, to, true), count);
    }
  }

  /** Goes on with the first value above a number; false when there is none. */
  async skipFrom(number: number): Promise<boolean> {
    const [after] = await this.#fetch(IDBKeyRange.lowerBound(number, true), 1);
    if (after === undefined) return false;
    while (this.#underWay[0] !== undefined && this.#underWay[0].to < after.id)
      this.#underWay.shift();
    if (this.#underWay.length === 0) this.#next = after.id;
    return true;
  }
}

/**
 * All records of a store by rising number, in batches of about `pace.count`, with several fetches under way.
 * Gaps between numbers cost a fetch or two, however wide they are.
 */
export async function* batchesById<T extends { id: number }>(
  fetch: Fetch,
  store: string,
  pace: Pace,
): AsyncGenerator<readonly T[]> {
  const [first] = await fetch<T>(store, null, 1);
  if (first === undefined) return;
  const ask = (range: IDBKeyRange, count: number) => fetch<T>(store, range, count);
  const ahead = new Lookahead<T>(ask, { from: first.id, pace });
  for (let stretch = ahead.take(); stretch !== undefined; stretch = ahead.take()) {
    const hadAny = yield* ahead.valuesOf(stretch);
    if (!hadAny && !(await ahead.skipFrom(stretch.to))) return;
  }
}
