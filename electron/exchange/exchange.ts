import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import type { ExchangeStatus, Looked, Work } from '#shared/ipc/exchange-channels.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import type { Seen } from '#shared/sync/seen.ts';
import { uuidv7 } from '#shared/sync/uuid.ts';
import type { Fetched } from './choose-work.ts';
import type { ExchangeOptions, TakenFile } from './exchange-options.ts';
import { statusOf, noExchange } from './exchange-status.ts';
import { mayJoin, newState, openOrFound } from './joining.ts';
import { identityOf, lookAt, readFolder } from './open-folder.ts';
import { fetchedIn } from './own-checkpoint.ts';
import { Participation } from './participation.ts';
import { Remembered } from './remembered.ts';

const nothing: Work = { kind: 'nothing' };

/**
 * Takes part in a folder through which desks work together (shared/formats/EXCHANGE.md): sends what the
 * journal takes in, and hands the windows what others have sent. One thing is done after the other.
 */
export class Exchange {
  readonly #options: ExchangeOptions;
  readonly #now: () => number;
  readonly #remembered: Remembered;
  readonly #taking: Participation;
  readonly #listeners = new Set<(what: 'exchange' | 'renumbered') => void>();
  #told = '';
  #turn: Promise<unknown> = Promise.resolve();
  #gathering: NodeJS.Timeout | null = null;
  #stopListening = () => {};
  #isClosed = false;

  private constructor(options: ExchangeOptions, remembered: Remembered, now: () => number) {
    this.#options = options;
    this.#remembered = remembered;
    this.#taking = new Participation(options, remembered, now);
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
    return state === null ? noExchange(problem) : statusOf(state, this.#taking.known());
  }

  /** Whether the desk has yet to get the folder's data. */
  get isNewcomer(): boolean {
    return this.#taking.isNewcomer;
  }

  look(
    folder: string,
    about: { workspace: string; passphrase: string | null },
  ): Promise<Result<Looked>> {
    return lookAt(this.#taking.opening(folder, newParticipant(this.#now())), about);
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
      const about = { workspace, passphrase, now: this.#now() };
      const joined = await openOrFound(this.#taking.opening(folder, desk), about);
      if (!joined.ok) return joined;
      const may = await mayJoin(joined.value, workspace, journal);
      if (!may.ok) return may;
      const { numbers } = joined.value;
      const isTaken = numbers.has(identity().number);
      const numbered = isTaken ? await renumber(numbers) : ok(identity());
      if (!numbered.ok) return numbered;
      const { number, name } = numbered.value;
      const state = newState({ folder, desk }, joined.value, { workspace, number });
      const kept = await this.#remembered.set(state);
      if (!kept.ok) return kept;
      await this.#begin();
      await this.#taking.tried(() => this.#remembered.note({ what: 'joined', desk: name }));
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
    await this.#taking.sayGoodbye();
    this.#taking.end();
    return this.#remembered.forget();
  }

  pause(paused: boolean): Promise<Result<void>> {
    return this.#inTurn(async () => {
      const changed = await this.#taking.tried(() => this.#remembered.change({ paused }));
      if (changed.ok) await this.#taking.round();
      this.#tell();
      return changed;
    });
  }

  /** Tells the passphrase of a folder whose key is not known here. */
  unlock(passphrase: string): Promise<Result<void>> {
    return this.#inTurn(async () => {
      const { state } = this.#remembered;
      if (state === null) return fail('exchange.notChosen');
      const { folder, desk } = state;
      const file = await readFolder(this.#taking.opening(folder, desk));
      if (!file.ok) return file;
      if (file.value === null) return fail('exchange.folderEmpty', { folder });
      const identity = await identityOf(file.value, passphrase, folder);
      if (!identity.ok) return identity;
      const change = { identity: identity.value };
      const changed = await this.#taking.tried(() => this.#remembered.change(change));
      if (!changed.ok) return changed;
      await this.#begin();
      await this.#taking.round();
      this.#tell();
      return ok(undefined);
    });
  }

  /** Lets everything of a desk be taken in that now waits, whatever speaks against it. */
  allow(desk: string): Promise<Result<void>> {
    return this.#inTurn(async () => {
      const { state } = this.#remembered;
      if (state === null) return fail('exchange.notChosen');
      this.#taking.letGo(desk);
      const allowed = [...new Set([...state.allowed, desk])];
      const changed = await this.#taking.tried(() => this.#remembered.change({ allowed }));
      await this.#taking.round();
      this.#tell(true);
      return changed;
    });
  }

  /** Sends what there is to send; gives what a window is to take in next, which has seen so much. */
  next(seen: Seen): Promise<Result<Work | Fetched>> {
    return this.#inTurn(async () => {
      const { state } = this.#remembered;
      if (state === null || state.paused || !this.#taking.isOpen) return ok(nothing);
      if (Object.keys(seen).length > 0 && seen[state.number] === undefined) {
        this.#emit('renumbered');
        return ok(nothing);
      }
      const work = await this.#taking.next(seen);
      if (!work.ok) return work;
      this.#tell();
      return ok(work.value ?? nothing);
    });
  }

  taken({ desk, file, entries, seen, held }: TakenFile): Promise<Result<void>> {
    return this.#inTurn(async () => {
      if (this.#remembered.state === null) return ok(undefined);
      if (held === null) return this.#taking.taken(desk, entries, seen);
      const kept = await this.#taking.hold(desk, file, held);
      this.#tell();
      return kept;
    });
  }

  /** Waits for what goes on; sends nothing more. Safe twice. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#stopListening();
    if (this.#gathering !== null) clearTimeout(this.#gathering);
    await this.#inTurn(() => Promise.resolve(this.#taking.end()));
  }

  /** Opens the folder that the desk takes part in, and looks at it whenever it changes. */
  #begin(): Promise<void> {
    return this.#taking.begin(() => void this.#changed());
  }

  /** The folder may be other than it was: a look at its names tells, and costs little. */
  #changed(): Promise<unknown> {
    return this.#inTurn(async () => {
      if (!this.#isClosed && (await this.#taking.lookAgain())) this.#tell();
    });
  }

  /** What was journaled is sent shortly after, together with what follows at once. */
  #soon(): void {
    if (this.#gathering !== null || !this.#taking.isOpen || this.#isClosed) return;
    this.#gathering = setTimeout(() => {
      this.#gathering = null;
      void this.#inTurn(async () => {
        await this.#taking.round();
        this.#tell();
      });
    }, this.#options.gather ?? 1000);
    this.#gathering.unref();
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
