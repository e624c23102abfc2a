import { isDeepStrictEqual } from 'node:util';
import type { DeskFile } from '#shared/formats/exchange.ts';
import { deskName, logName, parseExchangeName } from '#shared/formats/exchange-names.ts';
import { coversSeen, seenBy, unitedSeen, type Seen } from '#shared/sync/seen.ts';
import type { Journal } from '#electron/journal/journal.ts';
import { must, Refusal } from '#electron/snapshots/refusal.ts';
import type { Standing } from './collecting.ts';
import type { ExchangeState, Published } from './exchange-state.ts';
import { deskFileBytes } from './file-texts.ts';
import type { FolderView } from './folder-view.ts';
import { publishCheckpoint, type CheckpointPlace } from './own-checkpoint.ts';
import { isGoneForGood, Publishing } from './publishing.ts';
import type { Remembered } from './remembered.ts';
import type { Transport } from './transport.ts';

export interface OwnPlace {
  transport: Transport;
  view: FolderView;
  remembered: Remembered;
  /** Read anew at each use: the desk can be renamed, its backups be unlocked. */
  place: () => CheckpointPlace;
  journal: Pick<Journal, 'state' | 'bases'>;
}

/** EXC22: after so many log files, or entries, a checkpoint stands for them. */
const mostSegments = 300;
const mostEntries = 20_000;
/** Milliseconds after which nobody waits for a desk any more that has not written. */
const livingFor = 30 * 24 * 3600 * 1000;
/** Milliseconds after which a desk says again what it has said, so that others see that it lives. */
const sayAgainAfter = 24 * 3600 * 1000;

const withoutOwn = (seen: Seen, number: number): Seen =>
  Object.fromEntries(Object.entries(seen).filter(([key]) => key !== String(number)));

/** What the folder brings to others: all that its desks wrote, and what their checkpoints have from elsewhere. */
const broughtBy = (standings: readonly Standing[]): Seen => {
  let seen: Seen = {};
  const numbers: string[] = [];
  for (const { file } of standings) {
    if (file === null) continue;
    numbers.push(String(file.desk.number));
    seen = unitedSeen(seen, file.checkpoint?.seen ?? {});
  }
  return { ...seen, ...Object.fromEntries(numbers.map((number) => [number, '\uffff'])) };
};

const isCheckpoint = (name: string): boolean => parseExchangeName(name)?.kind === 'base';

type Said = Omit<DeskFile, 'format' | 'formatVersion' | 'writtenAt'>;

/** Whether a desk's file says what it has to say, and has done so lately. */
const saysSo = (there: DeskFile, said: Said, now: number): boolean =>
  isDeepStrictEqual({ ...there, ...said }, there) &&
  Math.abs(now - Date.parse(there.writtenAt)) < sayAgainAfter;

/** What a desk has in the folder: its log files, its checkpoint, its word about itself. Refuses by `Refusal`. */
export class OwnFiles {
  readonly #own: OwnPlace;

  constructor(own: OwnPlace) {
    this.#own = own;
  }

