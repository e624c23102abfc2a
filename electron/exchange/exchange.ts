import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import type { Identity } from '#shared/ipc/messages.ts';
import type { ExchangeStatus, Looked, Work } from '#shared/ipc/exchange-channels.ts';
import type { Problem } from '#shared/problems/index.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { seenBy, type Seen } from '#shared/sync/seen.ts';
import { uuidv7 } from '#shared/sync/uuid.ts';
import type { Journal } from '#electron/journal/journal.ts';
import { readProblem } from '#electron/disk/disk-problems.ts';
import type { Disk } from '#electron/disk/disk.ts';
import { sharedDisk } from '#electron/disk/shared-disk.ts';
import { refusalsAsProblems } from '#electron/snapshots/refusal.ts';
import { chooseWork, markHeldCheckpoints, type Choosing, type Fetched } from './choose-work.ts';
import type { ExchangeState } from './exchange-state.ts';
import { statusOf, noExchange, type Known } from './exchange-status.ts';
import { mayJoin, newState, openOrFound } from './joining.ts';
import { identityOf, lookAt, readFolder, type Opening } from './open-folder.ts';
import { fetchedIn, type CheckpointPlace } from './own-checkpoint.ts';
import { HeldFiles } from './held-files.ts';
import { Remembered } from './remembered.ts';
import { Part, type Found } from './round.ts';

export interface ExchangeOptions {
  /** Folders: the desk's own, and its backups'. */
  deskFolder: string;
  backups: string;
  journal: Journal;
  identity: () => Identity;
  /** Gives the desk another number. */
  renumber: (taken: ReadonlySet<number>) => Promise<Result<Identity>>;
  appVersion: string;
  /** The passphrase of the backups, where they have one and it is known. */
  passphrase: () => string | null;
  /** The disk of shared folders; the system's if absent. */
  disk?: Disk;
  /** Milliseconds since 1970. */
  now?: () => number;
  /** Milliseconds for which what was journaled is gathered before it is sent. */
  gather?: number;
}

/** What a window has taken in, or held back. */
export interface TakenFile {
  desk: string;
  file: string;
  entries: number;
  seen: Seen;
  held: Problem | null;
}

/** Milliseconds between two looks at the whole folder while all is well and no desk says anything. */
const lookEvery = 5 * 60_000;

const nothing: Work = { kind: 'nothing' };

/**
 * Takes part in a folder through which desks work together (shared/formats/EXCHANGE.md): sends what the
 * journal takes in, and hands the windows what others have sent. One thing is done after the other.
 */
export class Exchange {
  readonly #options: ExchangeOptions;
  readonly #now: () => number;
  readonly #remembered: Remembered;
  readonly #listeners = new Set<(what: 'exchange' | 'renumbered') => void>();
  readonly #held = new HeldFiles();
  #part: Part | null = null;
  #found: Found | null = null;
  #checkedAt: string | null = null;
  /** When the whole folder was last listed, milliseconds since 1970. */
  #lookedAt = 0;
  /** What the desk has seen, as a window last said. */
  #seen: Seen | null = null;
  #told = '';
  readonly #markOf = (file: string) => this.#part?.view.markOf(file) ?? null;
  #turn: Promise<unknown> = Promise.resolve();
  #gathering: NodeJS.Timeout | null = null;
  #stopListening = () => {};
  #stopWatching = () => {};
  #isClosed = false;

  private constructor(options: ExchangeOptions, remembered: Remembered, now: () => number) {
    this.#options = options;
    this.#remembered = remembered;
    this.#now = now;
  }

  /** Goes on with what the desk took part in, if it did. */
  static async open(options: ExchangeOptions): Promise<Exchange> {
    const now = options.now ?? Date.now;
    // What a process that died had fetched or was making; where it cannot be removed, the next start tries.
    await rm(fetchedIn(options.deskFolder), { recursive: true, force: true }).catch(
      () => undefined,
    );
    const remembered = await Remembered.open(options.deskFolder, now);
    const exchange = new Exchange(options, remembered, now);
    exchange.#stopListening = options.journal.onAppended(() => exchange.#soon());
    await exchange.#begin();
    return exchange;
  }

  /** Told when the status changes, or there may be something to take in; and when the desk is renumbered. */
  onChange(listener: (what: 'exchange' | 'renumbered') => void): void {
    this.#listeners.add(listener);
  }

  status(): ExchangeStatus {
    const { state, problem } = this.#remembered;
    return state === null ? noExchange(problem) : statusOf(state, this.#known());
  }

  #known(): Known {
    const problem = this.#found?.problem ?? null;
    return {
      standings: this.#found?.standings ?? [],
      problem,
      locked: problem?.code === 'exchange.passphraseNeeded',
      checkedAt: this.#checkedAt,
      held: this.#held.all,
    };
  }

