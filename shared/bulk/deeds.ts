import type { DecimalField, Field, IntegerField, Value } from '../schema/fields.ts';

/** What is done to one field of many records (BULK1). */
export type Deed =
  | { do: 'set'; value: Exclude<Value, null> }
  | { do: 'empty' }
  | { do: 'add' | 'remove'; items: readonly string[] }
  /** `by` is a number as text, such as `12.50`, so that no digit is lost. */
  | { do: 'plus' | 'times'; by: string };

export type DeedName = Deed['do'];

/** By the name of the field. */
export type BulkEdit = Readonly<Record<string, Deed>>;

const isList = ({ kind }: Field): boolean => kind === 'textList' || kind === 'instantList';

const isNumber = (field: Field): field is IntegerField | DecimalField =>
  field.kind === 'decimal' || (field.kind === 'integer' && field.loosely === undefined);

/** What can be done to a field of many records; nothing where it is not edited like this. */
export const deedsFor = (field: Field): readonly DeedName[] => {
  if (field.kind === 'secret') return [];
  if (isList(field)) return ['add', 'remove', 'set', 'empty'];
  return isNumber(field) ? ['set', 'plus', 'times', 'empty'] : ['set', 'empty'];
};

/** A number as an integer and the count of its digits behind the point. */
interface Exact {
  digits: bigint;
  scale: number;
}

/** Digits on either side of the point, at most: enough for any field, and quick to reckon with. */
const amount = /^([+-]?)(\d{1,16})(?:[.,](\d{1,12}))?$/;

/** Reads `12`, `-0.5`, `1,05`; null where that is no number. */
export const exactOf = (text: string): Exact | null => {
  const found = amount.exec(text.trim());
  if (found === null) return null;
  const [, sign, whole = '', fraction = ''] = found;
  const digits = BigInt(whole + fraction);
  return { digits: sign === '-' ? -digits : digits, scale: fraction.length };
};

/** With as many digits behind the point as asked for, halves away from zero. */
const rounded = ({ digits, scale }: Exact, to: number): bigint => {
  if (scale <= to) return digits * 10n ** BigInt(to - scale);
  const unit = 10n ** BigInt(scale - to);
  const half = digits < 0n ? -unit / 2n : unit / 2n;
  return (digits + half) / unit;
};

const sum = (a: Exact, b: Exact): Exact => {
  const scale = Math.max(a.scale, b.scale);
  return { digits: rounded(a, scale) + rounded(b, scale), scale };
};

const product = (a: Exact, b: Exact): Exact => ({
  digits: a.digits * b.digits,
  scale: a.scale + b.scale,
});

const decimalText = (digits: bigint, scale: number): string => {
  const text = String(digits < 0n ? -digits : digits).padStart(scale + 1, '0');
  const point = text.length - scale;
  const whole = `${digits < 0n ? '-' : ''}${text.slice(0, point)}`;
  return scale === 0 ? whole : `${whole}.${text.slice(point)}`;
};

const reckoned = (field: Field, deed: Extract<Deed, { by: string }>, stored: Value): Value => {
  const by = exactOf(deed.by);
  if (!isNumber(field) || by === null || Array.isArray(stored)) return stored;
  const had = exactOf(String(stored));
  if (had === null) return stored;
  const scale = field.kind === 'decimal' ? field.scale : 0;
  const result = rounded(deed.do === 'plus' ? sum(had, by) : product(had, by), scale);
  return field.kind === 'decimal' ? decimalText(result, scale) : Number(result);
};

const orEmpty = (items: readonly string[]): Value => (items.length === 0 ? null : items);

/** What a field holds after a deed; it may be more than the field can hold. */
export const valueAfter = (field: Field, deed: Deed, stored: Value): Value => {
  switch (deed.do) {
    case 'set':
      return deed.value;
    case 'empty':
      return null;
    case 'plus':
    case 'times':
      return reckoned(field, deed, stored);
    default: {
      const had = Array.isArray(stored) ? (stored as readonly string[]) : [];
      if (deed.do === 'remove') return orEmpty(had.filter((item) => !deed.items.includes(item)));
      const further = new Set(deed.items.filter((item) => !had.includes(item)));
      return further.size === 0 ? stored : [...had, ...further];
    }
  }
};
