import type { Problem } from '../../problems/index.ts';
import { readCopyRow } from './copy-row.ts';
import { writtenName, type Block, type DumpSink } from './dump-events.ts';
import { DumpSettings } from './dump-settings.ts';
import type { DecoderFor } from './encodings.ts';
import { fileKindProblem } from './file-kind.ts';
import { InsertHeads } from './insert-heads.ts';
import { readInsertRow } from './insert-row.ts';
import { Lexer } from './lexer.ts';
import { readStatement, type Column, type CopySource, type DumpName } from './statements.ts';
import { StatementEnd } from './statement-end.ts';
import { tokenOf, type Token } from './tokens.ts';

const newline = 0x0a;
const backslash = 0x5c;
const semicolon = 0x3b;
const mebibyte = 2 ** 20;
/** The longest row or statement that is read (SQL14). */
const longestUnit = 64 * mebibyte;

/** Where the parser stands, and so what it looks for next. */
type Mode = 'start' | 'statement' | 'skip' | 'copy' | 'row' | 'afterRow' | 'stopped';

/**
 * Reads a plain-text dump as it arrives, in chunks of bytes, and tells its sink what is in it; SQL.md has
 * the rules. It holds no more than one chunk and one row or statement. Bytes that do not make a whole row
 * or statement wait for more, and are looked at again only when they have doubled: the time stays linear.
 */
export class DumpParser {
  readonly #sink: DumpSink;
  readonly #settings: DumpSettings;
  readonly #lexer = new Lexer();
  readonly #heads = new InsertHeads();
  #mode: Mode = 'start';
  #block: Block | null = null;
  #wanted = false;
  #skipping = new StatementEnd();
  #skippedFrom = 1;
  #retryAt = 0;
  /** The place in the file of the lexer's first byte. */
  #base = 0;
  #head = '';
  #tail = '';

  constructor(sink: DumpSink, decoderFor: DecoderFor) {
    this.#sink = sink;
    this.#settings = new DumpSettings(decoderFor);
  }

  /** Lines read so far. */
  get lines(): number {
    return this.#lexer.line;
  }

  /** Whether the rest of the file is not worth reading. */
  get isStopped(): boolean {
    return this.#mode === 'stopped';
  }

  push(chunk: Uint8Array): void {
    const lexer = this.#lexer;
    const rest = lexer.bytes.subarray(lexer.at);
    this.#base += lexer.at;
    lexer.bytes = rest.length === 0 ? chunk : joined(rest, chunk);
    lexer.at = 0;
    lexer.end = lexer.bytes.length;
    this.#keepEnds(chunk);
    if (lexer.end >= Math.min(this.#retryAt, longestUnit)) this.#run();
  }

  end(): void {
    this.#lexer.final = true;
    this.#run();
    this.#checkEnd();
  }

  #keepEnds(chunk: Uint8Array): void {
    if (this.#head.length < 1000) this.#head += ascii(chunk.subarray(0, 1000));
    this.#tail = (this.#tail + ascii(chunk.subarray(-1000))).slice(-1000);
  }

  #run(): void {
    const lexer = this.#lexer;
    while (this.#mode !== 'stopped') {
      const { at, line } = lexer;
      if (this.#step()) continue;
      [lexer.at, lexer.line] = [at, line];
      this.#retryAt = (lexer.end - at) * 2;
      if (lexer.end - at > longestUnit)
        this.#stop('sql.tooLong', { limit: longestUnit / mebibyte });
      return;
    }
  }

  /** Goes one unit further; false where the bytes at hand do not suffice. */
  #step(): boolean {
    switch (this.#mode) {
      case 'start':
        return this.#begin();
      case 'statement':
        return this.#statement();
      case 'skip':
        return this.#skip();
      case 'copy':
        return this.#copyLine();
      case 'row':
        return this.#row();
      case 'afterRow':
        return this.#afterRow();
      case 'stopped':
        return false;
    }
  }

  #stop(code: Problem['code'], data: Problem['data'] = {}): void {
    this.#sink.problem({ code, data }, this.#lexer.line, this.#block);
    this.#mode = 'stopped';
  }

