import type { Decode } from './encodings.ts';

/** The text of a literal, or the reason why it has none. */
export type TextResult = string | { fault: 'sql.badBytes' | 'sql.badEscape' };

const badBytes = { fault: 'sql.badBytes' } as const;
const badEscape = { fault: 'sql.badEscape' } as const;

/** A literal without escapes: doubled quotes stand for one (SQL11). `from`, `to` exclude the outer quotes. */
export const plainText = (
  bytes: Uint8Array,
  from: number,
  to: number,
  mark: '"' | "'",
  decode: Decode,
): TextResult => {
  const text = decode(bytes.subarray(from, to));
  if (text === null) return badBytes;
  return text.includes(mark) ? text.replaceAll(mark + mark, mark) : text;
};

const letters: Readonly<Record<number, number>> = { 98: 8, 102: 12, 110: 10, 114: 13, 116: 9 };

const digitsFrom = (bytes: Uint8Array, at: number, to: number, most: number, base: number) => {
  let text = '';
  while (text.length < most && at + text.length < to) {
    const character = String.fromCharCode(bytes[at + text.length]!);
    if (!(base === 8 ? /[0-7]/ : /[0-9a-f]/i).test(character)) break;
    text += character;
  }
  return text;
};

/** Collects the bytes and code points of a literal with escapes. */
class Unescaped {
  text = '';
  #bytes: number[] = [];
  #decode: Decode;

  constructor(decode: Decode) {
    this.#decode = decode;
  }

  byte(value: number): void {
    this.#bytes.push(value);
  }

  point(code: number): boolean {
    return this.flush() && ((this.text += String.fromCharCode(...utf16(code))), true);
  }

  flush(): boolean {
    if (this.#bytes.length === 0) return true;
    const text = this.#decode(Uint8Array.from(this.#bytes));
    this.#bytes = [];
    if (text === null) return false;
    this.text += text;
    return true;
  }
}

const utf16 = (code: number): number[] =>
  code < 0x10000
    ? [code]
    : [0xd800 + ((code - 0x10000) >> 10), 0xdc00 + ((code - 0x10000) & 0x3ff)];

/** A literal with backslash escapes, E'…' or old plain strings (SQL12). */
export const escapedText = (
  bytes: Uint8Array,
  from: number,
  to: number,
  decode: Decode,
): TextResult => {
  if (!bytes.subarray(from, to).includes(0x5c)) return plainText(bytes, from, to, "'", decode);
  const out = new Unescaped(decode);
  for (let i = from; i < to; i++) {
    const c = bytes[i]!;
    if (c === 0x27) i++;
    if (c !== 0x5c) out.byte(c);
    else {
      const used = readEscape(bytes, i + 1, to, out);
      if (used === 0) return badEscape;
      i += used;
    }
  }
  if (!out.flush()) return badBytes;
  return out.text.isWellFormed() ? out.text : badEscape;
};

/** Reads what follows a backslash; gives how many bytes that was, 0 where it means nothing. */
const readEscape = (bytes: Uint8Array, at: number, to: number, out: Unescaped): number => {
  if (at >= to) return 0;
  const c = bytes[at]!;
  const octal = digitsFrom(bytes, at, to, 3, 8);
  if (octal !== '') {
    out.byte(parseInt(octal, 8) & 0xff);
    return octal.length;
  }
  const width = c === 0x75 ? 4 : c === 0x55 ? 8 : c === 0x78 ? 2 : 0;
  if (width === 0) {
    out.byte(letters[c] ?? c);
    return 1;
  }
  const hex = digitsFrom(bytes, at + 1, to, width, 16);
  if (width === 2) {
    out.byte(hex === '' ? c : parseInt(hex, 16));
    return 1 + hex.length;
  }
  const code = parseInt(hex, 16);
  if (hex.length < width || code > 0x10ffff || !out.point(code)) return 0;
  return 1 + width;
};