  look(
    folder: string,
    about: { workspace: string; passphrase: string | null },
  ): Promise<Result<Looked>> {
    return lookAt(this.#opening(folder, newParticipant(this.#now())), about);
  }

  /** Takes part in a folder, as a desk that it has not had before (EXC19). */
  join(
    folder: string,
    { workspace, passphrase }: { workspace: string; passphrase: string | null },
  ): Promise<Result<void>> {
    return this.#inTurn(async () => {
      if (this.#remembered.state !== null) await this.#leave();
      const desk = newParticipant(this.#now());
      const { journal, identity, renumber } = this.#options;
      const now = this.#now();
      const joined = await openOrFound(this.#opening(folder, desk), { workspace, passphrase, now });
      if (!joined.ok) return joined;
      const may = await mayJoin(joined.value, workspace, journal);
      if (!may.ok) return may;
      const { numbers } = joined.value;
      const isTaken = numbers.has(identity().number);
      const numbered = isTaken ? await renumber(numbers) : ok(identity());
      if (!numbered.ok) return numbered;
      const state = newState({ folder, desk }, joined.value, {
        workspace,
        number: numbered.value.number,
      });
      const kept = await this.#remembered.set(state);
      if (!kept.ok) return kept;
      await this.#begin();
      await this.#try(() => this.#remembered.note({ what: 'joined', desk: numbered.value.name }));
      if (isTaken) this.#emit('renumbered');
      this.#tell(true);
      return ok(undefined);
    });
  }

  /** Ends taking part: what this desk has sent stays in the folder, and what it has taken in stays here. */
  leave(): Promise<Result<void>> {
    return this.#inTurn(async () => {
      const left = await this.#leave();
      this.#tell();
      return left;
    });
  }

  async #leave(): Promise<Result<void>> {
    const part = this.#part;
    if (part !== null) {
      await this.#round();
      // Who cannot say goodbye leaves all the same; where another copy takes part, that one has not left.
      if (this.#found?.problem?.code !== 'exchange.twice')
        await this.#try(() => part.own.tell(this.#found?.standings ?? [], true));
    }
    this.#end();
    return this.#remembered.forget();
  }

