import type { Field } from '#shared/schema/fields.ts';
import { shownValue } from './shown-value.ts';
import type { Form } from './use-form.ts';

/** The record changed elsewhere while this field was typed into: both texts are kept until one is chosen. */
export const OvertakenNote = ({
  name,
  field,
  form,
}: {
  name: string;
  field: Field;
  form: Form;
}) => {
  if (!form.overtaken(name)) return null;
  const stored = shownValue(field, form.draft.stored[name] ?? null);
  return (
    <p className="field-note" role="status">
      Changed elsewhere meanwhile, to {stored === '' ? 'nothing' : `“${stored}”`}. Saving puts yours
      in its place.{' '}
      <button type="button" className="link-button" onClick={() => form.withdraw(name)}>
        Take the other
      </button>
    </p>
  );
};
