import { fail, ok, type Result } from '#shared/result.ts';
import type { Field, Value } from '#shared/schema/fields.ts';
import { valueFromText, valueProblem } from '#shared/schema/values.ts';
import { momentFromText } from '../ui/moments.ts';
import { writtenMoment } from './cell-text.ts';

const withUnixEnds = (text: string): string => text.replace(/\r\n?/g, '\n');

/** The text with which an editor begins; lists have editors of their own. */
export const editedText = (field: Field, value: Value): string => {
  if (value === null) return '';
  if (field.kind === 'instant') return writtenMoment(String(value));
  if (field.kind === 'instantList')
    return (value as readonly string[]).map(writtenMoment).join('\n');
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  return withUnixEnds(String(value));
};

const textKinds = new Set<Field['kind']>([
  'text',
  'longText',
  'choice',
  'email',
  'phone',
  'url',
  'timeZone',
  'country',
  'secret',
]);

/** Inputs know only `\n`: a text stored with `\r\n` throughout keeps its line ends. */
const withEndsOf = (stored: Value, typed: string): string =>
  typeof stored === 'string' && /\r\n/.test(stored) && !/(?<!\r)\n|\r(?!\n)/.test(stored)
    ? typed.replace(/\n/g, '\r\n')
    : typed;

const readMoment = (field: Field, text: string): Result<Value> => {
  const instant = momentFromText(text);
  return instant === null
    ? fail('value.notInstant', { label: field.label, value: text.trim().slice(0, 60) })
    : ok(instant);
};

/** Lines that still read as they did stand for what they stood for, to the microsecond. */
const readMoments = (field: Field, typed: string, stored: Value): Result<Value> => {
  const before = new Map(
    (Array.isArray(stored) ? (stored as readonly string[]) : []).map((item) => [
      writtenMoment(item),
      item,
    ]),
  );
  const items: string[] = [];
  for (const line of typed.split(/[\n,;]/)) {
    if (line.trim() === '') continue;
    const reading = before.has(line.trim())
      ? ok(before.get(line.trim()) ?? '')
      : readMoment(field, line);
    if (!reading.ok) return reading;
    items.push(String(reading.value));
  }
  return ok(items.length === 0 ? null : items);
};

const checked = (field: Field, value: Value): Result<Value> => {
  const problem = valueProblem(field, value);
  return problem === null ? ok(value) : { ok: false, problem };
};

/**
 * The value that a typed text stands for. A text that was not changed stands for the stored value,
 * whatever it is; an empty one empties the field.
 */
export const readTyped = (field: Field, typed: string, stored: Value): Result<Value> => {
  if (typed === editedText(field, stored)) return ok(stored);
  if (textKinds.has(field.kind))
    return typed === '' ? ok(null) : checked(field, withEndsOf(stored, typed));
  if (typed.trim() === '') return ok(null);
  if (field.kind === 'instant') return readMoment(field, typed);
  if (field.kind === 'instantList') return readMoments(field, typed, stored);
  if (field.kind === 'boolean' && /^(u|unknown|\?)$/i.test(typed.trim())) return ok(null);
  const reading = valueFromText(field, typed);
  return reading.ok ? ok(reading.value.value) : reading;
};

/** The value of a list’s items; none empties the field. */
export const readItems = (field: Field, items: readonly string[]): Result<Value> =>
  items.length === 0 ? ok(null) : checked(field, items);
