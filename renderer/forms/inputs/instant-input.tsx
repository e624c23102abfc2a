import { DateTimeInput } from '../../ui/date-time-input.tsx';
import { textOf } from '../entries.ts';
import type { InputProps } from './input-props.ts';

/** A date and time in UTC, typed or picked; the text stays as typed, to the microsecond. */
export const InstantInput = ({ frame, entry, onEntry }: InputProps) => (
  <DateTimeInput {...frame} value={textOf(entry)} onChange={onEntry} />
);
