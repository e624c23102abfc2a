import { Plus, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { deedsFor } from '#shared/bulk/deeds.ts';
import type { Field } from '#shared/schema/fields.ts';
import { FieldInput } from '../../../forms/field-input.tsx';
import type { Form } from '../../../forms/use-form.ts';
import { Button, IconButton } from '../../../ui/button.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import {
  deedLabel,
  editableFields,
  newLine,
  openSentence,
  withField,
  type DeedLine,
} from './deed-lines.ts';

interface Shared {
  form: Form;
  /** Whether what is missing is told. */
  isChecked: boolean;
}

interface ValueProps extends Shared {
  line: DeedLine & { name: string };
  field: Field;
  isOpen: boolean;
  onChange: (line: DeedLine) => void;
}

/** What a field is set to, what items come or go, by how much a number changes. */
const DeedValue = ({ line, field, form, isOpen, isChecked, onChange }: ValueProps) => {
  const { name, deed } = line;
  if (deed === 'empty') return null;
  const missing = isChecked && isOpen && form.problem(name) === null ? openSentence(line) : null;
  if (deed === 'plus' || deed === 'times')
    return (
      <TextField
        label={`${deed === 'plus' ? 'Increase' : 'Multiply'} ${field.label.toLowerCase()} by`}
        inputMode="decimal"
        isNumeric
        value={line.by}
        onChange={(by) => onChange({ ...line, by })}
        error={missing}
      />
    );
  return (
    <div className="form-field" data-field={name} onBlur={() => form.leave(name)}>
      <FieldInput name={name} field={field} form={form} />
      {missing !== null && (
        <p className="field-error" role="alert">
          {missing}
        </p>
      )}
    </div>
  );
};

interface LineProps extends Shared {
  line: DeedLine;
  /** Fields that no other line has. */
  free: readonly [string, Field][];
  isOpen: boolean;
  isOnly: boolean;
  isNew: boolean;
  onChange: (line: DeedLine) => void;
  onRemove: () => void;
}

const DeedLineEditor = (props: LineProps) => {
  const { line, free, form, isOpen, isChecked, isOnly, isNew, onChange, onRemove } = props;
  const box = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isNew) box.current?.querySelector('button')?.focus();
  }, [isNew]);
  const field = line.name === null ? undefined : form.entity.fields[line.name];
  const choose = (name: string) => onChange(withField(line, name, form.entity.fields[name]!));
  return (
    <li
      ref={box}
      className="bulk-line"
      data-open={isOpen || undefined}
      aria-label={field?.label ?? 'A field'}
    >
      <div className="bulk-line-head">
        <Select
          label="Field"
          value={line.name}
          options={free.map(([name, { label, group }]) => ({ value: name, label, detail: group }))}
          placeholder="Choose a field"
          onChange={choose}
          error={isChecked && line.name === null ? openSentence(line) : null}
        />
        {field !== undefined && (
          <Select
            label="What to do"
            value={line.deed}
            options={deedsFor(field).map((deed) => ({ value: deed, label: deedLabel(deed) }))}
            onChange={(deed) => onChange({ ...line, deed })}
          />
        )}
        {!isOnly && (
          <IconButton label={`Leave out ${field?.label ?? 'this field'}`} onPress={onRemove}>
            <X aria-hidden size={15} />
          </IconButton>
        )}
      </div>
      {field !== undefined && line.name !== null && (
        <DeedValue
          line={{ ...line, name: line.name }}
          field={field}
          form={form}
          isOpen={isOpen}
          isChecked={isChecked}
          onChange={onChange}
        />
      )}
    </li>
  );
};

interface Props extends Shared {
  lines: readonly DeedLine[];
  open: readonly DeedLine[];
  onChange: (lines: readonly DeedLine[]) => void;
}

/** Which fields are edited, and how. */
export const DeedEditor = ({ form, lines, open, isChecked, onChange }: Props) => {
  const [added, setAdded] = useState<number | null>(null);
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    const box = list.current;
    const place = box?.querySelector<HTMLElement>('.form-field input, .form-field textarea');
    (place ?? box?.querySelector('button'))?.focus();
  }, []);
  const fields = editableFields(form.entity);
  const freeFor = ({ key }: DeedLine) =>
    fields.filter(([name]) => !lines.some((line) => line.key !== key && line.name === name));
  const add = () => {
    const key = Math.max(...lines.map((line) => line.key)) + 1;
    setAdded(key);
    onChange([...lines, newLine(key)]);
  };
  return (
    <>
      <ul ref={list} className="bulk-lines" aria-label="Fields to change">
        {lines.map((line) => (
          <DeedLineEditor
            key={line.key}
            line={line}
            free={freeFor(line)}
            form={form}
            isOpen={open.includes(line)}
            isChecked={isChecked}
            isOnly={lines.length === 1}
            isNew={line.key === added}
            onChange={(next) =>
              onChange(lines.map((other) => (other.key === line.key ? next : other)))
            }
            onRemove={() => onChange(lines.filter(({ key }) => key !== line.key))}
          />
        ))}
      </ul>
      <div>
        <Button size="small" onPress={add}>
          <Plus aria-hidden size={14} /> Another field
        </Button>
      </div>
    </>
  );
};
