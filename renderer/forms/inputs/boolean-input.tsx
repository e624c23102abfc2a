import { TriState } from '../../ui/tri-state.tsx';
import { textOf } from '../entries.ts';
import type { InputProps } from './input-props.ts';

const valueOf = (text: string): boolean | null =>
  text === 'true' ? true : text === 'false' ? false : null;

/** Yes, no or unknown. */
export const BooleanInput = ({ frame, entry, onEntry }: InputProps) => (
  <TriState
    {...frame}
    value={valueOf(textOf(entry))}
    onChange={(value) => onEntry(value === null ? '' : String(value))}
  />
);
