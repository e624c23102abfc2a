import { Eye, EyeOff } from 'lucide-react';
import { Input, TextField as Field } from 'react-aria-components';
import { passphraseLength } from '#shared/formats/passphrase.ts';
import { IconButton } from './button.tsx';
import { FieldLabel, FieldNotes, hasText, type FieldFrame } from './field.tsx';

interface Props extends FieldFrame {
  value: string;
  onChange: (value: string) => void;
  /** Whether what is typed can be read on the screen. */
  isShown: boolean;
  /** Puts a button for that into the field; without one, another field’s governs it. */
  onShow?: (shown: boolean) => void;
  /** Whether it is made up now, so that no kept one is offered. */
  isNew?: boolean;
  autoFocus?: boolean;
  isDisabled?: boolean;
}

/** A passphrase as it is typed: dots, unless it is shown on purpose. */
export const PassphraseField = (props: Props) => {
  const { value, onChange, isShown, onShow, isNew = false } = props;
  return (
    <Field
      className="field"
      type={isShown ? 'text' : 'password'}
      value={value}
      onChange={onChange}
      maxLength={passphraseLength.longest}
      autoFocus={props.autoFocus ?? false}
      isDisabled={props.isDisabled ?? false}
      validationBehavior="aria"
      isInvalid={hasText(props.error)}
    >
      <FieldLabel {...props} />
      <div className="field-box">
        <Input
          className="field-input"
          autoComplete={isNew ? 'new-password' : 'off'}
          autoCapitalize="off"
          spellCheck="false"
        />
        {onShow !== undefined && (
          <IconButton
            label={isShown ? 'Hide what is typed' : 'Show what is typed'}
            size="small"
            placement="left"
            onPress={() => onShow(!isShown)}
          >
            {isShown ? <EyeOff aria-hidden size={15} /> : <Eye aria-hidden size={15} />}
          </IconButton>
        )}
      </div>
      <FieldNotes {...props} />
    </Field>
  );
};
