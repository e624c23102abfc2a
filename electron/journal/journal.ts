import type { JournalState } from '#shared/ipc/messages.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import type { HistoryItem } from '#shared/sync/history.ts';
import { readProblem, writeProblem } from '#electron/disk/disk-problems.ts';
import { nodeDisk, type Disk } from '#electron/disk/disk.ts';
import { refusalsAsProblems } from '#electron/snapshots/refusal.ts';
import {
  firstMoment,
  listBases,
  recordHistory,
  type BaseEntry,
  type HistoryQuery,
} from './history.ts';
import { parseIncoming, textToKeep, type IncomingEntry } from './incoming.ts';
import type { JournalEnd } from './segments.ts';
import { JournalFiles } from './journal-files.ts';
import { KnownStamps } from './known-stamps.ts';
import type { LastEntry } from './survey.ts';

export interface JournalOptions {
  disk?: Disk;
  desk: { id: string; number: number };
  /** Milliseconds since 1970. */
  now?: () => number;
}

/**
 * The durable list of everything that was changed (shared/formats/JOURNAL.md). What `append` has
 * acknowledged is on the disk. One process at a time may have a journal open.
 */
export class Journal {
  readonly folder: string;
  readonly #disk: Disk;
  readonly #now: () => number;
  readonly #files: JournalFiles;
  readonly #stamps: KnownStamps;
  readonly #listeners = new Set<(state: JournalState) => void>();
  #acknowledgedAt: string | null;
  #closed = false;
  /** Work is done one after the other, in the order in which it was asked for. */
  #turn: Promise<unknown> = Promise.resolve();

  private constructor(
    files: JournalFiles,
    stamps: KnownStamps,
    { disk, now }: { disk: Disk; now: () => number },
  ) {
    this.folder = files.folder;
    this.#files = files;
    this.#stamps = stamps;
    this.#disk = disk;
    this.#now = now;
    this.#acknowledgedAt = files.last?.at ?? null;
  }

  /**
   * Opens the journal of a folder, which need not be there yet. Damage is mended and told in `state`; where
   * the disk does not let it be mended now, that is made good before the next entry is taken. Fails where
   * the journal cannot be read or was written by a newer program.
   */
  static open(
    folder: string,
    { disk = nodeDisk, desk, now = Date.now }: JournalOptions,
  ): Promise<Result<Journal>> {
    const stamps = new KnownStamps();
    return refusalsAsProblems(
      (error) => readProblem(error, folder),
      async () => {
        const files = await JournalFiles.open(folder, { disk, desk, now, onEntry: stamps.take });
        await refusalsAsProblems(
          (error) => writeProblem(error, folder),
          () => files.settle(),
        );
        return new Journal(files, stamps, { disk, now });
      },
    );
  }

  /** Whether entries that were here once may be gone: a full backup made now makes that good. */
  get needsBackup(): boolean {
    return this.#files.needsBackup;
  }

  /** A backup that contains the entry before this one, or a later one, makes good whatever was ever lost. */
  get wholeFrom(): number {
    return this.#files.wholeFrom;
  }

  state(): JournalState {
    const { last, lastSeq, lastStamp, size, notice } = this.#files;
    return {
      workspace: last?.workspace ?? null,
      lastSeq,
      lastStamp,
      size,
      acknowledgedAt: this.#acknowledgedAt,
      mended: notice,
      needsBackup: this.needsBackup,
    };
  }

  /** Told after each append; the function that it gives ends that. */
  onAppended(listener: (state: JournalState) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /**
   * Takes entries in, NDJSON, and acknowledges the last of them when all are on the disk. Entries that are
   * there already are passed over (`journal.diverged` when another is there in their place).
   */
  append(
    workspace: string,
    lines: Uint8Array,
    range: { first: number; last: number },
  ): Promise<Result<{ acknowledged: number }>> {
    return this.#inTurn(async () => {
      if (this.#closed) return fail('desk.refused', { reason: 'the journal is closed' });
      const entries = parseIncoming(lines, range);
      if (!entries.ok) return entries;
      const told = await this.#tryFiles(() => this.#takeIn(workspace, entries.value));
      if (!told.ok) return told;
      return told.value.ok ? ok({ acknowledged: range.last }) : told.value;
    });
  }

  /** What happened to a record, newest first. */
  history(query: HistoryQuery): Promise<Result<{ items: HistoryItem[]; more: boolean }>> {
    return this.#reading({ items: [], more: false }, (place) =>
      recordHistory(this.folder, query, place),
    );
  }

  /** When the oldest and the newest entry were taken in; null while there is none. */
  range(): Promise<Result<{ from: string | null; to: string | null }>> {
    return this.#reading({ from: null, to: null }, async (place) => ({
      from: await firstMoment(this.folder, place),
      to: this.#files.last?.at ?? null,
    }));
  }

  /** Every entry that replaced all that was before it, rising. */
  bases(): Promise<Result<BaseEntry[]>> {
    return this.#reading([], (place) => listBases(this.folder, place));
  }

  /** Runs `work` while no append goes on; afterwards the files are opened anew. */
  paused<T>(work: () => Promise<T>): Promise<T> {
    return this.#inTurn(async () => {
      await this.#files.close();
      try {
        return await work();
      } finally {
        await this.#files.reload();
      }
    });
  }

  /** Waits for what was asked for, then closes the file. Safe twice. */
  close(): Promise<void> {
    return this.#inTurn(() => {
      this.#closed = true;
      return this.#files.close();
    });
  }

  /** Reads what was acknowledged, while appending goes on. */
  #reading<T>(
    none: T,
    work: (place: { disk: Disk; end: JournalEnd }) => Promise<T>,
  ): Promise<Result<T>> {
    const { end } = this.#files;
    if (end === null) return Promise.resolve(ok(none));
    return refusalsAsProblems(
      (error) => readProblem(error, this.folder),
      () => work({ disk: this.#disk, end }),
    );
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  /** After a failure the file is closed, so that the next attempt begins from what is known for certain. */
  async #tryFiles<T>(work: () => Promise<T>): Promise<Result<T>> {
    const done = await refusalsAsProblems((error) => writeProblem(error, this.folder), work).catch(
      async (error: unknown) => {
        await this.#files.close();
        throw error;
      },
    );
    if (!done.ok) await this.#files.close();
    return done;
  }

  async #takeIn(workspace: string, entries: readonly IncomingEntry[]): Promise<Result<void>> {
    await this.#files.settle();
    const { lastSeq } = this.#files;
    const known = entries.filter(({ seq }) => seq <= lastSeq);
    const other = await this.#stamps.firstOther(known, this.folder, this.#disk);
    if (other !== null) return fail('journal.diverged', { seq: other });
    return this.#write(
      workspace,
      entries.filter(({ seq }) => seq > lastSeq),
    );
  }

  async #write(workspace: string, entries: readonly IncomingEntry[]): Promise<Result<void>> {
    const last = entries.at(-1);
    if (last === undefined) return ok(undefined);
    const at = new Date(this.#now()).toISOString();
    const texts: string[] = [];
    for (const entry of entries) {
      const text = textToKeep(entry, { at, workspace });
      if (!text.ok) return text;
      texts.push(text.value);
    }
    const { seq, stamp } = last;
    await this.#files.append(texts, { seq, stamp, workspace, at } satisfies LastEntry);
    entries.forEach(this.#stamps.take);
    this.#acknowledgedAt = new Date(this.#now()).toISOString();
    const state = this.state();
    for (const listener of this.#listeners) listener(state);
    return ok(undefined);
  }
}
