const pageBits = 16;
const pageSize = 2 ** pageBits;
/** Above this many numbers a page is a bit each (8 KiB) instead of a number each. */
const sparseLimit = 256;

type Page = Set<number> | Uint32Array;

/** A set of positive safe integers: a bit each where they are dense, so that millions take little memory. */
export class IdSet {
  readonly #pages = new Map<number, Page>();
  size = 0;

  has(id: number): boolean {
    const page = this.#pages.get(Math.floor(id / pageSize));
    return page !== undefined && contains(page, id % pageSize);
  }

  /** False where the number is in already. */
  add(id: number): boolean {
    const key = Math.floor(id / pageSize);
    const place = id % pageSize;
    let page = this.#pages.get(key);
    if (page === undefined) this.#pages.set(key, (page = new Set()));
    if (contains(page, place)) return false;
    if (page instanceof Set && page.size >= sparseLimit)
      this.#pages.set(key, (page = bitsOf(page)));
    put(page, place);
    this.size++;
    return true;
  }

  /** Whether some of these numbers are not in the other set. */
  hasMissingFrom(other: IdSet): boolean {
    for (const [key, page] of this.#pages)
      for (const place of placesOf(page)) if (!other.has(key * pageSize + place)) return true;
    return false;
  }
}

const contains = (page: Page, place: number): boolean =>
  page instanceof Set ? page.has(place) : ((page[place >>> 5]! >>> (place & 31)) & 1) === 1;

const put = (page: Page, place: number): void => {
  if (page instanceof Set) page.add(place);
  else page[place >>> 5]! |= 1 << (place & 31);
};

const bitsOf = (places: Set<number>): Uint32Array => {
  const bits = new Uint32Array(pageSize / 32);
  for (const place of places) put(bits, place);
  return bits;
};

const placesOf = function* (page: Page): Generator<number> {
  if (page instanceof Set) yield* page;
  else for (let place = 0; place < pageSize; place++) if (contains(page, place)) yield place;
};
