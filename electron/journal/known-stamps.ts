import type { Disk } from '#electron/disk/disk.ts';
import { readJournal } from './read-journal.ts';

/** Entries whose stamps are kept in memory, the newest ones. */
const remembered = 10_000;

type Stamped = { seq: number; stamp: string };

/** The stamps of entries, for telling whether what is sent again is what is there (JRN11). */
export class KnownStamps {
  readonly #recent = new Map<number, string>();

  readonly take = ({ seq, stamp }: Stamped): void => {
    this.#recent.set(seq, stamp);
    if (this.#recent.size <= remembered) return;
    const [oldest] = this.#recent.keys();
    this.#recent.delete(oldest!);
  };

  /**
   * The number of the first entry in whose place the journal holds another, or none; null where there is no
   * such. Older ones are read back; may throw what reading a journal throws.
   */
  async firstOther(
    entries: readonly Stamped[],
    folder: string,
    disk: Disk,
  ): Promise<number | null> {
    const older = entries.filter(({ seq }) => !this.#recent.has(seq));
    const read = await stampsOf(older, folder, disk);
    const isOther = ({ seq, stamp }: Stamped) => (this.#recent.get(seq) ?? read.get(seq)) !== stamp;
    return entries.find(isOther)?.seq ?? null;
  }
}

const stampsOf = async (
  entries: readonly Stamped[],
  folder: string,
  disk: Disk,
): Promise<Map<number, string>> => {
  const stamps = new Map<number, string>();
  const [first, last] = [entries[0], entries.at(-1)];
  if (first === undefined || last === undefined) return stamps;
  for await (const { seq, stamp } of readJournal(folder, { disk, from: first.seq })) {
    if (seq > last.seq) break;
    stamps.set(seq, stamp);
  }
  return stamps;
};
