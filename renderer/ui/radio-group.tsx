import type { ReactNode } from 'react';
import { Radio as Button, RadioGroup as Group } from 'react-aria-components';
import { FieldLabel, FieldNotes, hasText, type FieldFrame } from './field.tsx';
import './radio-group.css';

interface Props extends FieldFrame {
  value: string | null;
  onChange: (value: string) => void;
  orientation?: 'horizontal' | 'vertical';
  isDisabled?: boolean;
  children: ReactNode;
}

/** One of a few, all in sight. */
export const RadioGroup = (props: Props) => {
  const { value, onChange, orientation = 'vertical', isDisabled = false, children } = props;
  return (
    <Group
      className="field"
      value={value}
      onChange={onChange}
      orientation={orientation}
      isDisabled={isDisabled}
      isInvalid={hasText(props.error)}
      validationBehavior="aria"
    >
      <FieldLabel {...props} />
      <div className={`radio-group radio-group-${orientation}`}>{children}</div>
      <FieldNotes {...props} />
    </Group>
  );
};

interface Choice {
  value: string;
  isDisabled?: boolean;
  autoFocus?: boolean;
  /** A second line. */
  detail?: ReactNode;
  children: ReactNode;
}

export const Radio = ({
  value,
  isDisabled = false,
  autoFocus = false,
  detail,
  children,
}: Choice) => (
  <Button value={value} isDisabled={isDisabled} autoFocus={autoFocus} className="radio">
    <span className="radio-mark" aria-hidden />
    <span className="radio-words">
      {children}
      {detail !== undefined && <span className="radio-detail">{detail}</span>}
    </span>
  </Button>
);
