import type { Field, Value } from '#shared/schema/fields.ts';
import type { FieldFrame } from '../../ui/field.tsx';
import type { Entry } from '../entries.ts';

/** What every input of a form is given, whatever its kind. */
export interface InputProps {
  name: string;
  field: Field;
  /** Label, help, and what is wrong or odd with what was typed. */
  frame: FieldFrame;
  /** What it shows. */
  entry: Entry;
  /** What is stored, for inputs that must not lose what they cannot show. */
  stored: Value;
  onEntry: (entry: Entry) => void;
}
