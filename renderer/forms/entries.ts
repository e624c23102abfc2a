import { sameValue } from '#shared/schema/same-value.ts';
import { ok, type Result } from '#shared/result.ts';
import type { Field, InstantListField, TextListField, Value } from '#shared/schema/fields.ts';
import { valueFromText, valueProblem } from '#shared/schema/values.ts';

/**
 * What an input holds while it is typed into: the text as typed, or the items of a list as typed.
 * Nothing typed is an empty text or an empty list; a boolean is `true`, `false` or empty; a reference
 * is the record's number as text; an instant is as it is stored, unless what was typed is none.
 */
export type Entry = string | readonly string[];

export const isListKind = (field: Field): boolean =>
  field.kind === 'textList' || field.kind === 'instantList';

/** The items of an entry; an entry that is one text has none. */
export const itemsOf = (entry: Entry): readonly string[] =>
  typeof entry === 'string' ? [] : entry;

export const textOf = (entry: Entry): string =>
  typeof entry === 'string' ? entry : entry.join('\n');

/** What an input shows for a stored value. Values of a wrong shape are shown as they read. */
export const entryOf = (field: Field, value: Value): Entry => {
  if (isListKind(field)) return Array.isArray(value) ? (value as readonly string[]) : [];
  if (value === null) return '';
  if (typeof value === 'boolean') return String(value);
  return String(value);
};

/** Whether every item can stand on a line of its own in one text area, and come back as it was. */
export const fitsLines = (items: readonly string[]): boolean =>
  items.every((item) => item.trim() !== '' && !/[\r\n]/.test(item));

/** Whether a text would lose its line ends in an input of one line. */
export const needsLines = (text: string): boolean => /[\r\n]/.test(text);

/**
 * The value that an entry stands for. What reads the same as the stored value is the stored value,
 * to the last microsecond and line end; an empty input is null, unless an empty value is what is stored.
 */
export const readEntry = (field: Field, entry: Entry, stored: Value): Result<Value> => {
  if (sameEntry(entry, entryOf(field, stored))) return ok(stored);
  if (field.kind === 'textList') return readItems(field, itemsOf(entry), stored);
  if (field.kind === 'instantList') return readInstants(field, itemsOf(entry), stored);
  return readText(field, textOf(entry), stored);
};

const sameEntry = (a: Entry, b: Entry): boolean => sameValue(a, b);

const isTextKind = (field: Field): boolean =>
  !['integer', 'decimal', 'boolean', 'instant', 'reference'].includes(field.kind);

const readText = (field: Field, typed: string, stored: Value): Result<Value> => {
  if (isTextKind(field) ? typed === '' : typed.trim() === '') return ok(stored === '' ? '' : null);
  const reading = valueFromText(field, isTextKind(field) ? withLineEndsOf(stored, typed) : typed);
  return reading.ok ? ok(reading.value.value) : reading;
};

/** Inputs know only `\n`; a text that was stored with `\r\n` throughout keeps its line ends. */
const withLineEndsOf = (stored: Value, typed: string): string => {
  if (typeof stored !== 'string' || !stored.includes('\r')) return typed;
  if (stored.replace(/\r\n?/g, '\n') === typed) return stored;
  const mixed = /\r(?!\n)|(?<!\r)\n/.test(stored);
  return mixed ? typed : typed.replace(/\r?\n/g, '\r\n');
};

const emptyList = (stored: Value): Value =>
  Array.isArray(stored) && stored.length === 0 ? stored : null;

const readItems = (
  field: TextListField,
  typed: readonly string[],
  stored: Value,
): Result<Value> => {
  const known: readonly string[] = Array.isArray(stored) ? (stored as string[]) : [];
  const items = typed
    .map((item) => (known.includes(item) ? item : item.trim()))
    .filter((item) => item !== '' || known.includes(item));
  if (items.length === 0) return ok(emptyList(stored));
  const problem = valueProblem(field, items);
  return problem === null ? ok(items) : { ok: false, problem };
};

const readInstants = (
  field: InstantListField,
  typed: readonly string[],
  stored: Value,
): Result<Value> => {
  const items: string[] = [];
  for (const text of typed) {
    if (text.trim() === '') continue;
    const reading = valueFromText({ ...field, kind: 'instant' }, text);
    if (!reading.ok) return reading;
    items.push(reading.value.value as string);
  }
  return ok(items.length === 0 ? emptyList(stored) : items);
};
