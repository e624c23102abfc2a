import { randomUUID } from 'node:crypto';
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Change, OutboxEntry } from '#shared/sync/change.ts';
import type { Identity } from '#shared/ipc/messages.ts';
import { parseSentEntry, type SentEntry } from '#shared/sync/parse-sent-entry.ts';
import { planEntries, planErasure, planRecord } from '#shared/sync/plan-merge.ts';
import type { Row } from '#shared/schema/row.ts';
import { seenBy, unitedSeen, type Seen } from '#shared/sync/seen.ts';
import type { Stamp } from '#shared/sync/stamp.ts';
import type { Problem } from '#shared/problems/index.ts';
import type { Result } from '#shared/result.ts';
import type { Work } from '#shared/ipc/exchange-channels.ts';
import type { Fetched } from '#electron/exchange/choose-work.ts';
import type { Disk } from '#electron/disk/disk.ts';
import { sharedDisk } from '#electron/disk/shared-disk.ts';
import { Exchange } from '#electron/exchange/exchange.ts';
import { Journal } from '#electron/journal/journal.ts';
import { rebuildDesk } from '#electron/rebuild/rebuild.ts';
import { inspectSnapshot, openSnapshot } from '#electron/snapshots/read-snapshot.ts';
import { ModelDesk } from '../laws/desks.ts';

const appVersion = '0.3.0';

const good = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.value;
};

const table = 'profiles' as const;

/** Time stands still for all desks of a test, but for what each is wrong by. */
export const clock = { now: Date.UTC(2026, 10, 23, 9) };

/** The disk of a shared folder that can be read only, as long as there is a code to refuse by. */
const refusing = (code: () => string | null): Disk => {
  const check = (): void => {
    const found = code();
    if (found !== null) throw Object.assign(new Error(found), { code: found });
  };
  return {
    ...sharedDisk,
    open: async (path, how) => {
      if (how !== 'read') check();
      return sharedDisk.open(path, how);
    },
    rename: async (from, to) => {
      check();
      return sharedDisk.rename(from, to);
    },
    remove: async (path) => {
      check();
      return sharedDisk.remove(path);
    },
    makeFolder: async (folder) => {
      check();
      return sharedDisk.makeFolder(folder);
    },
  };
};

/** A desk with a real journal and a real exchange; its window is a model in plain maps. */
export class FolderDesk extends ModelDesk {
  readonly folder: string;
  identity: Identity;
  workspace: string;
  journal!: Journal;
  exchange!: Exchange;
  /** By which system error the shared folder refuses every change; null where it takes them. */
  refusal: string | null = null;
  #seq = 0;
  #outbox: (OutboxEntry & { seq: number })[] = [];

  private constructor(folder: string, identity: Identity, skew: number) {
    super(identity.number, skew);
    this.folder = folder;
    this.identity = identity;
    this.workspace = randomUUID();
    mkdirSync(join(folder, 'backups'), { recursive: true });
  }

  static async open(folder: string, number: number, { skew = 0 } = {}): Promise<FolderDesk> {
    const identity = { desk: randomUUID(), number, name: `Desk ${number}` };
    const desk = new FolderDesk(folder, identity, skew);
    await desk.start();
    return desk;
  }

  async start(): Promise<void> {
    const { desk: id, number } = this.identity;
    const now = () => clock.now + this.skew;
    this.journal = good(await Journal.open(join(this.folder, 'journal'), { desk: { id, number } }));
    this.exchange = await Exchange.open({
      deskFolder: this.folder,
      backups: join(this.folder, 'backups'),
      journal: this.journal,
      identity: () => this.identity,
      renumber: (taken) => {
        let next = this.identity.number + 1;
        while (taken.has(next)) next += 1;
        this.identity = { ...this.identity, number: next };
        return Promise.resolve({ ok: true, value: this.identity });
      },
      appVersion,
      passphrase: () => null,
      disk: refusing(() => this.refusal),
      now,
      gather: 60_000,
    });
  }

  async stop(): Promise<void> {
    await this.exchange.close();
    await this.journal.close();
  }

