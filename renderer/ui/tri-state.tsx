import { Radio, RadioGroup } from 'react-aria-components';
import { FieldLabel, FieldNotes, hasText, type FieldFrame } from './field.tsx';
import './tri-state.css';

interface Props extends FieldFrame {
  value: boolean | null;
  onChange: (value: boolean | null) => void;
  isDisabled?: boolean;
}

const choices = [
  { id: 'yes', word: 'Yes', value: true },
  { id: 'no', word: 'No', value: false },
  { id: 'unknown', word: 'Unknown', value: null },
] as const;

/** Yes, no, or not known: three segments, of which one is always chosen. */
export const TriState = (props: Props) => {
  const { value, onChange, isDisabled = false } = props;
  const choose = (id: string) => onChange(choices.find((known) => known.id === id)?.value ?? null);
  return (
    <RadioGroup
      className="field"
      orientation="horizontal"
      value={choices.find((known) => known.value === value)?.id ?? 'unknown'}
      onChange={choose}
      isDisabled={isDisabled}
      isInvalid={hasText(props.error)}
      validationBehavior="aria"
    >
      <FieldLabel {...props} />
      <div className="tri-state">
        {choices.map(({ id, word }) => (
          <Radio key={id} value={id} className={`tri-state-choice tri-state-${id}`}>
            {word}
          </Radio>
        ))}
      </div>
      <FieldNotes {...props} />
    </RadioGroup>
  );
};
