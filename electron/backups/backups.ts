import { join } from 'node:path';
import type { Backup, BackupReason, BackupStatus, Identity } from '#shared/ipc/channels.ts';
import type { Problem } from '#shared/problems/index.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import type { SnapshotName } from '#shared/sync/change.ts';
import type { Seen } from '#shared/sync/seen.ts';
import { nodeDisk, type Disk } from '../disk/disk.ts';
import { tryReading, tryWriting } from '../disk/disk-problems.ts';
import { sweepLeftovers } from '../disk/temporary-names.ts';
import { rebuildDesk } from '../rebuild/rebuild.ts';
import { openSnapshot, type OpenSnapshot } from '../snapshots/read-snapshot.ts';
import { SnapshotWriter } from '../snapshots/write-snapshot.ts';
import { backupName } from './backup-name.ts';
import { Catalogue, isNamed, shownBackup, type Listed } from './catalogue.ts';
import { copySnapshot } from './copy-snapshot.ts';
import { backupsToRemove } from './rotation.ts';
import { Proving } from './proving.ts';
import { Schedule } from './schedule.ts';

/** Who knows the passphrase of the backups, where they have one. */
export interface PassphraseHolder {
  readonly encrypted: boolean;
  readonly unlocked: boolean;
  /** Whether the operating system keeps it from start to start. */
  readonly kept: boolean;
  passphrase(): string | null;
}

export interface BackupsOptions {
  disk?: Disk;
  appVersion: string;
  identity: () => Identity;
  protection: PassphraseHolder;
  /** The journal's folder, and the snapshots that it goes on from: those are never removed. */
  journal: string;
  /** Null when the journal cannot tell: then nothing is removed. */
  bases: () => Promise<SnapshotName[] | null>;
  /** Milliseconds since 1970. */
  now?: () => number;
}

/** What a backup is made of: the desk's word, as the window gives it. */
export interface BackupHead {
  reason: BackupReason;
  workspace: string;
  number: number;
  lastStamp: string | null;
  seen: Seen;
  seq: number;
}

interface Watching {
  signal?: AbortSignal;
  onProgress?: (done: number, total: number) => void;
}

const isoOf = (time: number): string => new Date(time).toISOString();

const saysNothing = new Set<Problem['code']>([
  'file.cancelled',
  'age.passphraseNeeded',
  'age.wrongPassphrase',
]);

/** The backups of a desk: a folder of snapshots that are made, proven and removed by themselves (BACKUPS.md). */
export class Backups {
  readonly folder: string;
  readonly #disk: Disk;
  readonly #options: BackupsOptions;
  readonly #now: () => number;
  readonly #catalogue: Catalogue;
  readonly #schedule: Schedule;
  readonly #changes = new Set<() => void>();
  readonly #dues = new Set<(reason: BackupReason) => void>();
  readonly #proving: Proving;
  /** Snapshots that the journal is about to go on from, and does not name yet. */
  readonly #keptNow = new Set<string>();
  /** The last entry that the journal has. */
  #journaled = 0;

