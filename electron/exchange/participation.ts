import type { Work } from '#shared/ipc/exchange-channels.ts';
import type { Problem } from '#shared/problems/index.ts';
import { ok, type Result } from '#shared/result.ts';
import { seenBy, type Seen } from '#shared/sync/seen.ts';
import { readProblem } from '#electron/disk/disk-problems.ts';
import { sharedDisk } from '#electron/disk/shared-disk.ts';
import { refusalsAsProblems } from '#electron/snapshots/refusal.ts';
import { chooseWork, markHeldCheckpoints, type Choosing, type Fetched } from './choose-work.ts';
import type { ExchangeOptions } from './exchange-options.ts';
import type { ExchangeState } from './exchange-state.ts';
import type { Known } from './exchange-status.ts';
import { HeldFiles, toldOf } from './held-files.ts';
import type { Opening } from './open-folder.ts';
import { fetchedIn, type CheckpointPlace } from './own-checkpoint.ts';
import type { Remembered } from './remembered.ts';
import { Part, type Found } from './round.ts';

/** Milliseconds between two looks at the whole folder while all is well and no desk says anything. */
const lookEvery = 5 * 60_000;

/**
 * The folder that a desk takes part in, while it does: what was found there, what the windows have seen of
 * it, and what they hold back. One thing is done after the other; who calls sees to that.
 */
export class Participation {
  readonly #options: ExchangeOptions;
  readonly #remembered: Remembered;
  readonly #now: () => number;
  readonly #held = new HeldFiles();
  #part: Part | null = null;
  #found: Found | null = null;
  /** When all was last found well, as an ISO time. */
  #checkedAt: string | null = null;
  /** When the whole folder was last listed, milliseconds since 1970. */
  #lookedAt = 0;
  /** What the desk has seen, as a window last said. */
  #seen: Seen | null = null;
  #stopWatching = () => {};
  readonly #markOf = (file: string) => this.#part?.view.markOf(file) ?? null;

  constructor(options: ExchangeOptions, remembered: Remembered, now: () => number) {
    this.#options = options;
    this.#remembered = remembered;
    this.#now = now;
  }

  /** Opens the folder that is remembered, if one is; `onChange` hears when it may be other than it was. */
  async begin(onChange: () => void): Promise<void> {
    this.end();
    const { state } = this.#remembered;
    if (state === null) return;
    const { folder, desk, identity } = state;
    const part = await Part.open(this.opening(folder, desk), identity, {
      remembered: this.#remembered,
      place: () => this.#checkpointPlace(),
      journal: this.#options.journal,
    });
    this.#part = part;
    this.#stopWatching = part.transport.watch(onChange);
  }

  end(): void {
    this.#stopWatching();
    this.#stopWatching = () => {};
    this.#part = null;
    this.#found = null;
    this.#seen = null;
    this.#held.clear();
  }

  get isOpen(): boolean {
    return this.#part !== null;
  }

  /** Whether the desk has yet to get the folder's data. */
  get isNewcomer(): boolean {
    const { state } = this.#remembered;
    return state?.begun === 'received' && state.published === null;
  }

  known(): Known {
    const problem = this.#found?.problem ?? null;
    return {
      standings: this.#found?.standings ?? [],
      problem,
      locked: problem?.code === 'exchange.passphraseNeeded',
      checkedAt: this.#checkedAt,
      held: this.#held.current(this.#markOf),
    };
  }

  opening(folder: string, desk: string): Opening {
    const { appVersion, disk = sharedDisk } = this.#options;
    return { folder, desk, appVersion, disk };
  }

