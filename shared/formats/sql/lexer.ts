/** What a token is. `other` is a literal that no dump of ours needs (bit strings in hex, U& strings). */
export type TokenKind =
  'word' | 'quoted' | 'string' | 'escaped' | 'number' | 'symbol' | 'dollar' | 'other';

const newline = 0x0a;
const quote = 0x27;
const doubleQuote = 0x22;
const backslash = 0x5c;
const dollar = 0x24;
const dash = 0x2d;
const slash = 0x2f;
const star = 0x2a;
const colon = 0x3a;

const isSpace = (c: number) => c === 0x20 || (c >= 0x09 && c <= 0x0d);
const isDigit = (c: number) => c >= 0x30 && c <= 0x39;
const isWordStart = (c: number) =>
  (c >= 0x61 && c <= 0x7a) || (c >= 0x41 && c <= 0x5a) || c === 0x5f || c >= 0x80;
const isWordPart = (c: number) => isWordStart(c) || isDigit(c) || c === dollar;
const isNumberPart = (c: number, before: number) =>
  isWordPart(c) ||
  c === 0x2e ||
  ((c === 0x2b || c === dash) && (before === 0x65 || before === 0x45));

/**
 * Cuts SQL into tokens (SQL6), on bytes: every encoding that is read has ASCII at ASCII's places.
 * It works on the bytes at hand and says when they do not suffice; whoever feeds it then returns to
 * the last mark with more of them.
 */
export class Lexer {
  bytes: Uint8Array = new Uint8Array(0);
  /** Where the next token is looked for, and where the bytes at hand end. */
  at = 0;
  end = 0;
  /** Of `at`; the first line is 1. */
  line = 1;
  /** Whether nothing follows the bytes at hand. */
  final = false;
  /** `standard_conforming_strings`: off, a backslash escapes in plain strings too. */
  standard = true;

  /** The token that `next` found. */
  kind: TokenKind = 'symbol';
  start = 0;
  startLine = 1;

  /** Passes blanks and comments; false where they, or the bytes, do not end here. */
  skipBlank(): boolean {
    for (;;) {
      if (this.at >= this.end) return false;
      const c = this.bytes[this.at]!;
      if (c === newline) this.line++;
      if (isSpace(c)) {
        this.at++;
        continue;
      }
      const following = this.at + 1 < this.end ? this.bytes[this.at + 1]! : this.final ? 0 : -1;
      if (c === dash && following === dash) {
        if (!this.skipLine()) return false;
      } else if (c === slash && following === star) {
        if (!this.#skipComment()) return false;
      } else return following !== -1 || (c !== dash && c !== slash);
    }
  }

  /** Passes the rest of the line and its end; false where the line does not end here. */
  skipLine(): boolean {
    const stop = this.bytes.indexOf(newline, this.at);
    if (stop < 0 || stop >= this.end) {
      if (this.final) this.at = this.end;
      return false;
    }
    this.at = stop + 1;
    this.line++;
    return true;
  }

  #skipComment(): boolean {
    let depth = 0;
    let i = this.at;
    let lines = 0;
    for (; i < this.end - 1; i++) {
      const pair = (this.bytes[i]! << 8) | this.bytes[i + 1]!;
      if (this.bytes[i] === newline) lines++;
      if (pair === 0x2f2a) depth++;
      else if (pair === 0x2a2f) depth--;
      else continue;
      i++;
      if (depth > 0) continue;
      this.at = i + 1;
      this.line += lines;
      return true;
    }
    return false;
  }

  /** Finds the next token; false where the bytes at hand hold none that is whole. */
  next(): boolean {
    if (!this.skipBlank()) return false;
    this.start = this.at;
    this.startLine = this.line;
    const c = this.bytes[this.at]!;
    if (c === quote) return this.#string('string', this.at, !this.standard);
    if (isWordStart(c)) return this.#wordOrPrefixed(c);
    if (isDigit(c)) return this.#run('number', isNumberPart);
    if (c === doubleQuote) return this.#quoted('quoted', this.at, doubleQuote, false);
    if (c === dollar) return this.#dollar();
    if (c === colon || c === 0x2e) return this.#pairOrNumber(c);
    return this.#accept('symbol', this.at + 1);
  }

