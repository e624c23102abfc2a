import { fail, ok, type Result } from '../result.ts';
import type { Problem } from '../problems/index.ts';
import { decimalFromText, isDecimal } from './decimals.ts';
import type { Field, IntegerField, TextListField, Value } from './fields.ts';
import { instantFromText, instantToText, isInstant } from './instants.ts';
import { listFromText, listToText } from './lists.ts';

const maxInteger = 2 ** 31 - 1;
const minInteger = -(2 ** 31);

/** The most that an integer can be: one that points to a record goes as far as the numbers of records. */
const mostOf = ({ loosely }: IntegerField): number =>
  loosely === undefined ? maxInteger : Number.MAX_SAFE_INTEGER;

/** Characters as PostgreSQL counts them: code points. */
export const lengthOf = (text: string): number => {
  let length = text.length;
  for (let i = 0; i < text.length - 1; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0xd800 && unit <= 0xdbff) {
      length--;
      i++;
    }
  }
  return length;
};

const problem = (code: Problem['code'], data: Problem['data']): Problem => ({ code, data });
const shown = (value: unknown): string => {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
};

const textProblem = (field: Field, value: unknown, max: number | null): Problem | null => {
  const { label } = field;
  if (typeof value !== 'string') return problem('value.notText', { label });
  if (max !== null && value.length > max) {
    const length = lengthOf(value);
    if (length > max) return problem('value.tooLong', { label, length, max });
  }
  if (value.includes('\0')) return problem('value.badCharacter', { label, codePoint: '0000' });
  if (!value.isWellFormed()) return problem('value.badCharacter', { label, codePoint: 'D800' });
  return null;
};

const listProblem = (field: TextListField, value: unknown): Problem | null => {
  if (!Array.isArray(value)) return problem('value.notList', { label: field.label });
  for (const item of value) {
    const wrong = textProblem(field, item, null);
    if (wrong !== null) return wrong;
  }
  if (field.maxLength === null) return null;
  return textProblem(field, listToText(field, value), field.maxLength);
};

/** What is wrong with a value as it would be stored; null where nothing is. Never throws. */
export const valueProblem = (field: Field, value: unknown): Problem | null => {
  if (value === null) return null;
  const { label } = field;
  switch (field.kind) {
    case 'text':
    case 'email':
    case 'phone':
    case 'url':
    case 'timeZone':
    case 'country':
    case 'secret':
    case 'choice':
      return textProblem(field, value, field.maxLength);
    case 'longText':
      return textProblem(field, value, null);
    case 'integer':
      if (!Number.isInteger(value))
        return problem('value.notInteger', { label, value: shown(value) });
      if ((value as number) < minInteger || (value as number) > mostOf(field))
        return problem('value.integerRange', {
          label,
          value: shown(value),
          min: minInteger,
          max: mostOf(field),
        });
      return null;
    case 'reference':
      return Number.isSafeInteger(value) && (value as number) > 0
        ? null
        : problem('value.notId', { label, value: shown(value) });
    case 'decimal':
      return isDecimal(value, field) ? null : decimalProblem(field, shown(value));
    case 'boolean':
      return typeof value === 'boolean'
        ? null
        : problem('value.notBoolean', { label, value: shown(value) });
    case 'instant':
      return isInstant(value) ? null : problem('value.notInstant', { label, value: shown(value) });
    case 'instantList':
      if (!Array.isArray(value)) return problem('value.notList', { label });
      return value.every(isInstant)
        ? null
        : problem('value.notInstant', { label, value: shown(value) });
    case 'textList':
      return listProblem(field, value);
  }
};

const decimalProblem = (field: Extract<Field, { kind: 'decimal' }>, text: string): Problem => {
  const reading = decimalFromText(text, field);
  const why = reading.ok ? 'notDecimal' : reading.why;
  const { label, precision, scale } = field;
  return problem(`value.${why}`, { label, value: shown(text), scale, digits: precision - scale });
};

const trueWords = new Set(['t', 'true', 'yes', 'y', '1', 'on']);
const falseWords = new Set(['f', 'false', 'no', 'n', '0', 'off']);

/** What a text means in a field: its value, and the text itself where the value would be written otherwise. */
export interface TextReading {
  value: Value;
  source?: string;
}

/**
 * Reads the text of a value, from a dump, a spreadsheet or an input. Lossless: `valueToText` of what it
 * gives is the text again wherever the text is one that PostgreSQL writes. The empty text is an empty
 * text (or list), never null, except in fields where no text is empty.
 */
export const valueFromText = (field: Field, text: string): Result<TextReading> => {
  const reading = readText(field, text);
  if (!reading.ok) return reading;
  const wrong = valueProblem(field, reading.value.value);
  return wrong === null ? reading : { ok: false, problem: wrong };
};

const readText = (field: Field, text: string): Result<TextReading> => {
  const { label } = field;
  switch (field.kind) {
    case 'integer':
    case 'reference': {
      const trimmed = text.trim();
      if (!/^[+-]?\d{1,16}$/.test(trimmed))
        return fail(field.kind === 'integer' ? 'value.notInteger' : 'value.notId', {
          label,
          value: shown(text),
        });
      return ok({ value: Number(trimmed) + 0 });
    }
    case 'decimal': {
      const reading = decimalFromText(text, field);
      return reading.ok
        ? ok({ value: reading.value })
        : { ok: false, problem: decimalProblem(field, text) };
    }
    case 'boolean': {
      const word = text.trim().toLowerCase();
      if (trueWords.has(word)) return ok({ value: true });
      if (falseWords.has(word)) return ok({ value: false });
      return fail('value.notBoolean', { label, value: shown(text) });
    }
    case 'instant': {
      const value = instantFromText(text);
      return value === null
        ? fail('value.notInstant', { label, value: shown(text) })
        : ok({ value });
    }
    case 'instantList':
      return readInstants(label, text);
    case 'textList': {
      const value = listFromText(field, text);
      return ok(listToText(field, value) === text ? { value } : { value, source: text });
    }
    default:
      return ok({ value: text });
  }
};

const readInstants = (label: string, text: string): Result<TextReading> => {
  const parts = text
    .replace(/^[[{]|[\]}]$/g, '')
    .split(/[,;\n]/)
    .map((part) => part.trim().replace(/^"|"$/g, ''))
    .filter((part) => part !== '');
  const value: string[] = [];
  for (const part of parts) {
    const read = instantFromText(part);
    if (read === null) return fail('value.notInstant', { label, value: shown(part) });
    value.push(read);
  }
  return ok(value.map(instantToText).join(', ') === text ? { value } : { value, source: text });
};

/** The text of a value as PostgreSQL writes it; `source` is the text that a list was read from, if kept. */
export const valueToText = (field: Field, value: Exclude<Value, null>, source?: string): string => {
  if (source !== undefined) return source;
  switch (field.kind) {
    case 'boolean':
      return value === true ? 't' : 'f';
    case 'instant':
      return instantToText(value as string);
    case 'instantList':
      return (value as readonly string[]).map(instantToText).join(', ');
    case 'textList':
      return listToText(field, value as readonly string[]);
    default:
      return String(value);
  }
};