  get #state(): ExchangeState {
    const { state } = this.#own.remembered;
    if (state === null) throw new Refusal('exchange.notChosen');
    return state;
  }

  /** What this desk had seen, itself included, as of the last journal entry that was looked at. */
  get #seen(): Seen {
    const { published, number } = this.#state;
    return seenBy(published?.seen ?? {}, published?.stamp ?? null, number);
  }

  #publishing(): Publishing {
    const { transport, place, remembered } = this.#own;
    const { workspace, desk, number } = this.#state;
    const { journal, now } = place();
    return new Publishing({
      transport,
      journal,
      workspace,
      desk: { id: desk, number },
      now,
      onMade: async (published, entries) => {
        const { checkpoint: known } = this.#state;
        const checkpoint = known === null ? null : { ...known, entries: known.entries + entries };
        await remembered.change({ published, checkpoint });
      },
      onSent: (entries) => remembered.note({ what: 'sent', desk: place().desk.name, entries }),
    });
  }

  /** The first that a desk puts into the folder: everything that it has; nothing where it has that from there. */
  async begin(seen: Seen): Promise<void> {
    const { begun, workspace, number } = this.#state;
    const { journal, remembered } = this.#own;
    if (begun === 'own') return this.checkpoint();
    if (journal.state().workspace !== workspace) return;
    const base = must(await journal.bases()).at(-1);
    const published: Published = {
      seq: base?.seq ?? 0,
      stamp: base?.stamp ?? null,
      after: null,
      seen: withoutOwn(seen, number),
      segments: [],
      last: 0,
      erased: false,
    };
    await remembered.change({ published });
  }

  /** Whether the journal goes on from where this desk has published. */
  async refuseIfReplaced(): Promise<void> {
    const { desk, published, workspace, begun, number } = this.#state;
    const { workspace: journaled } = this.#own.journal.state();
    const isNewcomer = begun === 'received' && published === null;
    if (!isNewcomer && journaled !== null && journaled !== workspace)
      throw new Refusal('exchange.replaced');
    const newest = this.#own.view.segmentsOf(desk).at(-1) ?? 0;
    const said = await this.#own.view.desk(desk);
    const told = said?.ok === true ? (said.value.seen[number] ?? '') : '';
    // What is not remembered was written by a copy of this desk, or by this one before it was set back.
    if (newest > (published?.last ?? 0) || told > (this.#seen[number] ?? ''))
      throw new Refusal('exchange.twice');
  }

  /** Sends what the journal has and the folder has not. */
  async publish(): Promise<void> {
    const { published } = this.#state;
    const { lastSeq } = this.#own.journal.state();
    if (published === null || published.seq === lastSeq) return;
    if (published.seq > lastSeq) throw new Refusal('exchange.replaced');
    await this.#own.remembered.change({
      published: must(await this.#publishing().publish(published)),
    });
  }

  /** EXC21: writes again what is gone from the folder, or what others cannot read. */
  async again(standings: readonly Standing[]): Promise<void> {
    const { desk, published, checkpoint } = this.#state;
    if (published === null) return;
    const wanted = new Set(
      standings.flatMap(({ id, file }) => (id === desk ? [] : (file?.wants ?? []))),
    );
    const isAway = (name: string) => wanted.has(name) || !this.#own.view.has(name);
    let isLost = checkpoint !== null && isAway(checkpoint.name);
    for (const segment of published.segments) {
      if (!isAway(logName(desk, segment.segment))) continue;
      const again = await this.#publishing().again(segment);
      if (isGoneForGood(again)) isLost = true;
      else must(again);
    }
    if (isLost) await this.checkpoint();
  }

  /** EXC22: puts a checkpoint into the folder; the older ones go. */
  async checkpoint(): Promise<void> {
    const { transport, place, remembered, view } = this.#own;
    const { desk, number, workspace, published } = this.#state;
    const made = must(await publishCheckpoint(transport, place(), { desk, workspace }));
    const seen = made?.manifest.seen ?? {};
    const seq = made?.manifest.seq ?? 0;
    if (published === null)
      await remembered.change({
        published: {
          seq,
          stamp: made?.manifest.lastStamp ?? null,
          after: seen[number] ?? null,
          seen: withoutOwn(seen, number),
          segments: [],
          last: 0,
          erased: false,
        },
      });
    if (made === null) return;
    const covered = published?.segments.filter(({ last }) => last <= (seen[number] ?? '')) ?? [];
    const segment = covered.at(-1)?.segment ?? 0;
    const { name } = made;
    await remembered.change({ checkpoint: { name, seen, segment, entries: 0 } });
    await remembered.note({ what: 'checkpoint', desk: place().desk.name });
    for (const older of view.checkpoints)
      if (older.desk === desk && older.name !== name) must(await transport.remove(older.name));
  }

  /** EXC22: makes a checkpoint where one is due, and removes the log files that nobody needs any more. */
  async tidy(standings: readonly Standing[]): Promise<void> {
    const { published, checkpoint } = this.#state;
    if (published === null) return;
    const isLong =
      published.segments.length >= mostSegments || (checkpoint?.entries ?? 0) >= mostEntries;
    const isForeign = !coversSeen(broughtBy(standings), published.seen);
    // What was erased is taken out of this desk's files too, if it has any.
    const isTelling = published.erased && (checkpoint !== null || published.segments.length > 0);
    if (isLong || isTelling || isForeign) await this.checkpoint();
    if (isLong || published.erased) await this.#removeCovered(standings, published.erased);
  }

  async #removeCovered(standings: readonly Standing[], erased: boolean): Promise<void> {
    const { transport, remembered, place } = this.#own;
    const { published, checkpoint, desk, number } = this.#state;
    if (published === null) return;
    const upTo = checkpoint?.segment ?? 0;
    const since = place().now() - livingFor;
    const readers = standings.flatMap(({ id, file }) =>
      file === null || id === desk || file.left || Date.parse(file.writtenAt) < since ? [] : [file],
    );
    const isRead = (last: string) => readers.every(({ seen }) => last <= (seen[number] ?? ''));
    const covered = published.segments.filter(
      ({ segment, last }) => segment <= upTo && (erased || isRead(last)),
    );
    // A process that is killed in between finds them gone, and does not write them again.
    const kept = published.segments.filter((segment) => !covered.includes(segment));
    await remembered.change({ published: { ...published, segments: kept, erased: false } });
    for (const { segment } of covered) must(await transport.remove(logName(desk, segment)));
  }

  /** EXC10: tells the others what this desk has and wants; nothing is written where the folder says so. */
  async tell(standings: readonly Standing[], left = false): Promise<void> {
    const { transport, place, view } = this.#own;
    const { published, checkpoint, desk: id, number, workspace } = this.#state;
    const all = standings.flatMap((standing) => standing.wants ?? []).slice(0, 1000);
    // Who has not begun waits for no log file, and says nothing but of which checkpoint it needs another.
    const wants = published === null ? all.filter(isCheckpoint) : all;
    if (published === null && !left && wants.length === 0) return;
    const { desk, appVersion, now } = place();
    const segments = published?.segments ?? [];
    const [first, last] = [segments[0]?.segment, segments.at(-1)?.segment];
    const said: Said = {
      workspace,
      desk: { id, number, name: desk.name },
      appVersion,
      seen: this.#seen,
      segments: first === undefined || last === undefined ? null : { first, last },
      checkpoint: checkpoint === null ? null : { name: checkpoint.name, seen: checkpoint.seen },
      wants,
      left,
    };
    const there = await view.desk(id);
    if (there?.ok === true && saysSo(there.value, said, now())) return;
    const file = { ...said, writtenAt: new Date(now()).toISOString() };
    must(await transport.publish(deskName(id), deskFileBytes(file)));
  }
}
