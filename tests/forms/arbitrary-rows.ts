import fc from 'fast-check';
import type { EntityDefinition } from '#shared/schema/entity.ts';
import type { Field, Value } from '#shared/schema/fields.ts';
import type { Values } from '#shared/schema/row.ts';
import { valueProblem } from '#shared/schema/values.ts';

const digits = (length: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length });

/** Text as it really comes: any characters, line ends of every sort, spaces at the ends, and nothing at all. */
const anyText = fc
  .oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom(
      '',
      ' ',
      ' padded ',
      'a\r\nb\r\n',
      'a\nb',
      'a\r\nb\nc',
      '\\N',
      'null',
      "O'Neil",
    ),
  )
  .filter((text) => !text.includes('\0') && text.isWellFormed());

const anyInstant = fc.oneof(
  fc
    .tuple(
      fc.date({
        min: new Date('0001-01-02T00:00:00Z'),
        max: new Date('9999-12-30T00:00:00Z'),
        noInvalidDate: true,
      }),
      digits(6),
    )
    .map(([date, micro]) => `${date.toISOString().slice(0, 20)}${micro.join('')}Z`),
  fc.constantFrom('infinity', '-infinity'),
);

const anyDecimal = (precision: number, scale: number) =>
  fc
    .tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 10n ** BigInt(precision) - 1n }))
    .map(([negative, units]) => {
      const text = String(units).padStart(scale + 1, '0');
      const plain = scale === 0 ? text : `${text.slice(0, -scale)}.${text.slice(-scale)}`;
      return negative && units > 0n ? `-${plain}` : plain;
    });

const anyOf = (field: Field): fc.Arbitrary<Value> => {
  switch (field.kind) {
    case 'integer':
      return fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
    case 'reference':
      return fc.maxSafeNat().map((n) => Math.max(n, 1));
    case 'decimal':
      return anyDecimal(field.precision, field.scale);
    case 'boolean':
      return fc.boolean();
    case 'instant':
      return anyInstant;
    case 'instantList':
      return fc.array(anyInstant, { maxLength: 4 });
    case 'textList':
      return fc.array(anyText, { maxLength: 5 });
    default:
      return anyText;
  }
};

/** A value that a field can store, null included. */
export const anyValue = (field: Field): fc.Arbitrary<Value> =>
  fc.option(
    anyOf(field).filter((value) => valueProblem(field, value) === null),
    { nil: null },
  );

/** Values of a record as they are stored, with columns that this version does not know. */
export const anyValues = (entity: EntityDefinition): fc.Arbitrary<Values> =>
  fc
    .tuple(
      fc.record(
        Object.fromEntries(
          Object.entries(entity.fields).map(([name, field]) => [name, anyValue(field)]),
        ),
      ),
      fc.dictionary(fc.constantFrom('x_shoe_size', 'x_legacy'), anyText),
    )
    .map(([known, unknown]) => ({ ...known, ...unknown }));
