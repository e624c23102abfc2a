import type { Field, Value } from '#shared/schema/fields.ts';
import { isInstant } from '#shared/schema/instants.ts';
import { listToText } from '#shared/schema/lists.ts';
import type { TitleOf } from '../state/record-titles.ts';
import { momentToText } from '../ui/moments.ts';

const mask = '••••••';

const units = { minutes: 'min', seconds: 's', bytes: 'bytes' } as const;

const moments = new Intl.DateTimeFormat('en-GB', {
  day: '2-digit',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});

/** An instant in the reader’s zone: “31 Mar 2026, 14:30”. Texts that are none are shown as they are. */
export const momentShown = (instant: string): string => {
  if (!isInstant(instant)) return instant;
  if (instant.length !== 27) return instant === 'infinity' ? 'for ever' : 'since ever';
  return moments.format(Date.parse(`${instant.slice(0, 23)}Z`));
};

const listShown = (field: Field, items: readonly string[]): string =>
  field.kind === 'instantList' ? items.map(momentShown).join(', ') : items.join(', ');

/** A value in one line, as the grid shows it and screen readers say it; '' for none. */
export const shownText = (field: Field, value: Value, titleOf: TitleOf): string => {
  if (value === null) return '';
  if (Array.isArray(value)) return listShown(field, value as readonly string[]);
  switch (field.kind) {
    case 'secret':
      return mask;
    case 'boolean':
      return value === true ? 'Yes' : 'No';
    case 'instant':
      return momentShown(String(value));
    case 'reference':
      return titleOf(field.target, Number(value)) ?? `${String(value)}`;
    case 'integer':
      return field.unit === undefined ? String(value) : `${String(value)} ${units[field.unit]}`;
    default:
      return String(value);
  }
};

/** What Ctrl+C takes: the value as another program can read it. */
export const copiedText = (field: Field, value: Value, titleOf: TitleOf): string => {
  if (value === null) return '';
  if (field.kind === 'textList') return listToText(field, value as readonly string[]);
  if (field.kind === 'instantList')
    return (value as readonly string[]).map((item) => writtenMoment(item)).join(', ');
  if (field.kind === 'instant') return writtenMoment(String(value));
  if (field.kind === 'integer') return String(value);
  return shownText(field, value, titleOf);
};

/** An instant as it is typed: `2026-03-31 14:30` on the reader’s clock. */
export const writtenMoment = (instant: string): string =>
  isInstant(instant) ? momentToText(instant) : instant;
