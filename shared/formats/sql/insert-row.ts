import type { Decode } from './encodings.ts';
import type { Lexer } from './lexer.ts';
import type { Fault, RowReading } from './rows.ts';
import { tokenText } from './tokens.ts';

const constants: Readonly<Record<string, string | null>> = {
  null: null,
  default: null,
  true: 'true',
  false: 'false',
};

interface Filling extends RowReading {
  lines: number[];
}

/** Where a value was left: at the comma or parenthesis behind it, where the statement breaks off, or nowhere yet. */
type Stop = 'comma' | 'close' | 'broken' | null;

/**
 * One parenthesised row of VALUES (SQL10). Null where the bytes at hand do not hold all of it;
 * 'broken' where no whole row stands here.
 */
export const readInsertRow = (lexer: Lexer, decode: Decode): RowReading | null | 'broken' => {
  if (!lexer.next()) return null;
  if (!lexer.isSymbol('(')) return 'broken';
  const row: Filling = { values: [], lines: [], faults: [] };
  for (;;) {
    const stop = readValue(lexer, decode, row);
    if (stop === null || stop === 'broken') return stop;
    if (stop === 'close') return row;
  }
};

const readValue = (lexer: Lexer, decode: Decode, row: Filling): Stop => {
  if (!lexer.next()) return null;
  const at = row.values.length;
  row.lines.push(lexer.startLine);
  let sign = '';
  if (lexer.isSymbol('-') || lexer.isSymbol('+')) {
    sign = lexer.isSymbol('-') ? '-' : '';
    if (!lexer.next()) return null;
  }
  const value = constantOf(lexer, decode, sign);
  if (typeof value === 'string' || value === null) row.values.push(value);
  else {
    row.values.push(null);
    row.faults.push({ code: value.fault, at });
    if (value.fault === 'sql.notValue') return skipToEnd(lexer);
  }
  if (!lexer.next()) return null;
  const ended = lexer.isSymbol(',') || lexer.isSymbol(')') || lexer.isSymbol('::');
  if (!ended) row.faults.push({ code: 'sql.notValue', at });
  return skipToEnd(lexer);
};

const constantOf = (
  lexer: Lexer,
  decode: Decode,
  sign: string,
): string | null | { fault: Fault['code'] } => {
  const { kind } = lexer;
  if (kind === 'number') {
    const text = tokenText(lexer, decode);
    return typeof text === 'string' ? sign + text : text;
  }
  if (sign !== '') return { fault: 'sql.notValue' };
  if (kind === 'string' || kind === 'escaped') return tokenText(lexer, decode);
  const word = kind === 'word' ? tokenText(lexer, decode) : '';
  const name = typeof word === 'string' ? word.toLowerCase() : '';
  return Object.hasOwn(constants, name) ? constants[name]! : { fault: 'sql.notValue' };
};

/** From the token at hand to the comma or parenthesis that ends the value, past a cast or what is not understood. */
const skipToEnd = (lexer: Lexer): Stop => {
  let depth = 0;
  for (;;) {
    if (lexer.isSymbol(';')) {
      lexer.at = lexer.start;
      return 'broken';
    }
    if (depth === 0 && lexer.isSymbol(',')) return 'comma';
    if (depth === 0 && lexer.isSymbol(')')) return 'close';
    if (lexer.isSymbol('(') || lexer.isSymbol('[')) depth++;
    else if (lexer.isSymbol(')') || lexer.isSymbol(']')) depth = Math.max(0, depth - 1);
    if (!lexer.next()) return null;
  }
};
