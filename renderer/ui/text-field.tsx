import type { Ref } from 'react';
import { Input, TextField as Field, type TextFieldProps } from 'react-aria-components';
import { FieldLabel, FieldNotes, hasText, splitFrame, type FieldFrame } from './field.tsx';

import './text-field.css';
export interface TextFieldLook extends FieldFrame {
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
  /** Stands behind the value, inside the box: a unit. */
  suffix?: string;
  /** Digits of equal width, at the right end. */
  isNumeric?: boolean;
  inputRef?: Ref<HTMLInputElement>;
}

type Passed = Omit<TextFieldProps, 'className' | 'style' | 'children' | 'value' | 'onChange'>;

/** One line of text. */
export const TextField = (props: TextFieldLook & Passed) => {
  const [frame, { placeholder, suffix, isNumeric = false, inputRef, ...field }] = splitFrame(props);
  return (
    <Field {...field} className="field" validationBehavior="aria" isInvalid={hasText(frame.error)}>
      <FieldLabel {...frame} />
      <div className="field-box">
        <Input
          ref={inputRef ?? null}
          className={isNumeric ? 'field-input text-field-numeric' : 'field-input'}
          autoComplete="off"
          {...(placeholder === undefined ? {} : { placeholder })}
        />
        {suffix !== undefined && <span className="text-field-suffix">{suffix}</span>}
      </div>
      <FieldNotes {...frame} />
    </Field>
  );
};
