import sqlite3InitModule, { type Database } from '@sqlite.org/sqlite-wasm';
import { foldText } from '#shared/schema/index-key.ts';
import { naturalKey } from '#renderer/workers/sort-keys.ts';
import { questions } from './queries.ts';
import type { Answer } from './query.ts';
import { profileRows } from './rows.ts';

/**
 * The peer of `query`: SQLite in WebAssembly on the origin's private file system, with what the questions
 * look at in columns of their own, folded beforehand, and an index for each that one can help.
 */

const schema = `
  PRAGMA journal_mode = MEMORY;
  PRAGMA cache_size = -65536;
  CREATE TABLE profiles (
    id INTEGER PRIMARY KEY, deleted INTEGER, created_at TEXT, first_name TEXT, last_name TEXT,
    last_name_key TEXT, country TEXT, tier INTEGER, rate INTEGER, tags TEXT
  );`;

const indexes = `
  CREATE INDEX by_created ON profiles (deleted, created_at, id);
  CREATE INDEX by_country ON profiles (country, tier);
  CREATE INDEX by_rate ON profiles (rate);
  CREATE INDEX by_last_name ON profiles (last_name_key);
  CREATE INDEX by_first_name ON profiles (first_name);
  ANALYZE;`;

const textOf = (value: unknown): string => foldText(String(value));

const fill = (database: Database, rows: number): void => {
  database.exec(schema);
  const put = database.prepare('INSERT INTO profiles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  database.exec('BEGIN');
  for (const { id, values } of profileRows(1, rows)) {
    const last = String(values['last_name']);
    const tags = (values['tags'] as string[]).map(textOf).join('\n');
    put.bind([
      id,
      values['deleted'] === true ? 1 : 0,
      String(values['created_at']),
      textOf(values['first_name']),
      textOf(last),
      naturalKey(last),
      textOf(values['country_iso2_code']),
      Number(values['tier']),
      Number(String(values['hourly_rate']).replace('.', '')),
      `\n${tags}\n`,
    ]);
    put.stepReset();
  }
  database.exec('COMMIT');
  put.finalize();
  database.exec(indexes);
};

let opened: { rows: number; database: Database } | null = null;

const open = async (rows: number): Promise<Database> => {
  if (opened?.rows === rows) return opened.database;
  const sqlite = await sqlite3InitModule();
  const pool = await sqlite.installOpfsSAHPoolVfs({ name: 'bench', clearOnInit: true });
  const database = new pool.OpfsSAHPoolDb('/bench.sqlite');
  fill(database, rows);
  opened = { rows, database };
  return database;
};

const ask = (database: Database, sql: string): Answer => {
  const answer: number[] = [];
  const statement = database.prepare(sql);
  const { columnCount } = statement;
  while (statement.step())
    for (let at = 0; at < columnCount; at += 1) answer.push(statement.getInt(at) ?? NaN);
  statement.finalize();
  return answer;
};

/** Answers every question once; the first time the table is filled besides. */
export const askSqlite = async (
  rows: number,
  note: (name: string, ms: number) => void,
): Promise<Answer[]> => {
  const database = await open(rows);
  return questions.map(({ name, sql }) => {
    const started = performance.now();
    const answer = ask(database, sql);
    note(name, performance.now() - started);
    return answer;
  });
};