  /** Sends what there is to send, and looks at the folder; not while it is paused. */
  async round({ mayBegin = false } = {}): Promise<void> {
    const { state } = this.#remembered;
    const part = this.#part;
    if (part === null || state === null || state.paused) return;
    const { published, number } = state;
    const seen = this.#seen ?? seenBy(published?.seen ?? {}, published?.stamp ?? null, number);
    const found = await part.round(seen, { mayBegin, wanted: this.#held.wanted(this.#markOf) });
    this.#found = found;
    // The status tells of it also while no window asks what to take in.
    markHeldCheckpoints(this.#choosing(part, found, this.#remembered.state!));
    if (found.problem === null) this.#checkedAt = new Date(this.#now()).toISOString();
    else await this.#note(this.#options.identity().name, found.problem);
  }

  /** Looks at the folder after it may have changed; gives whether there was anything to look at. */
  async lookAgain(): Promise<boolean> {
    const part = this.#part;
    if (part === null || this.#remembered.state?.paused === true) return false;
    if (await this.#isAsItWas(part)) return false;
    await this.round();
    return true;
  }

  /** Whether a look would find nothing. Where anything is missing or wrong, what it waits for may be any file. */
  async #isAsItWas(part: Part): Promise<boolean> {
    const found = this.#found;
    if (found === null || found.problem !== null || this.isNewcomer) return false;
    const isOther = await part.glance();
    const isAtRest = found.standings.every(
      ({ problem, wants, waiting }) => problem === null && wants === null && waiting === 0,
    );
    const isRecent = this.#now() - this.#lookedAt < lookEvery;
    if (isOther.ok && !isOther.value && isAtRest && isRecent) return true;
    this.#lookedAt = this.#now();
    const refreshed = await part.refresh();
    return refreshed.ok && !refreshed.value;
  }

  /** What a window that has seen so much is to take in next; null for nothing. */
  async next(seen: Seen): Promise<Result<Work | Fetched | null>> {
    this.#seen = seen;
    for (;;) {
      await this.round({ mayBegin: true });
      const [part, found] = [this.#part, this.#found];
      if (part === null || found === null || found.isBarred) return ok(null);
      const choosing = this.#choosing(part, found, this.#remembered.state!);
      const chosen = await chooseWork(choosing, fetchedIn(this.#options.deskFolder));
      if (!chosen.ok) return chosen;
      const { value } = chosen;
      if (value === null || !('problem' in value)) return ok(value);
      // The next round asks for another; what else there is may do meanwhile.
      const held = await this.hold(value.desk, value.file, value.problem);
      if (!held.ok) return held;
    }
  }

  #choosing(part: Part, found: Found, { desk, number, allowed }: ExchangeState): Choosing {
    return {
      part,
      found,
      own: { desk, number },
      isNewcomer: this.isNewcomer,
      now: this.#now(),
      isAllowed: (other) => allowed.includes(other),
      isHeld: (other, file) => this.#held.has(other, file, this.#markOf),
    };
  }

  /** A file cannot be taken in, or a window would not. */
  hold(desk: string, file: string, problem: Problem): Promise<Result<void>> {
    const held = { file, problem: toldOf({ file, problem }) };
    this.#held.hold(desk, held, this.#markOf);
    return this.#note(this.#nameOf(desk), held.problem);
  }

  letGo(desk: string): void {
    this.#held.letGo(desk);
  }

  /** A window has taken in a file of a desk, and has now seen so much. */
  taken(desk: string, entries: number, seen: Seen): Promise<Result<void>> {
    const standing = this.#standingOf(desk);
    const name = this.#nameOf(desk);
    this.#seen = seen;
    this.#held.letGo(desk);
    return this.tried(async () => {
      // What the user allowed is what waited then: the last of it ends that.
      const allowed = this.#remembered.state?.allowed.filter((other) => other !== desk) ?? [];
      if ((standing?.waiting ?? 0) <= 1) await this.#remembered.change({ allowed });
      await this.#remembered.note({ what: 'received', desk: name, entries });
    });
  }

  /** Tells the others that this desk has left. */
  async sayGoodbye(): Promise<void> {
    const part = this.#part;
    if (part === null) return;
    await this.round();
    // Who cannot say goodbye leaves all the same; where another copy takes part, that one has not left.
    if (this.#found?.problem?.code !== 'exchange.twice')
      await this.tried(() => part.own.tell(this.#found?.standings ?? [], true));
  }

  /** Does what may refuse on the desk's own disk. */
  tried(work: () => Promise<void>): Promise<Result<void>> {
    return refusalsAsProblems((error) => readProblem(error, this.#options.deskFolder), work);
  }

  #standingOf(desk: string) {
    return this.#found?.standings.find(({ id }) => id === desk);
  }

  #nameOf(desk: string): string {
    return this.#standingOf(desk)?.file?.desk.name ?? desk;
  }

  #note(desk: string, problem: Problem): Promise<Result<void>> {
    return this.tried(() => this.#remembered.note({ what: 'problem', desk, problem }));
  }

  #checkpointPlace(): CheckpointPlace {
    const { deskFolder, journal, backups, appVersion, identity, passphrase } = this.#options;
    const { desk: id, name, number } = identity();
    const desk = { id, name, number };
    const place = { deskFolder, journal: journal.folder, backups, appVersion, desk };
    return { ...place, passphrase: passphrase(), now: this.#now };
  }
}
