import { entityOf } from '#shared/entities/index.ts';
import type { Block, DumpRow, DumpSink } from '#shared/formats/sql/dump-events.ts';
import type { DumpReport } from '#shared/ipc/messages.ts';
import { valueFromText } from '#shared/schema/values.ts';
import type { DumpCheck } from './dump-check.ts';

/** As many as a report holds. */
export const missingKept = 100_000;

/** Finds where the references stand that point to nothing; a reading of its own, since few dumps have any. */
export class MissingReferences implements DumpSink {
  readonly found: DumpReport['missing'] = [];
  /** Whether there were more than are kept. */
  overflowed = false;
  readonly #check: DumpCheck;

  constructor(check: DumpCheck) {
    this.#check = check;
  }

  /** Blocks are told apart by their place, as each reading makes its own. */
  #blocks = new Map<Block, DumpCheck['planned'][number] | null>();
  #next = 0;

  block(block: Block): boolean {
    const known = this.#blocks.get(block);
    if (known !== undefined) return known !== null;
    const candidate = this.#check.planned[this.#next];
    const planned =
      candidate?.block.line === block.line && candidate.block.name === block.name
        ? candidate
        : null;
    if (planned !== null) this.#next++;
    this.#blocks.set(block, planned);
    return planned !== null;
  }

  row(block: Block, row: DumpRow): void {
    const planned = this.#blocks.get(block);
    if (!planned) return;
    const { table } = planned.plan;
    for (const { at, column, target } of planned.references) {
      const text = row.values[at] ?? null;
      if (text === null) continue;
      const read = valueFromText(entityOf(table).fields[column]!, text);
      if (!read.ok || typeof read.value.value !== 'number') continue;
      const id = read.value.value;
      if (this.#check.tables[target].ids.has(id)) continue;
      if (this.found.length >= missingKept) this.overflowed = true;
      else this.found.push({ table, column, line: row.lines?.[at] ?? row.line, target, id });
    }
  }

  table(): void {}
  unread(): void {}
  problem(): void {}
}