  #begin(): boolean {
    const lexer = this.#lexer;
    const { bytes, end, final } = lexer;
    if (end < 262 && !final) return false;
    const problem = fileKindProblem(bytes);
    if (problem !== null) this.#stop(problem.code, problem.data);
    else if (end === 0) this.#stop('sql.empty');
    else this.#mode = 'statement';
    if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) lexer.at = 3;
    return true;
  }

  #statement(): boolean {
    const lexer = this.#lexer;
    this.#block = null;
    if (!lexer.skipBlank()) return false;
    const first = lexer.bytes[lexer.at]!;
    if (first === backslash) return lexer.skipLine();
    if (first === semicolon) {
      lexer.at++;
      return true;
    }
    if (first === 0) {
      this.#stop('sql.binary');
      return true;
    }
    const known = this.#heads.match(lexer, this.#settings);
    if (known === null) return false;
    if (known !== 'none') return this.#startBlock(known, 'row');
    return this.#readHead();
  }

  /** Reads a statement that matters as a whole, or up to VALUES; the others are passed token by token. */
  #readHead(): boolean {
    const lexer = this.#lexer;
    const { at, line } = lexer;
    const { decode } = this.#settings;
    const tokens: Token[] = [];
    const ending = new StatementEnd();
    for (;;) {
      if (!lexer.next()) return false;
      const token = tokenOf(lexer, decode);
      const word = token.kind === 'word' ? token.text.toLowerCase() : null;
      if (tokens.length === 0 && !readWords.has(word ?? '')) {
        if (!passedWords.has(word ?? '')) this.#reportUnknown(token);
        [lexer.at, lexer.line] = [at, line];
        return this.#startSkip();
      }
      const insert = tokens[0]?.text.toLowerCase() === 'insert';
      if (ending.ends(token.kind === 'symbol' ? token.text : null, word))
        return this.#checkRunOn(ending) && this.#handle(tokens, null);
      if (insert && word === 'values' && ending.isOutside)
        return this.#handle(tokens, { at, line });
      tokens.push(token);
    }
  }

  #reportUnknown({ text, line }: Token): void {
    const data = { text: text.length > 40 ? `${text.slice(0, 37)}…` : text };
    this.#sink.problem({ code: 'sql.unknownStatement', data }, line, null);
  }

  #checkRunOn({ ranOn }: StatementEnd): true {
    if (ranOn) this.#sink.problem({ code: 'sql.ranOn', data: {} }, this.#lexer.startLine, null);
    return true;
  }

  #startSkip(): boolean {
    this.#skipping = new StatementEnd();
    this.#skippedFrom = this.#lexer.line;
    this.#mode = 'skip';
    return true;
  }

  #skip(): boolean {
    const lexer = this.#lexer;
    if (!lexer.next()) return false;
    const isWord = lexer.kind === 'word';
    const text =
      isWord || lexer.kind === 'symbol' ? tokenOf(lexer, this.#settings.decode).text : '';
    const ended = this.#skipping.ends(
      lexer.kind === 'symbol' ? text : null,
      isWord ? text.toLowerCase() : null,
    );
    if (ended) {
      this.#checkRunOn(this.#skipping);
      this.#mode = 'statement';
    }
    return true;
  }

  /** `head` is where an INSERT began whose VALUES follow. */
  #handle(tokens: readonly Token[], head: { at: number; line: number } | null): boolean {
    const statement = readStatement(tokens);
    const line = tokens[0]!.line;
    if (statement.kind === 'table') {
      const table = this.#settings.createTable(statement.table, statement.columns, line);
      this.#sink.table(table);
    } else if (statement.kind === 'set') {
      const refused = this.#settings.set(statement.setting, statement.values);
      if (refused !== null) this.#stop('sql.encoding', { encoding: refused });
      this.#lexer.standard = this.#settings.standard;
    } else if (statement.kind === 'change') {
      const { schema, name } = statement.table;
      const table = writtenName({ schema: schema ?? 'public', name });
      if (schema !== 'pg_catalog')
        this.#sink.problem({ code: 'sql.changesRows', data: { table } }, line, null);
    } else if (statement.kind === 'copy')
      return this.#startCopy(statement.table, statement.columns, statement.source, line);
    else if (statement.kind === 'insert')
      return this.#startInsert(statement.table, statement.columns, line, head);
    return true;
  }

  #startCopy(name: DumpName, columns: Column[] | null, source: CopySource, line: number): boolean {
    const block = this.#settings.block('copy', name, columns, line);
    if (source === 'elsewhere') {
      this.#report('sql.copyElsewhere', line, block);
      return true;
    }
    if (!this.#lexer.skipLine() && !this.#lexer.final) return false;
    this.#startBlock(block, 'copy');
    if (source === 'otherFormat') this.#wanted = false;
    if (source === 'otherFormat') this.#report('sql.copyFormat', line, block);
    return true;
  }

  #startInsert(
    name: DumpName,
    columns: Column[] | null,
    line: number,
    head: { at: number; line: number } | null,
  ): boolean {
    const block = this.#settings.block('insert', name, columns, line);
    if (head === null) {
      this.#report('sql.insertForm', line, block);
      return true;
    }
    this.#heads.remember(this.#lexer, head, block);
    return this.#startBlock(block, 'row');
  }

  #startBlock(block: Block, mode: 'copy' | 'row'): boolean {
    if (block !== this.#block) this.#wanted = this.#sink.block(block);
    this.#block = block;
    this.#mode = mode;
    return true;
  }

  #report(code: Problem['code'], line: number, block: Block): void {
    this.#sink.problem({ code, data: { table: writtenName(block) } }, line, block);
  }

  #copyLine(): boolean {
    const lexer = this.#lexer;
    const { at, line, bytes } = lexer;
    const stop = this.#copyLineEnd();
    if (stop < 0) return false;
    const to = bytes[stop - 1] === 0x0d && bytes[stop - 2] !== backslash ? stop - 1 : stop;
    if (to - at === 2 && bytes[at] === backslash && bytes[at + 1] === 0x2e) {
      lexer.at = Math.min(stop + 1, lexer.end);
      this.#mode = 'statement';
      return true;
    }
    if (stop >= lexer.end) return false;
    lexer.at = stop + 1;
    this.#copyRow(at, Math.max(at, to), line);
    return true;
  }

  /** Where the row's line ends: a line end behind a backslash belongs to the row (SQL8). Counts lines. */
  #copyLineEnd(): number {
    const lexer = this.#lexer;
    const { bytes } = lexer;
    for (let from = lexer.at; ;) {
      const stop = bytes.indexOf(newline, from);
      if (stop < 0) return lexer.final ? lexer.end : -1;
      lexer.line++;
      let slashes = 0;
      while (stop - slashes > from && bytes[stop - 1 - slashes] === backslash) slashes++;
      if (slashes % 2 === 0) return stop;
      from = stop + 1;
    }
  }

  #copyRow(at: number, to: number, line: number): void {
    const block = this.#block!;
    if (!this.#wanted) {
      this.#sink.unread(block);
      return;
    }
    const bytes = this.#lexer.bytes.subarray(at, to);
    const reading = readCopyRow(bytes, this.#settings.decode);
    if (reading.values.length !== block.columns.length && looksLikeSql(reading.values[0] ?? '')) {
      this.#report('sql.copyNotEnded', line, block);
      [this.#lexer.at, this.#lexer.line] = [at, line];
      this.#mode = 'statement';
      return;
    }
    const place = { line, offset: this.#base + at, length: to - at };
    this.#sink.row(block, { ...reading, ...place });
  }

  #row(): boolean {
    const lexer = this.#lexer;
    const block = this.#block!;
    if (!lexer.skipBlank()) return false;
    const { at, line } = lexer;
    const reading = readInsertRow(lexer, this.#settings.decode);
    if (reading === null) return false;
    if (reading === 'broken') {
      this.#report('sql.insertForm', line, block);
      return this.#startSkip();
    }
    const place = { line, offset: this.#base + at, length: lexer.at - at };
    if (this.#wanted) this.#sink.row(block, { ...reading, ...place });
    else this.#sink.unread(block);
    this.#mode = 'afterRow';
    return true;
  }

  #afterRow(): boolean {
    const lexer = this.#lexer;
    if (!lexer.next()) return false;
    if (lexer.isSymbol(',')) this.#mode = 'row';
    else if (lexer.isSymbol(';')) this.#mode = 'statement';
    else {
      if (lexer.kind !== 'word') this.#report('sql.insertForm', lexer.startLine, this.#block!);
      lexer.at = lexer.start;
      this.#startSkip();
    }
    return true;
  }

  #checkEnd(): void {
    if (this.#mode === 'stopped') return;
    const lexer = this.#lexer;
    if (this.#mode !== 'copy' && this.#mode !== 'skip') lexer.skipBlank();
    const cut = this.#cutAtEnd();
    const line = this.#mode === 'skip' ? this.#skippedFrom : lexer.line;
    if (cut !== null) {
      const data = this.#block === null ? {} : { table: writtenName(this.#block) };
      this.#sink.problem({ code: cut, data }, line, this.#block);
    } else if (isPgDump(this.#head) && !this.#tail.includes('dump complete'))
      this.#sink.problem({ code: 'sql.cutEnd', data: {} }, line, null);
  }

  #cutAtEnd(): Problem['code'] | null {
    const { at, end, bytes } = this.#lexer;
    if (this.#mode === 'copy') return at < end ? 'sql.cutRow' : 'sql.cutCopy';
    if (this.#mode === 'row') return 'sql.cutRow';
    if (this.#mode !== 'statement') return 'sql.cutStatement';
    return at < end && bytes[at] !== backslash ? 'sql.cutStatement' : null;
  }
}

/** Statements that are read, and those that are passed over (SQL4). What begins otherwise is no SQL. */
const readWords = new Set(['create', 'copy', 'insert', 'set', 'update', 'delete']);
const passedWords = new Set(
  `abort alter analyse analyze begin call checkpoint close cluster comment commit deallocate declare
  discard do drop end execute explain fetch grant import listen load lock move notify prepare reassign
  refresh reindex release reset revoke rollback savepoint security select show start table truncate
  unlisten vacuum values with`.split(/\s+/),
);

const joined = (a: Uint8Array, b: Uint8Array): Uint8Array => {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
};

const ascii = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

const isPgDump = (head: string): boolean => /^-- PostgreSQL database dump\r?$/m.test(head);

const looksLikeSql = (text: string): boolean =>
  /^(--|\\(un)?restrict\b|(COPY|ALTER|CREATE|INSERT|SET|SELECT|GRANT|REVOKE|COMMENT)\s.*[;(]?$)/.test(
    text,
  );