  private constructor(folder: string, options: BackupsOptions) {
    this.folder = folder;
    this.#options = options;
    this.#disk = options.disk ?? nodeDisk;
    this.#now = options.now ?? Date.now;
    const { appVersion, protection } = options;
    const passphrase = () => protection.passphrase();
    this.#catalogue = new Catalogue(folder, { disk: this.#disk, appVersion, passphrase });
    const onDue = () => this.#dues.forEach((tell) => tell('change'));
    this.#schedule = new Schedule({ now: this.#now, onDue });
    this.#proving = new Proving(
      () => this.#catalogue.backups,
      (name, signal) => this.verify(name, { signal }),
    );
  }

  /** Opens the folder of backups. One that cannot be made is a `failing` state, not the end of the desk. */
  static async open(folder: string, options: BackupsOptions): Promise<Backups> {
    const backups = new Backups(folder, options);
    const ready = await backups.#prepare();
    if (!ready.ok) backups.#schedule.failed(ready.problem);
    return backups;
  }

  status(): BackupStatus {
    const { failing, dueAt } = this.#schedule;
    const { encrypted, unlocked, kept } = this.#options.protection;
    return {
      folder: this.folder,
      backups: this.#catalogue.backups.map(shownBackup),
      failing: failing && {
        problem: failing.problem,
        since: isoOf(failing.since),
        retryAt: isoOf(failing.retryAt),
      },
      dueAt: dueAt === null ? null : isoOf(dueAt),
      protection: { encrypted, unlocked, kept },
    };
  }

  /** Told whenever `status` says something else; the function that it gives ends that. */
  onChange(listener: () => void): () => void {
    this.#changes.add(listener);
    return () => void this.#changes.delete(listener);
  }

  /** Told when a backup is due, which a window then makes. */
  onDue(listener: (reason: BackupReason) => void): () => void {
    this.#dues.add(listener);
    return () => void this.#dues.delete(listener);
  }

  /** The journal has taken an entry in. */
  journaled(seq: number): void {
    this.#journaled = Math.max(this.#journaled, seq);
    if (this.#journaled <= this.#newestSeq() || this.#schedule.dueAt !== null) return;
    this.#schedule.changed();
    this.#tell();
  }

  /** Begins a backup: where it goes, and the writer, which verifies what it has written (BAK6). */
  async begin(head: BackupHead): Promise<Result<{ name: string; writer: SnapshotWriter }>> {
    const begun = await this.#begin(head);
    if (!begun.ok) await this.failed(begun.problem);
    return begun;
  }

  async #begin(head: BackupHead): Promise<Result<{ name: string; writer: SnapshotWriter }>> {
    const { protection, appVersion, identity } = this.#options;
    if (protection.encrypted && !protection.unlocked) return fail('backups.locked');
    const ready = await this.#prepare();
    if (!ready.ok) return ready;
    const createdAt = isoOf(this.#now());
    const { reason, ...rest } = head;
    const name = backupName({ createdAt, reason, seq: head.seq });
    const { desk: id, name: deskName, number } = identity();
    const full = { ...rest, desk: { id, name: deskName, number }, appVersion, createdAt };
    const options = { disk: this.#disk, replace: false, passphrase: protection.passphrase() };
    const writer = await SnapshotWriter.create(join(this.folder, name), full, options);
    if (!writer.ok) return writer;
    this.#schedule.begun();
    return ok({ name, writer: writer.value });
  }

  /** A backup is whole and was read back: takes it in, and removes what rotation no longer keeps. */
  async finished(name: string): Promise<void> {
    await this.#remember(name, { provenAt: isoOf(this.#now()), problem: null });
    this.#schedule.made();
    await this.#prune();
    this.journaled(this.#journaled);
    this.#tell();
  }

  /** A backup could not be made: says so, and asks for another by and by (BAK5). */
  async failed(problem: Problem): Promise<void> {
    if (problem.code !== 'file.cancelled') this.#schedule.failed(problem);
    this.#tell();
  }

  /** Reads a backup in full, as a restore would, and remembers what came of it. */
  async verify(name: string, watching: Watching = {}): Promise<Result<Backup>> {
    const opened = await this.open(name, watching);
    if (opened.ok) await opened.value.close();
    // Neither says anything of the file.
    if (!opened.ok && saysNothing.has(opened.problem.code)) return opened;
    const proven = opened.ok
      ? { provenAt: isoOf(this.#now()), problem: null }
      : { provenAt: null, problem: opened.problem };
    await this.#remember(name, proven);
    this.#tell();
    const found = this.#catalogue.find(name);
    return found === undefined ? fail('backups.noSuchBackup', { name }) : ok(shownBackup(found));
  }

  async open(name: string, watching: Watching = {}): Promise<Result<OpenSnapshot>> {
    const path = this.pathOf(name);
    if (!path.ok) return path;
    const { appVersion, protection } = this.#options;
    const passphrase = protection.passphrase();
    return openSnapshot(path.value, { disk: this.#disk, appVersion, passphrase, ...watching });
  }

  /** Where a listed backup is. */
  pathOf(name: string): Result<string> {
    return this.#catalogue.find(name) === undefined
      ? fail('backups.noSuchBackup', { name })
      : ok(join(this.folder, name));
  }

  /** Keeps a snapshot that the desk goes on from, under the name by which the journal then knows it (BAK7). */
  async keepBase(from: OpenSnapshot): Promise<Result<SnapshotName>> {
    const { manifest } = from.facts;
    const snapshot = {
      desk: manifest.desk.id,
      number: manifest.number,
      createdAt: manifest.createdAt,
    };
    if (this.#catalogue.backups.some((known) => isNamed(known, snapshot))) return ok(snapshot);
    const ready = await this.#prepare();
    if (!ready.ok) return ready;
    const { protection } = this.#options;
    if (protection.encrypted && !protection.unlocked) return fail('backups.locked');
    const createdAt = isoOf(this.#now());
    const name = backupName({ createdAt, reason: 'restored', seq: manifest.seq ?? 0 });
    const options = { disk: this.#disk, passphrase: protection.passphrase() };
    const copied = await copySnapshot(from, join(this.folder, name), options);
    if (!copied.ok) return copied;
    await this.#remember(name, { provenAt: createdAt, problem: null });
    this.#keptNow.add(name);
    this.#tell();
    return ok(snapshot);
  }

  /** On the way out: what was journaled beyond the newest backup is made one by the engine itself (BAK8). */
  async quit(signal: AbortSignal): Promise<void> {
    this.#schedule.stop();
    await this.#proving.stop();
    if (this.#journaled <= this.#newestSeq()) return;
    const { protection, appVersion, identity, journal } = this.#options;
    if (protection.encrypted && !protection.unlocked) return;
    const { desk: id, name: deskName, number } = identity();
    const createdAt = isoOf(this.#now());
    const name = backupName({ createdAt, reason: 'quit', seq: this.#journaled });
    const made = await rebuildDesk({
      journal,
      backups: this.folder,
      into: join(this.folder, name),
      disk: this.#disk,
      appVersion,
      desk: { id, name: deskName, number },
      number: 0,
      now: this.#now,
      passphrase: protection.passphrase(),
      encryptWith: protection.passphrase(),
      signal,
    });
    if (made.ok) await this.finished(name);
    this.#schedule.stop();
  }

  close(): void {
    this.#schedule.stop();
    void this.#proving.stop();
    this.#changes.clear();
    this.#dues.clear();
  }

  /** Reads the folder again: after files in it were written by others. */
  async reread(): Promise<void> {
    await tryReading(this.folder, () => this.#catalogue.read());
    this.#tell();
  }

  /** A list that cannot be brought up to date now is no failure: the file is there, and is found later. */
  async #remember(name: string, part: Partial<Listed>): Promise<void> {
    await tryReading(name, () => this.#catalogue.put(name, part));
  }

  async #prepare(): Promise<Result<void>> {
    const made = await tryWriting(this.folder, () => this.#disk.makeFolder(this.folder));
    if (!made.ok) {
      const reason = String(made.problem.data['reason'] ?? made.problem.code);
      return fail('backups.folderGone', { folder: this.folder, reason });
    }
    await sweepLeftovers(this.folder, { disk: this.#disk });
    return tryReading(this.folder, () => this.#catalogue.read());
  }

  /** BAK3. A backup that the journal goes on from stays; so does, while newer ones are in doubt, the newest good. */
  async #prune(): Promise<void> {
    const bases = await this.#options.bases();
    if (bases === null) return;
    const all = this.#catalogue.backups;
    const newestProven = all.find(({ provenAt }) => provenAt !== null)?.name;
    const isKept = (name: string): boolean => {
      const backup = this.#catalogue.find(name)!;
      // What the journal may name cannot be told of a file that cannot be opened now.
      if (backup.snapshot === null || name === newestProven || this.#keptNow.has(name)) return true;
      return bases.some((base) => isNamed(backup, base));
    };
    const dated = all.map(({ name, createdAt }) => ({ name, time: Date.parse(createdAt) }));
    const removed: string[] = [];
    for (const name of backupsToRemove(dated, isKept)) {
      const gone = await tryWriting(name, () => this.#disk.remove(join(this.folder, name)));
      if (gone.ok) removed.push(name);
    }
    if (removed.length > 0) await this.#catalogue.forget(removed);
  }

  #newestSeq(): number {
    const { desk } = this.#options.identity();
    return Math.max(
      0,
      ...this.#catalogue.backups
        .filter(({ snapshot, problem }) => problem === null && snapshot?.desk === desk)
        .map(({ seq }) => seq ?? 0),
    );
  }

  #tell(): void {
    for (const listener of [...this.#changes]) listener();
  }
}
