import type { Problem, ProblemCode } from '#shared/problems/index.ts';

export interface HeldFile {
  /** Its name in the folder. */
  file: string;
  problem: Problem;
}

/** By what a file that changed is told; null for one that is not there. */
export type MarkOf = (file: string) => string | null;

/** What says that a file was damaged on its way, so that the same one written anew may be good. */
const damages: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'exchange.torn',
  'exchange.otherKey',
  'snapshot.empty',
  'snapshot.notZip',
  'snapshot.otherFormat',
  'snapshot.cutShort',
  'snapshot.altered',
  'snapshot.missingEntry',
  'snapshot.badManifest',
  'snapshot.badRow',
]);

export const isDamage = ({ code }: Problem): boolean => damages.has(code);

/** What people are told: of a damaged file not what is wrong inside, but that it is asked for anew. */
export const toldOf = ({ file, problem }: HeldFile): Problem =>
  problem.code.startsWith('snapshot.') && isDamage(problem)
    ? { code: 'exchange.torn', data: { file } }
    : problem;

/** Files of one desk, one after the other, that may be damaged before none is asked for any more. */
const mostAsked = 5;

/** Files that could not be taken in, at most one of each desk: those wait until they change, or are allowed. */
export class HeldFiles {
  readonly #held = new Map<string, HeldFile & { mark: string | null }>();
  /** By the UUID of a desk, its damaged files since one of them was taken in. */
  readonly #damaged = new Map<string, Set<string>>();

  /** Those that are still as they were, by the UUID of the desk that wrote them. */
  current(markOf: MarkOf): ReadonlyMap<string, HeldFile> {
    return new Map([...this.#held].filter(([desk, { file }]) => this.has(desk, file, markOf)));
  }

  hold(desk: string, held: HeldFile, markOf: MarkOf): void {
    this.#held.set(desk, { ...held, mark: markOf(held.file) });
    if (!isDamage(held.problem)) return;
    this.#damaged.set(desk, new Set([...(this.#damaged.get(desk) ?? []), held.file]));
  }

  letGo(desk: string): void {
    this.#held.delete(desk);
    this.#damaged.delete(desk);
  }

  clear(): void {
    this.#held.clear();
    this.#damaged.clear();
  }

  /** Whether a file was held back, and is still the same. */
  has(desk: string, file: string, markOf: MarkOf): boolean {
    const held = this.#held.get(desk);
    return held?.file === file && held.mark === markOf(file);
  }

  /** EXC21: files that whoever wrote them is asked to write anew: names by desk. */
  wanted(markOf: MarkOf): Map<string, string> {
    const found = new Map<string, string>();
    for (const [desk, { file, problem }] of this.current(markOf)) {
      const times = this.#damaged.get(desk)?.size ?? 0;
      if (isDamage(problem) && times <= mostAsked) found.set(desk, file);
    }
    return found;
  }
}
