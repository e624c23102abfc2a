import type { EntityDefinition } from '#shared/schema/entity.ts';
import type { Field, Value } from '#shared/schema/fields.ts';
import { foldText, titleText } from '#shared/schema/index-key.ts';
import { instantToText } from '#shared/schema/instants.ts';
import type { Row } from '#shared/schema/row.ts';
import { shortCode } from '../db/short-code.ts';
import type { TableName } from '#shared/entities/index.ts';

/** What a value weighs in a sort: a number (NaN where there is none), or text (null where there is none). */
export type SortKey = number | string | null;

/** Two texts that agree so far count as equal in a sort. */
const longestKey = 160;

/** Text as it sorts: without case and accents, and runs of digits as the numbers that they are. */
export const naturalKey = (text: string): string | null => {
  const folded = foldText(text.length > longestKey ? text.slice(0, longestKey) : text).trim();
  if (folded === '') return null;
  return folded.replace(/\d+/g, (digits) => {
    const plain = digits.replace(/^0+(?=\d)/, '');
    // A longer number is greater: its length goes first, as one character.
    return String.fromCharCode(0x30 + Math.min(plain.length, 160)) + plain;
  });
};

const numberKey = (value: Value): number => (typeof value === 'number' ? value : NaN);

/** Exact up to 15 digits, which the entities' decimals all are: the point is left out. */
const decimalKey = (value: Value): number =>
  typeof value === 'string' ? Number(value.replace('.', '')) : NaN;

/** How a field's values sort among themselves; references sort by what they show, not here. */
export const sortKeyOf = (field: Field, value: Value): SortKey => {
  switch (field.kind) {
    case 'integer':
    case 'reference':
      return numberKey(value);
    case 'decimal':
      return decimalKey(value);
    case 'boolean':
      return typeof value === 'boolean' ? Number(value) : NaN;
    case 'instant':
      // Text order is time order, with -infinity before and infinity after all years.
      return typeof value === 'string' ? value : null;
    case 'instantList':
      return Array.isArray(value) && value.length > 0 ? value.join(' ') : null;
    case 'textList':
      return Array.isArray(value) ? naturalKey(value.join(', ')) : null;
    default:
      return typeof value === 'string' ? naturalKey(value) : null;
  }
};

/** What `sortKeyOf` gives for a kind of field. */
export const keysOf = ({ kind }: Field): 'numbers' | 'texts' =>
  kind === 'integer' || kind === 'reference' || kind === 'decimal' || kind === 'boolean'
    ? 'numbers'
    : 'texts';

/** What the values of a column come from, besides the records; secrets never go to the disk (COL3). */
export const packedAs = (field: Field): { packed?: string } =>
  field.kind === 'secret'
    ? {}
    : { packed: `${field.kind} ${field.kind === 'decimal' ? field.scale : ''}` };

/** Whether the quick filter reads a field's values as text: masked and yes-or-no ones it does not. */
const isFiltered = (field: Field): boolean =>
  field.kind !== 'secret' && field.kind !== 'boolean' && field.kind !== 'reference';

const shownText = (field: Field, value: Value): string => {
  if (field.kind === 'instant') return instantToText(value as string);
  if (field.kind === 'instantList')
    return (value as readonly string[]).map(instantToText).join('\n');
  return Array.isArray(value) ? value.join('\n') : String(value);
};

/** All that the quick filter looks into in one record, folded. */
export const filterText = (
  entity: EntityDefinition,
  fields: readonly string[],
  { id, values }: Row,
): string => {
  const parts: string[] = fields.includes('id')
    ? [String(id), shortCode(entity.name as TableName, id)]
    : [];
  for (const name of fields) {
    const field = entity.fields[name];
    const value = values[name] ?? null;
    if (field !== undefined && value !== null && isFiltered(field))
      parts.push(shownText(field, value));
  }
  return foldText(parts.join('\n'));
};

/** A record's own title, folded; null where it has none. */
export const titleKey = (entity: EntityDefinition, row: Row): string | null => {
  const title = titleText(entity, row.values);
  return title === '' ? null : foldText(title.slice(0, longestKey));
};

const isWordPart = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at);
  if (code < 128) return (code >= 48 && code <= 57) || (code >= 97 && code <= 122);
  return /[\p{L}\p{N}]/u.test(text[at]!);
};

/** Whether some word of a folded text begins with `start`. */
export const beginsWord = (text: string, start: string): boolean => {
  for (let at = text.indexOf(start); at >= 0; at = text.indexOf(start, at + 1))
    if (at === 0 || !isWordPart(text, at - 1)) return true;
  return false;
};
