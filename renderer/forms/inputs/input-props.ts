import type { Field, Value } from '#shared/schema/fields.ts';
import type { Entry } from '../entries.ts';

/** What every input of a form is given, whatever its kind. */
export interface InputProps {
  name: string;
  field: Field;
  /** What it shows. */
  entry: Entry;
  /** What is stored, for inputs that must not lose what they cannot show. */
  stored: Value;
  /** Why what was typed cannot be stored, once the field was left. */
  problem: string | null;
  onEntry: (entry: Entry) => void;
  onLeave: () => void;
}
