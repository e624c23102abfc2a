import { tableNames, type TableName } from '#shared/entities/index.ts';
import type { Row } from '#shared/schema/row.ts';
import { applyChange } from '#shared/sync/apply-change.ts';
import type { Tombstone } from '#shared/sync/change.ts';
import type { OpenSnapshot } from '#electron/snapshots/read-snapshot.ts';
import { must, refuseIfAborted } from '#electron/snapshots/refusal.ts';
import { tombstoneLines } from '#electron/snapshots/tombstones.ts';
import type { SnapshotWriter } from '#electron/snapshots/write-snapshot.ts';
import { compareRows, rowLines, type RowLine } from './desk-lines.ts';
import type { RecordChanges, SortedChanges } from './sorted-changes.ts';

/** What was erased for good, by table and number. */
export type Erased = Map<string, Tombstone>;

/** What a snapshot says was erased. */
export const tombstonesOf = async (open: OpenSnapshot | null): Promise<Erased> =>
  open === null
    ? new Map()
    : new Map(
        must(await open.tombstones()).map((tombstone) => [
          `${tombstone.table} ${tombstone.id}`,
          tombstone,
        ]),
      );

const chunkLength = 2 ** 20;
const chunkRows = 2000;

/** Gathers lines of a table into chunks for a writer. */
export class Gathering {
  readonly #writer: SnapshotWriter;
  #table: TableName = tableNames[0]!;
  #text = '';
  #rows = 0;

  constructor(writer: SnapshotWriter) {
    this.#writer = writer;
  }

  /** True when a chunk is due: the caller then awaits `flush`. */
  add({ table, text }: Pick<RowLine, 'table' | 'text'>): boolean {
    this.#table = table;
    this.#text += text;
    this.#rows += 1;
    return this.#text.length >= chunkLength || this.#rows >= chunkRows;
  }

  isOf(table: TableName): boolean {
    return this.#rows === 0 || this.#table === table;
  }

  async flush(): Promise<void> {
    if (this.#rows === 0) return;
    must(await this.#writer.rows(this.#table, Buffer.from(this.#text), this.#rows));
    this.#text = '';
    this.#rows = 0;
  }
}

interface Sources {
  open: OpenSnapshot | null;
  changes: SortedChanges;
  erased: Erased;
}

interface MergeOptions {
  signal?: AbortSignal;
  onProgress?: (progress: { phase: string; done: number; total: number | null }) => void;
}

/** Merges rows and changes, both in the order of a snapshot, into a writer. */
class Merge {
  readonly #gathering: Gathering;
  readonly #erased: Erased;
  readonly #records: AsyncGenerator<RecordChanges>;
  #next: RecordChanges | null = null;

  constructor(writer: SnapshotWriter, { changes, erased }: Sources) {
    this.#gathering = new Gathering(writer);
    this.#erased = erased;
    this.#records = changes.records();
  }

  async run(sources: Sources, options: MergeOptions): Promise<void> {
    try {
      await this.#mergeAll(sources, options);
    } finally {
      await this.#records.return(undefined);
    }
  }

  async #mergeAll({ open }: Sources, { signal, onProgress }: MergeOptions): Promise<void> {
    await this.#advance();
    const total = open === null ? null : sumOf(open.facts.rows);
    let done = 0;
    for await (const lines of open === null ? [] : rowLines(open)) {
      refuseIfAborted(signal);
      for (const line of lines) {
        if (this.#next !== null && compareRows(this.#next, line) <= 0) await this.#meet(line);
        else await this.#put(line);
      }
      done += lines.length;
      onProgress?.({ phase: 'Bringing records together', done, total });
    }
    while (this.#next !== null) await this.#putChanged(null);
    await this.#gathering.flush();
  }

  async #advance(): Promise<void> {
    const next = await this.#records.next();
    this.#next = next.done === true ? null : next.value;
  }

  /** The changed records up to a row, and that row as it is after its own changes. */
  async #meet(line: RowLine): Promise<void> {
    while (this.#next !== null && compareRows(this.#next, line) < 0) await this.#putChanged(null);
    if (this.#next !== null && compareRows(this.#next, line) === 0)
      await this.#putChanged(JSON.parse(line.text) as Row);
    else await this.#put(line);
  }

  async #putChanged(before: Row | null): Promise<void> {
    const { table, id, changes } = this.#next!;
    const row = changes.reduce<Row | null>(applyChange, before);
    if (row !== null) await this.#put({ table, id, text: lineOf(row) });
    await this.#advance();
  }

  async #put(line: RowLine): Promise<void> {
    if (this.#erased.has(`${line.table} ${line.id}`)) return;
    if (!this.#gathering.isOf(line.table)) await this.#gathering.flush();
    if (this.#gathering.add(line)) await this.#gathering.flush();
  }
}

/** A row as a line of a snapshot. */
export const lineOf = ({ id, values, clock, clocks, items, source, contest }: Row): string =>
  `${JSON.stringify({ id, values, clock, clocks, items, source, contest })}\n`;

const sumOf = (rows: Readonly<Record<string, number>>): number =>
  Object.values(rows).reduce((sum, count) => sum + count, 0);

/** Writes the rows of a snapshot as they are after changes, and what was erased. */
export const mergeDesk = async (
  sources: Sources,
  writer: SnapshotWriter,
  options: MergeOptions,
): Promise<void> => {
  await new Merge(writer, sources).run(sources, options);
  if (sources.erased.size === 0) return;
  must(await writer.tombstones(tombstoneLines(sources.erased.values()), sources.erased.size));
};
