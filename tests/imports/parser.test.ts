import fc from 'fast-check';
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { decoderFor } from '#electron/imports/decoders.ts';
import { IdSet } from '#electron/imports/id-set.ts';
import { RowIndex } from '#electron/imports/row-index.ts';
import { DumpParser } from '#shared/formats/sql/dump-parser.ts';
import type { DumpSink } from '#shared/formats/sql/dump-events.ts';
import { problemText } from '#shared/problems/index.ts';
import { fixture } from './reading.ts';

/** Everything that the parser tells, as lines, whatever the sizes of the pieces it is fed. */
const told = (bytes: Uint8Array, pieces: readonly number[] = [bytes.length]): string[] => {
  const lines: string[] = [];
  const sink: DumpSink = {
    table: (t) => lines.push(`table ${t.name} ${t.columns.map((c) => c.name).join()} ${t.line}`),
    block: (b) => b.name !== 'skipped',
    row: (b, { values, line, offset, length, lines: at }) =>
      lines.push(`${b.name} ${line} ${offset}+${length} ${at?.join()} ${JSON.stringify(values)}`),
    unread: (b) => lines.push(`unread ${b.name}`),
    problem: (p, line) => lines.push(`${line}: ${problemText(p)}`),
  };
  const parser = new DumpParser(sink, decoderFor);
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const size = Math.max(1, pieces[i % pieces.length]!);
    parser.push(bytes.slice(at, at + size));
    at += size;
  }
  parser.end();
  return lines;
};

const rows = (sql: string) => {
  const lines = told(Buffer.from(sql));
  return lines
    .filter((line) => !line.startsWith('table'))
    .map((line) => line.replace(/^t \S+ \S+ \S* /, ''));
};

describe('statements', () => {
  test.each([
    ['SQL6: comments', "/* a /* b */ ; */ -- ;\nINSERT INTO t (a) VALUES ('x') -- '\n;", ['["x"]']],
    [
      'SQL10: casts',
      "INSERT INTO t (a, b) VALUES ('1'::integer, '{}'::character varying(2)[]);",
      ['["1","{}"]'],
    ],
    [
      'SQL10: constants',
      'INSERT INTO t VALUES (-1.5, +2, .5, 1e-3, NULL, true, FALSE, DEFAULT);',
      ['["-1.5","2",".5","1e-3",null,"true","false",null]'],
    ],
    [
      'SQL10: OVERRIDING, ON CONFLICT',
      "INSERT INTO t (a) OVERRIDING SYSTEM VALUE VALUES ('x'), ('y') ON CONFLICT DO NOTHING;\nINSERT INTO t (a) VALUES ('z');",
      ['["x"]', '["y"]', '["z"]'],
    ],
    ['SQL11: quotes', "INSERT INTO t (a) VALUES ('it''s \\n ''');", ['["it\'s \\\\n \'"]']],
    [
      'SQL11: standard_conforming_strings off',
      "SET standard_conforming_strings = off;\nINSERT INTO t (a) VALUES ('a\\\\b\\'c\\n');",
      ['["a\\\\b\'c\\n"]'],
    ],
    [
      'SQL12: escapes',
      "INSERT INTO t (a) VALUES (E'\\b\\f\\n\\r\\t\\101\\x41\\u00e9\\U0001F600\\ud83d\\ude00\\q\\'''');",
      ['["\\b\\f\\n\\r\\tAAé😀😀q\'\'"]'],
    ],
    [
      'SQL12: bytes of one character',
      "INSERT INTO t (a) VALUES (E'\\303\\251\\xc3\\xa9');",
      ['["éé"]'],
    ],
    [
      'SQL8: escapes',
      'COPY t (a) FROM stdin;\n\\b\\f\\n\\r\\t\\v\\\\\\101\\x41\\303\\251\\q\n\\\\N\n\\N\nx\\N\n\n\\\ta\\\nb\n\\.\n',
      [
        '["\\b\\f\\n\\r\\t\\u000b\\\\AAéq"]',
        '["\\\\N"]',
        '[null]',
        '["xN"]',
        '[""]',
        '["\\ta\\nb"]',
      ],
    ],
    [
      'SQL7: a function’s body',
      "CREATE FUNCTION f() BEGIN ATOMIC INSERT INTO t (a) VALUES (1); SELECT CASE WHEN x THEN 1 END; END;\nINSERT INTO t (a) VALUES ('x');",
      ['["x"]'],
    ],
    [
      'SQL7: a rule',
      "CREATE RULE r AS ON DELETE TO t DO (INSERT INTO t VALUES (1); SELECT 1;);\nINSERT INTO t (a) VALUES ('x');",
      ['["x"]'],
    ],
    [
      'SQL6: dollars',
      "DO $x$ INSERT INTO t VALUES (1); $y$ ; $x$;\nINSERT INTO t (a) VALUES ('x');",
      ['["x"]'],
    ],
    [
      'SQL4: psql’s commands',
      "\\restrict abc'\n\\connect x\nINSERT INTO t (a) VALUES ('x');\n\\unrestrict",
      ['["x"]'],
    ],
    [
      'a table that is not wanted',
      'COPY skipped (a) FROM stdin;\n1\n2\n\\.\nINSERT INTO skipped VALUES (3), (4);',
      ['unread skipped', 'unread skipped', 'unread skipped', 'unread skipped'],
    ],
  ])('%s', (_, sql, expected) => {
    expect(rows(sql)).toEqual(expected);
  });

  test('SQL5: the columns of CREATE TABLE are those without its constraints', () => {
    const sql =
      'CREATE UNLOGGED TABLE IF NOT EXISTS s."T x" (id integer DEFAULT nextval(\'a,b\'::regclass) NOT NULL, "primary" numeric(10,2),\n CONSTRAINT c CHECK ((id > 0)), PRIMARY KEY (id, "primary"), b text);';
    expect(told(Buffer.from(sql))).toEqual(['table T x id,primary,b 1']);
  });
});

