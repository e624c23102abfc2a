import type { Token } from './tokens.ts';

/** The name of a table as the dump writes it. */
export interface DumpName {
  /** Null where none is written; then the search path says. */
  schema: string | null;
  name: string;
}

export interface Column {
  name: string;
  line: number;
}

/** What a statement says, of those that matter here (SQL4). */
export type Statement =
  | { kind: 'table'; table: DumpName; columns: Column[]; line: number }
  | { kind: 'copy'; table: DumpName; columns: Column[] | null; source: CopySource }
  | { kind: 'insert'; table: DumpName; columns: Column[] | null }
  | { kind: 'change'; table: DumpName }
  | { kind: 'set'; setting: string; values: string[] }
  | { kind: 'other' };

/** Where COPY takes its rows from: below, below in another format, or not from this file. */
export type CopySource = 'text' | 'otherFormat' | 'elsewhere';

const other: Statement = { kind: 'other' };

/** Reads along the tokens of a statement. */
class Cursor {
  #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  get token(): Token | undefined {
    return this.#tokens[this.#at];
  }

  take(): Token | undefined {
    return this.#tokens[this.#at++];
  }

  /** Passes the words if they are next. */
  words(...words: string[]): boolean {
    const all = words.every((word, i) => isWord(this.#tokens[this.#at + i], word));
    if (all) this.#at += words.length;
    return all;
  }

  symbol(character: string): boolean {
    const { token } = this;
    const found = token?.kind === 'symbol' && token.text === character;
    if (found) this.#at++;
    return found;
  }
}

const isWord = (token: Token | undefined, word: string): boolean =>
  token?.kind === 'word' && token.text.toLowerCase() === word;

/** A name folded as PostgreSQL folds it: lower case unless quoted. */
const nameOf = (token: Token | undefined): string | null => {
  if (token === undefined || token.text === '') return null;
  if (token.kind === 'quoted') return token.text;
  return token.kind === 'word' ? token.text.toLowerCase() : null;
};

const readName = (cursor: Cursor): DumpName | null => {
  const parts: string[] = [];
  do {
    const part = nameOf(cursor.take());
    if (part === null) return null;
    parts.push(part);
  } while (cursor.symbol('.'));
  return { schema: parts.at(-2) ?? null, name: parts.at(-1)! };
};

/** `(a, b, c)`; null where there is none. */
const readColumns = (cursor: Cursor): Column[] | null => {
  if (!cursor.symbol('(')) return null;
  const columns: Column[] = [];
  do {
    const token = cursor.take();
    const name = nameOf(token);
    if (name === null) return columns;
    columns.push({ name, line: token!.line });
  } while (cursor.symbol(','));
  cursor.symbol(')');
  return columns;
};

const notColumns = new Set([
  'constraint',
  'primary',
  'unique',
  'check',
  'foreign',
  'exclude',
  'like',
]);

/** The columns of CREATE TABLE: the first word of each part that is no constraint (SQL5). */
const readDefinitions = (cursor: Cursor): Column[] => {
  const columns: Column[] = [];
  let depth = cursor.symbol('(') ? 1 : 0;
  let first = true;
  while (depth > 0) {
    const token = cursor.take();
    if (token === undefined) break;
    if (first) {
      const name = nameOf(token);
      if (name !== null && !(token.kind === 'word' && notColumns.has(name)))
        columns.push({ name, line: token.line });
    }
    if (token.kind === 'symbol') depth += token.text === '(' ? 1 : token.text === ')' ? -1 : 0;
    first = depth === 1 && token.kind === 'symbol' && token.text === ',';
  }
  return columns;
};

const tableKinds = new Set(['global', 'local', 'temp', 'temporary', 'unlogged', 'foreign']);

const readCreate = (cursor: Cursor, line: number): Statement => {
  while (tableKinds.has(nameOf(cursor.token) ?? '')) cursor.take();
  if (!cursor.words('table')) return other;
  cursor.words('if', 'not', 'exists');
  const table = readName(cursor);
  return table === null ? other : { kind: 'table', table, columns: readDefinitions(cursor), line };
};

const readCopy = (cursor: Cursor): Statement => {
  const table = readName(cursor);
  if (table === null) return other;
  const columns = readColumns(cursor);
  if (!cursor.words('from')) return other;
  if (!cursor.words('stdin')) return { kind: 'copy', table, columns, source: 'elsewhere' };
  return { kind: 'copy', table, columns, source: cursor.token ? 'otherFormat' : 'text' };
};

const readInsert = (cursor: Cursor): Statement => {
  if (!cursor.words('into')) return other;
  const table = readName(cursor);
  if (table === null) return other;
  if (cursor.words('as')) cursor.take();
  return { kind: 'insert', table, columns: readColumns(cursor) };
};

/** UPDATE and DELETE, which no dump has: rows that they change would come in as they were before. */
const readChange = (cursor: Cursor): Statement => {
  cursor.words('from');
  cursor.words('only');
  const table = readName(cursor);
  return table === null ? other : { kind: 'change', table };
};

const readSet = (cursor: Cursor): Statement => {
  if (!cursor.words('session')) cursor.words('local');
  const setting = cursor.words('names') ? 'client_encoding' : (nameOf(cursor.take()) ?? '');
  if (!cursor.symbol('=')) cursor.words('to');
  const values: string[] = [];
  for (let token = cursor.take(); token !== undefined; token = cursor.take())
    if (token.kind !== 'symbol') values.push(token.text);
  return { kind: 'set', setting, values };
};

/** What the tokens of a statement say; the semicolon is not among them. */
export const readStatement = (tokens: readonly Token[]): Statement => {
  const cursor = new Cursor(tokens);
  const line = tokens[0]?.line ?? 1;
  if (cursor.words('create')) return readCreate(cursor, line);
  if (cursor.words('copy')) return readCopy(cursor);
  if (cursor.words('insert')) return readInsert(cursor);
  if (cursor.words('update') || cursor.words('delete')) return readChange(cursor);
  return cursor.words('set') ? readSet(cursor) : other;
};
