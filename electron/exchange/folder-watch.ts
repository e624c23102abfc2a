import { join } from 'node:path';
import { watchFolder } from '#electron/disk/watch-folder.ts';

export interface WatchOptions {
  /** Milliseconds between two looks where the system tells nothing. */
  pollEvery: number;
  /** Milliseconds in which changes are told of together. */
  gather: number;
  /** Null where the system is not to be asked. */
  watchFolder: typeof watchFolder | null;
}

export const standardWatch: WatchOptions = { pollEvery: 5000, gather: 200, watchFolder };

/**
 * Tells that something may have changed in a shared folder: at once where the system tells, and now and then
 * in any case. What this desk writes itself is not told of. It keeps no process alive.
 */
export class FolderWatch {
  readonly #options: WatchOptions;
  readonly #listener: () => void;
  readonly #folders: readonly string[];
  readonly #desk: string;
  readonly #stops = new Map<string, () => void>();
  readonly #timer: NodeJS.Timeout;
  #gathering: NodeJS.Timeout | null = null;

  /** Every desk says in `desks` what it has written: looking there, and at the top, is enough. */
  constructor(folder: string, desk: string, listener: () => void, options: WatchOptions) {
    this.#folders = [folder, join(folder, 'desks')];
    this.#desk = desk;
    this.#listener = listener;
    this.#options = options;
    this.#timer = setInterval(() => this.#poll(), options.pollEvery);
    this.#timer.unref();
    this.#watchAll();
  }

  /** Folders come, and come back: those that are not being watched are tried again. */
  #watchAll(): void {
    for (const folder of this.#folders) if (!this.#stops.has(folder)) this.#watch(folder);
  }

  #watch(folder: string): void {
    const watch = this.#options.watchFolder;
    if (watch === null) return;
    let isOver = false;
    const end = () => {
      isOver = true;
      this.#stops.delete(folder);
    };
    const stop = watch(folder, (name) => this.#notice(name), end);
    if (!isOver) this.#stops.set(folder, stop);
  }

  #notice(name: string | null): void {
    if (name?.includes(this.#desk) === true || this.#gathering !== null) return;
    this.#gathering = setTimeout(() => {
      this.#gathering = null;
      this.#watchAll();
      this.#listener();
    }, this.#options.gather);
    this.#gathering.unref();
  }

  #poll(): void {
    this.#watchAll();
    this.#listener();
  }

  stop(): void {
    clearInterval(this.#timer);
    if (this.#gathering !== null) clearTimeout(this.#gathering);
    for (const stop of this.#stops.values()) stop();
    this.#stops.clear();
  }
}
