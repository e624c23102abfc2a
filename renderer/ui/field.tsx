import { CircleAlert, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { FieldError, Label, Text } from 'react-aria-components';
import './field.css';

/** What stands around every input: label above, help and warning below, an error in place of nothing. */
export interface FieldFrame {
  label: string;
  /** Keeps the label for screen readers, but off the screen. */
  isLabelHidden?: boolean;
  description?: ReactNode;
  /** Why the value cannot be taken; null or absent where it can. */
  error?: string | null;
  /** A doubt that does not stand in the way. */
  warning?: string | null;
}

/** The label of an input; must stand inside a react-aria field. */
export const FieldLabel = ({ label, isLabelHidden = false }: FieldFrame) => (
  <Label className={isLabelHidden ? 'for-readers' : 'field-label'}>{label}</Label>
);

/** Help, warning and error of an input, tied to it by aria-describedby through react-aria's slots. */
export const FieldNotes = ({ description, warning, error }: FieldFrame) => (
  <>
    {(hasContent(description) || hasText(warning)) && (
      <Text slot="description" className="field-notes">
        {hasContent(description) && <span className="field-help">{description}</span>}
        {hasText(warning) && (
          <span className="field-warning">
            <TriangleAlert aria-hidden size={13} />
            {warning}
          </span>
        )}
      </Text>
    )}
    <FieldError className="field-error">
      <CircleAlert aria-hidden size={13} />
      <span>{error}</span>
    </FieldError>
  </>
);

/** Whether an error sentence is there to be shown. */
export const hasText = (text: string | null | undefined): boolean =>
  text !== null && text !== undefined && text !== '';

const hasContent = (node: ReactNode): boolean =>
  node !== null && node !== undefined && node !== '' && node !== false;

/** Splits a field's properties into its frame and the rest, which belongs to the input. */
export const splitFrame = <P extends FieldFrame>(props: P) => {
  const { label, isLabelHidden, description, error, warning, ...rest } = props;
  const frame: FieldFrame = {
    label,
    isLabelHidden: isLabelHidden ?? false,
    description,
    error: error ?? null,
    warning: warning ?? null,
  };
  return [frame, rest] as const;
};
