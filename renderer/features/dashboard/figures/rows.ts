import type { ColumnValues, Columns } from '../../../db/desk.ts';

/** Texts of a column: the code of each row, 0 for none, and the texts by code. */
export interface Texts {
  codes: Uint32Array;
  texts: readonly string[];
}

/** Days from 1970 to a day of the Gregorian calendar; months from 1. */
const dayNumber = (year: number, month: number, day: number): number => {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const ofEra = y - era * 400;
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return (
    era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719_468
  );
};

/** Seconds since 1970 of a stored instant, less than a second left out; ±Infinity for ±infinity. */
export const secondsOf = (instant: string): number => {
  if (instant.length !== 27) return instant.startsWith('-') ? -Infinity : Infinity;
  const two = (at: number) => (instant.charCodeAt(at) - 48) * 10 + instant.charCodeAt(at + 1) - 48;
  const days = dayNumber(two(0) * 100 + two(2), two(5), two(8));
  return ((days * 24 + two(11)) * 60 + two(14)) * 60 + two(17);
};

const noNumbers = (count: number) => new Float64Array(count).fill(NaN);

/** What columns hold of some records, by name of the column; by rising number. */
export class Rows {
  readonly ids: Float64Array;
  readonly #fields: readonly string[];
  readonly #columns: readonly ColumnValues[];
  readonly #moments = new Map<string, Float64Array>();
  readonly #labels: Readonly<Record<string, readonly (string | undefined)[]>>;

  /** `labels`: what people read for the codes of a column of texts. */
  constructor(
    fields: readonly string[],
    { ids, columns }: Columns,
    labels: Readonly<Record<string, readonly (string | undefined)[]>> = {},
  ) {
    this.ids = ids;
    this.#fields = fields;
    this.#columns = columns;
    this.#labels = labels;
  }

  get count(): number {
    return this.ids.length;
  }

  /** NaN for none; decimals without the point. */
  numbers(field: string): Float64Array {
    const column = this.#columnOf(field);
    return column?.holds === 'numbers' ? column.numbers : noNumbers(this.count);
  }

  texts(field: string): Texts {
    const column = this.#columnOf(field);
    return column?.holds === 'texts' ? column : { codes: new Uint32Array(this.count), texts: [''] };
  }

  /** What people read for a code; undefined where it was not looked up. */
  label(field: string, code: number): string | undefined {
    return this.#labels[field]?.[code];
  }

  /** Seconds since 1970 of a column of instants, NaN for none. */
  moments(field: string): Float64Array {
    const known = this.#moments.get(field);
    if (known !== undefined) return known;
    const { codes, texts } = this.texts(field);
    const byCode = Float64Array.from(texts, (text, code) => (code === 0 ? NaN : secondsOf(text)));
    const moments = new Float64Array(codes.length);
    for (let row = 0; row < moments.length; row += 1) moments[row] = byCode[codes[row]!]!;
    this.#moments.set(field, moments);
    return moments;
  }

  #columnOf(field: string): ColumnValues | undefined {
    return this.#columns[this.#fields.indexOf(field)];
  }
}