  /** What a start after a quit, or a kill, does: nothing is told to anybody before. */
  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  #number(): number {
    return this.identity.number;
  }

  override stamp(now: number): Stamp {
    // A window that starts anew stamps with the number that the desk has then.
    Object.assign(this, { number: this.#number() });
    return super.stamp(now);
  }

  override write(change: Exclude<Change, { kind: 'merge' }>, stamp: Stamp): void {
    super.write(change, stamp);
    this.#put({ stamp, action: 'edit', changes: [change] });
  }

  #put(entry: OutboxEntry): void {
    this.#seq += 1;
    this.#outbox.push({ seq: this.#seq, ...entry });
  }

  /** What the desk says that it has seen. */
  get seenNow(): Seen {
    return seenBy(this.seen, this.last, this.#number());
  }

  /** Numbers its entries from where another desk is, of which this one is a copy. */
  goOnFrom(other: FolderDesk): void {
    this.#seq = other.#seq;
  }

  async flush(): Promise<void> {
    const outbox = this.#outbox.splice(0);
    if (outbox.length === 0) return;
    const lines = outbox.map((entry) => `${JSON.stringify(entry)}\n`).join('');
    const range = { first: outbox[0]!.seq, last: outbox.at(-1)!.seq };
    good(await this.journal.append(this.workspace, Buffer.from(lines), range));
  }

  async join(place: string, passphrase: string | null = null): Promise<void> {
    await this.flush();
    good(await this.exchange.join(place, { workspace: this.workspace, passphrase }));
  }

  /** Makes a backup of the present; gives what goes back to it, as a restore does. */
  async backUp(): Promise<() => void> {
    await this.flush();
    const into = join(this.folder, 'backups', `${randomUUID()}.edesk`);
    const { desk: id, name, number } = this.identity;
    const places = { journal: this.journal.folder, backups: join(this.folder, 'backups'), into };
    const desk = { id, name, number };
    good(await rebuildDesk({ ...places, appVersion, desk, number: 1, now: () => clock.now }));
    const { manifest } = good(await inspectSnapshot(into, { appVersion }));
    const [records, tombstones] = [new Map(this.records), new Map(this.tombstones)];
    return () => {
      this.records.clear();
      for (const [key, stamp] of tombstones) this.tombstones.set(key, stamp);
      // What was erased since stays away.
      for (const [key, row] of records) if (!this.tombstones.has(key)) this.records.set(key, row);
      this.seen = manifest.seen ?? {};
      const { workspace, createdAt } = manifest;
      const base = { workspace, snapshot: { desk: id, number: 1, createdAt } };
      this.#put({ stamp: this.stamp(clock.now), action: 'restore', base, changes: [] });
    };
  }

  #tell(changes: readonly Change[], seen: Seen, action: string): void {
    const stamp = this.stamp(clock.now);
    this.seen = seenBy(seen, stamp, this.#number());
    this.#put({ stamp, action, seen: this.seen, changes: [...changes] });
  }

  #takeEntries(bytes: Uint8Array): void {
    const lines = Buffer.from(bytes).toString('utf8').split('\n').slice(0, -1);
    const entries = lines.map((line): SentEntry => {
      const parsed = parseSentEntry(JSON.parse(line));
      if (!parsed.ok) throw new Error(parsed.reason);
      return parsed.value;
    });
    const local = { ...this.#local(), seen: this.seenNow };
    const { records, seen } = planEntries(local, entries);
    this.apply(records, seen);
    this.#tell(
      records.flatMap(({ change }) => change ?? []),
      seen,
      'received',
    );
  }

  #local() {
    return {
      record: (of: typeof table, id: number) => this.record(of, id),
      erased: (of: typeof table, id: number) => this.erased(of, id),
    } as Pick<ModelDesk, 'record' | 'erased'>;
  }

  async #takeCheckpoint({ path }: Fetched, replaces: boolean): Promise<Problem | null> {
    const opened = await openSnapshot(path, { appVersion });
    if (!opened.ok) return opened.problem;
    const open = opened.value;
    const { manifest } = open.facts;
    const there = manifest.seen ?? {};
    if (replaces) {
      this.records.clear();
      this.tombstones.clear();
      this.workspace = manifest.workspace;
      const { desk, number, createdAt } = manifest;
      copyFileSync(path, join(this.folder, 'backups', `${randomUUID()}.edesk`));
      const base = {
        workspace: manifest.workspace,
        snapshot: { desk: desk.id, number, createdAt },
      };
      this.seen = there;
      for (const stamp of Object.values(there))
        if (this.last === null || stamp > this.last) this.last = stamp;
      this.#put({ stamp: this.stamp(clock.now), action: 'restore', base, changes: [] });
    }
    const local = { ...this.#local(), seen: replaces ? {} : this.seenNow };
    const plans = good(await open.tombstones()).map((tombstone) => planErasure(local, tombstone));
    for (let chunk = good(await open.read()); chunk.kind === 'rows';) {
      for (const line of Buffer.from(chunk.bytes).toString().split('\n').slice(0, -1))
        plans.push(planRecord(local, table, { record: JSON.parse(line) as Row, seen: there }));
      chunk = good(await open.read());
    }
    await open.close();
    const seen = unitedSeen(this.seenNow, there);
    this.apply(plans, seen);
    if (!replaces)
      this.#tell(
        plans.flatMap(({ change }) => change ?? []),
        seen,
        'merge',
      );
    return null;
  }

  async #takeOne(work: Work | Fetched): Promise<boolean> {
    if ('kind' in work && work.kind !== 'entries') return false;
    const { desk, file } = work;
    let held: Problem | null = null;
    if ('kind' in work) this.#takeEntries(work.bytes);
    else held = await this.#takeCheckpoint(work, this.exchange.isNewcomer);
    const entries = 'kind' in work ? work.entries : 0;
    await this.flush();
    good(await this.exchange.taken({ desk, file, entries, seen: this.seenNow, held }));
    return true;
  }

  /** Sends what was done, and takes in what there is; gives how many files that was. */
  async pump(): Promise<number> {
    await this.flush();
    for (let taken = 0; ; taken += 1) {
      if (taken > 1000) throw new Error('the exchange does not come to rest');
      if (!(await this.#takeOne(good(await this.exchange.next(this.seenNow))))) return taken;
    }
  }
}

/** Lets all desks take in everything, one after the other, until nothing is left. */
export const settle = async (desks: readonly FolderDesk[]): Promise<void> => {
  for (let rounds = 0, quiet = false; !quiet; rounds += 1) {
    if (rounds > 50) throw new Error('the desks do not come to rest');
    let taken = 0;
    for (const desk of desks) taken += await desk.pump();
    quiet = taken === 0 && rounds > 1;
  }
};
