import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fixture, readFileAsDump, readText, type Rows } from './reading.ts';

/** Every value of every record, by table, id and column; the file-wide order is beside the point here. */
const cells = (rows: Rows): Map<string, string> =>
  new Map(
    Object.entries(rows).flatMap(([table, list]) =>
      list.flatMap(({ id, values, source }) =>
        Object.entries(values).map(
          ([column, value]) =>
            [`${table} ${id} ${column}`, source?.[column] ?? JSON.stringify(value)] as const,
        ),
      ),
    ),
  );

type Mutation = { kind: 'flip' | 'drop' | 'insert' | 'cut'; at: number; byte: number };

const mutate = (bytes: Uint8Array, { kind, at, byte }: Mutation): Uint8Array => {
  const place = Math.floor(at * bytes.length);
  const [before, after] = [bytes.subarray(0, place), bytes.subarray(place + 1)];
  if (kind === 'cut') return before;
  const rest = kind === 'insert' ? bytes.subarray(place) : after;
  return Buffer.concat([before, kind === 'drop' ? new Uint8Array(0) : Uint8Array.of(byte), rest]);
};

const mutation = fc.record<Mutation>({
  kind: fc.constantFrom('flip', 'drop', 'insert', 'cut'),
  at: fc.double({ min: 0, max: 0.9999, noNaN: true }),
  byte: fc.oneof(
    fc.constantFrom(...[...`\\'"\t\n\r;,().-$EN0`].map((c) => c.charCodeAt(0))),
    fc.integer({ min: 0, max: 255 }),
  ),
});

test.each(['copy', 'inserts'])(
  'SQL16: one wrong byte in a dump (%s) is told with its line, or changes one value or record, or nothing',
  async (form) => {
    const path = fixture(`odd-values.${form}.sql`);
    const bytes = await readFile(path);
    const original = cells((await readFileAsDump(path)).rows);
    await fc.assert(
      fc.asyncProperty(mutation, async (wish) => {
        const { report, rows } = await readText(mutate(bytes, wish));
        for (const { line, message } of report.problems) {
          expect(line).toBeGreaterThan(0);
          expect(message).not.toMatch(/^\S*$|\{[a-z]+\}/);
        }
        expect(report.problemCount >= report.problems.length).toBe(true);
        if (report.problemCount > 0) return;
        const found = cells(rows);
        const changed = [...original].filter(([place, text]) => found.get(place) !== text);
        const records = new Set(changed.map(([place]) => place.split(' ').slice(0, 2).join(' ')));
        const columns = new Set(changed.map(([place]) => place.split(' ').slice(2).join(' ')));
        const tables = new Set(changed.map(([place]) => place.split(' ')[0]));
        // One record, or one column, or one table that is now listed as unknown: never more than was touched.
        const isContained =
          records.size <= 1 ||
          columns.size <= 1 ||
          (tables.size === 1 && report.unknownTables.length > 1);
        expect(isContained, JSON.stringify({ wish, changed: changed.slice(0, 5) })).toBe(true);
      }),
      { numRuns: 300 },
    );
  },
);
