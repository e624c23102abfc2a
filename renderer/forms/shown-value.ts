import type { Field, Value } from '#shared/schema/fields.ts';
import { isInstant } from '#shared/schema/instants.ts';
import { momentToText } from '../ui/moments.ts';

const moment = (value: string): string => (isInstant(value) ? momentToText(value) : value);

/** A value in one line, as people read it; secrets stay masked, nothing reads as nothing. */
export const shownValue = (field: Field, value: Value): string => {
  if (value === null) return '';
  if (field.kind === 'secret') return '••••••';
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (field.kind === 'instant') return moment(String(value));
  if (typeof value !== 'object') return withUnit(field, String(value));
  return value.map((item) => (field.kind === 'instantList' ? moment(item) : item)).join(', ');
};

const shortUnits = { minutes: 'min', seconds: 's', bytes: 'bytes' } as const;

/** The unit that stands behind a number; null where numbers of the field have none. */
export const unitOf = (field: Field): string | null =>
  field.kind === 'integer' && field.unit !== undefined ? shortUnits[field.unit] : null;

const withUnit = (field: Field, text: string): string => {
  const unit = unitOf(field);
  return unit === null ? text : `${text} ${unit}`;
};
