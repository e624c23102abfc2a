import type { TableName } from '#shared/entities/index.ts';
import { readBatch } from '../../db/bulk-rows.ts';
import { changedSince, currentSeq, markCovered, wasCovered } from '../../db/changed-log.ts';
import type { Notice } from '../../db/desk.ts';
import { readMany } from '../../db/many.ts';
import type { DeskDatabase } from '../../db/open-database.ts';
import { readGeneration, readKept, writeKept } from '../../db/search-copy.ts';
import type { FindOptions, FoundRecords, TitledRecords } from './find-records.ts';
import { readManifest, writeManifest } from './index-manifest.ts';
import { packSegment } from './packed-segment.ts';
import { searchedTables } from './search-fields.ts';
import { mostRecords, SearchIndex, type Changed } from './search-index.ts';
import { SegmentBuilder } from './segment-builder.ts';
import { StaleRecords } from './stale-records.ts';

/** Records read at a time; between two batches questions are answered. */
const batchSize = 1000;
/** With more changes than this at once, making the index anew is the quicker way. */
const mostStale = 20_000;
/** Milliseconds of rest after a change before the index is kept. */
const rest = 3000;

export interface SearchAnswer extends FoundRecords {
  /** Whether all records are in the index; if not, what was found is not all there is. */
  ready: boolean;
  /** How much of the index is made, 0 to 1. */
  progress: number;
}

/** The search index of one database: loaded or made, kept in step, and kept for the next start. */
export class IndexKeeper {
  readonly #database: DeskDatabase;
  readonly #stale = new StaleRecords();
  #index = new SearchIndex();
  #progress = 0;
  #ready = false;
  #mustRebuild = false;
  /** The entry of `changed` up to which all is in the index, or stale. */
  #upTo = 0;
  #turn: Promise<void> = Promise.resolve();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(database: DeskDatabase) {
    this.#database = database;
  }

  /** Resolves when the index holds all records: loaded from what was kept, or made anew. */
  start(): Promise<void> {
    return this.#inTurn(async () => {
      const loaded = await this.#load().catch(() => false);
      if (!loaded) await this.#rebuild();
      await this.#freshen();
      this.#ready = true;
      if (!loaded) this.#saveSoon();
    });
  }

  hear(notices: readonly Notice[]): void {
    for (const { table, ids } of notices)
      if (ids === 'all') this.#mustRebuild = true;
      else this.#stale.add(table, ids);
    this.#saveSoon();
  }

  /** Answers at once from what is there while the index is being made; afterwards with all commits heard of. */
  async find(typed: string, options: FindOptions): Promise<SearchAnswer> {
    if (this.#ready && this.#mustRebuild) void this.#inTurn(() => this.#freshen());
    else if (this.#ready && this.#stale.size > 0) await this.#inTurn(() => this.#freshen());
    const ready = this.#ready && !this.#mustRebuild;
    return {
      ...this.#index.find(typed, options),
      ready,
      progress: ready ? 1 : this.#progress,
    };
  }

  /** The same for titles, but from the whole index only: who is not found by name would be entered twice. */
  async titled(typed: string, limit: number): Promise<TitledRecords> {
    await this.#inTurn(() => this.#freshen());
    return this.#index.titled(typed, limit);
  }

  /** Keeps the index as it is, without a word of what was erased (FIND13); gives whether it could. */
  save(): Promise<boolean> {
    return this.#inTurn(async () => {
      for (let tries = 0; tries < 3; tries += 1) if (await this.#trySave()) return true;
      return false;
    });
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  async #load(): Promise<boolean> {
    const { name } = this.#database;
    const { head, segments } = await readKept(name);
    const found = head === null ? null : readManifest(head, segments);
    if (found === null || !(await wasCovered(this.#database, 'search'))) return false;
    const changed = await changedSince(this.#database, found.seq);
    if (changed === null) return false;
    this.#stale.addAll(changed);
    this.#upTo = found.seq;
    this.#index = new SearchIndex(found.parts);
    return true;
  }

  /** Makes the index from the records; until then, what there is serves. */
  async #rebuild(): Promise<void> {
    this.#mustRebuild = false;
    this.#progress = 0;
    const before = await currentSeq(this.#database);
    const made = new SearchIndex();
    if (this.#index.size === 0) this.#index = made;
    const counts = searchedTables.map((table) => this.#database.records(table).count());
    const total = (await Promise.all(counts)).reduce((a, b) => a + b, 0);
    let done = 0;
    const tell = (records: number) => {
      done += records;
      this.#progress = total === 0 ? 1 : Math.min(0.99, done / total);
    };
    for (const table of searchedTables) await this.#addTable(made, table, tell);
    this.#index = made;
    this.#upTo = before;
    await this.#hearSince(before);
  }

  async #hearSince(seq: number): Promise<void> {
    const changed = await changedSince(this.#database, seq);
    if (changed === null) this.#mustRebuild = true;
    else this.#stale.addAll(changed);
  }

  async #addTable(made: SearchIndex, table: TableName, tell: (records: number) => void) {
    let builder = new SegmentBuilder();
    for (let after = 0; ;) {
      const rows = await readBatch(this.#database, table, after, batchSize);
      for (const row of rows) builder.add(table, row);
      tell(rows.length);
      const isLast = rows.length < batchSize;
      if (isLast || builder.size + batchSize > mostRecords) {
        made.add(builder.finish());
        builder = new SegmentBuilder();
      }
      if (isLast) return;
      after = rows.at(-1)!.id;
    }
  }

  /** Takes in what was heard of; what is heard of meanwhile as well. */
  async #freshen(): Promise<void> {
    while (this.#mustRebuild || this.#stale.size > 0) {
      if (this.#mustRebuild || this.#stale.size > mostStale) {
        this.#stale.take();
        await this.#rebuild();
      } else this.#index.change(await this.#read(this.#stale.take()));
    }
  }

  async #read(stale: ReadonlyMap<TableName, readonly number[]>): Promise<Changed[]> {
    const changed: Changed[] = [];
    for (const [table, ids] of stale) {
      if (!searchedTables.includes(table)) continue;
      const rows = await readMany(this.#database, table, ids);
      ids.forEach((id, i) => changed.push({ table, id, row: rows[i] ?? null }));
    }
    return changed;
  }

  async #trySave(): Promise<boolean> {
    const { name } = this.#database;
    const generation = await readGeneration(name);
    // After the generation was read: an erasure that is not in here spoils the copy later, and stops the write.
    const seq = await this.#catchUp();
    const { parts } = this.#index;
    const segments = new Map(parts.map((part) => [part.name, () => packSegment(part.segment)]));
    const kept = { generation: crypto.randomUUID(), ...writeManifest(parts, seq) };
    if (!(await writeKept(name, kept, segments, generation))) return false;
    await markCovered(this.#database, 'search', seq);
    return true;
  }

  /** Takes in all commits up to the newest; gives its number. */
  async #catchUp(): Promise<number> {
    const seq = await currentSeq(this.#database);
    await this.#hearSince(this.#upTo);
    await this.#freshen();
    this.#upTo = seq;
    return seq;
  }

  #saveSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.save().catch(() => undefined), rest);
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(work);
    this.#turn = mine.then(
      () => undefined,
      () => undefined,
    );
    return mine;
  }
}
