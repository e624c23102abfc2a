import type { DeskFile, LogHeader } from '#shared/formats/exchange.ts';
import { deskName, logName, parseExchangeName } from '#shared/formats/exchange-names.ts';
import type { LogFile } from '#shared/formats/exchange-log.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { readDeskFile } from './file-texts.ts';
import { unpackLog } from './packed-log.ts';
import type { Listed, Transport } from './transport.ts';

/** What is known of a file as it lies in the folder now. */
interface Known<T> {
  /** Size and time, by which a file that changed is told. */
  mark: string;
  value: Result<T>;
}

const markOf = ({ size, changedAt }: Listed): string => `${size} ${changedAt}`;

/** The folder as it was last listed; what has not changed since is not read again. */
export class FolderView {
  readonly #transport: Transport;
  readonly #appVersion: string;
  #files = new Map<string, Listed>();
  readonly #desks = new Map<string, Known<DeskFile>>();
  readonly #headers = new Map<string, Known<LogHeader>>();
  #signature = '';

  constructor(transport: Transport, appVersion: string) {
    this.#transport = transport;
    this.#appVersion = appVersion;
  }

  /** Lists the folder; true where anything is other than it was. */
  async refresh(): Promise<Result<boolean>> {
    const listed = await this.#transport.list();
    if (!listed.ok) return listed;
    this.#files = new Map(listed.value.map((file) => [file.name, file]));
    const signature = listed.value.map((file) => `${file.name} ${markOf(file)}`).join('\n');
    const isOther = signature !== this.#signature;
    this.#signature = signature;
    return ok(isOther);
  }

  /** By what a file that changed is told; null where it is not there. */
  markOf(name: string): string | null {
    const listed = this.#files.get(name);
    return listed === undefined ? null : markOf(listed);
  }

  has(name: string): boolean {
    return this.#files.has(name);
  }

  /** UUIDs of all desks that have any file. */
  get deskIds(): string[] {
    const ids = [...this.#files.keys()].flatMap((name) => {
      const parts = parseExchangeName(name);
      return parts === null || parts.kind === 'folder' ? [] : [parts.desk];
    });
    return [...new Set(ids)].sort();
  }

  /** Numbers of the log files of a desk, rising. */
  segmentsOf(desk: string): number[] {
    return [...this.#files.keys()]
      .flatMap((name) => {
        const parts = parseExchangeName(name);
        return parts?.kind === 'log' && parts.desk === desk ? [parts.segment] : [];
      })
      .sort((a, b) => a - b);
  }

  /** Names of checkpoints, newest first. */
  get checkpoints(): { name: string; desk: string }[] {
    return [...this.#files.keys()]
      .flatMap((name) => {
        const parts = parseExchangeName(name);
        return parts?.kind === 'base' ? [{ name, desk: parts.desk }] : [];
      })
      .sort((a, b) => (a.name < b.name ? 1 : -1));
  }

  async #read<T>(
    name: string,
    cache: Map<string, Known<T>>,
    parse: (bytes: Uint8Array) => Promise<Result<T>> | Result<T>,
  ): Promise<Result<T> | null> {
    const listed = this.#files.get(name);
    if (listed === undefined) return null;
    const known = cache.get(name);
    if (known?.mark === markOf(listed)) return known.value;
    const bytes = await this.#transport.read(name);
    if (!bytes.ok) return bytes;
    if (bytes.value === null) return null;
    const value = await parse(bytes.value);
    cache.set(name, { mark: markOf(listed), value });
    return value;
  }

  /** What a desk says of itself; null where it says nothing. */
  desk(id: string): Promise<Result<DeskFile> | null> {
    const name = deskName(id);
    return this.#read(name, this.#desks, (bytes) => readDeskFile(bytes, name, this.#appVersion));
  }

  /** The first line of a log file, of which the whole is verified; null where it is not there. */
  async header(desk: string, segment: number): Promise<Result<LogHeader> | null> {
    const name = logName(desk, segment);
    return this.#read(name, this.#headers, async (bytes) => {
      const file = await unpackLog(bytes, name, this.#appVersion);
      return file.ok ? ok(file.value.header) : file;
    });
  }

  async log(name: string): Promise<Result<LogFile>> {
    const bytes = await this.#transport.read(name);
    if (!bytes.ok) return bytes;
    if (bytes.value === null) return fail('exchange.torn', { file: name });
    return unpackLog(bytes.value, name, this.#appVersion);
  }
}
