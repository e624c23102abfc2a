import type { Ref } from 'react';
import { TextArea as Area, TextField as Field, type TextFieldProps } from 'react-aria-components';
import { FieldLabel, FieldNotes, hasText, splitFrame, type FieldFrame } from './field.tsx';
import './text-area.css';

interface Look extends FieldFrame {
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
  /** Lines to begin with; it grows with its text, up to about twenty. */
  rows?: number;
  inputRef?: Ref<HTMLTextAreaElement>;
}

type Passed = Omit<TextFieldProps, 'className' | 'style' | 'children' | 'value' | 'onChange'>;

/** Text of any length; the box grows with it. */
export const TextArea = (props: Look & Passed) => {
  const [frame, { placeholder, rows = 3, inputRef, ...field }] = splitFrame(props);
  return (
    <Field {...field} className="field" validationBehavior="aria" isInvalid={hasText(frame.error)}>
      <FieldLabel {...frame} />
      <Area
        ref={inputRef ?? null}
        className="field-box text-area"
        rows={rows}
        {...(placeholder === undefined ? {} : { placeholder })}
      />
      <FieldNotes {...frame} />
    </Field>
  );
};
