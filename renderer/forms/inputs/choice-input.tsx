import { ComboBox } from '../../ui/combo-box.tsx';
import { textOf } from '../entries.ts';
import type { InputProps } from './input-props.ts';

/** Offered words; any other that fits is taken too. */
export const ChoiceInput = ({ field, frame, entry, onEntry }: InputProps) => (
  <ComboBox
    {...frame}
    options={field.kind === 'choice' ? field.options.map((value) => ({ value })) : []}
    value={textOf(entry)}
    onChange={onEntry}
  />
);
