import type { Block } from './dump-events.ts';
import type { DumpSettings } from './dump-settings.ts';
import type { Lexer } from './lexer.ts';

/**
 * Knows the words of an INSERT up to VALUES again: `pg_dump --inserts` writes them before every row, and
 * reading thirty column names each time would cost more than the row.
 */
export class InsertHeads {
  #head: Uint8Array = new Uint8Array(0);
  #lines = 0;
  #block: Block | null = null;

  remember(lexer: Lexer, from: { at: number; line: number }, block: Block): void {
    this.#head = lexer.bytes.slice(from.at, lexer.at);
    this.#lines = lexer.line - from.line;
    this.#block = block;
  }

  /** The block whose words stand at the lexer, which is moved behind them; null while that is open. */
  match(lexer: Lexer, { standard, encoding }: DumpSettings): Block | 'none' | null {
    const block = this.#block;
    if (block === null || block.standard !== standard || block.encoding !== encoding) return 'none';
    const { bytes, at, end } = lexer;
    const head = this.#head;
    for (let i = 0; i < head.length; i++) {
      if (at + i >= end) return lexer.final ? 'none' : null;
      if (bytes[at + i] !== head[i]) return 'none';
    }
    const following = bytes[at + head.length];
    if (following === undefined && !lexer.final) return null;
    if (following !== undefined && !/[\s(]/.test(String.fromCharCode(following))) return 'none';
    lexer.at = at + head.length;
    lexer.line += this.#lines;
    return block;
  }
}
