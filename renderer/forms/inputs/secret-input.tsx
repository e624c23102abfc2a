import { SecretField } from '../../ui/secret-field.tsx';
import { textOf } from '../entries.ts';
import type { InputProps } from './input-props.ts';

/** A text that stays masked until it is asked for. */
export const SecretInput = ({ frame, entry, onEntry }: InputProps) => (
  <SecretField {...frame} value={textOf(entry)} onChange={onEntry} />
);
