import { dirname, join } from 'node:path';
import { folderFileName, type NameEnding } from '#shared/formats/exchange-names.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { writeFileAtomically } from '#electron/disk/atomic-file.ts';
import { attempt, type ProblemOf } from '#electron/disk/disk-problems.ts';
import { errorCode, type Disk } from '#electron/disk/disk.ts';
import { sharedDisk } from '#electron/disk/shared-disk.ts';
import type { TemporaryNames } from '#electron/disk/temporary-names.ts';
import { checkName, checkOwn, checkPublished, limitOf, tooLarge } from './exchange-rules.ts';
import { glanceAt, listFolder } from './folder-listing.ts';
import { folderProblems, isGone } from './folder-problems.ts';
import { FolderWatch, standardWatch, type WatchOptions } from './folder-watch.ts';
import { ownTemporaries } from './own-temporaries.ts';
import { readWhole } from './read-whole.ts';
import type { Carrier, Listed } from './transport.ts';

export interface FolderOptions extends Partial<WatchOptions> {
  /** UUID of the desk whose view of the folder this is. */
  desk: string;
  disk?: Disk;
}

/** Desks that work together through a folder that something else carries about, or that is on a network drive. */
export class FolderTransport implements Carrier {
  readonly place: string;
  readonly #desk: string;
  readonly #disk: Disk;
  readonly #names: TemporaryNames;
  readonly #problems: { reading: ProblemOf; writing: ProblemOf };
  readonly #watching: WatchOptions;
  /** Whether nothing of an earlier process, or of a failure, can be left where this desk writes. */
  #isSwept = false;

  /** `folder` is an absolute path. */
  constructor(folder: string, { desk, disk = sharedDisk, ...watching }: FolderOptions) {
    this.place = folder;
    this.#desk = desk;
    this.#disk = disk;
    this.#names = ownTemporaries(desk);
    this.#problems = folderProblems(folder);
    this.#watching = { ...standardWatch, ...watching };
  }

  list(ending: NameEnding = ''): Promise<Result<Listed[]>> {
    return this.#guard(this.#problems.reading, this.place, async () =>
      ok(await listFolder(this.#disk, this.place, ending)),
    );
  }

  glance(): Promise<Result<string>> {
    return this.#guard(this.#problems.reading, this.place, async () =>
      ok(await glanceAt(this.#disk, this.place)),
    );
  }

  async read(name: string): Promise<Result<Uint8Array | null>> {
    const named = checkName(name);
    if (!named.ok) return named;
    const path = this.#path(name);
    return this.#guard(this.#problems.reading, path, async () => {
      const bytes = await readWhole(this.#disk, path, limitOf(name));
      if (bytes === 'tooLarge') return tooLarge(name, limitOf(name));
      // Where there is no folder, that there is no file says nothing.
      return bytes === null && !(await this.#isThere()) ? this.#gone() : ok(bytes);
    });
  }

  async publish(name: string, bytes: Uint8Array): Promise<Result<void>> {
    const may = checkPublished(name, bytes.length, this.#desk);
    if (!may.ok) return may;
    const path = this.#path(name);
    const done = await this.#guard(this.#problems.writing, path, async () => {
      const ready = await this.#checkFolder(name);
      if (!ready.ok) return ready;
      await this.#makeFolders(name);
      if (!this.#isSwept) await this.#sweep();
      return this.#write(path, bytes);
    });
    this.#isSwept = done.ok;
    return done;
  }

  async remove(name: string): Promise<Result<void>> {
    const may = checkOwn(name, this.#desk);
    if (!may.ok) return may;
    const path = this.#path(name);
    return this.#guard(this.#problems.writing, path, async () => {
      const ready = await this.#checkFolder(name);
      if (!ready.ok || (await this.#disk.facts(path)) === null) return ready;
      await this.#disk.remove(path).catch(passOver('ENOENT'));
      await this.#disk.syncFolder(dirname(path));
      return ready;
    });
  }

  watch(listener: () => void): () => void {
    const watch = new FolderWatch(this.place, this.#desk, listener, this.#watching);
    return () => watch.stop();
  }

  #path(name: string): string {
    return join(this.place, ...name.split('/'));
  }

  async #isThere(): Promise<boolean> {
    return (await this.#disk.facts(this.place))?.isFolder === true;
  }

  #gone() {
    return fail('exchange.folderGone', { folder: this.place });
  }

  /** Runs work; its system errors become problems, and where the folder itself is gone, that is the problem. */
  async #guard<T>(
    problemOf: ProblemOf,
    path: string,
    work: () => Promise<Result<T>>,
  ): Promise<Result<T>> {
    const done = await attempt(problemOf)(path, work);
    const result = done.ok ? done.value : done;
    if (result.ok) return result;
    const isThere = await this.#isThere().catch((error: unknown) => !isGone(error));
    return isThere ? result : this.#gone();
  }

  /** EXC3: where a drive is not connected, its place may be an empty folder; nothing is written there. */
  async #checkFolder(name: string): Promise<Result<void>> {
    if (!(await this.#isThere())) return this.#gone();
    const isShared =
      name === folderFileName || (await this.#disk.facts(this.#path(folderFileName))) !== null;
    return isShared ? ok(undefined) : fail('exchange.folderEmpty', { folder: this.place });
  }

  /** One by one and from the top, each on the medium before something is put into it. */
  async #makeFolders(name: string): Promise<void> {
    let folder = this.place;
    for (const part of name.split('/').slice(0, -1)) {
      const above = folder;
      folder = join(above, part);
      if ((await this.#disk.facts(folder)) !== null) continue;
      await this.#disk.makeFolder(folder);
      await this.#disk.syncFolder(above);
    }
  }

  /** Everywhere this desk writes: where it was killed, it may not write again for long. */
  async #sweep(): Promise<void> {
    const folders = ['', 'base', 'desks', `log/${this.#desk}`];
    for (const folder of folders) await this.#names.sweep(this.#path(folder), this.#disk);
  }

  async #write(path: string, bytes: Uint8Array): Promise<Result<void>> {
    if (await this.#holds(path, bytes)) {
      // It may be there since a failure that came before its name was on the medium.
      await this.#disk.syncFolder(dirname(path));
      return ok(undefined);
    }
    const { writing: problemOf } = this.#problems;
    return writeFileAtomically(path, bytes, { disk: this.#disk, names: this.#names, problemOf });
  }

  /** A file that is written again without need is carried to every desk again. */
  async #holds(path: string, bytes: Uint8Array): Promise<boolean> {
    const facts = await this.#disk.facts(path);
    if (facts?.isFile !== true || facts.size !== bytes.length) return false;
    const there = await readWhole(this.#disk, path, bytes.length).catch(() => null);
    return there instanceof Uint8Array && Buffer.compare(there, bytes) === 0;
  }
}

const passOver = (code: string) => (error: unknown) => {
  if (errorCode(error) !== code) throw error;
};
