import { tableNames, type TableName } from '#shared/entities/index.ts';
import type { ArgsOf } from '#shared/ipc/channels.ts';
import type { Chunk } from '#shared/ipc/messages.ts';
import { fail } from '#shared/result.ts';
import { heedCancel, need, Stop, type Bridge } from './bulk-bridge.ts';

type Reading = 'snapshot.read' | 'dump.read' | 'sample.read';
type RowsChunk = Extract<Chunk, { kind: 'rows' }>;
type FilledChunk = Exclude<Chunk, { kind: 'end' }>;
type RowCounts = Readonly<Partial<Record<TableName, number>>>;

/**
 * The chunks of a job of the main process, to the end. The next one is read there and comes over while the
 * last one is used here; only one call is under way, since calls could overtake each other.
 */
export async function* chunksOf<C extends Reading>(
  bridge: Bridge,
  channel: C,
  args: ArgsOf<C>,
): AsyncGenerator<FilledChunk> {
  let coming = bridge.call(channel, args);
  for (;;) {
    const chunk = need(await coming);
    heedCancel(bridge);
    if (chunk.kind === 'end') return;
    coming = bridge.call(channel, args);
    yield chunk;
  }
}

/** The same where a source has records only. */
export async function* recordsOf<C extends Reading>(
  bridge: Bridge,
  channel: C,
  args: ArgsOf<C>,
): AsyncGenerator<RowsChunk> {
  for await (const chunk of chunksOf(bridge, channel, args)) if (chunk.kind === 'rows') yield chunk;
}

const sumOf = (counts: RowCounts): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

/** Counts rows as they come, tells how far it is, and holds the end against what was announced. */
export class Tally {
  readonly #bridge: Bridge;
  readonly #announced: RowCounts;
  readonly #come = new Map<TableName, number>();
  readonly #phase: string;
  readonly total: number;
  done = 0;

  constructor(bridge: Bridge, phase: string, announced: RowCounts) {
    this.#bridge = bridge;
    this.#phase = phase;
    this.#announced = announced;
    this.total = sumOf(announced);
  }

  add(table: TableName, rows: number): void {
    this.#come.set(table, (this.#come.get(table) ?? 0) + rows);
    this.done += rows;
    this.#bridge.progress({ phase: this.#phase, done: this.done, total: this.total });
  }

  /** Rows that got lost on the way, or came twice, end the work. */
  check(): void {
    for (const table of tableNames) {
      const [come, announced] = [this.#come.get(table) ?? 0, this.#announced[table] ?? 0];
      if (come === announced) continue;
      const reason = `${come} instead of ${announced}`;
      throw new Stop(fail('work.badRows', { table, reason }));
    }
  }
}
