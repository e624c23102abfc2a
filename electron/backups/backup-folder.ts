import { join } from 'node:path';
import { fail, ok, type Result } from '#shared/result.ts';
import type { SnapshotName } from '#shared/sync/change.ts';
import { nodeDisk, type Disk } from '../disk/disk.ts';
import { tryReading, tryWriting } from '../disk/disk-problems.ts';
import { sweepLeftovers } from '../disk/temporary-names.ts';
import { purgeTakenIn } from '../rebuild/purge.ts';
import { rebuildDesk } from '../rebuild/rebuild.ts';
import { openSnapshot, type OpenSnapshot } from '../snapshots/read-snapshot.ts';
import { SnapshotWriter } from '../snapshots/write-snapshot.ts';
import { backupName } from './backup-name.ts';
import { Catalogue, isNamed, type Listed } from './catalogue.ts';
import { copySnapshot } from './copy-snapshot.ts';
import { isoOf, type BackupHead, type BackupsOptions, type Watching } from './options.ts';
import { backupsToRemove } from './rotation.ts';

/** The folder that the backups are in: writes, opens and removes them, and says what is there. */
export class BackupFolder {
  readonly path: string;
  readonly catalogue: Catalogue;
  readonly #disk: Disk;
  readonly #options: BackupsOptions;
  readonly #now: () => number;
  /** Snapshots that the journal is about to go on from, and does not name yet. */
  readonly #keptNow = new Set<string>();

