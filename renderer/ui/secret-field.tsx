import { Eye, EyeOff } from 'lucide-react';
import { useState, type FocusEvent } from 'react';
import { Input, TextField as Field } from 'react-aria-components';
import { IconButton } from './button.tsx';
import { FieldLabel, FieldNotes, hasText, type FieldFrame } from './field.tsx';

interface Props extends FieldFrame {
  value: string;
  onChange: (value: string) => void;
  isDisabled?: boolean;
}

/** Always as many: the length of a secret is nobody’s business either. */
const mask = '••••••••';

/**
 * A secret. While masked the page holds dots and nothing else; to read or change it, it is revealed,
 * and masked again when the focus leaves. An empty one is typed into directly.
 */
export const SecretField = (props: Props) => {
  const { label, value, onChange, isDisabled = false } = props;
  const [revealed, setRevealed] = useState(false);
  const masked = value !== '' && !revealed;
  const onLeave = (event: FocusEvent<HTMLElement>) => {
    if (!event.currentTarget.contains(event.relatedTarget)) setRevealed(false);
  };
  const type = (text: string) => {
    setRevealed(true);
    onChange(text);
  };
  return (
    <div onBlur={onLeave}>
      <Field
        className="field"
        value={masked ? mask : value}
        isReadOnly={masked}
        isDisabled={isDisabled}
        onChange={type}
        validationBehavior="aria"
        isInvalid={hasText(props.error)}
      >
        <FieldLabel {...props} />
        <div className="field-box">
          <Input
            className="field-input"
            autoComplete="off"
            spellCheck="false"
            {...(masked ? { 'aria-roledescription': 'hidden secret' } : {})}
          />
          {value !== '' && (
            <IconButton
              label={masked ? `Reveal ${label}` : `Hide ${label}`}
              size="small"
              placement="left"
              isDisabled={isDisabled}
              onPress={() => setRevealed(masked)}
            >
              {masked ? <Eye aria-hidden size={15} /> : <EyeOff aria-hidden size={15} />}
            </IconButton>
          )}
        </div>
        <FieldNotes {...props} />
      </Field>
    </div>
  );
};
