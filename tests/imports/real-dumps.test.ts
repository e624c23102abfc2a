import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { entityOf } from '#shared/entities/index.ts';
import { tableFromDumpName } from '#shared/formats/sql/table-names.ts';
import { parseRow } from '#shared/schema/row-check.ts';
import { valueToText } from '#shared/schema/values.ts';
import { copiedTables } from '#tests/support/copy-oracle.ts';
import { fixture, readFileAsDump, readText, type Rows } from './reading.ts';

const forms = ['copy', 'inserts', 'column-inserts', 'rows-per-insert', 'old-strings'] as const;

/** What `timestamptz` columns say in another zone's words is the same instant; everything else is text for text. */
const sameText = (said: string, given: string) =>
  said === given || said.replace(/\+00$/, '') === given;

const expectEveryValue = async (path: string, rows: Rows) => {
  const tables = copiedTables(await readFile(path, 'utf8'));
  let compared = 0;
  for (const { table, columns, rows: said } of tables) {
    const ours = tableFromDumpName(table);
    if (ours === null) continue;
    const { fields } = entityOf(ours);
    const found = rows[ours] ?? [];
    expect(found.map(({ id }) => id)).toEqual([...said.keys()].sort((a, b) => a - b));
    for (const row of found)
      columns.forEach((column, i) => {
        const text = said.get(row.id)![i]!;
        if (column === 'id') return;
        const value = row.values[column] ?? null;
        const field = fields[column];
        const given =
          value === null
            ? null
            : field === undefined
              ? value
              : valueToText(field, value, row.source?.[column]);
        if (text === null || given === null) expect(given).toBe(text);
        else expect(sameText(text, given as string), `${table} ${row.id} ${column}`).toBe(true);
        compared++;
      });
  }
  return compared;
};

describe('the dump of the old system', () => {
  test('SQL13: every value of all 11 tables is what COPY says', async () => {
    const path = fixture('access_db.sql');
    const { report, rows } = await readFileAsDump(path);
    expect(report).toMatchObject({
      problems: [],
      missing: [],
      unknownTables: [],
      unknownColumns: [],
    });
    expect(Object.keys(report.rows)).toHaveLength(11);
    expect(report.rows.profiles).toBe(90);
    expect(await expectEveryValue(path, rows)).toBeGreaterThan(15_000);
  });

  test('every row is one that a snapshot takes', async () => {
    const { rows } = await readFileAsDump(fixture('access_db.sql'));
    for (const [table, list] of Object.entries(rows))
      for (const row of list)
        expect(parseRow(entityOf(table as keyof Rows), row)).toMatchObject({ ok: true });
  });

  test('SQL17: rows come by rising id though the dump has them otherwise', async () => {
    const { rows } = await readFileAsDump(fixture('access_db.sql'));
    const ids = rows.profiles!.map(({ id }) => id);
    expect(ids).toEqual([...ids].sort((a, b) => a - b));
  });

  test('SQL2: with CRLF line ends and a byte order mark it is the same dump', async () => {
    const text = await readFile(fixture('access_db.sql'), 'utf8');
    const plain = await readFileAsDump(fixture('access_db.sql'));
    expect(await readText(`\ufeff${text.replaceAll('\n', '\r\n')}`)).toEqual(plain);
  });
});

describe('a database of odd values', () => {
  test('SQL8, SQL13: every value is what COPY says', async () => {
    const path = fixture('odd-values.copy.sql');
    const { rows } = await readFileAsDump(path);
    expect(await expectEveryValue(path, rows)).toBeGreaterThan(200);
  });

  test.each(forms)('SQL10, SQL11, SQL12: --%s gives the same rows', async (form) => {
    const copied = await readFileAsDump(fixture('odd-values.copy.sql'));
    const { report, rows } = await readFileAsDump(fixture(`odd-values.${form}.sql`));
    expect(report.problems).toEqual([]);
    expect(rows).toEqual(copied.rows);
  });

  test('some of the values, as they were entered', async () => {
    const { report, rows } = await readFileAsDump(fixture('odd-values.copy.sql'));
    const user = (id: number) => rows.users!.find((row) => row.id === id)!.values;
    expect(user(3)['billing_account']).toBe('line one\nline two\r\nline three\rend');
    expect(user(3)['sourcer']).toBe('\\N');
    expect(user(2)['created_at']).toBe('2024-02-29T23:59:59.999999Z');
    expect(user(2)['Internal Note']).toBe('kept as it is');
    expect(user(1)['created_at']).toBe('infinity');
    expect(user(10)['billing_account']).toBe('\\.');
    expect(rows.profiles![0]!.values['created_at']).toBe('2024-06-01T10:30:00.100000Z');
    expect(rows.profiles![1]!.values['first_name']).toBe('😀'.repeat(255));
    expect(report.unknownTables).toEqual([{ name: 'public.audit_log', rows: 2, line: 86 }]);
    expect(report.unknownColumns.map(({ column }) => column)).toEqual([
      'Internal Note',
      'title_length',
    ]);
  });
});

describe('other names and encodings', () => {
  test.each(['copy', 'column-inserts'])('SQL3: another schema, quoted names (%s)', async (form) => {
    const { report, rows } = await readFileAsDump(fixture(`other-schema.${form}.sql`));
    expect(report.problems).toEqual([]);
    expect(rows.projects!.map(({ id, values }) => [id, values])).toEqual([
      [1, { name: 'eins' }],
      [2, { name: 'zwei', tracking_code: 'T-2', 'quo"te': 'kept' }],
    ]);
    expect(rows.users!.map(({ id }) => id)).toEqual([4]);
    expect(report.unknownTables).toMatchObject([{ name: 'auth.users', rows: 1 }]);
  });

  test.each(['latin1', 'win1252'])('SQL2: %s reads as UTF8 does', async (encoding) => {
    const { rows } = await readFileAsDump(fixture(`western.${encoding}.sql`));
    expect(rows).toEqual((await readFileAsDump(fixture('western.utf8.sql'))).rows);
    expect(rows.projects![0]!.values['name']).toBe('Übergröße');
  });
});