  constructor(path: string, options: BackupsOptions) {
    this.path = path;
    this.#options = options;
    this.#disk = options.disk ?? nodeDisk;
    this.#now = options.now ?? Date.now;
    const { appVersion, protection } = options;
    const passphrase = () => protection.passphrase();
    this.catalogue = new Catalogue(path, { disk: this.#disk, appVersion, passphrase });
  }

  /** Whether backups are encrypted with a passphrase that is not known now. */
  get isLocked(): boolean {
    const { encrypted, unlocked } = this.#options.protection;
    return encrypted && !unlocked;
  }

  /** Makes the folder where it is gone, and reads what is in it. */
  async prepare(): Promise<Result<void>> {
    const made = await tryWriting(this.path, () => this.#disk.makeFolder(this.path));
    if (!made.ok) {
      const reason = String(made.problem.data['reason'] ?? made.problem.code);
      return fail('backups.folderGone', { folder: this.path, reason });
    }
    await sweepLeftovers(this.path, { disk: this.#disk });
    return tryReading(this.path, () => this.catalogue.read());
  }

  /** Reads the folder again: after files in it were written by others. */
  async reread(): Promise<void> {
    await tryReading(this.path, () => this.catalogue.read());
  }

  /** Where a listed backup is. */
  pathOf(name: string): Result<string> {
    return this.catalogue.find(name) === undefined
      ? fail('backups.noSuchBackup', { name })
      : ok(join(this.path, name));
  }

  async open(name: string, watching: Watching): Promise<Result<OpenSnapshot>> {
    const path = this.pathOf(name);
    if (!path.ok) return path;
    const { appVersion, protection } = this.#options;
    const passphrase = protection.passphrase();
    return openSnapshot(path.value, { disk: this.#disk, appVersion, passphrase, ...watching });
  }

  /** Begins a file of its own for a backup of now. */
  async create(head: BackupHead): Promise<Result<{ name: string; writer: SnapshotWriter }>> {
    if (this.isLocked) return fail('backups.locked');
    const ready = await this.prepare();
    if (!ready.ok) return ready;
    const { protection, appVersion, identity } = this.#options;
    const createdAt = isoOf(this.#now());
    const { reason, ...rest } = head;
    const name = backupName({ createdAt, reason, seq: head.seq });
    const { desk: id, name: deskName, number } = identity();
    const full = { ...rest, desk: { id, name: deskName, number }, appVersion, createdAt };
    const options = { disk: this.#disk, replace: false, passphrase: protection.passphrase() };
    const writer = await SnapshotWriter.create(join(this.path, name), full, options);
    return writer.ok ? ok({ name, writer: writer.value }) : writer;
  }

  /** A list that cannot be brought up to date now is no failure: the file is there, and is found later. */
  async remember(name: string, part: Partial<Listed>): Promise<void> {
    await tryReading(name, () => this.catalogue.put(name, part));
  }

  /** Keeps a snapshot that the desk goes on from, under the name by which the journal then knows it (BAK7). */
  async keepBase(from: OpenSnapshot): Promise<Result<SnapshotName>> {
    const { desk, number, createdAt } = from.facts.manifest;
    const snapshot = { desk: desk.id, number, createdAt };
    if (this.catalogue.backups.some((known) => isNamed(known, snapshot))) return ok(snapshot);
    const ready = await this.prepare();
    if (!ready.ok) return ready;
    if (this.isLocked) return fail('backups.locked');
    const copied = await this.#takeCopy(from);
    return copied.ok ? ok(snapshot) : copied;
  }

  async #takeCopy(from: OpenSnapshot): Promise<Result<void>> {
    const createdAt = isoOf(this.#now());
    const seq = from.facts.manifest.seq ?? 0;
    const name = backupName({ createdAt, reason: 'restored', seq });
    const path = join(this.path, name);
    const options = { disk: this.#disk, passphrase: this.#options.protection.passphrase() };
    const copied = await copySnapshot(from, path, options);
    if (!copied.ok) return copied;
    const { journal, appVersion, identity } = this.#options;
    const { desk } = identity();
    const purged = await purgeTakenIn(path, { ...options, journal, appVersion, desk });
    if (!purged.ok) {
      await tryWriting(name, () => this.#disk.remove(path));
      return purged;
    }
    await this.remember(name, { provenAt: createdAt, problem: null });
    this.#keptNow.add(name);
    return ok(undefined);
  }

  /** Makes a backup of all that is journaled, with no window (BAK8); gives its name, null where none came of it. */
  async rebuild(seq: number, signal: AbortSignal): Promise<string | null> {
    if (this.isLocked) return null;
    const { protection, appVersion, identity, journal } = this.#options;
    const { desk: id, name: deskName, number } = identity();
    const name = backupName({ createdAt: isoOf(this.#now()), reason: 'quit', seq });
    const made = await rebuildDesk({
      journal,
      backups: this.path,
      into: join(this.path, name),
      disk: this.#disk,
      appVersion,
      desk: { id, name: deskName, number },
      number: 0,
      now: this.#now,
      passphrase: protection.passphrase(),
      encryptWith: protection.passphrase(),
      signal,
    });
    return made.ok ? name : null;
  }

  /** BAK3. A backup that the journal goes on from stays; so does, while newer ones are in doubt, the newest good. */
  async prune(): Promise<void> {
    const bases = await this.#options.bases();
    if (bases === null) return;
    const all = this.catalogue.backups;
    const newestProven = all.find(({ provenAt }) => provenAt !== null)?.name;
    const isKept = (name: string): boolean => {
      const backup = this.catalogue.find(name)!;
      // What the journal may name cannot be told of a file that cannot be opened now.
      if (backup.snapshot === null || name === newestProven || this.#keptNow.has(name)) return true;
      return bases.some((base) => isNamed(backup, base));
    };
    const dated = all.map(({ name, createdAt }) => ({ name, time: Date.parse(createdAt) }));
    const removed: string[] = [];
    for (const name of backupsToRemove(dated, isKept)) {
      const gone = await tryWriting(name, () => this.#disk.remove(join(this.path, name)));
      if (gone.ok) removed.push(name);
    }
    if (removed.length > 0) await this.catalogue.forget(removed);
  }

  /** The last journal entry that a readable backup of this desk contains; 0 for none. */
  newestSeq(): number {
    const { desk } = this.#options.identity();
    const seqs = this.catalogue.backups
      .filter(({ snapshot, problem }) => problem === null && snapshot?.desk === desk)
      .map(({ seq }) => seq ?? 0);
    return Math.max(0, ...seqs);
  }
}
