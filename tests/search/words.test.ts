import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { entityOf, workTables } from '#shared/entities/index.ts';
import { searchedFields } from '#renderer/workers/search/search-fields.ts';
import { parseQuery, phoneWords, searchWords, urlWords } from '#shared/schema/search-words.ts';

const anyText = fc.string({ unit: 'binary', maxLength: 60 });

describe('FIND1 searched fields', () => {
  test('no secret, number, moment, yes-or-no or reference of any table is among them', () => {
    const unsearched = [
      'secret',
      'integer',
      'decimal',
      'boolean',
      'instant',
      'instantList',
      'reference',
    ];
    for (const table of workTables) {
      const { fields } = entityOf(table);
      const expected = Object.entries(fields).filter(([, { kind }]) => !unsearched.includes(kind));
      expect(searchedFields(table).map(({ name }) => name)).toEqual(expected.map(([name]) => name));
    }
  });
});

test('FIND15 every field of a title is searched as one', () => {
  for (const table of workTables) {
    const titles = searchedFields(table).filter(({ weight }) => weight === 'title');
    const { fields } = entityOf(table).title;
    expect(titles.map(({ name }) => name).sort()).toEqual([...fields].sort());
  }
});

describe('FIND2 words', () => {
  test('case and accents make no difference', () => {
    expect(searchWords('Łódź, ÅNGSTRÖM & Straße')).toEqual(['lodz', 'angstrom', 'strasse']);
  });

  test('signs of scripts without spaces are words; others are not taken apart', () => {
    expect(searchWords('東京タワー x')).toEqual(['東', '京', 'タ', 'ワ', 'ー', 'x']);
    expect(searchWords('שלום мир')).toEqual(['שלום', 'мир']);
  });

  test('a phone number is found by its groups, and by its digits from any group on', () => {
    expect(phoneWords('+351 912 345')).toEqual(['351', '912', '345', '351912345', '912345']);
  });

  test('addresses lose what all begin with', () => {
    expect(urlWords('https://www.example.org/in/Ana-7')).toEqual([
      'example',
      'org',
      'in',
      'ana',
      '7',
    ]);
  });

  test('words are folded already, hold letters and digits only, and are at most 48 units long', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const word of searchWords(text)) {
          expect(word).toMatch(/^[\p{L}\p{N}]+$/u);
          expect(word.length).toBeLessThanOrEqual(48);
          expect(word.isWellFormed()).toBe(true);
        }
      }),
    );
  });

  test('upper case finds what lower case finds, for letters with one form of each', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'abcäöéñłжщё東 -') }), (text) => {
        expect(searchWords(text.toUpperCase())).toEqual(searchWords(text));
      }),
    );
  });
});

describe('FIND4 queries', () => {
  test('each word once, at most 24; a part knows its words', () => {
    const query = parseQuery('Ana P-12 ana');
    expect(query.words).toEqual(['ana', 'p', '12']);
    expect(query.parts[1]).toEqual({ text: 'P-12', words: [1, 2] });
    const many = Array.from({ length: 500 }, (_, i) => `w${i}`).join(' ');
    expect(parseQuery(many).words).toHaveLength(24);
  });

  test('FIND3 nothing but signs is no query', () => {
    for (const text of ['', '   ', '😀 !?', '—…', 'https://'])
      expect(parseQuery(text).words).toEqual([]);
  });

  test('any text is a query, however long', () => {
    const long = fc.string({ unit: 'binary', minLength: 9000, maxLength: 10_000 });
    fc.assert(
      fc.property(long, (text) => {
        expect(parseQuery(text).words.length).toBeLessThanOrEqual(24);
      }),
      { numRuns: 20 },
    );
  });
});
