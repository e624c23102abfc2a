import { problemText } from '#shared/problems/index.ts';
import type { Field } from '#shared/schema/fields.ts';
import { valueFromText } from '#shared/schema/values.ts';
import { Button } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/text-field.tsx';

/** A typed number or amount: what it means for its field, or why it means nothing. */
export interface Entered<T> {
  value: T | null;
  error: string | null;
}

/** Reads a text as its field would store it; nothing typed is no value. */
export const readEntry = <T extends number | string>(field: Field, text: string): Entered<T> => {
  if (text.trim() === '') return { value: null, error: null };
  const reading = valueFromText(field, text);
  return reading.ok
    ? { value: reading.value.value as T | null, error: null }
    : { value: null, error: problemText(reading.problem) };
};

interface NumberProps {
  field: Field;
  label?: string;
  text: string;
  onText: (text: string) => void;
  description?: string | null;
}

/** A number or an amount of a record. */
export const NumberEntry = ({ field, label, text, onText, description }: NumberProps) => (
  <TextField
    label={label ?? field.label}
    value={text}
    onChange={onText}
    isNumeric
    inputMode={field.kind === 'decimal' ? 'decimal' : 'numeric'}
    error={readEntry(field, text).error}
    {...(field.kind === 'integer' && field.unit !== undefined ? { suffix: field.unit } : {})}
    {...(description === undefined ? {} : { description })}
  />
);

interface ComputedProps {
  field: Field;
  label?: string;
  computed: string;
  /** What somebody wrote instead; null while the computed value stands. */
  written: string | null;
  onWritten: (text: string | null) => void;
  /** How the computed value came about. */
  how: string;
}

/** A value that is reckoned, shown with its reckoning, and may be overridden. */
export const ComputedEntry = (props: ComputedProps) => {
  const { field, label = field.label, computed, written, onWritten, how } = props;
  const isOwn = written !== null && written.trim() !== computed;
  return (
    <div className="deed-computed">
      <NumberEntry
        field={field}
        label={label}
        text={written ?? computed}
        onText={onWritten}
        description={isOwn ? `Computed: ${how}` : how}
      />
      {isOwn && (
        <Button
          size="small"
          aria-label={`Back to computed: ${label}`}
          onPress={() => onWritten(null)}
        >
          Back to computed
        </Button>
      )}
    </div>
  );
};
