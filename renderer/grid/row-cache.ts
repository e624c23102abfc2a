import type { TableName } from '#shared/entities/index.ts';
import type { Row } from '#shared/schema/row.ts';
import type { Desk } from '../db/desk.ts';

/** Rows fetched at a time. */
export const pageSize = 64;
/** Rows kept; the longest unused go first. */
const room = 4000;

/** The rows of a table that were looked at lately, by number. */
export class RowCache {
  readonly #desk: Pick<Desk, 'getMany'>;
  readonly #table: TableName;
  readonly #onNews: () => void;
  readonly #rows = new Map<number, Row>();
  readonly #underway = new Set<number>();
  readonly #stale = new Set<number>();
  /** Raised when all is forgotten: answers to older questions no longer count. */
  #epoch = 0;

  constructor(desk: Pick<Desk, 'getMany'>, table: TableName, onNews: () => void) {
    this.#desk = desk;
    this.#table = table;
    this.#onNews = onNews;
  }

  get(id: number): Row | undefined {
    return this.#rows.get(id);
  }

  put(rows: readonly Row[]) {
    for (const row of rows) {
      this.#rows.delete(row.id);
      this.#rows.set(row.id, row);
    }
    for (const oldest of this.#rows.keys()) {
      if (this.#rows.size <= room) break;
      this.#rows.delete(oldest);
    }
  }

  /** Fetches those of the rows that are not there yet, or no longer as they are stored. */
  async ensure(ids: readonly number[]): Promise<void> {
    const missing = ids.filter(
      (id) => (!this.#rows.has(id) || this.#stale.has(id)) && !this.#underway.has(id),
    );
    if (missing.length === 0) return;
    const epoch = this.#epoch;
    for (const id of missing) this.#underway.add(id);
    for (const id of missing) this.#stale.delete(id);
    const rows = await this.#desk.getMany(this.#table, missing);
    if (epoch !== this.#epoch) return;
    for (const id of missing) this.#underway.delete(id);
    this.put(rows.filter((row) => row !== null));
    this.#onNews();
  }

  /** The rows changed: what is shown stays in sight until the new ones are there. */
  refresh(ids: readonly number[]) {
    const shown = ids.filter((id) => this.#rows.has(id));
    for (const id of shown) {
      this.#stale.add(id);
      this.#underway.delete(id);
    }
    void this.ensure(shown);
  }

  forget() {
    this.#epoch++;
    this.#rows.clear();
    this.#underway.clear();
    this.#stale.clear();
  }
}
