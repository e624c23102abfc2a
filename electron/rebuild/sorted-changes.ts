import { tableNames, type TableName } from '#shared/entities/index.ts';
import { changedId } from '#shared/sync/apply-change.ts';
import type { Change } from '#shared/sync/change.ts';
import type { Disk, OpenFile } from '#electron/disk/disk.ts';
import { forgetTemporaryName, temporaryNameFor } from '#electron/disk/temporary-names.ts';
import { wholeLines } from '#electron/snapshots/whole-lines.ts';
import { blocksOf } from '#electron/journal/segments.ts';

/** The changes of one record, in the order in which they were made. */
export interface RecordChanges {
  table: TableName;
  id: number;
  changes: Change[];
}

interface Item {
  table: number;
  id: number;
  /** The place among all changes. */
  order: number;
  json: string;
}

const inOrder = (a: Item, b: Item): number => a.table - b.table || a.id - b.id || a.order - b.order;

const lineOf = ({ table, id, order, json }: Item): string => `${table} ${id} ${order} ${json}\n`;

const parseLine = (line: string): Item => {
  const [table = '', id = '', order = ''] = line.split(' ', 3);
  const json = line.slice(table.length + id.length + order.length + 3);
  return { table: Number(table), id: Number(id), order: Number(order), json };
};

/** UTF-16 units of a block that a run is written in. */
const blockLength = 2 ** 20;
/** Runs that are read at once; more are merged first. */
const mostRuns = 48;

export interface SortOptions {
  disk: Disk;
  /** Runs are written beside this path, under temporary names. */
  beside: string;
  /** UTF-16 units of changes that are held in memory. */
  bound?: number;
}

/**
 * Sorts changes by table and record in memory that does not grow with their number: what does not fit is
 * written aside as sorted runs, which are merged as they are read.
 */
export class SortedChanges {
  readonly #disk: Disk;
  readonly #beside: string;
  readonly #bound: number;
  #items: Item[] = [];
  #length = 0;
  #order = 0;
  #runs: string[] = [];

  constructor({ disk, beside, bound = 32 * 2 ** 20 }: SortOptions) {
    this.#disk = disk;
    this.#beside = beside;
    this.#bound = bound;
  }

  async add(change: Change): Promise<void> {
    const json = JSON.stringify(change);
    const table = tableNames.indexOf(change.table);
    this.#items.push({ table, id: changedId(change), order: this.#order++, json });
    this.#length += json.length + 64;
    if (this.#length > this.#bound) await this.#spill();
  }

  /** Everything that was added, forgotten: what comes later replaces what was before. */
  async clear(): Promise<void> {
    this.#items = [];
    this.#length = 0;
    await this.#removeAll(this.#runs.splice(0));
  }

  /** Record by record, in the tables' order and by rising number. */
  async *records(): AsyncGenerator<RecordChanges> {
    this.#items.sort(inOrder);
    let current: RecordChanges | null = null;
    for await (const { table: index, id, json } of this.#merged()) {
      const table = tableNames[index]!;
      if (current !== null && (current.table !== table || current.id !== id)) {
        yield current;
        current = null;
      }
      current ??= { table, id, changes: [] };
      current.changes.push(JSON.parse(json) as Change);
    }
    if (current !== null) yield current;
  }

  #merged(): AsyncGenerator<Item> | Item[] {
    if (this.#runs.length === 0) return this.#items;
    return merge([...this.#runs.map((path) => this.#readRun(path)), fromMemory(this.#items)]);
  }

  async #spill(): Promise<void> {
    this.#items.sort(inOrder);
    const items = this.#items;
    this.#items = [];
    this.#length = 0;
    if (this.#runs.length >= mostRuns) await this.#mergeRuns();
    await this.#writeRun(fromMemory(items));
  }

  async #mergeRuns(): Promise<void> {
    const merged = [...this.#runs];
    await this.#writeRun(merge(merged.map((path) => this.#readRun(path))));
    this.#runs = this.#runs.slice(merged.length);
    await this.#removeAll(merged);
  }

  async #writeRun(items: AsyncIterable<Item>): Promise<void> {
    const path = temporaryNameFor(this.#beside);
    this.#runs.push(path);
    const file = await this.#disk.open(path, 'create');
    try {
      let at = 0;
      let text = '';
      const flush = async () => {
        const bytes = Buffer.from(text);
        await writeAll(file, bytes, at);
        at += bytes.length;
        text = '';
      };
      for await (const item of items) {
        text += lineOf(item);
        if (text.length > blockLength) await flush();
      }
      await flush();
    } finally {
      await file.close();
    }
  }

  async *#readRun(path: string): AsyncGenerator<Item> {
    const facts = await this.#disk.facts(path);
    const file = await this.#disk.open(path, 'read');
    try {
      const blocks = blocksOf(file, { end: facts?.size ?? 0 });
      const fault = (what: string) => new Error(`A run of sorted changes is broken: ${what}`);
      for await (const lines of wholeLines(blocks, Number.MAX_SAFE_INTEGER, fault))
        for (const line of lines.toString('utf8').split('\n'))
          if (line !== '') yield parseLine(line);
    } finally {
      await file.close();
    }
  }

  async #removeAll(paths: readonly string[]): Promise<void> {
    for (const path of paths) {
      await this.#disk.remove(path).catch(() => undefined);
      forgetTemporaryName(path);
    }
  }
}

const writeAll = async (file: OpenFile, bytes: Uint8Array, at: number): Promise<void> => {
  for (let done = 0; done < bytes.length;) {
    const taken = await file.write(bytes.subarray(done), at + done);
    if (taken === 0) throw Object.assign(new Error('nothing was written'), { code: 'EIO' });
    done += taken;
  }
};

const fromMemory = async function* (items: readonly Item[]): AsyncGenerator<Item> {
  yield* items;
};

interface Head {
  item: Item;
  rest: AsyncGenerator<Item>;
}

/** Merges sorted sources; they are few, so the least is simply looked for. */
const merge = async function* (sources: readonly AsyncGenerator<Item>[]): AsyncGenerator<Item> {
  const heads: Head[] = [];
  try {
    for (const rest of sources) {
      const first = await rest.next();
      if (first.done !== true) heads.push({ item: first.value, rest });
    }
    while (heads.length > 0) {
      const least = heads.reduce((a, b) => (inOrder(a.item, b.item) <= 0 ? a : b));
      yield least.item;
      const next = await least.rest.next();
      if (next.done === true) heads.splice(heads.indexOf(least), 1);
      else least.item = next.value;
    }
  } finally {
    for (const rest of sources) await rest.return(undefined);
  }
};
