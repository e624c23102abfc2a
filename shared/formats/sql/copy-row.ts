import type { Decode } from './encodings.ts';
import type { Fault, RowReading } from './rows.ts';

const tab = 0x09;
const carriageReturn = 0x0d;
const backslash = 0x5c;
const letters: Readonly<Record<number, number>> = {
  98: 8,
  102: 12,
  110: 10,
  114: 13,
  116: 9,
  118: 11,
};

/**
 * One line of COPY's text format (SQL8), without its line end. Nearly every line holds no escape but
 * `\N`; the others are taken byte by byte, since an octal or hexadecimal escape is a byte, not a character.
 */
export const readCopyRow = (line: Uint8Array, decode: Decode): RowReading => {
  const text = decode(line);
  if (text === null || text.includes('\r')) return readBytes(line, decode);
  const values: (string | null)[] = text.split('\t');
  if (!text.includes('\\')) return { values, lines: null, faults: [] };
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value === '\\N') values[i] = null;
    else if (value.includes('\\')) return readBytes(line, decode);
  }
  return { values, lines: null, faults: [] };
};

const readBytes = (line: Uint8Array, decode: Decode): RowReading => {
  const values: (string | null)[] = [];
  const faults: Fault[] = [];
  for (let from = 0; from <= line.length;) {
    let to = from;
    while (to < line.length && line[to] !== tab) to += line[to] === backslash ? 2 : 1;
    const value = readValue(line.subarray(from, to), decode);
    if (typeof value === 'object' && value !== null)
      faults.push({ code: value.fault, at: values.length });
    values.push(typeof value === 'string' ? value : null);
    from = to + 1;
  }
  return { values, lines: null, faults };
};

const isNull = (value: Uint8Array) =>
  value.length === 2 && value[0] === backslash && value[1] === 0x4e;

const readValue = (value: Uint8Array, decode: Decode): string | null | { fault: Fault['code'] } => {
  if (isNull(value)) return null;
  const bytes = new Uint8Array(value.length);
  let length = 0;
  for (let i = 0; i < value.length; i++) {
    let byte = value[i]!;
    if (byte === carriageReturn) return { fault: 'sql.rawReturn' };
    if (byte === backslash) {
      const escape = readEscape(value, i + 1);
      if (escape === null) return { fault: 'sql.badEscape' };
      byte = escape.byte;
      i += escape.length;
    }
    bytes[length++] = byte;
  }
  return decode(bytes.subarray(0, length)) ?? { fault: 'sql.badBytes' };
};

const octal = (c: number | undefined) =>
  c !== undefined && c >= 0x30 && c <= 0x37 ? c - 0x30 : -1;
const hexadecimal = (c: number | undefined): number => {
  if (c === undefined) return -1;
  if (c >= 0x30 && c <= 0x39) return c - 0x30;
  const letter = c | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
};

const digits = (
  value: Uint8Array,
  at: number,
  most: number,
  base: number,
  digitOf: (c: number | undefined) => number,
): { byte: number; length: number } => {
  let [byte, length] = [0, 0];
  for (; length < most; length++) {
    const digit = digitOf(value[at + length]);
    if (digit < 0) break;
    byte = byte * base + digit;
  }
  return { byte: byte & 0xff, length };
};

/** What a backslash and the bytes from `at` stand for; null where they stand for nothing. */
const readEscape = (value: Uint8Array, at: number): { byte: number; length: number } | null => {
  const c = value[at];
  if (c === undefined || c === 0x2e) return null;
  if (octal(c) >= 0) return digits(value, at, 3, 8, octal);
  if (c !== 0x78) return { byte: letters[c] ?? c, length: 1 };
  const hex = digits(value, at + 1, 2, 16, hexadecimal);
  return hex.length === 0 ? { byte: c, length: 1 } : { byte: hex.byte, length: hex.length + 1 };
};
