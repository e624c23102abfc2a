import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { readDump } from '#electron/imports/read-dump.ts';
import { nodeDisk } from '#electron/disk/disk.ts';
import { problemText } from '#shared/problems/index.ts';
import { clock, problemsIn, readText, withFile } from './reading.ts';

const users = (...lines: string[]) =>
  `COPY public.users (id, signup_type, login_attempts, created_at, referrer) FROM stdin;\n${lines.join('\n')}\n\\.\n`;

const first = async (content: string | Uint8Array) => (await problemsIn(content))[0];

describe('SQL1: files that are no plain-text dump', () => {
  const tar = new Uint8Array(1024);
  tar.set(Buffer.from('ustar'), 257);
  test.each<[string, string | Uint8Array, RegExp]>([
    ['custom format', Buffer.from('PGDMP\x01\x0e'), /^1: .*custom format.*pg_restore/],
    ['tar', tar, /^1: .*tar archive/],
    ['gzip', gzipSync('SELECT 1;'), /^1: .*compressed with gzip/],
    ['ZIP', Buffer.from('PK\x03\x04....'), /^1: .*ZIP file/],
    ['UTF-16', Buffer.from('\ufeffSELECT 1;', 'utf16le'), /^1: .*UTF-16/],
    ['zeros', new Uint8Array(300), /^1: .*NUL/],
    ['an empty file', '', /^1: .*empty/],
    ['a letter', 'Dear all; kind regards;', /^1: No SQL statement begins with “Dear”/],
    ['SQL without tables', 'SELECT 1;', /^1: .*no table/],
  ])('%s', async (_, content, sentence) => {
    expect(await first(content)).toMatch(sentence);
  });

  test('a folder, and nothing at all', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'expert-desk-folder-'));
    const asFolder = await readDump(folder);
    await rm(folder, { recursive: true });
    const asNothing = await readDump(folder);
    expect(asFolder.ok ? null : asFolder.problem.code).toBe('sql.directory');
    expect(asNothing.ok ? null : asNothing.problem.code).toBe('file.notFound');
  });

  test('SQL2: an encoding that is not read', async () => {
    expect(await first("SET client_encoding = 'EUC_JP';\n")).toMatch(
      /^1: .*EUC_JP.*--encoding=UTF8/,
    );
  });
});

describe('SQL16: dumps that were cut short', () => {
  test.each([
    [
      'in a row of COPY',
      'COPY users (id, signup_type) FROM stdin;\n1\tclient\n2\tcl',
      /^3: .*middle of this row of public.users/,
    ],
    ['before \\.', 'COPY users (id, signup_type) FROM stdin;\n1\tclient\n', /^3: .*closing \\\./],
    [
      'in a row of INSERT',
      "INSERT INTO users (id, signup_type) VALUES\n(1, 'a'),\n(2, 'b",
      /^3: .*middle of this row/,
    ],
    [
      'in an INSERT',
      "INSERT INTO users (id, signup_type) VALUES\n(1, 'a')",
      /^2: .*middle of the statement/,
    ],
    [
      'in CREATE TABLE',
      'SELECT 1;\n\nCREATE TABLE users (id integer',
      /^3: .*middle of the statement/,
    ],
    ['in a comment', 'SELECT 1;\n/* and', /^2: .*middle of the statement/],
    ['in a function', 'SELECT 1;\nALTER FUNCTION x AS $a$ begin', /^2: .*middle of the statement/],
    [
      'between statements',
      `--\n-- PostgreSQL database dump\n--\n\n${users('1\t\\N\t\\N\t\\N\t\\N')}\n`,
      /^9: .*dump complete/,
    ],
  ])('%s', async (_, content, sentence) => {
    expect(await first(content)).toMatch(sentence);
  });
});

