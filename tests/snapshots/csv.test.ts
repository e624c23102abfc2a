import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { csvLine, parseCsv, withoutFormula, type Cell } from '#shared/formats/csv.ts';

const anyCell: fc.Arbitrary<Cell> = fc.option(
  fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('', ' ', '"', ',', '\r\n', '\n', '\\.', '""', 'a,"b"\r\nc', '=1+1', '\uFEFF'),
  ),
  { nil: null },
);
const anyLines = fc
  .integer({ min: 2, max: 6 })
  .chain((width) => fc.array(fc.array(anyCell, { minLength: width, maxLength: width })));

describe('CSV', () => {
  it('comes back cell for cell, null apart from the empty text', () => {
    fc.assert(
      fc.property(anyLines, (lines) => {
        expect(parseCsv(lines.map(csvLine).join(''))).toEqual(lines);
      }),
    );
  });

  it('reads the same in another program, which cannot tell null from the empty text', () => {
    fc.assert(
      fc.property(anyLines, (lines) => {
        const { data, errors } = Papa.parse<string[]>(lines.map(csvLine).join(''), {
          newline: '\r\n',
          delimiter: ',',
        });
        const wanted = lines.map((line) => line.map((cell) => cell ?? ''));
        expect(errors).toEqual([]);
        expect(data.slice(0, -1)).toEqual(wanted);
      }),
    );
  });

  it('quotes what must be quoted and nothing else', () => {
    expect(csvLine(['a', null, '', 'b,c', 'd"e', ' f', '\\.'])).toBe(
      'a,,"","b,c","d""e"," f","\\."\r\n',
    );
  });

  it.each(['"open', 'a"b', '"a"b', 'a\rb'])(
    'is refused where it is not well formed: %j',
    (text) => {
      expect(parseCsv(text)).toBeNull();
    },
  );

  it('shows spreadsheets no formula, and leaves numbers and other text alone', () => {
    for (const text of ['=1+1', '+cmd', '-2+3', '@x', '\t=1', ' =1', '\r=1'])
      expect(withoutFormula(text)).toBe(`'${text}`);
    for (const text of ['-12.50', '+7', '12', 'a=b', '', 'Ana'])
      expect(withoutFormula(text)).toBe(text);
  });
});
