import { folderFileName, plainName, type NameEnding } from '#shared/formats/exchange-names.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import type { Random } from '#shared/sample/random.ts';
import { checkName, checkOwn, checkPublished } from '#electron/exchange/exchange-rules.ts';
import type { Carrier, Listed } from '#electron/exchange/transport.ts';

/**
 * What becomes of a file on its way to another desk: it comes whole; it is lost until everything settles; it
 * comes late, when the view is told to `deliver`; it comes cut short, and whole when it is late; or it comes
 * twice, the second time as a “conflicted copy”.
 */
export type Fate = 'whole' | 'lost' | 'late' | 'torn' | 'twice';

export type Trouble = 'gone' | 'empty' | 'readOnly' | 'full';

interface Kept {
  bytes: Uint8Array;
  changedAt: number;
}

/** A file that another desk has published; null for one that it has removed. */
interface Sent {
  name: string;
  kept: Kept | null;
}

export interface ViewOptions {
  /** UUID of the desk whose view it is. */
  desk: string;
  /** What becomes of what others publish; whole if absent. */
  fateOf?: (name: string) => Fate;
}

/** The place that the views of desks have in common, as the server of a sync program is. */
export class MemoryFolder {
  readonly place: string;
  readonly #files = new Map<string, Kept>();
  readonly #views: MemoryTransport[] = [];
  #time = Date.UTC(2026, 0, 1);

  constructor(place = 'shared') {
    this.place = place;
  }

  /** The view of one more desk, which has everything that is there. */
  view(options: ViewOptions): MemoryTransport {
    const view = new MemoryTransport(this, options);
    this.#views.push(view);
    view.settle(this.#files);
    return view;
  }

  /** What is there in the end, by stored name. */
  get files(): ReadonlyMap<string, Kept> {
    return this.#files;
  }

  /** From a view: to all others. */
  spread(from: MemoryTransport, name: string, bytes: Uint8Array | null): Kept | null {
    const kept = bytes === null ? null : { bytes, changedAt: ++this.#time };
    if (kept === null) this.#files.delete(name);
    else this.#files.set(name, kept);
    for (const view of this.#views) if (view !== from) view.receive({ name, kept });
    return kept;
  }

  /** Everything has arrived everywhere, whole, also what was lost. */
  settle(): void {
    for (const view of this.#views) view.settle(this.#files);
  }
}

const conflictedCopy = (name: string): string =>
  name.replace(/(\.[a-z.]+)$/, ' (conflicted copy 2026-01-01)$1');

/** What one desk sees of a MemoryFolder. */
export class MemoryTransport implements Carrier {
  readonly place: string;
  /** What is wrong with the folder, as this desk sees it. */
  trouble: Trouble | null = null;
  fateOf: (name: string) => Fate;
  readonly #folder: MemoryFolder;
  readonly #desk: string;
  readonly #files = new Map<string, Kept>();
  readonly #listeners = new Set<() => void>();
  #waiting: Sent[] = [];

  constructor(folder: MemoryFolder, { desk, fateOf = () => 'whole' }: ViewOptions) {
    this.place = folder.place;
    this.#folder = folder;
    this.#desk = desk;
    this.fateOf = fateOf;
  }

  /** Every name that is there, also those that are no part of the folder. */
  get names(): string[] {
    return [...this.#files.keys()].sort();
  }

  /** How many files have yet to come. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** Puts a file there that nobody published, as a person or a sync program does. */
  put(name: string, bytes: Uint8Array): void {
    this.#files.set(name, { bytes: bytes.slice(), changedAt: 0 });
  }

  receive(sent: Sent): void {
    const fate = this.fateOf(sent.name);
    if (fate === 'late' || fate === 'torn') this.#waiting.push(sent);
    if (fate === 'lost' || fate === 'late') return;
    if (fate === 'twice' && sent.kept !== null)
      this.put(conflictedCopy(sent.name), sent.kept.bytes);
    this.#take(fate === 'torn' ? torn(sent) : sent);
  }

  /** What was late comes: in the order of publishing, or in any. */
  deliver(random?: Random): void {
    const coming = this.#waiting;
    this.#waiting = [];
    while (coming.length > 0) {
      const next = random?.between(0, coming.length - 1) ?? 0;
      this.#take(coming.splice(next, 1)[0]!);
    }
  }

  settle(files: ReadonlyMap<string, Kept>): void {
    this.#waiting = [];
    for (const name of this.names) if (isPart(name) && !files.has(name)) this.#files.delete(name);
    for (const [name, kept] of files) this.#files.set(name, kept);
    this.#tell();
  }

  #take({ name, kept }: Sent): void {
    if (kept === null) this.#files.delete(name);
    else this.#files.set(name, kept);
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) queueMicrotask(listener);
  }

  async list(ending: NameEnding = ''): Promise<Result<Listed[]>> {
    const { trouble } = this;
    if (trouble === 'gone') return this.#gone();
    const names = this.names.filter((name) => plainName(name, ending) !== null);
    if (trouble === 'empty') return ok([]);
    return ok(names.map((name) => this.#listed(name)));
  }

  async glance(): Promise<Result<string>> {
    if (this.trouble === 'gone') return this.#gone();
    const isSaid = (name: string) => name === folderFileName || name.startsWith('desks/');
    const names = this.trouble === 'empty' ? [] : this.names.filter(isSaid);
    return ok(JSON.stringify(names.map((name) => this.#listed(name))));
  }

  #listed(name: string): Listed {
    const { bytes, changedAt } = this.#files.get(name)!;
    return { name, size: bytes.length, changedAt };
  }

  #gone() {
    return fail('exchange.folderGone', { folder: this.place });
  }

  async read(name: string): Promise<Result<Uint8Array | null>> {
    const named = checkName(name);
    if (!named.ok) return named;
    if (this.trouble === 'gone') return this.#gone();
    if (this.trouble === 'empty') return ok(null);
    return ok(this.#files.get(name)?.bytes.slice() ?? null);
  }

  async publish(name: string, bytes: Uint8Array): Promise<Result<void>> {
    const may = this.#mayChange(name, checkPublished(name, bytes.length, this.#desk));
    if (!may.ok || equal(this.#files.get(name)?.bytes, bytes)) return may;
    if (this.trouble === 'full') return fail('exchange.full', { folder: this.place, file: name });
    this.#files.set(name, this.#folder.spread(this, name, bytes.slice())!);
    return may;
  }

  async remove(name: string): Promise<Result<void>> {
    const may = this.#mayChange(name, checkOwn(name, this.#desk));
    if (!may.ok || !this.#files.delete(name)) return may;
    this.#folder.spread(this, name, null);
    return may;
  }

  #mayChange(name: string, named: Result<void>): Result<void> {
    if (!named.ok) return named;
    if (this.trouble === 'gone') return this.#gone();
    const isShared = name === folderFileName || this.#files.has(folderFileName);
    if (this.trouble === 'empty' || !isShared)
      return fail('exchange.folderEmpty', { folder: this.place });
    if (this.trouble !== 'readOnly') return ok(undefined);
    return fail('exchange.readOnly', { folder: this.place, file: name });
  }

  watch(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
}

const isPart = (name: string): boolean =>
  plainName(name, '') !== null || plainName(name, '.age') !== null;

const torn = ({ name, kept }: Sent): Sent => ({
  name,
  kept: kept && { ...kept, bytes: kept.bytes.subarray(0, kept.bytes.length >> 1) },
});

const equal = (a: Uint8Array | undefined, b: Uint8Array): boolean =>
  a !== undefined && Buffer.compare(a, b) === 0;