describe('what is wrong with rows', () => {
  test.each([
    [
      'SQL8: too few values',
      users('1\tclient'),
      '2: This row of public.users holds 2 values, but 5 columns are named.',
    ],
    [
      'SQL13: a wrong type',
      users('1\tclient\tmany\t\\N\t\\N'),
      '2 login_attempts: Sign-in attempts must be a whole number, not “many”.',
    ],
    [
      'SQL13: too long',
      users(`1\t${'x'.repeat(51)}\t\\N\t\\N\t\\N`),
      '2 signup_type: Signed up as holds 51 characters; at most 50 are allowed.',
    ],
    [
      'SQL13: no such day',
      users('1\t\\N\t\\N\t2023-02-29 10:00:00\t\\N'),
      '2 created_at: Created must be a date and time such as 2026-03-31 14:30, not “2023-02-29 10:00:00”.',
    ],
    [
      'SQL15: no number',
      users('\\N\t\\N\t\\N\t\\N\t\\N'),
      '2 id: This row of public.users has no number: its id is NULL.',
    ],
    [
      'SQL15: a number below 1',
      users('0\t\\N\t\\N\t\\N\t\\N'),
      '2 id: A record’s number must be a whole number above 0, not “0”.',
    ],
    [
      'SQL15: a number twice',
      users('7\t\\N\t\\N\t\\N\t\\N', '7\t\\N\t\\N\t\\N\t\\N'),
      '3 id: User 7 stands in the dump twice.',
    ],
    [
      'SQL8: \\. inside',
      users('1\tcl\\.ient\t\\N\t\\N\t\\N'),
      '2 signup_type: This value holds a backslash escape that means nothing.',
    ],
    [
      'SQL8: a bare return',
      users('1\tcl\rient\t\\N\t\\N\t\\N'),
      '2 signup_type: This value holds a bare carriage return, which COPY never writes.',
    ],
    [
      'SQL8: a NUL',
      users('1\tcl\\000\t\\N\t\\N\t\\N'),
      '2 signup_type: Signed up as holds a character that cannot be stored (U+0000).',
    ],
    [
      'SQL8: an escape that is no UTF-8',
      users('1\t\\303\t\\N\t\\N\t\\N'),
      '2 signup_type: This value holds bytes that are not valid UTF8.',
    ],
    [
      'SQL12: an escape that means nothing',
      "INSERT INTO users (id, sourcer) VALUES (1, E'\\u12');",
      '1 sourcer: This value holds a backslash escape that means nothing.',
    ],
    [
      'SQL12: half a pair',
      "INSERT INTO users (id, sourcer) VALUES (1, E'\\ud83d');",
      '1 sourcer: This value holds a backslash escape that means nothing.',
    ],
    [
      'SQL10: a call',
      'INSERT INTO users (id, created_at) VALUES (1, now());',
      '1 created_at: This is not a constant such as pg_dump writes: text, a number, true, false or NULL.',
    ],
    [
      'SQL10: no VALUES',
      'INSERT INTO users SELECT 1;',
      '1: This INSERT into public.users is not in a form that pg_dump writes.',
    ],
    [
      'SQL5: no columns known',
      'INSERT INTO users VALUES (1);',
      '1: The columns of public.users are named neither here nor by a CREATE TABLE before.',
    ],
    [
      'SQL5: no id',
      'COPY users (signup_type) FROM stdin;\nx\n\\.\n',
      '1: The rows of public.users have no column “id”: they cannot be told apart.',
    ],
    [
      'SQL5: a column twice',
      'COPY users (id, deleted, deleted) FROM stdin;\n1\tt\tf\n\\.\n',
      '1: The column “deleted” of public.users is named twice.',
    ],
    [
      'COPY as CSV',
      'COPY users (id) FROM stdin WITH CSV;\n1\n\\.\n',
      '1: The rows of public.users are not in COPY’s text format, the only one that pg_dump writes.',
    ],
    [
      'COPY from elsewhere',
      "COPY users (id) FROM '/x';\n",
      '1: The rows of public.users are not in this file: COPY names another one.',
    ],
    [
      'SQL9: no \\.',
      `${users('1\t\\N\t\\N\t\\N\t\\N').replace('\\.\n', '')}--\nSELECT 1;\n`,
      '3: The rows of public.users end without the closing \\. and SQL goes on here.',
    ],
    [
      'SQL3: two tables of one name',
      'INSERT INTO a.users (id) VALUES (1);\nINSERT INTO b.users (id) VALUES (2);',
      '2: The dump holds rows of Users twice, as a.users and as b.users. Dump only one of them.',
    ],
  ])('%s', async (_, content, sentence) => {
    expect(await problemsIn(content)).toEqual([sentence]);
  });

  test.each([
    [
      'a statement that lost its end',
      'ALTER TABLE x OWNER TO y\nINSERT INTO users (id) VALUES (1);',
      /^2: Rows begin inside/,
    ],
    [
      'a COPY that lost its name',
      'COPI users (id) FROM stdin;\n1\n\\.\n',
      /^1: No SQL statement begins with “COPI”/,
    ],
    [
      'a quotation mark too many',
      '"--\n-- PostgreSQL database dump\nSELECT "x";',
      /^1: No SQL statement/,
    ],
    [
      'rows that are changed',
      'UPDATE public.users SET deleted = true;',
      /^1: .*changes rows of public.users/,
    ],
  ])('SQL4, SQL16: %s', async (_, content, sentence) => {
    expect(await first(content)).toMatch(sentence);
  });

  test('SQL2: bytes that are no UTF-8, with line and column', async () => {
    const bytes = Buffer.from(users('1\tA?B\t\\N\t\\N\t\\N'));
    bytes[bytes.indexOf('?')] = 0xff;
    expect(await problemsIn(bytes)).toEqual([
      '2 signup_type: This value holds bytes that are not valid UTF8.',
    ]);
  });

  test('SQL13: in an INSERT over several lines the line is that of the value', async () => {
    const sql =
      "INSERT INTO users (id, sourcer, login_attempts) VALUES\n(1, 'a\nb\nc',\n'many'),\n(2, 'x', 'more');";
    const problems = await problemsIn(sql);
    expect(problems.map((text) => text.slice(0, 16))).toEqual([
      '5 login_attempts',
      '6 login_attempts',
    ]);
  });

  test('SQL15: references to nothing are told with line and column', async () => {
    const { report } = await readText(users('1\t\\N\t\\N\t\\N\t2', '3\t\\N\t\\N\t\\N\t99'));
    expect(report.problemCount).toBe(0);
    expect(report.missing).toEqual([
      { table: 'users', column: 'referrer', line: 2, target: 'users', id: 2 },
      { table: 'users', column: 'referrer', line: 3, target: 'users', id: 99 },
    ]);
  });

  test('SQL14: the first 1,000 problems are told, all are counted', async () => {
    const rows = Array.from({ length: 1500 }, (_, i) => `${i + 1}\t\\N\tx\t\\N\t\\N`);
    const { report } = await readText(users(...rows));
    expect(report.problems).toHaveLength(1000);
    expect(report.problemCount).toBe(1500);
  });

  test('SQL14: a row of more than 64 MiB is refused, one of 20 MiB is read', async () => {
    const long = (size: number) =>
      `COPY projects (id, summary) FROM stdin;\n1\t${'x'.repeat(size)}\n\\.\n`;
    expect(await first(long(65 * 2 ** 20))).toMatch(/longer than 64 MiB/);
    const { rows } = await readText(long(20 * 2 ** 20));
    expect(rows.projects![0]!.values['summary']).toHaveLength(20 * 2 ** 20);
  });
});

