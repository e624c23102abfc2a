/** Where the rows of one table stand in the file: 24 bytes of memory each. */
export class RowIndex {
  count = 0;
  #ids = new Float64Array(1024);
  #offsets = new Float64Array(1024);
  #lengths = new Uint32Array(1024);
  #blocks = new Uint32Array(1024);

  /** `offset` and `length` in bytes; `block` is a number of the caller's. */
  add(id: number, offset: number, length: number, block: number): void {
    if (this.count === this.#ids.length) this.#grow();
    this.#ids[this.count] = id;
    this.#offsets[this.count] = offset;
    this.#lengths[this.count] = length;
    this.#blocks[this.count++] = block;
  }

  #grow(): void {
    const size = this.#ids.length * 2;
    this.#ids = enlarged(this.#ids, new Float64Array(size));
    this.#offsets = enlarged(this.#offsets, new Float64Array(size));
    this.#lengths = enlarged(this.#lengths, new Uint32Array(size));
    this.#blocks = enlarged(this.#blocks, new Uint32Array(size));
  }

  /** The rows' places in this index by rising id; null where they stand in that order already. */
  orderById(): Uint32Array | null {
    const ids = this.#ids;
    let rising = true;
    for (let i = 1; i < this.count && rising; i++) rising = ids[i]! > ids[i - 1]!;
    if (rising) return null;
    return Uint32Array.from({ length: this.count }, (_, i) => i).sort((a, b) => ids[a]! - ids[b]!);
  }

  at(place: number): { id: number; offset: number; length: number; block: number } {
    return {
      id: this.#ids[place]!,
      offset: this.#offsets[place]!,
      length: this.#lengths[place]!,
      block: this.#blocks[place]!,
    };
  }
}

const enlarged = <A extends Float64Array | Uint32Array>(from: A, into: A): A => {
  into.set(from);
  return into;
};
