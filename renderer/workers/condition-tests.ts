import type { Field } from '#shared/schema/fields.ts';
import { foldText } from '#shared/schema/index-key.ts';
import type { Condition, Operator } from '#shared/views/filter.ts';
import { dayAfter, dayStart } from './days.ts';

/** What a condition asks of one value: folded texts, null for none, or numbers, NaN for none. */

type Holds<T> = (value: T) => boolean;

const none = () => false;

/** The test of an operator; one that the kind does not have holds for none (VIEW3). */
const byOperator = <T>(
  operator: Operator,
  isFilled: Holds<T>,
  tests: Partial<Record<Operator, Holds<T>>>,
): Holds<T> => {
  if (operator === 'empty') return (value) => !isFilled(value);
  return operator === 'filled' ? isFilled : (tests[operator] ?? none);
};

/** A test of texts that does not hold for what has none. */
const ofText =
  (holds: Holds<string>): Holds<string | null> =>
  (text) =>
    text !== null && holds(text);

/** A test of texts that holds where another does not, and for what has none. */
const notOfText =
  (holds: Holds<string>): Holds<string | null> =>
  (text) =>
    text === null || !holds(text);

const isText = (text: string | null): boolean => text !== null;
const isNumber = (value: number): boolean => !Number.isNaN(value);

const folded = (values: readonly string[]): string[] =>
  values.map((value) => foldText(value.trim())).filter((value) => value !== '');

export const textTest = ({ operator, values }: Condition): Holds<string | null> => {
  const typed = folded(values);
  const first = typed[0] ?? '';
  const contains = (text: string) => text.includes(first);
  const isAny = (text: string) => typed.includes(text);
  return byOperator(operator, isText, {
    contains: ofText(contains),
    lacks: notOfText(contains),
    is: ofText((text) => text === first),
    begins: ofText((text) => text.startsWith(first)),
    anyOf: ofText(isAny),
    noneOf: notOfText(isAny),
  });
};

const separator = '\n';

/** A list as one text, in which each item can be found whole. */
export const listText = (items: readonly string[]): string =>
  `${separator}${items.map(foldText).join(separator)}${separator}`;

export const listTest = ({ operator, values }: Condition): Holds<string | null> => {
  const typed = folded(values).map((item) => listText([item]));
  const hasAny = (text: string) => typed.some((item) => text.includes(item));
  return byOperator(operator, isText, {
    anyOf: ofText(hasAny),
    allOf: ofText((text) => typed.every((item) => text.includes(item))),
    noneOf: notOfText(hasAny),
  });
};

/** A typed number as columns hold it: decimals with all their places, without the point. */
const numberKey = (field: Field, typed: string): number => {
  const text = typed.trim().replace(',', '.');
  if (text === '' || !/^-?\d+(\.\d+)?$/.test(text)) return NaN;
  if (field.kind !== 'decimal') return Number(text);
  const [whole, part = ''] = text.split('.') as [string, string?];
  const places = part.padEnd(field.scale, '0');
  return Number(`${whole}${places.slice(0, field.scale)}.${places.slice(field.scale) || '0'}`);
};

export const numberTest = (field: Field, { operator, values }: Condition): Holds<number> => {
  const [first = NaN, second = NaN] = values.map((value) => numberKey(field, value));
  return byOperator(operator, isNumber, {
    is: (value) => value === first,
    atLeast: (value) => value >= first,
    atMost: (value) => value <= first,
    between: (value) => isNumber(value) && !(value < first) && !(value > second),
  });
};

export const booleanTest = ({ operator }: Condition): Holds<number> => {
  if (operator === 'filled') return none;
  return byOperator(operator, isNumber, {
    yes: (value) => value === 1,
    no: (value) => value === 0,
  });
};

/** From one instant up to another; null for no bound. */
const within = (from: string | null, to: string | null): Holds<string | null> =>
  ofText((text) => (from === null || text >= from) && (to === null || text < to));

export const instantTest = ({ operator, values }: Condition, now: number): Holds<string | null> => {
  const [first = '', second = ''] = values.map((value) => value.trim());
  const start = dayStart(first);
  const days = /^\d{1,5}$/.test(first) ? Number(first) : null;
  const ofDay = start !== null && {
    during: within(start, dayAfter(first)),
    since: within(start, null),
    before: within(null, start),
  };
  const ofDays = days !== null && {
    past: within(dayStart(now, -days), dayStart(now, 1)),
    next: within(dayStart(now), dayStart(now, days + 1)),
  };
  const between = within(start, dayAfter(second));
  return byOperator(operator, isText, { between, ...ofDay, ...ofDays });
};