describe('pieces', () => {
  test.each(['copy', 'inserts', 'column-inserts', 'rows-per-insert', 'old-strings'])(
    'a dump (%s) tells the same in pieces of any size',
    async (form) => {
      const bytes = await readFile(fixture(`odd-values.${form}.sql`));
      const whole = told(bytes);
      expect(whole.length).toBeGreaterThan(40);
      fc.assert(
        fc.property(
          fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 1, maxLength: 8 }),
          (pieces) => {
            expect(told(bytes, pieces)).toEqual(whole);
          },
        ),
        { numRuns: 15 },
      );
      expect(told(bytes, [1])).toEqual(whole);
    },
  );

  test('places are those of the rows in the file', async () => {
    const bytes = await readFile(fixture('odd-values.rows-per-insert.sql'));
    for (const line of told(bytes, [700])) {
      const place = /^\w+ \d+ (\d+)\+(\d+) \S+ \[/.exec(line);
      if (place === null) continue;
      const text = bytes.subarray(+place[1]!, +place[1]! + +place[2]!).toString();
      expect(text).toMatch(/^\([^]*\)$/);
    }
  });

  test('any bytes at all are read to their end', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.constantFrom(
              ...[
                'INSERT INTO t VALUES',
                'COPY t (a) FROM stdin;\n',
                "E'",
                "'",
                '"',
                '$$',
                '(',
                ')',
                ';',
                '\\',
                '/*',
                '*/',
                '--',
                '\n',
                '\\.\n',
                ',',
              ],
            ),
            fc.string(),
          ),
          { maxLength: 20 },
        ),
        (parts) => {
          const bytes = Buffer.from(parts.join(''));
          expect(told(bytes, [3])).toEqual(told(bytes));
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('memory of ids and places', () => {
  test('a set of ids is a set', () => {
    const id = fc.oneof(
      fc.integer({ min: 1, max: 2000 }),
      fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
    );
    fc.assert(
      fc.property(fc.array(id, { maxLength: 3000 }), fc.array(id), (ids, others) => {
        const [ours, plain] = [new IdSet(), new Set<number>()];
        for (const one of ids) {
          expect(ours.add(one)).toBe(!plain.has(one));
          plain.add(one);
        }
        expect(ours.size).toBe(plain.size);
        for (const one of others) expect(ours.has(one)).toBe(plain.has(one));
        const asked = new IdSet();
        others.forEach((one) => asked.add(one));
        expect(asked.hasMissingFrom(ours)).toBe(others.some((one) => !plain.has(one)));
      }),
      { numRuns: 30 },
    );
  });

  test('places come back by rising id', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 1e9 }), { maxLength: 3000 }), (ids) => {
        const index = new RowIndex();
        ids.forEach((id, i) => index.add(id, i * 2 ** 33, i, i));
        const order = index.orderById() ?? Uint32Array.from(ids.keys());
        const sorted = [...ids].sort((a, b) => a - b);
        expect([...order].map((place) => index.at(place).id)).toEqual(sorted);
        expect(ids.map((_, i) => index.at(i).offset)).toEqual(ids.map((_, i) => i * 2 ** 33));
      }),
      { numRuns: 20 },
    );
  });
});
