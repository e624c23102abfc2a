import { createElement, memo, type ComponentType } from 'react';
import type { Field, FieldKind } from '#shared/schema/fields.ts';
import { sameValue } from '#shared/schema/same-value.ts';
import { frameOf } from './field-frame.ts';
import type { InputProps } from './inputs/input-props.ts';
import { BooleanInput } from './inputs/boolean-input.tsx';
import { ChoiceInput } from './inputs/choice-input.tsx';
import { InstantInput } from './inputs/instant-input.tsx';
import { InstantListInput } from './inputs/instant-list-input.tsx';
import { NumberInput } from './inputs/number-input.tsx';
import { CountryInput, TimeZoneInput } from './inputs/place-inputs.tsx';
import { LooseInput, ReferenceInput } from './inputs/reference-input.tsx';
import { SecretInput } from './inputs/secret-input.tsx';
import { LinesInput, TextInput } from './inputs/text-input.tsx';
import { TextListInput } from './inputs/text-list-input.tsx';
import { OvertakenNote } from './overtaken-note.tsx';
import type { Form } from './use-form.ts';
import './forms.css';

/** The input of each kind of field. */
const inputs: Readonly<Record<FieldKind, ComponentType<InputProps>>> = {
  text: TextInput,
  email: TextInput,
  phone: TextInput,
  url: TextInput,
  longText: LinesInput,
  secret: SecretInput,
  timeZone: TimeZoneInput,
  country: CountryInput,
  choice: ChoiceInput,
  integer: NumberInput,
  decimal: NumberInput,
  boolean: BooleanInput,
  instant: InstantInput,
  instantList: InstantListInput,
  textList: TextListInput,
  reference: ReferenceInput,
};

const inputFor = (field: Field): ComponentType<InputProps> =>
  field.kind === 'integer' && field.loosely !== undefined ? LooseInput : inputs[field.kind];

/** Whether an input would look the same; what it calls back may differ, since it does the same. */
const looksSame = (a: InputProps, b: InputProps): boolean =>
  a.field === b.field &&
  sameValue(a.entry, b.entry) &&
  sameValue(a.stored, b.stored) &&
  a.frame.description === b.frame.description &&
  a.frame.error === b.frame.error &&
  a.frame.warning === b.frame.warning;

/** The input for a field's kind; a key typed into one of fifty leaves the others alone. */
const InputOfKind = memo(
  (props: InputProps) => createElement(inputFor(props.field), props),
  looksSame,
);

/** One field of a form: its input by kind, and what there is to say of it. */
export const FieldInput = ({ name, field, form }: { name: string; field: Field; form: Form }) => {
  const entry = form.entry(name);
  return (
    <>
      <InputOfKind
        name={name}
        field={field}
        frame={frameOf(name, field, entry, form)}
        entry={entry}
        stored={form.draft.stored[name] ?? null}
        onEntry={(next) => form.type(name, next)}
      />
      <OvertakenNote name={name} field={field} form={form} />
    </>
  );
};
