import { useEffect, useRef, type SyntheticEvent } from 'react';
import { entityOf } from '#shared/entities/index.ts';
import type { Field, Value } from '#shared/schema/fields.ts';
import { valueAt } from '#shared/schema/row.ts';
import { Button } from '../ui/button.tsx';
import { FieldInput } from './field-input.tsx';
import { useForm } from './use-form.ts';
import type { RecordPlace } from './use-settle.ts';

interface Props {
  place: RecordPlace;
  name: string;
  field: Field;
  onSettle: (value: Value) => void;
  onClose: () => void;
}

/** Puts the keyboard into the input as soon as it is there. */
const useFirstFocus = () => {
  const box = useRef<HTMLFormElement>(null);
  useEffect(() => {
    box.current?.querySelector<HTMLElement>('input:not([type=hidden]), textarea, button')?.focus();
  }, []);
  return box;
};

/** Where another value than those in conflict is written, in the input of the field. */
export const ConflictEditor = ({
  place: { table, row },
  name,
  field,
  onSettle,
  onClose,
}: Props) => {
  const form = useForm(entityOf(table), row.values);
  const box = useFirstFocus();
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (form.firstProblem() !== null) return;
    onSettle(name in form.changed ? (form.changed[name] ?? null) : valueAt(row, name));
  };
  return (
    <form ref={box} className="conflict-editor" noValidate autoComplete="off" onSubmit={submit}>
      <div className="form-field">
        <FieldInput name={name} field={field} form={form} />
      </div>
      <div className="conflict-editor-actions">
        <Button type="submit" size="small" variant="primary">
          Settle with this
        </Button>
        <Button size="small" onPress={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  );
};
