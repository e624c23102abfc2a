import type { Decode } from './encodings.ts';
import type { Lexer, TokenKind } from './lexer.ts';
import { escapedText, plainText, type TextResult } from './strings.ts';

/** A token with its text: words as written, literals as they read; null where the bytes mean nothing. */
export interface Token {
  kind: TokenKind;
  text: string;
  line: number;
}

/** The text of the token that the lexer stands behind. */
export const tokenText = (lexer: Lexer, decode: Decode): TextResult => {
  const { bytes, start, at, kind } = lexer;
  if (kind === 'escaped') return escapedText(bytes, start + 2, at - 1, decode);
  if (kind === 'quoted') return plainText(bytes, start + 1, at - 1, '"', decode);
  if (kind !== 'string') return decode(bytes.subarray(start, at)) ?? { fault: 'sql.badBytes' };
  const from = bytes[start] === 0x27 ? start + 1 : start + 2;
  const escapes = !lexer.standard && (bytes[start]! | 0x20) !== 0x62;
  return escapes
    ? escapedText(bytes, from, at - 1, decode)
    : plainText(bytes, from, at - 1, "'", decode);
};

/** The token that the lexer stands behind; unreadable text is empty, which no name is. */
export const tokenOf = (lexer: Lexer, decode: Decode): Token => {
  const text = tokenText(lexer, decode);
  return { kind: lexer.kind, text: typeof text === 'string' ? text : '', line: lexer.startLine };
};
