/** Entries whose stamps are kept in memory, the newest ones. */
const rememberedStamps = 10_000;

/** The stamps of the newest entries, for telling whether what is sent again is what is there. */
export class RecentStamps {
  readonly #stamps = new Map<number, string>();

  readonly take = ({ seq, stamp }: { seq: number; stamp: string }): void => {
    this.#stamps.set(seq, stamp);
    if (this.#stamps.size <= rememberedStamps) return;
    const [oldest] = this.#stamps.keys();
    this.#stamps.delete(oldest!);
  };

  of(seq: number): string | undefined {
    return this.#stamps.get(seq);
  }
}
