import type { TableName } from '#shared/entities/index.ts';

/** Records that commits have touched since the index read them. */
export class StaleRecords {
  #byTable = new Map<TableName, Set<number>>();

  get size(): number {
    return [...this.#byTable.values()].reduce((sum, { size }) => sum + size, 0);
  }

  add(table: TableName, ids: Iterable<number>): void {
    const known = this.#byTable.get(table) ?? new Set();
    for (const id of ids) known.add(id);
    this.#byTable.set(table, known);
  }

  addAll(changed: ReadonlyMap<TableName, ReadonlySet<number>>): void {
    for (const [table, ids] of changed) this.add(table, ids);
  }

  /** All of them, each once; they are no longer stale. */
  take(): Map<TableName, number[]> {
    const taken = new Map([...this.#byTable].map(([table, ids]) => [table, [...ids]]));
    this.#byTable = new Map();
    return taken;
  }
}
