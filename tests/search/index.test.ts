import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Value } from '#shared/schema/fields.ts';
import { mergeSegments } from '#renderer/workers/search/merge-segments.ts';
import { SearchIndex, type Changed } from '#renderer/workers/search/search-index.ts';
import { wordCount, wordOf } from '#renderer/workers/search/segment.ts';
import { SegmentBuilder } from '#renderer/workers/search/segment-builder.ts';
import {
  searchedRow,
  searchPlainly,
  standing,
  text,
  titledPlainly,
  type SearchedRow,
} from './rows.ts';

const indexOf = (rows: readonly SearchedRow[]): SearchIndex => {
  const builder = new SegmentBuilder();
  for (const { table, row } of rows) builder.add(table, row);
  const index = new SearchIndex();
  index.add(builder.finish());
  return index;
};

const rowsOf = (...all: Record<string, Value>[]): SearchedRow[] =>
  all.map((values, i) => ({ table: 'profiles', id: i + 1, row: { id: i + 1, values } }));

const idsFor = (index: SearchIndex, typed: string) =>
  index.find(typed, { limit: 100 }).hits.map(({ id }) => id);

const everything = { limit: 1000, trash: true };
const query = fc.oneof(text, fc.constantFrom('a', 'an li', 'p12', 'ga 東', 'p7 1', '1'));

describe('finding', () => {
  test('FIND4 FIND6 FIND7 as one would without an index: which, in what order, with what score', () => {
    fc.assert(
      fc.property(
        fc.array(searchedRow, { maxLength: 25 }),
        query,
        fc.boolean(),
        (all, typed, trash) => {
          const rows = standing(all);
          const found = indexOf(rows).find(typed, { limit: 1000, trash });
          const expected = searchPlainly(rows, typed, trash);
          expect(found.hits).toEqual(expected);
          expect(found.total).toBe(expected.length);
        },
      ),
    );
  });

  test('FIND8 a limit gives the first of all, and counts do not depend on it', () => {
    fc.assert(
      fc.property(fc.array(searchedRow, { maxLength: 30 }), fc.nat(8), (all, limit) => {
        const index = indexOf(standing(all));
        const whole = index.find('a', everything);
        const few = index.find('a', { ...everything, limit });
        expect(few.hits).toEqual(whole.hits.slice(0, limit));
        expect({ ...few, hits: [] }).toEqual({ ...whole, hits: [] });
      }),
    );
  });

  test('FIND8 counts of all tables, hits of those asked for', () => {
    const rows: SearchedRow[] = [
      { table: 'profiles', id: 1, row: { id: 1, values: { first_name: 'Gas' } } },
      { table: 'projects', id: 2, row: { id: 2, values: { name: 'Gas' } } },
    ];
    const found = indexOf(rows).find('gas', { limit: 9, tables: ['projects'] });
    expect(found.hits.map(({ table }) => table)).toEqual(['projects']);
    expect(found.total).toBe(1);
    expect(found.byTable).toEqual({ profiles: 1, projects: 1 });
  });

  test('FIND6 title before short field before long text; whole word before beginning', () => {
    const places = rowsOf({ summary: 'gas' }, { city: 'gas' }, { last_name: 'gas' });
    expect(idsFor(indexOf(places), 'gas')).toEqual([3, 2, 1]);
    expect(idsFor(indexOf(rowsOf({ city: 'gas' }, { city: 'gases' })), 'gas')).toEqual([1, 2]);
  });

  test('FIND5 by number and short code, before those that only hold the number', () => {
    const rows = rowsOf({ first_name: 'Three' }, { city: 'Zone 3' }, { first_name: 'Ana' });
    for (const typed of ['3', 'p3', 'P-3', '3 ana'])
      expect(idsFor(indexOf(rows), typed)[0]).toBe(3);
    expect(idsFor(indexOf(rows), 'R3')).toEqual([]);
  });

  test('FIND15 by titles: those of each table in whose title every word begins one, the trash apart', () => {
    fc.assert(
      fc.property(fc.array(searchedRow, { maxLength: 40 }), query, (all, typed) => {
        const rows = standing(all);
        const found = indexOf(rows).titled(typed, 1000);
        for (const table of ['profiles', 'projects'] as const) {
          const expected = titledPlainly(rows, typed).filter((row) => row.table === table);
          const rising = [...(found[table] ?? [])].sort((a, b) => a - b);
          expect(rising).toEqual(expected.map(({ id }) => id).sort((a, b) => a - b));
        }
      }),
    );
  });

  test('FIND15 no word elsewhere brings a title to light, and none is crowded out by them', () => {
    const others = Array.from({ length: 500 }, () => ({ summary: 'gas gas gas', city: 'gas' }));
    const index = indexOf(rowsOf({ first_name: 'Gasification' }, ...others));
    expect(index.titled('gas', 3)).toEqual({ profiles: [1] });
    expect(index.find('!gas', everything).total).toBe(501);
  });

  test('FIND15 a limit holds for each table and keeps the best: whole words, then the newest', () => {
    const people = rowsOf({ first_name: 'Anabel' }, { first_name: 'Ana' }, { last_name: 'Ana' });
    const project: SearchedRow = {
      table: 'projects',
      id: 9,
      row: { id: 9, values: { name: 'Ana' } },
    };
    expect(indexOf([...people, project]).titled('ana', 2)).toEqual({
      profiles: [3, 2],
      projects: [9],
    });
  });

  test('FIND15 every word of a long title counts, and what is no word finds nothing', () => {
    const name = 'A very long title about the supply chain of lithium-ion batteries in Łódź';
    const index = indexOf([{ table: 'projects', id: 1, row: { id: 1, values: { name } } }]);
    for (const typed of ['lodz', 'batteries supply', 'LITHIUM ion chain'])
      expect(index.titled(typed, 9)).toEqual({ projects: [1] });
    for (const typed of ['', ' ?! ', '!supply chained', 'supply nobody'])
      expect(index.titled(typed, 9)).toEqual({});
  });

  test('FIND1 secrets are not found', () => {
    const builder = new SegmentBuilder();
    builder.add('payout_accounts', {
      id: 1,
      values: { account_number: 'topsecret', iban: 'topsecret' },
    });
    const segment = builder.finish();
    const words = Array.from({ length: wordCount(segment) }, (_, i) => wordOf(segment, i));
    expect(words.filter((word) => word.includes('topsecret'))).toEqual([]);
  });

  test('FIND3 FIND4 hostile queries find nothing, and many words are no trouble', () => {
    const index = indexOf(
      rowsOf({ summary: Array.from({ length: 300 }, (_, i) => `w${i}`).join(' ') }),
    );
    expect(index.find('x'.repeat(10_000), everything).total).toBe(0);
    expect(index.find('😀'.repeat(5000), everything).total).toBe(0);
    expect(
      index.find(Array.from({ length: 300 }, (_, i) => `w${i}`).join(' '), everything).total,
    ).toBe(1);
  });
});

