import type { TableName } from '#shared/entities/index.ts';
import type { JournalEntry } from '#shared/formats/journal.ts';
import type { Tombstone } from '#shared/sync/change.ts';

/** A record that was erased, and the entries in which its number means this record and no other. */
export interface ErasedRecord extends Tombstone {
  workspace: string;
  /** The first entry of that time, and the first after it (Infinity for none). */
  from: number;
  to: number;
}

/**
 * What was erased, by the entries that erase or replace everything. A fresh start, or the data of another
 * workspace, begins a time in which the same number may be another record (ERA2).
 */
export const erasedRecords = (entries: readonly JournalEntry[]): ErasedRecord[] => {
  const found: ErasedRecord[] = [];
  let from = 0;
  let workspace: string | null = null;
  for (const { seq, base, changes, workspace: own } of entries) {
    const begins =
      base !== undefined &&
      (base.snapshot === null || (workspace !== null && base.workspace !== workspace));
    if (begins) {
      for (const record of found) if (record.to === Infinity) record.to = seq;
      from = seq;
    }
    workspace = own;
    for (const change of changes) {
      if (change.kind !== 'erase') continue;
      const { table, id, stamp: clock } = change;
      found.push({ table, id, clock, workspace: own, from, to: Infinity });
    }
  }
  return found;
};

/** Erased records, to be asked for by table and number. */
export class ErasedIndex {
  readonly records: readonly ErasedRecord[];
  readonly #byKey = new Map<string, ErasedRecord[]>();

  constructor(records: readonly ErasedRecord[]) {
    this.records = records;
    for (const record of records) {
      const key = `${record.table} ${record.id}`;
      this.#byKey.set(key, [...(this.#byKey.get(key) ?? []), record]);
    }
  }

  /** Whether what entry `seq` says of this record must go. */
  isErasedIn(seq: number, table: TableName, id: number): boolean {
    const known = this.#byKey.get(`${table} ${id}`) ?? [];
    return known.some(({ from, to }) => seq >= from && seq < to);
  }

  /**
   * What must be away from a backup that stands at these entries; for one that stands nowhere in the
   * journal (it came from elsewhere and was never gone on from), what was erased in the latest time.
   */
  tombstonesAt(workspace: string, seqs: readonly number[]): Map<string, Tombstone> {
    const covers = ({ from, to }: ErasedRecord): boolean =>
      seqs.length === 0 ? to === Infinity : seqs.some((seq) => seq >= from && seq < to);
    const own = this.records.filter((record) => record.workspace === workspace && covers(record));
    return new Map(
      own.map(({ table, id, clock }) => [`${table} ${id}`, { table, id, clock }] as const),
    );
  }
}
