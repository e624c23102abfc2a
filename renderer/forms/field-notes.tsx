import { valueToText, lengthOf } from '#shared/schema/values.ts';
import type { Field } from '#shared/schema/fields.ts';
import { adviceFor, charactersLeft } from './advice.ts';
import { isListKind, textOf, type Entry } from './entries.ts';
import { localMoment } from './moments.ts';
import { shownValue } from './shown-value.ts';
import type { Form } from './use-form.ts';

interface Props {
  name: string;
  field: Field;
  entry: Entry;
  form: Form;
}

const limitOf = (field: Field): number | null =>
  'maxLength' in field ? field.maxLength : null;

const typedLength = (field: Field, entry: Entry): number =>
  lengthOf(typeof entry === 'string' ? entry : valueToText(field, entry));

const Counter = ({ field, entry }: Pick<Props, 'field' | 'entry'>) => {
  const left = charactersLeft(typedLength(field, entry), limitOf(field));
  if (left === null) return null;
  return (
    <p className="field-note" data-tone={left < 0 ? 'error' : 'quiet'} role="status">
      {left < 0 ? `${-left} characters too many` : `${left} characters left`}
    </p>
  );
};

const Advice = ({ field, entry }: Pick<Props, 'field' | 'entry'>) => {
  const advice = isListKind(field) ? null : adviceFor(field, textOf(entry));
  return advice === null ? null : (
    <p className="field-note" data-tone="warning" role="status">
      {advice}
    </p>
  );
};

const LocalTime = ({ field, entry }: Pick<Props, 'field' | 'entry'>) => {
  const here = field.kind === 'instant' ? localMoment(textOf(entry)) : null;
  return here === null ? null : <p className="field-note">Here: {here}</p>;
};

/** The record changed elsewhere while this field was typed into: both texts are kept until one is chosen. */
const Overtaken = ({ name, field, form }: Omit<Props, 'entry'>) => {
  if (!form.overtaken(name)) return null;
  const stored = shownValue(field, form.draft.stored[name] ?? null);
  return (
    <p className="field-note" data-tone="warning" role="status">
      Changed elsewhere meanwhile, to {stored === '' ? 'nothing' : `“${stored}”`}. Saving puts yours
      in its place.{' '}
      <button type="button" className="link-button" onClick={() => form.withdraw(name)}>
        Take the other
      </button>
    </p>
  );
};

/** What there is to say of a field besides its problem: none of it stands in the way of saving. */
export const FieldNotes = (props: Props) => (
  <>
    <Counter {...props} />
    <Advice {...props} />
    <LocalTime {...props} />
    <Overtaken {...props} />
  </>
);
