import sqlite3InitModule, { type Database } from '@sqlite.org/sqlite-wasm';
import { parseQuery } from '#shared/schema/search-words.ts';
import { eachWord } from '#renderer/workers/search/search-fields.ts';
import { profileRows } from './rows.ts';
import { repeats, searches, shown } from './search.ts';

/**
 * The peer of `search`: FTS5 in WebAssembly on the origin's private file system, with an index of beginnings,
 * merged into one segment, over the same words of the same fields, weighted as ours are.
 */
const schema = `
  PRAGMA journal_mode = MEMORY;
  PRAGMA cache_size = -131072;
  CREATE VIRTUAL TABLE words USING fts5 (
    title, short, long, content = '', tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2 3'
  );
  INSERT INTO words (words, rank) VALUES ('rank', 'bm25(4.0, 2.0, 1.0)');`;

const fill = (database: Database, rows: number): void => {
  database.exec(schema);
  const put = database.prepare('INSERT INTO words (rowid, title, short, long) VALUES (?, ?, ?, ?)');
  database.exec('BEGIN');
  for (const { id, values } of profileRows(1, rows)) {
    const texts = { title: '', short: '', long: '' };
    eachWord('profiles', values, (word, weight) => (texts[weight] += `${word} `));
    put.bind([id, texts.title, texts.short, texts.long]);
    put.stepReset();
  }
  database.exec('COMMIT');
  put.finalize();
  database.exec(`INSERT INTO words (words) VALUES ('optimize')`);
};

let opened: { rows: number; database: Database } | null = null;

const open = async (rows: number): Promise<Database> => {
  if (opened?.rows === rows) return opened.database;
  const sqlite = await sqlite3InitModule();
  const pool = await sqlite.installOpfsSAHPoolVfs({ name: 'bench-search', clearOnInit: true });
  const database = new pool.OpfsSAHPoolDb('/search.sqlite');
  fill(database, rows);
  opened = { rows, database };
  return database;
};

const matchOf = (typed: string): string =>
  parseQuery(typed)
    .words.map((word) => `"${word}"*`)
    .join(' ');

const ask = (database: Database, sql: string, typed: string): number[] => {
  const ids: number[] = [];
  const statement = database.prepare(sql);
  statement.bind([matchOf(typed)]);
  while (statement.step()) ids.push(statement.getInt(0) ?? NaN);
  statement.finalize();
  return ids;
};

const best = `SELECT rowid FROM words WHERE words MATCH ? ORDER BY rank LIMIT ${shown}`;
const all = 'SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid';

/** Asks everything; gives the numbers of all that fits, rising. */
export const askFts = async (
  rows: number,
  note: (typed: string, ms: number) => void,
): Promise<number[][]> => {
  const database = await open(rows);
  for (const typed of searches)
    for (let turn = 0; turn < repeats; turn += 1) {
      const started = performance.now();
      ask(database, best, typed);
      note(typed, performance.now() - started);
    }
  return searches.map((typed) => ask(database, all, typed));
};