describe('SQL17: the file', () => {
  test('one that changed between the two readings is refused', async () => {
    await withFile(users('1\tclient\t\\N\t\\N\t\\N'), async (path) => {
      const dump = await readDump(path);
      if (!dump.ok) throw new Error(problemText(dump.problem));
      await writeFile(path, users('2\tclient\t\\N\t\\N\t\\N'));
      await utimes(path, 1, 1);
      const chunk = await dump.value.next(clock);
      await dump.value.close();
      expect(chunk.ok ? null : chunk.problem.code).toBe('sql.changed');
    });
  });

  test('one that changed unseen by the clock is refused too', async () => {
    await withFile(users('1\tclient\t\\N\t\\N\t\\N'), async (path) => {
      const facts = await nodeDisk.facts(path);
      const dump = await readDump(path, { disk: { ...nodeDisk, facts: async () => facts } });
      if (!dump.ok) throw new Error(problemText(dump.problem));
      await writeFile(path, users('2\tclient\t\\N\t\\N\t\\N'));
      const chunk = await dump.value.next(clock);
      await dump.value.close();
      expect(chunk.ok ? null : chunk.problem.code).toBe('sql.changed');
    });
  });

  test('rows are refused while there are problems, and reading stops when it is cancelled', async () => {
    await withFile(users('x\t\\N\t\\N\t\\N\t\\N'), async (path) => {
      const dump = await readDump(path);
      if (!dump.ok) throw new Error(problemText(dump.problem));
      const chunk = await dump.value.next(clock);
      await dump.value.close();
      expect(chunk.ok ? null : chunk.problem.code).toBe('sql.hasProblems');
      const cancelled = await readDump(path, { signal: AbortSignal.abort() });
      expect(cancelled.ok ? null : cancelled.problem.code).toBe('file.cancelled');
    });
  });
});
