import { dirname } from 'node:path';
import type { Random } from '#shared/sample/random.ts';
import type { Disk, OpenFile } from '#electron/disk/disk.ts';

/** A file, as programs see it and as the medium has it. */
interface Inode {
  seen: Buffer;
  flushed: Buffer;
}

const systemError = (code: string) => Object.assign(new Error(code), { code });

/** What may be left of a file that was not flushed: the old, the new, or the new with pieces not yet there. */
const leftOf = ({ seen, flushed }: Inode, random: Random): Buffer => {
  const kind = random.between(0, 3);
  if (kind === 0) return flushed;
  if (kind === 1) return seen;
  const cut = random.between(Math.min(seen.length, flushed.length), seen.length);
  if (kind === 2) return seen.subarray(0, cut);
  const zeroed = Buffer.from(seen);
  zeroed.fill(0, cut, Math.min(seen.length, cut + random.between(0, 600)));
  return zeroed;
};

/**
 * A disk in memory that forgets, when the power fails, what was not flushed: of a file its bytes, of a folder
 * its names. From call `failAt` on (from 0) every call fails, as for a process that is no more.
 */
export class LosingDisk implements Disk {
  #names = new Map<string, Inode>();
  #flushedNames = new Map<string, Inode>();
  readonly #folders = new Set<string>(['/']);
  #calls = 0;
  failAt = Infinity;

  get calls(): number {
    return this.#calls;
  }

  /** The power fails, and comes back. */
  losePower(random: Random): void {
    const folders = new Set([...this.#names, ...this.#flushedNames].map(([path]) => dirname(path)));
    for (const folder of folders) if (random.chance(0.5)) this.#flushNames(folder);
    this.#names = new Map(this.#flushedNames);
    for (const inode of new Set(this.#names.values())) {
      inode.seen = leftOf(inode, random);
      inode.flushed = inode.seen;
    }
    [this.#calls, this.failAt] = [0, Infinity];
  }

  async open(path: string, how: 'read' | 'create' | 'append'): Promise<OpenFile> {
    this.#step();
    const found = this.#names.get(path);
    if (how === 'create' && found !== undefined) throw systemError('EEXIST');
    if (how === 'read' && found === undefined) throw systemError('ENOENT');
    const inode = found ?? { seen: Buffer.alloc(0), flushed: Buffer.alloc(0) };
    this.#names.set(path, inode);
    return this.#openFile(inode);
  }

  async rename(from: string, to: string): Promise<void> {
    this.#step();
    this.#names.set(to, this.#at(from));
    this.#names.delete(from);
  }

  async link(from: string, to: string): Promise<void> {
    this.#step();
    if (this.#names.has(to)) throw systemError('EEXIST');
    this.#names.set(to, this.#at(from));
  }

  async remove(path: string): Promise<void> {
    this.#step();
    this.#at(path);
    this.#names.delete(path);
  }

  async facts(path: string) {
    this.#step();
    const isFolder = this.#folders.has(path);
    const inode = this.#names.get(path);
    if (inode === undefined && !isFolder) return null;
    return { isFile: !isFolder, isFolder, size: inode?.seen.length ?? 0, modified: Date.now() };
  }

  async list(folder: string): Promise<string[]> {
    this.#step();
    if (!this.#folders.has(folder)) throw systemError('ENOENT');
    const inside = [...this.#names.keys()].filter((path) => dirname(path) === folder);
    return inside.map((path) => path.slice(folder.length + 1)).sort();
  }

  async makeFolder(folder: string): Promise<void> {
    this.#step();
    for (let at = folder; at !== '/'; at = dirname(at)) this.#folders.add(at);
  }

  async syncFolder(folder: string): Promise<void> {
    this.#step();
    this.#flushNames(folder);
  }

  #flushNames(folder: string): void {
    const others = [...this.#flushedNames].filter(([path]) => dirname(path) !== folder);
    const inside = [...this.#names].filter(([path]) => dirname(path) === folder);
    this.#flushedNames = new Map([...others, ...inside]);
  }

  #at(path: string): Inode {
    const inode = this.#names.get(path);
    if (inode === undefined) throw systemError('ENOENT');
    return inode;
  }

  #step(): void {
    if (this.#calls++ >= this.failAt) throw systemError('EIO');
  }

  #openFile(inode: Inode): OpenFile {
    const step = () => this.#step();
    return {
      read: async (into, position) => (step(), inode.seen.copy(into, 0, position)),
      write: async (bytes, position) => {
        step();
        const longer = Buffer.alloc(Math.max(inode.seen.length, position + bytes.length));
        inode.seen.copy(longer);
        longer.set(bytes, position);
        inode.seen = longer;
        return bytes.length;
      },
      truncate: async (size) => {
        step();
        inode.seen = Buffer.from(inode.seen.subarray(0, size));
      },
      sync: async () => {
        step();
        inode.flushed = inode.seen;
      },
      size: async () => (step(), inode.seen.length),
      close: async () => step(),
    };
  }
}
