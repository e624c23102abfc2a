import type { HTMLAttributes } from 'react';
import type { FieldKind } from '#shared/schema/fields.ts';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { needsLines, textOf } from '../entries.ts';
import type { InputProps } from './input-props.ts';

const keyboards: Partial<Record<FieldKind, HTMLAttributes<HTMLInputElement>['inputMode']>> = {
  email: 'email',
  phone: 'tel',
  url: 'url',
};

/** Text of any length. */
export const LinesInput = ({ frame, entry, onEntry }: InputProps) => (
  <TextArea {...frame} value={textOf(entry)} onChange={onEntry} rows={3} />
);

/** One line of text; a stored text with line ends gets the room that it needs to keep them. */
export const TextInput = (props: InputProps) => {
  const { field, frame, entry, onEntry, stored } = props;
  if (typeof stored === 'string' && needsLines(stored)) return <LinesInput {...props} />;
  return (
    <TextField
      {...frame}
      inputMode={keyboards[field.kind] ?? 'text'}
      value={textOf(entry)}
      onChange={onEntry}
    />
  );
};