  /** Whether the token is this one character. */
  isSymbol(character: string): boolean {
    return (
      this.kind === 'symbol' &&
      this.at - this.start === character.length &&
      this.bytes[this.start] === character.charCodeAt(0)
    );
  }

  #accept(kind: TokenKind, stop: number): boolean {
    this.kind = kind;
    this.at = stop;
    return true;
  }

  #run(kind: TokenKind, belongs: (c: number, before: number) => boolean): boolean {
    let i = this.at + 1;
    while (i < this.end && belongs(this.bytes[i]!, this.bytes[i - 1]!)) i++;
    return i < this.end || this.final ? this.#accept(kind, i) : false;
  }

  #wordOrPrefixed(c: number): boolean {
    const [second, third] = [this.bytes[this.at + 1], this.bytes[this.at + 2]];
    if (this.at + 2 >= this.end && !this.final) return false;
    const letter = c | 0x20;
    if (second === quote && this.at + 1 < this.end) {
      if (letter === 0x65) return this.#string('escaped', this.at + 1, true);
      if (letter === 0x6e) return this.#string('string', this.at + 1, !this.standard);
      if (letter === 0x62) return this.#string('string', this.at + 1, false);
      if (letter === 0x78) return this.#string('other', this.at + 1, false);
    }
    if (letter === 0x75 && second === 0x26 && (third === quote || third === doubleQuote))
      return this.#quoted('other', this.at + 2, third, false);
    return this.#run('word', isWordPart);
  }

  #pairOrNumber(c: number): boolean {
    if (this.at + 1 >= this.end && !this.final) return false;
    const following = this.at + 1 < this.end ? this.bytes[this.at + 1]! : 0;
    if (c === colon && following === colon) return this.#accept('symbol', this.at + 2);
    if (c === 0x2e && isDigit(following)) return this.#run('number', isNumberPart);
    return this.#accept('symbol', this.at + 1);
  }

  #string(kind: TokenKind, open: number, escapes: boolean): boolean {
    return this.#quoted(kind, open, quote, escapes);
  }

  /** From the opening quote at `open` to the closing one; doubled quotes and escaped ones belong inside. */
  #quoted(kind: TokenKind, open: number, mark: number, escapes: boolean): boolean {
    const { bytes, end } = this;
    let lines = 0;
    for (let i = open + 1; i < end; i++) {
      const c = bytes[i]!;
      if (c === newline) lines++;
      else if (c === backslash && escapes) {
        i++;
        if (i < end && bytes[i] === newline) lines++;
      } else if (c === mark) {
        if (i + 1 >= end && !this.final) return false;
        if (i + 1 < end && bytes[i + 1] === mark) i++;
        else {
          this.line += lines;
          return this.#accept(kind, i + 1);
        }
      }
    }
    return false;
  }

  #dollar(): boolean {
    const tag = this.#dollarTag();
    if (tag === null) return false;
    if (tag === 0) return this.#accept('symbol', this.at + 1);
    let lines = 0;
    for (let i = this.at + tag; i + tag <= this.end; i++) {
      if (this.bytes[i] === newline) lines++;
      if (this.bytes[i] !== dollar || !this.#isTagAt(i, tag)) continue;
      this.line += lines;
      return this.#accept('dollar', i + tag);
    }
    return false;
  }

  /** How long the `$tag$` at `at` is; 0 if it is none, null if it is not whole. */
  #dollarTag(): number | null {
    for (let i = this.at + 1; i < this.end; i++) {
      const c = this.bytes[i]!;
      if (c === dollar) return i + 1 - this.at;
      if (!isWordStart(c) && !(isDigit(c) && i > this.at + 1)) return 0;
    }
    return this.final ? 0 : null;
  }

  #isTagAt(place: number, length: number): boolean {
    for (let i = 1; i < length; i++)
      if (this.bytes[place + i] !== this.bytes[this.at + i]) return false;
    return true;
  }
}