  pause(paused: boolean): Promise<Result<void>> {
    return this.#inTurn(async () => {
      const changed = await this.#try(() => this.#remembered.change({ paused }));
      if (changed.ok) await this.#round();
      this.#tell();
      return changed;
    });
  }

  /** Tells the passphrase of a folder whose key is not known here. */
  unlock(passphrase: string): Promise<Result<void>> {
    return this.#inTurn(async () => {
      const { state } = this.#remembered;
      if (state === null) return fail('exchange.notChosen');
      const file = await readFolder(this.#opening(state.folder, state.desk));
      if (!file.ok) return file;
      if (file.value === null) return fail('exchange.folderEmpty', { folder: state.folder });
      const identity = await identityOf(file.value, passphrase, state.folder);
      if (!identity.ok) return identity;
      const changed = await this.#try(() => this.#remembered.change({ identity: identity.value }));
      if (!changed.ok) return changed;
      await this.#begin();
      await this.#round();
      this.#tell();
      return ok(undefined);
    });
  }

  /** Lets everything of a desk be taken in that now waits, whatever speaks against it. */
  allow(desk: string): Promise<Result<void>> {
    return this.#inTurn(async () => {
      const { state } = this.#remembered;
      if (state === null) return fail('exchange.notChosen');
      this.#held.letGo(desk);
      const allowed = [...new Set([...state.allowed, desk])];
      const changed = await this.#try(() => this.#remembered.change({ allowed }));
      await this.#round();
      this.#tell(true);
      return changed;
    });
  }

  /** Sends what there is to send; gives what a window is to take in next, which has seen so much. */
  next(seen: Seen): Promise<Result<Work | Fetched>> {
    return this.#inTurn(async () => {
      const { state } = this.#remembered;
      if (state === null || state.paused || this.#part === null) return ok(nothing);
      if (Object.keys(seen).length > 0 && seen[state.number] === undefined) {
        this.#emit('renumbered');
        return ok(nothing);
      }
      this.#seen = seen;
      await this.#round({ mayBegin: true });
      const found = this.#found;
      if (found === null || found.isBarred) return this.#nothing();
      const choosing = this.#choosing(this.#part, found, this.#remembered.state!);
      const work = await chooseWork(choosing, fetchedIn(this.#options.deskFolder));
      if (!work.ok) return work;
      this.#tell();
      return ok(work.value ?? nothing);
    });
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

  #nothing(): Result<Work> {
    this.#tell();
    return ok(nothing);
  }

  /** Whether the desk has yet to get the folder's data. */
  get isNewcomer(): boolean {
    const { state } = this.#remembered;
    return state?.begun === 'received' && state.published === null;
  }

  taken({ desk, file, entries, seen, held }: TakenFile): Promise<Result<void>> {
    return this.#inTurn(async () => {
      const { state } = this.#remembered;
      if (state === null) return ok(undefined);
      const standing = this.#found?.standings.find(({ id }) => id === desk);
      const name = standing?.file?.desk.name ?? desk;
      if (held !== null) {
        this.#held.hold(desk, { file, problem: held }, this.#markOf);
        const kept = await this.#try(() =>
          this.#remembered.note({ what: 'problem', desk: name, problem: held }),
        );
        this.#tell();
        return kept;
      }
      this.#seen = seen;
      this.#held.letGo(desk);
      return this.#try(async () => {
        // What the user allowed is what waited then: the last of it ends that.
        const allowed = state.allowed.filter((other) => other !== desk);
        if ((standing?.waiting ?? 0) <= 1) await this.#remembered.change({ allowed });
        await this.#remembered.note({ what: 'received', desk: name, entries });
      });
    });
  }

  /** Waits for what goes on; sends nothing more. Safe twice. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#stopListening();
    if (this.#gathering !== null) clearTimeout(this.#gathering);
    await this.#inTurn(() => Promise.resolve(this.#end()));
  }

  #opening(folder: string, desk: string): Opening {
    const { appVersion, disk = sharedDisk } = this.#options;
    return { folder, desk, appVersion, disk };
  }

  #checkpointPlace(): CheckpointPlace {
    const { deskFolder, journal, backups, appVersion, identity, passphrase } = this.#options;
    const { desk: id, name, number } = identity();
    const desk = { id, name, number };
    const place = { deskFolder, journal: journal.folder, backups, appVersion, desk };
    return { ...place, passphrase: passphrase(), now: this.#now };
  }

  /** Opens the folder that the desk takes part in, and looks at it whenever it changes. */
  async #begin(): Promise<void> {
    this.#end();
    const { state } = this.#remembered;
    if (state === null) return;
    const { folder, desk, identity } = state;
    const part = await Part.open(this.#opening(folder, desk), identity, {
      remembered: this.#remembered,
      place: () => this.#checkpointPlace(),
      journal: this.#options.journal,
    });
    this.#part = part;
    this.#stopWatching = part.transport.watch(() => void this.#changed());
  }

  #end(): void {
    this.#stopWatching();
    this.#stopWatching = () => {};
    this.#part = null;
    this.#found = null;
    this.#seen = null;
    this.#held.clear();
  }

  /** The folder may be other than it was: a look at its names tells, and costs little. */
  #changed(): Promise<unknown> {
    return this.#inTurn(async () => {
      const part = this.#part;
      if (part === null || this.#isClosed || this.#remembered.state?.paused === true) return;
      if (await this.#isAsItWas(part)) return;
      await this.#round();
      this.#tell();
    });
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

  /** What was journaled is sent shortly after, together with what follows at once. */
  #soon(): void {
    if (this.#gathering !== null || this.#part === null || this.#isClosed) return;
    this.#gathering = setTimeout(() => {
      this.#gathering = null;
      void this.#inTurn(async () => {
        await this.#round();
        this.#tell();
      });
    }, this.#options.gather ?? 1000);
    this.#gathering.unref();
  }

  async #round({ mayBegin = false } = {}): Promise<void> {
    const { state } = this.#remembered;
    const part = this.#part;
    if (part === null || state === null || state.paused) return;
    const { published, number } = state;
    const seen = this.#seen ?? seenBy(published?.seen ?? {}, published?.stamp ?? null, number);
    const found = await part.round(seen, { mayBegin, damaged: this.#held.damaged(this.#markOf) });
    this.#found = found;
    // The status tells of it also while no window asks what to take in.
    markHeldCheckpoints(this.#choosing(part, found, this.#remembered.state!));
    if (this.#found.problem === null) this.#checkedAt = new Date(this.#now()).toISOString();
    else await this.#try(() => this.#noteProblem(this.#found!.problem!));
  }

  #noteProblem(problem: Problem): Promise<void> {
    return this.#remembered.note({ what: 'problem', desk: this.#options.identity().name, problem });
  }

  #try(work: () => Promise<void>): Promise<Result<void>> {
    return refusalsAsProblems((error) => readProblem(error, this.#options.deskFolder), work);
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  #emit(what: 'exchange' | 'renumbered'): void {
    for (const listener of this.#listeners) listener(what);
  }

  /** Tells of a status that is other than the one that was last told. */
  #tell(always = false): void {
    const text = JSON.stringify({ ...this.status(), checkedAt: null });
    if (text === this.#told && !always) return;
    this.#told = text;
    this.#emit('exchange');
  }
}

const newParticipant = (now: number): string => uuidv7(now, randomBytes(10));
