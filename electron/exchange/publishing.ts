import { exchangeLimits } from '#shared/formats/exchange.ts';
import { logName } from '#shared/formats/exchange-names.ts';
import type { Result } from '#shared/result.ts';
import type { SentEntry } from '#shared/sync/parse-sent-entry.ts';
import type { Seen } from '#shared/sync/seen.ts';
import { readProblem } from '#electron/disk/disk-problems.ts';
import { readJournal, type JournalEntry } from '#electron/journal/read-journal.ts';
import { must, Refusal, refusalsAsProblems } from '#electron/snapshots/refusal.ts';
import type { OwnSegment, Published } from './exchange-state.ts';
import { packLog } from './packed-log.ts';
import type { Transport } from './transport.ts';

export interface PublishingOptions {
  transport: Transport;
  /** The folder of the journal. */
  journal: string;
  workspace: string;
  desk: { id: string; number: number };
  /** Milliseconds since 1970. */
  now: () => number;
  /** Told of each log file before it is written: what is remembered can be written again, byte for byte. */
  onMade: (published: Published, entries: number) => Promise<void>;
  /** Told of each that is in the folder. */
  onSent: (entries: number) => Promise<void>;
}

/** What of a journal entry goes to other desks; null where it is only what came from them. */
const sentOf = ({ stamp, action, changes }: JournalEntry): SentEntry | null => {
  const own = changes.filter(({ kind }) => kind !== 'merge');
  return own.length === 0 ? null : { stamp, action, changes: own };
};

/** An erasure that came from another desk is in that desk's log already. */
const isOwn = (entry: JournalEntry): boolean => entry.seen === undefined;

/** A log file that is being filled. */
class Filling {
  entries: SentEntry[] = [];
  from = 0;
  to = 0;
  seen: Seen;
  #length = 0;

  constructor(seen: Seen) {
    this.seen = seen;
  }

  add(entry: JournalEntry, sent: SentEntry): void {
    if (this.entries.length === 0) this.from = entry.seq;
    this.to = entry.seq;
    this.entries.push(sent);
    this.#length += JSON.stringify(sent).length;
  }

  get isFull(): boolean {
    return this.#length >= exchangeLimits.segment;
  }
}

const refuseReplaced = ({ base }: JournalEntry): void => {
  if (base !== undefined) throw new Refusal('exchange.replaced');
};

/** Sends what a desk's own journal says to the others, as log files that never change (EXC11). */
export class Publishing {
  readonly #options: PublishingOptions;

  constructor(options: PublishingOptions) {
    this.#options = options;
  }

  /** Publishes what came after `published`; gives how far that is then. */
  publish(published: Published): Promise<Result<Published>> {
    const { journal } = this.#options;
    return refusalsAsProblems(
      (error) => readProblem(error, journal),
      () => this.#publishFrom(published),
    );
  }

  async #publishFrom(before: Published): Promise<Published> {
    let published = before;
    let filling = new Filling(before.seen);
    let seen = before.seen;
    let { seq, stamp, erased } = before;
    for await (const entry of readJournal(this.#options.journal, { from: seq + 1 })) {
      refuseReplaced(entry);
      if (entry.workspace !== this.#options.workspace) throw new Refusal('exchange.replaced');
      ({ seq, stamp } = entry);
      if (entry.seen !== undefined) ({ seen } = entry);
      erased ||= entry.changes.some(({ kind }) => kind === 'erase');
      const sent = isOwn(entry) ? sentOf(entry) : null;
      if (sent === null) continue;
      filling.add(entry, sent);
      filling.seen = seen;
      if (!filling.isFull) continue;
      published = await this.#seal({ ...published, erased }, filling);
      filling = new Filling(seen);
    }
    if (filling.entries.length > 0) published = await this.#seal({ ...published, erased }, filling);
    return { ...published, seq, stamp, seen, erased };
  }

  async #seal(published: Published, { entries, from, to, seen }: Filling): Promise<Published> {
    const { now, onMade, onSent } = this.#options;
    const made: OwnSegment = {
      segment: published.last + 1,
      from,
      to,
      after: published.after,
      last: entries.at(-1)!.stamp,
      seen,
      createdAt: new Date(now()).toISOString(),
    };
    const segments = [...published.segments, made];
    const { segment: last, last: after } = made;
    const next = { ...published, seq: to, stamp: after, after, seen, segments, last };
    await onMade(next, entries.length);
    await this.#write(made, entries);
    await onSent(entries.length);
    return next;
  }

  async #write(made: OwnSegment, entries: readonly SentEntry[]): Promise<void> {
    const { transport, workspace, desk } = this.#options;
    const { segment, after, seen, createdAt } = made;
    const head = { workspace, desk, segment, after, seen, createdAt };
    const bytes = must(await packLog(head, entries));
    must(await transport.publish(logName(desk.id, segment), bytes));
  }

  /** Writes a log file again that is damaged in the folder, or gone from it: the same bytes as before. */
  again(made: OwnSegment): Promise<Result<void>> {
    const { journal } = this.#options;
    return refusalsAsProblems(
      (error) => readProblem(error, journal),
      async () => {
        const entries: SentEntry[] = [];
        for await (const entry of readJournal(journal, { from: made.from })) {
          if (entry.seq > made.to) break;
          const sent = isOwn(entry) ? sentOf(entry) : null;
          if (sent !== null) entries.push(sent);
        }
        // An erasure has taken what it said out of the journal: then nothing of it is sent again.
        if (entries.at(-1)?.stamp !== made.last) throw new Refusal('exchange.noLonger');
        await this.#write(made, entries);
      },
    );
  }
}

/** A log file that cannot be made again is no failure of the exchange: a checkpoint covers it. */
export const isGoneForGood = (result: Result<void>): boolean =>
  !result.ok && result.problem.code === 'exchange.noLonger';
