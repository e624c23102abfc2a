/**
 * The kinds of field that a record can hold, and the builders that entities are declared with.
 *
 * How each kind is stored, everywhere (IndexedDB, snapshot, journal); `null` is always "not known":
 * - text, longText, choice, email, phone, url, timeZone, country, secret: string
 * - integer: number, 32 bits signed, as PostgreSQL's `integer`; up to 2^53 − 1 where it points to a record
 * - reference: number, the id of a record, 1 to 2^53 − 1
 * - decimal: string with exactly `scale` digits after the point ("125.50"); never a binary float
 * - boolean: true or false
 * - instant: string `YYYY-MM-DDTHH:MM:SS.ffffffZ` in UTC, always 27 characters, so that text order
 *   is time order and PostgreSQL's microseconds survive; also `infinity` and `-infinity`
 * - textList: string[]; instantList: instant[]
 */
interface FieldText {
  /** What people read above an input and in a column's head. */
  label: string;
  /** One sentence more, where the label alone leaves a question. */
  help?: string;
  /** The heading of the form under which the field stands. */
  group: string;
}

interface FieldLook {
  /** Column width in CSS pixels at first sight. */
  width: number;
  /** Shown as a column before the user has chosen any. */
  listed: boolean;
}

type Base<K extends string> = { kind: K } & FieldText & FieldLook;

export type TextKind = 'text' | 'email' | 'phone' | 'url' | 'timeZone' | 'country' | 'secret';

/** Text of at most `maxLength` characters (code points, as PostgreSQL counts `varchar(n)`). */
export type TextField<K extends TextKind = TextKind> = Base<K> & { maxLength: number };
export type LongTextField = Base<'longText'>;
/** Open vocabulary: `options` are offered, anything else that fits is taken too. */
export type ChoiceField = Base<'choice'> & { maxLength: number; options: readonly string[] };
export type IntegerField = Base<'integer'> & {
  /** What the number counts: shown behind the value. */
  unit?: 'minutes' | 'seconds' | 'bytes';
  /** A table that the number points to by habit; unlike a reference it may point to nothing. */
  loosely?: string;
};
export type DecimalField = Base<'decimal'> & { precision: number; scale: number };
export type BooleanField = Base<'boolean'>;
export type InstantField = Base<'instant'>;
/** How a list reads as one text: items parted by commas, or one item a line. */
export type TextListField = Base<'textList'> & {
  separator: 'comma' | 'line';
  maxLength: number | null;
};
export type InstantListField = Base<'instantList'>;
export type ReferenceField<T extends string = string> = Base<'reference'> & {
  target: T;
  /** What happens to this field when the record it points to is erased. */
  onDelete: 'restrict' | 'setNull';
};

export type Field =
  | TextField
  | LongTextField
  | ChoiceField
  | IntegerField
  | DecimalField
  | BooleanField
  | InstantField
  | TextListField
  | InstantListField
  | ReferenceField;

export type FieldKind = Field['kind'];

export type Value = string | number | boolean | readonly string[] | null;

/** The stored value of a field, never null. */
export type ValueOf<F extends Field> = F extends { kind: 'integer' | 'reference' }
  ? number
  : F extends { kind: 'boolean' }
    ? boolean
    : F extends { kind: 'textList' | 'instantList' }
      ? readonly string[]
      : string;

type Options = Partial<FieldLook> & { help?: string };
const look = (width: number, { help, ...given }: Options) => ({
  width,
  listed: false,
  ...given,
  ...(help === undefined ? {} : { help }),
});

const textField =
  <K extends TextKind>(kind: K, width: number) =>
  (label: string, group: string, options: Options & { maxLength?: number } = {}): TextField<K> => {
    const { maxLength = 255, ...rest } = options;
    return { kind, label, group, maxLength, ...look(width, rest) };
  };

export const text = textField('text', 180);
export const email = textField('email', 220);
export const phone = textField('phone', 150);
export const url = textField('url', 220);
export const timeZone = textField('timeZone', 160);
export const country = textField('country', 110);
export const secret = textField('secret', 140);

export const longText = (label: string, group: string, options: Options = {}): LongTextField => ({
  kind: 'longText',
  label,
  group,
  ...look(320, options),
});

export const choice = (
  label: string,
  group: string,
  options: Options & { options?: readonly string[]; maxLength?: number } = {},
): ChoiceField => {
  const { options: offered = [], maxLength = 50, ...rest } = options;
  return { kind: 'choice', label, group, options: offered, maxLength, ...look(140, rest) };
};

export const integer = (
  label: string,
  group: string,
  options: Options & Pick<IntegerField, 'unit' | 'loosely'> = {},
): IntegerField => {
  const { unit, loosely, ...rest } = options;
  return {
    kind: 'integer',
    label,
    group,
    ...look(110, rest),
    ...(unit === undefined ? {} : { unit }),
    ...(loosely === undefined ? {} : { loosely }),
  };
};

export const decimal = (
  label: string,
  group: string,
  options: Options & { precision?: number; scale?: number } = {},
): DecimalField => {
  const { precision = 10, scale = 2, ...rest } = options;
  return { kind: 'decimal', label, group, precision, scale, ...look(120, rest) };
};

export const boolean = (label: string, group: string, options: Options = {}): BooleanField => ({
  kind: 'boolean',
  label,
  group,
  ...look(110, options),
});

export const instant = (label: string, group: string, options: Options = {}): InstantField => ({
  kind: 'instant',
  label,
  group,
  ...look(170, options),
});

export const textList = (
  label: string,
  group: string,
  options: Options & Partial<Pick<TextListField, 'separator' | 'maxLength'>> = {},
): TextListField => {
  const { separator = 'comma', maxLength = null, ...rest } = options;
  return { kind: 'textList', label, group, separator, maxLength, ...look(240, rest) };
};

export const instantList = (
  label: string,
  group: string,
  options: Options = {},
): InstantListField => ({ kind: 'instantList', label, group, ...look(240, options) });

export const reference = <const T extends string>(
  target: T,
  label: string,
  group: string,
  options: Options & { onDelete?: 'restrict' | 'setNull' } = {},
): ReferenceField<T> => {
  const { onDelete = 'restrict', ...rest } = options;
  return { kind: 'reference', target, label, group, onDelete, ...look(180, rest) };
};
