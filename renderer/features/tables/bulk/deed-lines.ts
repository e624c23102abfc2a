import type { BulkEdit, Deed, DeedName } from '#shared/bulk/deeds.ts';
import { deedsFor, exactOf } from '#shared/bulk/deeds.ts';
import type { EntityDefinition } from '#shared/schema/entity.ts';
import type { Field, Value } from '#shared/schema/fields.ts';
import { valueText } from '../../../forms/stored-value.tsx';
import type { TitleOf } from '../../../state/record-titles.ts';

/** What is done to one field, as it is being chosen; what it is set to is kept by the form. */
export interface DeedLine {
  /** Tells lines apart. */
  key: number;
  /** The field; null while none is chosen. */
  name: string | null;
  deed: DeedName;
  /** The number to add or to multiply by, as typed. */
  by: string;
}

const labels: Readonly<Record<DeedName, string>> = {
  set: 'Set to',
  empty: 'Empty it',
  add: 'Add items',
  remove: 'Remove items',
  plus: 'Increase by',
  times: 'Multiply by',
};

export const deedLabel = (deed: DeedName): string => labels[deed];

/** The fields that can be edited in many records; the trash has a choice of its own. */
export const editableFields = ({ fields }: EntityDefinition): [string, Field][] =>
  Object.entries(fields).filter(
    ([name, field]) => name !== 'deleted' && deedsFor(field).length > 0,
  );

export const newLine = (key: number, name: string | null = null): DeedLine => ({
  key,
  name,
  deed: 'set',
  by: '',
});

/** A field is chosen, and with it what is done to such fields most: lists get items, others a value. */
export const withField = (line: DeedLine, name: string, field: Field): DeedLine => ({
  ...line,
  name,
  deed: deedsFor(field)[0] ?? 'set',
});

const deedOf = ({ deed, by }: DeedLine, value: Value): Deed | null => {
  switch (deed) {
    case 'empty':
      return { do: 'empty' };
    case 'plus':
    case 'times':
      return exactOf(by) === null ? null : { do: deed, by: by.trim() };
    case 'set':
      return value === null ? null : { do: 'set', value };
    default:
      return Array.isArray(value) ? { do: deed, items: value as readonly string[] } : null;
  }
};

/** The edit that lines come to, and the lines that say nothing yet. `typed`: what the form’s inputs hold. */
export const editOfLines = (
  lines: readonly DeedLine[],
  typed: Readonly<Record<string, Value>>,
): { edit: BulkEdit; open: readonly DeedLine[] } => {
  const edit: Record<string, Deed> = {};
  const open: DeedLine[] = [];
  for (const line of lines) {
    const deed = line.name === null ? null : deedOf(line, typed[line.name] ?? null);
    if (line.name === null || deed === null) open.push(line);
    else edit[line.name] = deed;
  }
  return { edit, open };
};

/** Why a line says nothing yet. */
export const openSentence = ({ name, deed }: DeedLine): string => {
  if (name === null) return 'Choose a field.';
  if (deed === 'plus' || deed === 'times') return 'Enter a number, such as 1.05.';
  if (deed === 'set') return 'Enter what it is set to, or choose “Empty it”.';
  return 'Enter at least one item.';
};

const quoted = (field: Field, value: Value, titleOf: TitleOf): string =>
  `“${valueText(field, value, titleOf)}”`;

/** A deed in words: “City: set to “Lisbon””. */
export const deedWords = (field: Field, deed: Deed, titleOf: TitleOf): string => {
  const { label } = field;
  switch (deed.do) {
    case 'empty':
      return `${label}: emptied`;
    case 'set':
      return `${label}: set to ${quoted(field, deed.value, titleOf)}`;
    case 'plus':
      return `${label}: increased by ${deed.by}`;
    case 'times':
      return `${label}: multiplied by ${deed.by}`;
    default:
      return `${label}: ${deed.do === 'add' ? 'add' : 'remove'} ${quoted(field, deed.items, titleOf)}`;
  }
};
