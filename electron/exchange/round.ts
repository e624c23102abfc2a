import { folderFileName } from '#shared/formats/exchange-names.ts';
import type { Problem } from '#shared/problems/index.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import type { Seen } from '#shared/sync/seen.ts';
import { Refusal } from '#electron/snapshots/refusal.ts';
import { knownSeen, standingOf, type Looking, type Standing } from './collecting.ts';
import type { ExchangeState } from './exchange-state.ts';
import { readFolder, transportOf, type Opening } from './open-folder.ts';
import { OwnFiles, type OwnPlace } from './own-files.ts';
import { FolderView } from './folder-view.ts';
import type { Transport } from './transport.ts';

/** What one look at the folder found. */
export interface Found {
  /** One for each desk of the folder, this one too. */
  standings: Standing[];
  /** What this desk has seen, by what the others say of themselves too. */
  seen: Seen;
  /** What went wrong with the folder, or with what this desk has in it. */
  problem: Problem | null;
  /** Whether the problem forbids to take anything in. */
  isBarred: boolean;
}

/** Damaged files, by the UUID of the desk that is to write them anew. */
export type Wanted = ReadonlyMap<string, string>;

interface Sending {
  seen: Seen;
  standings: readonly Standing[];
  /** Whether what the desk has seen is told by a window that has its data open. */
  mayBegin: boolean;
}

/** A desk's part in a folder, as long as it is open. */
export class Part {
  readonly view: FolderView;
  readonly transport: Transport;
  readonly own: OwnFiles;
  readonly #place: Omit<OwnPlace, 'transport' | 'view'>;
  readonly #opening: Opening;
  #folderMark = '';
  #glanced = '';

  private constructor(
    transport: Transport,
    opening: Opening,
    place: Omit<OwnPlace, 'transport' | 'view'>,
  ) {
    this.transport = transport;
    this.#opening = opening;
    this.#place = place;
    this.view = new FolderView(transport, opening.appVersion);
    this.own = new OwnFiles({ ...place, transport, view: this.view });
  }

  static async open(
    opening: Opening,
    identity: string | null,
    place: Omit<OwnPlace, 'transport' | 'view'>,
  ): Promise<Part> {
    return new Part(await transportOf(opening, identity), opening, place);
  }

  get #state(): ExchangeState {
    const { state } = this.#place.remembered;
    if (state === null) throw new Refusal('exchange.notChosen');
    return state;
  }

  /** Whether a desk has said anything since the last look; other files may have come all the same. */
  async glance(): Promise<Result<boolean>> {
    const glanced = await this.transport.glance();
    if (!glanced.ok) return glanced;
    const isOther = glanced.value !== this.#glanced;
    this.#glanced = glanced.value;
    return ok(isOther);
  }

  /** Looks at the folder; whether anything is other than it was. EXC3: without its first file it is not it. */
  async refresh(): Promise<Result<boolean>> {
    const isOther = await this.view.refresh();
    if (!isOther.ok) return isOther;
    const { folder, workspace, identity } = this.#state;
    const mark = this.view.markOf(folderFileName);
    if (mark === null) return fail('exchange.folderEmpty', { folder });
    if (mark === this.#folderMark) return isOther;
    const file = await readFolder(this.#opening);
    if (!file.ok) return file;
    if (file.value === null) return fail('exchange.folderEmpty', { folder });
    if (file.value.workspace !== workspace) return fail('exchange.otherWorkspace', { folder });
    if (file.value.key !== null && identity === null)
      return fail('exchange.passphraseNeeded', { folder });
    this.#folderMark = mark;
    return isOther;
  }

  async #looking(seen: Seen): Promise<Looking> {
    const { number, workspace, allowed } = this.#state;
    const names = new Map<string, string>();
    const files = [];
    for (const id of this.view.deskIds) {
      const said = await this.view.desk(id);
      if (said?.ok !== true) continue;
      files.push(said.value);
      names.set(String(said.value.desk.number), said.value.desk.name);
    }
    return {
      view: this.view,
      number,
      seen: await knownSeen(this.view, files, seen),
      workspace,
      now: this.#place.place().now(),
      isAllowed: (desk) => allowed.includes(desk),
      nameOf: (key) => names.get(key) ?? `desk ${key}`,
    };
  }

  async #standings(looking: Looking, wanted: Wanted): Promise<Standing[]> {
    const { desk } = this.#state;
    const standings: Standing[] = [];
    for (const id of this.view.deskIds) {
      const standing = await standingOf(looking, id);
      const own = { waiting: 0, next: null, problem: null, wants: null, isHeld: false };
      const wants = wanted.get(id) ?? standing.wants;
      standings.push(id === desk ? { ...standing, ...own } : { ...standing, wants });
    }
    return standings;
  }

  /** EXC19 to EXC22: one round: sends what there is to send, and finds what there is to take in. */
  async round(
    seen: Seen,
    { mayBegin, wanted }: { mayBegin: boolean; wanted: Wanted },
  ): Promise<Found> {
    const none = { standings: [], seen, isBarred: true };
    const refreshed = await this.refresh();
    if (!refreshed.ok) return { ...none, problem: refreshed.problem };
    const replaced = await asProblem(() => this.own.refuseIfReplaced());
    const looking = await this.#looking(seen);
    const standings = await this.#standings(looking, wanted);
    const found = { standings, seen: looking.seen, isBarred: false, problem: null };
    if (replaced !== null) return { ...found, isBarred: true, problem: replaced };
    const problem = await asProblem(() => this.#send({ seen, standings, mayBegin }));
    // Who went back to an older backup lacks what it says it has seen, until it joins anew (EXC19).
    return { ...found, problem, isBarred: problem?.code === 'exchange.replaced' };
  }

  async #send({ seen, standings, mayBegin }: Sending): Promise<void> {
    const { own } = this;
    if (this.#state.published === null && mayBegin) await own.begin(seen);
    await own.again(standings);
    await own.publish();
    await own.tidy(standings);
    await own.tell(standings);
    await this.view.refresh();
  }
}

/** The problem of work that refuses; null where it is done. */
const asProblem = async (work: () => Promise<void>): Promise<Problem | null> => {
  const done = await work().then(
    () => ok(undefined),
    (error: unknown) => {
      if (error instanceof Refusal) return { ok: false as const, problem: error.problem };
      throw error;
    },
  );
  return done.ok ? null : done.problem;
};
