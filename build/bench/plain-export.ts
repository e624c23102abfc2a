import { open, type FileHandle } from 'node:fs/promises';
import { tableEntry } from '#shared/formats/snapshot.ts';
import type { ArgsOf } from '#shared/ipc/channels.ts';
import { ok, type Result } from '#shared/result.ts';
import { ZipWriter } from '#electron/snapshots/zip-writer.ts';

/**
 * The peer of a backup: the same rows in the same ZIP, written straight to their place. Nothing is looked
 * at on the way, flushed, read back or remembered.
 */
export class PlainExport {
  readonly #path: string;
  #file: FileHandle | null = null;
  #zip: ZipWriter | null = null;
  #table: string | null = null;
  #last: Promise<unknown> = Promise.resolve();

  constructor(path: string) {
    this.#path = path;
  }

  async begin(): Promise<Result<{ name: string }>> {
    const file = await open(this.#path, 'w');
    this.#file = file;
    this.#table = null;
    this.#zip = new ZipWriter(async (bytes) => void (await file.write(bytes)), 0);
    return ok({ name: 'plain.edesk' });
  }

  rows({ table, bytes }: ArgsOf<'snapshot.exportRows'>): Promise<Result<object>> {
    const turn = this.#last.then(async () => {
      if (this.#table !== null && this.#table !== table) await this.#zip!.end();
      if (this.#table !== table) await this.#zip!.begin(tableEntry(table));
      this.#table = table;
      await this.#zip!.add(bytes);
      return ok({});
    });
    this.#last = turn;
    return turn;
  }

  async finish(): Promise<Result<object>> {
    await this.#last;
    if (this.#table !== null) await this.#zip!.end();
    await this.#zip!.close();
    const { size } = await this.#file!.stat();
    await this.#file!.close();
    return ok({ name: 'plain.edesk', size, uncompressed: size, rows: {} });
  }
}
