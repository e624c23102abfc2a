import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fail, ok, type Result } from '#shared/result.ts';
import type { Exports } from '../ipc/services.ts';
import { freeName, parseFileName } from './file-names.ts';

/** Shows a file in the system's file manager. */
export type ShowFile = (path: string) => Promise<Result<Record<string, never>>>;

/** Exports of a shell without dialogs: each gets a free name in one folder. */
export class ExportsFolder implements Exports {
  readonly #folder: string;
  readonly #show: ShowFile;
  /** Given away in this session; a name counts as taken before its file is there. */
  readonly #given = new Set<string>();

  constructor(folder: string, show: ShowFile) {
    this.#folder = folder;
    this.#show = show;
  }

  async choose(suggestedName: string): Promise<Result<{ path: string; name: string }>> {
    const wanted = parseFileName(suggestedName);
    if (!wanted.ok) return wanted;
    const isTaken = async (name: string) =>
      this.#given.has(name) || existsSync(join(this.#folder, name));
    const name = await freeName(wanted.value, isTaken);
    this.#given.add(name);
    return ok({ path: join(this.#folder, name), name });
  }

  async reveal(name: string): Promise<Result<Record<string, never>>> {
    const path = join(this.#folder, name);
    if (!this.#given.has(name) || !existsSync(path)) return fail('file.notFound', { name });
    return this.#show(path);
  }
}
