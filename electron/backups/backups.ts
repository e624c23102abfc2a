import type { Backup, BackupReason, BackupStatus } from '#shared/ipc/messages.ts';
import type { Problem } from '#shared/problems/index.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import type { SnapshotName } from '#shared/sync/change.ts';
import type { OpenSnapshot } from '../snapshots/read-snapshot.ts';
import type { SnapshotWriter } from '../snapshots/write-snapshot.ts';
import { BackupFolder } from './backup-folder.ts';
import { shownBackup } from './catalogue.ts';
import { isoOf, type BackupHead, type BackupsOptions, type Watching } from './options.ts';
import { Proving } from './proving.ts';
import { Schedule } from './schedule.ts';

const saysNothing = new Set<Problem['code']>([
  'file.cancelled',
  'age.passphraseNeeded',
  'age.wrongPassphrase',
]);

/** The backups of a desk: a folder of snapshots that are made, proven and removed by themselves (BACKUPS.md). */
export class Backups {
  readonly #files: BackupFolder;
  readonly #options: BackupsOptions;
  readonly #now: () => number;
  readonly #schedule: Schedule;
  readonly #changes = new Set<() => void>();
  readonly #dues = new Set<(reason: BackupReason) => void>();
  readonly #proving: Proving;
  /** The last entry that the journal has. */
  #journaled = 0;

  private constructor(folder: string, options: BackupsOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
    this.#files = new BackupFolder(folder, options);
    const onDue = () => this.#dues.forEach((tell) => tell('change'));
    this.#schedule = new Schedule({ now: this.#now, onDue });
    this.#proving = new Proving(
      () => this.#files.catalogue.backups,
      (name, signal) => this.verify(name, { signal }),
    );
  }

  /** Opens the folder of backups. One that cannot be made is a `failing` state, not the end of the desk. */
  static async open(folder: string, options: BackupsOptions): Promise<Backups> {
    const backups = new Backups(folder, options);
    const ready = await backups.#files.prepare();
    if (!ready.ok) backups.#schedule.failed(ready.problem);
    return backups;
  }

  get folder(): string {
    return this.#files.path;
  }

  status(): BackupStatus {
    const { failing, dueAt } = this.#schedule;
    const { encrypted, unlocked, kept } = this.#options.protection;
    return {
      folder: this.folder,
      backups: this.#files.catalogue.backups.map(shownBackup),
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
    if (this.#journaled <= this.#files.newestSeq() || this.#schedule.dueAt !== null) return;
    this.#schedule.changed();
    this.#tell();
  }

  /** Begins a backup: where it goes, and the writer, which verifies what it has written (BAK6). */
  async begin(head: BackupHead): Promise<Result<{ name: string; writer: SnapshotWriter }>> {
    const begun = await this.#files.create(head);
    if (begun.ok) this.#schedule.begun();
    else await this.failed(begun.problem);
    return begun;
  }

  /** A backup is whole and was read back: takes it in, and removes what rotation no longer keeps. */
  async finished(name: string): Promise<void> {
    await this.#files.remember(name, { provenAt: isoOf(this.#now()), problem: null });
    this.#schedule.made();
    await this.#files.prune();
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
    await this.#files.remember(name, proven);
    this.#tell();
    const found = this.#files.catalogue.find(name);
    return found === undefined ? fail('backups.noSuchBackup', { name }) : ok(shownBackup(found));
  }

  open(name: string, watching: Watching = {}): Promise<Result<OpenSnapshot>> {
    return this.#files.open(name, watching);
  }

  /** Where a listed backup is. */
  pathOf(name: string): Result<string> {
    return this.#files.pathOf(name);
  }

  /** Keeps a snapshot that the desk goes on from, under the name by which the journal then knows it (BAK7). */
  async keepBase(from: OpenSnapshot): Promise<Result<SnapshotName>> {
    const kept = await this.#files.keepBase(from);
    if (kept.ok) this.#tell();
    return kept;
  }

  /** On the way out: what was journaled beyond the newest backup is made one by the engine itself (BAK8). */
  async quit(signal: AbortSignal): Promise<void> {
    this.#schedule.stop();
    await this.#proving.stop();
    if (this.#journaled <= this.#files.newestSeq()) return;
    const made = await this.#files.rebuild(this.#journaled, signal);
    if (made !== null) await this.finished(made);
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
    await this.#files.reread();
    this.#tell();
  }

  #tell(): void {
    for (const listener of [...this.#changes]) listener();
  }
}
