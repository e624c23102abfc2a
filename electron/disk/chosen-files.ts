import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, stat, statfs } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { ChosenFile } from '#shared/ipc/messages.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import type { ChosenFiles, ChosenPath } from '../ipc/services.ts';
import { tryReading, tryWriting } from './disk-problems.ts';
import { parseShownName, shownName } from './file-names.ts';
import { Upload } from './upload.ts';

interface Held extends ChosenPath {
  /** Absent for a file that the user chose where it is. */
  upload?: Upload;
  /** Whether it was made for the window, and goes with it. */
  made?: true;
}

const freeBytes = async (folder: string): Promise<number> => {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
};

/** The files that the user chose, each behind a ticket; copies of uploaded ones live in `folder`. */
export class ChosenFileRegistry implements ChosenFiles {
  readonly #folder: string;
  readonly #held = new Map<string, Held>();

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** Makes the folder of uploads, and empties it: what is there was left by a process that died. */
  static async open(folder: string): Promise<Result<ChosenFileRegistry>> {
    return tryWriting(folder, async () => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      for (const name of await readdir(folder)) await rm(join(folder, name), { recursive: true });
      return new ChosenFileRegistry(folder);
    });
  }

  /** Takes in a file that the user chose by a dialog. */
  async add(path: string): Promise<Result<ChosenFile>> {
    const facts = await tryReading(path, () => stat(path));
    if (!facts.ok) return facts;
    const name = shownName(basename(path));
    if (!facts.value.isFile()) return fail('file.notReadable', { name, reason: 'it is no file' });
    return ok(this.#hold({ path, name, size: facts.value.size }));
  }

  /** Takes in a file that the desk made for the window; it is removed on release. */
  addMade(path: string, name: string, size: number): ChosenFile {
    return this.#hold({ path, name, size, made: true });
  }

  /** Begins to take in a file that the window holds; `size` in bytes is what must follow. */
  async beginUpload(name: string, size: number): Promise<Result<ChosenFile>> {
    const shown = parseShownName(name);
    if (!shown.ok) return shown;
    const path = join(this.#folder, randomUUID());
    const room = await tryWriting(path, () => freeBytes(this.#folder));
    if (!room.ok) return room;
    if (room.value < size) return fail('file.diskFull', { name });
    const upload = await Upload.begin({ path, name, size });
    return upload.ok ? ok(this.#hold({ path, name, size, upload: upload.value })) : upload;
  }

  /** Takes the next bytes of an upload. After a failure the upload is given up and its copy removed. */
  async writeChunk(
    ticket: string,
    offset: number,
    bytes: Uint8Array,
  ): Promise<Result<Record<string, never>>> {
    const upload = this.#held.get(ticket)?.upload;
    if (upload === undefined) return fail('file.badTicket');
    const written = await upload.write(offset, bytes);
    if (!written.ok) await this.release(ticket);
    return written.ok ? ok({}) : written;
  }

  resolve(ticket: string): Result<ChosenPath> {
    const held = this.#held.get(ticket);
    if (held === undefined || held.upload?.complete === false) return fail('file.badTicket');
    return ok({ path: held.path, name: held.name, size: held.size });
  }

  /** Forgets a file and removes its uploaded copy. Harmless for an unknown ticket. */
  async release(ticket: string): Promise<void> {
    const held = this.#held.get(ticket);
    this.#held.delete(ticket);
    await held?.upload?.discard();
    if (held?.made === true) await rm(held.path, { force: true });
  }

  async releaseAll(): Promise<void> {
    await Promise.all([...this.#held.keys()].map((ticket) => this.release(ticket)));
  }

  #hold(held: Held): ChosenFile {
    const ticket = randomUUID();
    this.#held.set(ticket, held);
    return { ticket, name: held.name, size: held.size };
  }
}
