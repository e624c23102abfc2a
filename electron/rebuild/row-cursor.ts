import type { OpenSnapshot } from '#electron/snapshots/read-snapshot.ts';
import { rowLines, type RowLine } from './desk-lines.ts';

/** Rows one by one, of which the next can be looked at. */
export class RowCursor {
  readonly #chunks: AsyncGenerator<RowLine[]>;
  #lines: RowLine[] = [];
  #at = 0;

  constructor(open: OpenSnapshot) {
    this.#chunks = rowLines(open);
  }

  /** Null at the end. */
  async peek(): Promise<RowLine | null> {
    while (this.#at >= this.#lines.length) {
      const next = await this.#chunks.next();
      if (next.done === true) return null;
      [this.#lines, this.#at] = [next.value, 0];
    }
    return this.#lines[this.#at]!;
  }

  step(): void {
    this.#at += 1;
  }
}
