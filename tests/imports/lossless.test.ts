import fc from 'fast-check';
import { expect, test } from 'vitest';
import { entityOf } from '#shared/entities/index.ts';
import { valueToText } from '#shared/schema/values.ts';
import { readText } from './reading.ts';

const text = fc
  .oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.string({ unit: fc.constantFrom(...`\\'"\t\n\r\b\f\v,;{}[] N.é😀`), maxLength: 12 }),
  )
  .map((said) => said.replaceAll('\0', ''));
const values = fc.array(fc.option(text), { minLength: 5, maxLength: 5 });
const columns = ['summary', 'questions', 'tags', 'first_name', 'unknown to us'];

const copied = (said: string) =>
  said.replace(/[\\\b\f\n\r\t\v]/g, (c) =>
    c === '\\' ? '\\\\' : `\\${'bfnrtv'['\b\f\n\r\t\v'.indexOf(c)]}`,
  );
const inserted = (said: string) => `'${said.replaceAll("'", "''")}'`;
const escaped = (said: string) =>
  `E'${copied(said).replaceAll("'", "\\'").replaceAll('\\v', '\\x0b')}'`;

const named = columns.map((name) => `"${name}"`).join(', ');

const givenBack = async (sql: string): Promise<(string | null)[][]> => {
  const { report, rows } = await readText(sql);
  expect(report.problems).toEqual([]);
  const { fields } = entityOf('profiles');
  return rows.profiles!.map((row) =>
    columns.map((name) => {
      const value = row.values[name] ?? null;
      const field = fields[name];
      if (value === null || field === undefined) return value as string | null;
      return valueToText(field, value, row.source?.[name]);
    }),
  );
};

test('SQL13: any text in any form of dump comes back as it was, an empty one too', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(values, { minLength: 1, maxLength: 5 }), async (rows) => {
      const lines = (write: (said: string) => string, none: string, joint: string) =>
        rows.map((row, i) =>
          [`${i + 1}`, ...row.map((one) => (one === null ? none : write(one)))].join(joint),
        );
      const copy = `COPY profiles (id, ${named}) FROM stdin;\n${lines(copied, '\\N', '\t').join('\n')}\n\\.\n`;
      expect(await givenBack(copy)).toEqual(rows);
      for (const write of [inserted, escaped]) {
        const tuples = lines(write, 'NULL', ', ').map((line) => `(${line})`);
        const insert = `INSERT INTO profiles (id, ${named}) VALUES\n${tuples.join(',\n')};\n`;
        expect(await givenBack(insert)).toEqual(rows);
      }
    }),
    { numRuns: 100 },
  );
});