const asChange = ({ table, id, row }: SearchedRow, isErased: boolean): Changed => ({
  table,
  id,
  row: isErased ? null : row,
});
const edits = fc.array(
  fc.array(fc.tuple(searchedRow, fc.boolean()), { minLength: 1, maxLength: 6 }),
  {
    maxLength: 20,
  },
);

/** What is left after edits, the erased taken out. */
const leftAfter = (rows: readonly SearchedRow[], batches: readonly (readonly Changed[])[]) => {
  const left = new Map(rows.map((row) => [`${row.table} ${row.id}`, row]));
  for (const { table, id, row } of batches.flat())
    if (row === null) left.delete(`${table} ${id}`);
    else left.set(`${table} ${id}`, { table, id, row: row });
  return [...left.values()];
};

const unique = (changed: readonly Changed[]): Changed[] => [
  ...new Map(changed.map((one) => [`${one.table} ${one.id}`, one])).values(),
];

describe('FIND10 edits', () => {
  test('after any edits the index answers as one made anew', () => {
    fc.assert(
      fc.property(fc.array(searchedRow, { maxLength: 20 }), edits, query, (all, given, typed) => {
        const rows = standing(all);
        const batches = given.map((batch) =>
          unique(batch.map(([row, gone]) => asChange(row, gone))),
        );
        const index = indexOf(rows);
        for (const batch of batches) index.change(batch);
        const anew = indexOf(leftAfter(rows, batches));
        expect(index.find(typed, everything)).toEqual(anew.find(typed, everything));
        expect(index.size).toBe(anew.size);
      }),
    );
  });

  test('hundreds of single edits leave few segments', () => {
    const index = new SearchIndex();
    for (let id = 1; id <= 500; id += 1)
      index.change([{ table: 'profiles', id, row: { id, values: { city: `c${id}` } } }]);
    expect(index.parts.length).toBeLessThan(25);
    expect(index.find('c', everything).total).toBe(500);
  });

  test('FIND11 an erased record leaves no word behind, nor does what it said before its last edit', () => {
    const index = indexOf(rowsOf({ city: 'Faro' }, { city: 'Lagos' }, { city: 'Porto' }));
    index.change([{ table: 'profiles', id: 1, row: { id: 1, values: { city: 'Evora' } } }]);
    index.change([{ table: 'profiles', id: 1, row: null }]);
    const words = index.parts.flatMap(({ segment }) =>
      Array.from({ length: wordCount(segment) }, (_, i) => wordOf(segment, i)),
    );
    expect(words.toSorted()).toEqual(['lagos', 'porto']);
  });

  test('merging keeps what stands and nothing else', () => {
    fc.assert(
      fc.property(fc.array(searchedRow, { maxLength: 20 }), query, (all, typed) => {
        const rows = standing(all);
        const halves = [rows.slice(0, 7), rows.slice(7)].map(indexOf);
        const merged = new SearchIndex();
        merged.add(mergeSegments(halves.flatMap(({ parts }) => parts)));
        expect(merged.find(typed, everything)).toEqual(indexOf(rows).find(typed, everything));
      }),
    );
  });
});
