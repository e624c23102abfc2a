import type { Work } from '#shared/ipc/exchange-channels.ts';
import { entryLine } from '#shared/formats/exchange-log.ts';
import { logName } from '#shared/formats/exchange-names.ts';
import { ok, type Result } from '#shared/result.ts';
import type { SentEntry } from '#shared/sync/parse-sent-entry.ts';
import { packLog, unpackLog } from '#electron/exchange/packed-log.ts';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const desk = { id: '01890000-0000-7000-8000-000000000002', number: 4712 };
/** Characters of a log file, about: as a desk publishes them. */
const segmentLength = 4 * 2 ** 20;

const must = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.problem.code);
  return result.value;
};

/** A folder with the log of one desk; its files are read one by one, as the exchange reads them. */
export class LogFolder {
  readonly #folder: string;
  readonly #appVersion: string;
  #written = 0;
  #read = 0;
  #after: string | null = null;

  constructor(folder: string, appVersion: string) {
    this.#folder = folder;
    this.#appVersion = appVersion;
    mkdirSync(folder, { recursive: true });
  }

  #pathOf(segment: number): string {
    return join(this.#folder, `${segment}.jsonl.gz`);
  }

  async #write(workspace: string, entries: readonly SentEntry[]): Promise<void> {
    this.#written += 1;
    const createdAt = new Date().toISOString();
    const at = { workspace, desk, segment: this.#written, after: this.#after, seen: {}, createdAt };
    writeFileSync(this.#pathOf(this.#written), must(await packLog(at, entries)));
    this.#after = entries.at(-1)!.stamp;
  }

  /** Writes entries, NDJSON, as log files. */
  async write(workspace: string, lines: string): Promise<void> {
    let [entries, length] = [[] as SentEntry[], 0];
    for (const line of lines.split('\n').slice(0, -1)) {
      entries.push(JSON.parse(line) as SentEntry);
      length += line.length;
      if (length < segmentLength) continue;
      await this.#write(workspace, entries);
      [entries, length] = [[], 0];
    }
    if (entries.length > 0) await this.#write(workspace, entries);
  }

  /** The next file that was not read yet. */
  async next(): Promise<Result<Work>> {
    if (this.#read === this.#written) return ok({ kind: 'nothing' });
    this.#read += 1;
    const file = logName(desk.id, this.#read);
    const bytes = readFileSync(this.#pathOf(this.#read));
    const { entries } = must(await unpackLog(bytes, file, this.#appVersion));
    return ok({
      kind: 'entries',
      desk: desk.id,
      deskName: 'Colleague',
      file,
      entries: entries.length,
      allowed: true,
      bytes: new TextEncoder().encode(entries.map(entryLine).join('')),
    });
  }
}
