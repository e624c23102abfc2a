import type { Problem } from '#shared/problems/index.ts';

export interface HeldFile {
  /** Its name in the folder. */
  file: string;
  problem: Problem;
}

/** By what a file that changed is told; null for one that is not there. */
export type MarkOf = (file: string) => string | null;

/** Files that a window would not take in, at most one of each desk: those wait until they change, or are allowed. */
export class HeldFiles {
  readonly #held = new Map<string, HeldFile & { mark: string | null }>();

  /** By the UUID of the desk that wrote them. */
  get all(): ReadonlyMap<string, HeldFile> {
    return this.#held;
  }

  hold(desk: string, held: HeldFile, markOf: MarkOf): void {
    this.#held.set(desk, { ...held, mark: markOf(held.file) });
  }

  letGo(desk: string): void {
    this.#held.delete(desk);
  }

  clear(): void {
    this.#held.clear();
  }

  /** Whether a file was held back, and is still the same. */
  has(desk: string, file: string, markOf: MarkOf): boolean {
    const held = this.#held.get(desk);
    return held?.file === file && held.mark === markOf(file);
  }

  /** What was held back for itself, and not for what it would do: names by desk. */
  damaged(markOf: MarkOf): Map<string, string> {
    const found = new Map<string, string>();
    for (const [desk, { file, problem }] of this.#held)
      if (problem.code !== 'exchange.massChange' && this.has(desk, file, markOf))
        found.set(desk, file);
    return found;
  }
}
