import type { TextListField } from './fields.ts';

/**
 * Lists of strings and the one text that the old system kept them in.
 * Read: a JSON array of strings; PostgreSQL's `{a,b}`; else text cut at the field's separator.
 * Items are trimmed, empty ones dropped. Written: joined by ", " or by line ends.
 */
const fromJson = (text: string): string[] | null => {
  if (!text.startsWith('[') || !text.endsWith(']')) return null;
  try {
    const parsed: unknown = JSON.parse(text);
    return Array.isArray(parsed) && parsed.every((item) => typeof item === 'string')
      ? parsed
      : null;
  } catch {
    return null;
  }
};

const fromArrayLiteral = (text: string): string[] | null => {
  if (!/^\{(?:"(?:[^"\\]|\\.)*"|[^"\\{},]+)(?:,(?:"(?:[^"\\]|\\.)*"|[^"\\{},]+))*\}$/s.test(text))
    return null;
  const items = text.slice(1, -1).match(/"(?:[^"\\]|\\.)*"|[^"\\{},]+/gs) ?? [];
  return items.map((item) =>
    item.startsWith('"') ? item.slice(1, -1).replace(/\\(.)/gs, '$1') : item,
  );
};

const separatorOf = ({ separator }: Pick<TextListField, 'separator'>) =>
  separator === 'comma' ? ', ' : '\n';

export const listToText = (field: Pick<TextListField, 'separator'>, items: readonly string[]) =>
  items.join(separatorOf(field));

export const listFromText = (field: Pick<TextListField, 'separator'>, text: string): string[] => {
  const trimmed = text.trim();
  const items =
    fromJson(trimmed) ??
    fromArrayLiteral(trimmed) ??
    text.split(field.separator === 'comma' ? /[,;\n]/ : /\r?\n/);
  return items.map((item) => item.trim()).filter((item) => item !== '');
};
