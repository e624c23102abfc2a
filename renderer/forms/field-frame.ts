import type { Field } from '#shared/schema/fields.ts';
import { lengthOf, valueToText } from '#shared/schema/values.ts';
import type { FieldFrame } from '../ui/field.tsx';
import { adviceFor, charactersLeft } from './advice.ts';
import { isListKind, textOf, type Entry } from './entries.ts';
import { countryName } from './places.ts';
import type { Form } from './use-form.ts';

const limitOf = (field: Field): number | null => ('maxLength' in field ? field.maxLength : null);

const typedLength = (field: Field, entry: Entry): number =>
  lengthOf(typeof entry === 'string' ? entry : valueToText(field, entry));

const counter = (field: Field, entry: Entry): string | null => {
  const left = charactersLeft(typedLength(field, entry), limitOf(field));
  if (left === null) return null;
  return left < 0 ? `${-left} characters too many.` : `${left} characters left.`;
};

/** What a value means, where the text alone does not say. */
const meaning = (field: Field, text: string): string | null =>
  field.kind === 'country' ? countryName(text) : null;

const descriptionOf = (field: Field, entry: Entry): string => {
  const says = [meaning(field, textOf(entry)), counter(field, entry)].filter(
    (text) => text !== null,
  );
  return says.length > 0 ? says.join(' · ') : (field.help ?? '');
};

const adviceOn = (name: string, field: Field, entry: Entry, form: Form): string | null =>
  isListKind(field) || form.isBeingTyped(name) ? null : adviceFor(field, textOf(entry));

/** What stands around the input of a field: its label and help, and what there is to say of the text in it. */
export const frameOf = (name: string, field: Field, entry: Entry, form: Form): FieldFrame => ({
  label: field.label,
  description: descriptionOf(field, entry),
  error: form.problem(name),
  warning: adviceOn(name, field, entry, form),
});
