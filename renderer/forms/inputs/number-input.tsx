import { TextField } from '../../ui/text-field.tsx';
import { textOf } from '../entries.ts';
import { unitOf } from '../shown-value.ts';
import type { InputProps } from './input-props.ts';

/** A number as text, so that every digit stays as typed; its unit stands behind it. */
export const NumberInput = ({ field, frame, entry, onEntry }: InputProps) => {
  const unit = unitOf(field);
  return (
    <TextField
      {...frame}
      {...(unit === null ? {} : { suffix: unit })}
      inputMode={field.kind === 'decimal' ? 'decimal' : 'numeric'}
      isNumeric
      value={textOf(entry)}
      onChange={onEntry}
    />
  );
};
