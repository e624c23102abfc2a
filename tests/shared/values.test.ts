import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as fields from '#shared/schema/fields.ts';
import { compareDecimals, decimalFromText, isDecimal } from '#shared/schema/decimals.ts';
import { instantFromText, instantToText, isInstant } from '#shared/schema/instants.ts';
import { listFromText, listToText } from '#shared/schema/lists.ts';
import { lengthOf, valueFromText, valueProblem, valueToText } from '#shared/schema/values.ts';

const money = fields.decimal('Rate', 'Money');
const cents = fc.integer({ min: -9_999_999_999, max: 9_999_999_999 });
const centsToText = (n: number) => {
  const digits = String(Math.abs(n)).padStart(3, '0');
  return `${n < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

describe('decimals', () => {
  test('every numeric(10,2) reads and is written as PostgreSQL writes it', () => {
    fc.assert(
      fc.property(cents, (n) => {
        const text = centsToText(n);
        expect(valueFromText(money, text)).toEqual({ ok: true, value: { value: text } });
        expect(valueToText(money, text)).toBe(text);
      }),
    );
  });

  test('order is exact', () => {
    fc.assert(
      fc.property(cents, cents, (a, b) => {
        expect(Math.sign(compareDecimals(centsToText(a), centsToText(b)))).toBe(Math.sign(a - b));
      }),
    );
  });

  test.each([
    ['12', '12.00'],
    ['+0.5', '0.50'],
    ['-.25', '-0.25'],
    ['007.10', '7.10'],
    ['-0.00', '0.00'],
    ['1.2300', '1.23'],
  ])('%s is %s', (text, value) => {
    expect(decimalFromText(text, money)).toEqual({ ok: true, value });
  });

  test.each([
    ['', 'notDecimal'],
    ['.', 'notDecimal'],
    ['1,5', 'notDecimal'],
    ['1e3', 'notDecimal'],
    ['NaN', 'notDecimal'],
    ['1.234', 'decimalScale'],
    ['123456789.00', 'decimalRange'],
  ])('“%s” is refused: %s', (text, why) => {
    expect(decimalFromText(text, money)).toEqual({ ok: false, why });
    const read = valueFromText(money, text);
    expect(read.ok ? null : read.problem.code).toBe(`value.${why}`);
  });

  test('only the one stored form is a stored decimal', () => {
    expect(isDecimal('1.5', money)).toBe(false);
    expect(isDecimal('01.50', money)).toBe(false);
    expect(isDecimal(1.5, money)).toBe(false);
    expect(isDecimal('1.50', money)).toBe(true);
  });
});

describe('instants', () => {
  const moment = fc
    .record({
      ms: fc.date({
        min: new Date('0001-01-01T00:00:00Z'),
        max: new Date('9999-12-31T23:59:59Z'),
        noInvalidDate: true,
      }),
      micro: fc.integer({ min: 0, max: 999 }),
    })
    .map(({ ms, micro }) => `${ms.toISOString().slice(0, -1)}${String(micro).padStart(3, '0')}Z`);

  test('every stored instant survives PostgreSQL’s text', () => {
    fc.assert(
      fc.property(moment, (value) => {
        expect(isInstant(value)).toBe(true);
        expect(instantFromText(instantToText(value))).toBe(value);
      }),
    );
  });

  test('text order is time order', () => {
    fc.assert(
      fc.property(moment, moment, (a, b) => {
        const byText = a < b ? -1 : a > b ? 1 : 0;
        const byTime = Date.parse(a) - Date.parse(b);
        if (byTime !== 0) expect(byText).toBe(Math.sign(byTime));
      }),
    );
  });

  test.each([
    ['2026-03-31 14:30', '2026-03-31T14:30:00.000000Z'],
    ['2026-03-31', '2026-03-31T00:00:00.000000Z'],
    ['2026-03-31T14:30:05.25Z', '2026-03-31T14:30:05.250000Z'],
    ['2026-03-31 14:30:05.123456+02', '2026-03-31T12:30:05.123456Z'],
    ['2026-01-01 00:15:00-05:30', '2026-01-01T05:45:00.000000Z'],
    ['infinity', 'infinity'],
    ['-infinity', '-infinity'],
  ])('%s is %s', (text, value) => {
    expect(instantFromText(text)).toBe(value);
  });

  test.each([
    '',
    'today',
    '2026-02-29 10:00',
    '2026-13-01',
    '2026-01-01 24:00',
    '10000-01-01',
    '0044-03-15 BC',
    '2026-01-01 10:60',
    '9999-12-31 23:59:59-01',
  ])('“%s” is refused', (text) => expect(instantFromText(text)).toBeNull());
});

describe('lists', () => {
  const languages = fields.textList('Languages', 'Person');
  const item = fc
    .string({ minLength: 1, maxLength: 12 })
    .map((text) => text.replace(/[,;\n\r{}[\]"\\]/g, ' ').trim())
    .filter((text) => text !== '');

  test('a list survives its own text', () => {
    fc.assert(
      fc.property(fc.array(item, { maxLength: 6 }), (items) => {
        expect(listFromText(languages, listToText(languages, items))).toEqual(items);
      }),
    );
  });

  test('whatever the text, what was read gives it back', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.constantFrom(languages, fields.textList('Q', 'G', { separator: 'line' })),
        (text, field) => {
          const clean = text.replaceAll('\0', '');
          const read = valueFromText(field, clean);
          expect(read.ok).toBe(true);
          if (read.ok)
            expect(valueToText(field, read.value.value as string[], read.value.source)).toBe(clean);
        },
      ),
    );
  });

  test.each([
    ['en, pt', ['en', 'pt']],
    ['PT,BR', ['PT', 'BR']],
    ['{en,"a, b"}', ['en', 'a, b']],
    ['["x","y, z"]', ['x', 'y, z']],
    ['', []],
    ['[not json]', ['[not json]']],
  ])('“%s” reads as %j', (text, items) => {
    expect(listFromText(languages, text)).toEqual(items);
  });

  test('a list of times keeps a single time as it was', () => {
    const field = fields.instantList('Proposed', 'Schedule');
    const read = valueFromText(field, '2023-10-25 05:36:56.5');
    expect(read).toEqual({ ok: true, value: { value: ['2023-10-25T05:36:56.500000Z'] } });
  });
});

describe('lengths', () => {
  test('characters are counted as PostgreSQL counts them', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(lengthOf(text)).toBe([...text].length);
      }),
    );
  });

  test('a text of just the length fits, one more does not', () => {
    const field = fields.text('Name', 'Person', { maxLength: 5 });
    expect(valueProblem(field, '😀😀😀😀😀')).toBeNull();
    expect(valueProblem(field, '😀😀😀😀😀a')).toEqual({
      code: 'value.tooLong',
      data: { label: 'Name', length: 6, max: 5 },
    });
  });

  test('half a surrogate pair and NUL are refused', () => {
    const field = fields.longText('Note', 'Note');
    expect(valueProblem(field, 'a\ud83d')?.code).toBe('value.badCharacter');
    expect(valueProblem(field, 'a\0b')?.code).toBe('value.badCharacter');
  });
});

describe('every kind', () => {
  const kinds = [
    fields.text('F', 'G'),
    fields.longText('F', 'G'),
    fields.choice('F', 'G'),
    fields.integer('F', 'G'),
    fields.decimal('F', 'G'),
    fields.boolean('F', 'G'),
    fields.instant('F', 'G'),
    fields.textList('F', 'G'),
    fields.instantList('F', 'G'),
    fields.reference('users', 'F', 'G'),
    fields.email('F', 'G'),
    fields.phone('F', 'G'),
    fields.url('F', 'G'),
    fields.timeZone('F', 'G'),
    fields.country('F', 'G'),
    fields.secret('F', 'G'),
  ];

  test.each(kinds.map((field) => [field.kind, field] as const))(
    '%s: null is fine, nothing throws',
    (_, field) => {
      expect(valueProblem(field, null)).toBeNull();
      fc.assert(
        fc.property(fc.anything(), fc.string(), (value, text) => {
          const problem = valueProblem(field, value);
          if (problem !== null) expect(problem.code).toMatch(/^value\./);
          const read = valueFromText(field, text);
          if (read.ok) expect(valueProblem(field, read.value.value)).toBeNull();
        }),
      );
    },
  );

  test('integers are those of PostgreSQL', () => {
    const field = fields.integer('Tier', 'Person');
    expect(valueProblem(field, 2 ** 31 - 1)).toBeNull();
    expect(valueProblem(field, 2 ** 31)?.code).toBe('value.integerRange');
    expect(valueProblem(field, 1.5)?.code).toBe('value.notInteger');
    expect(valueFromText(field, '-0')).toEqual({ ok: true, value: { value: 0 } });
  });

  test('an integer that points to a record holds any number that a record can have', () => {
    const field = fields.integer('Consultation', 'Review', { loosely: 'consultations' });
    const most = String(Number.MAX_SAFE_INTEGER);
    expect(valueFromText(field, most)).toEqual({ ok: true, value: { value: 2 ** 53 - 1 } });
    expect(valueProblem(field, 2 ** 53)?.code).toBe('value.integerRange');
    expect(valueProblem(field, -(2 ** 31) - 1)?.code).toBe('value.integerRange');
  });
});
