import { Check, ChevronDown } from 'lucide-react';
import {
  Button,
  ListBox,
  ListBoxItem,
  Popover,
  Select as Field,
  SelectValue,
} from 'react-aria-components';
import { FieldLabel, FieldNotes, hasText, type FieldFrame } from './field.tsx';
import './option.css';
import './popover.css';
import './select.css';

export interface SelectOption<T extends string = string> {
  value: T;
  label: string;
  detail?: string;
}

interface Props<T extends string> extends FieldFrame {
  options: readonly SelectOption<T>[];
  value: T | null;
  onChange: (value: T) => void;
  placeholder?: string;
  isDisabled?: boolean;
}

const Line = <T extends string>({ option }: { option: SelectOption<T> }) => (
  <ListBoxItem id={option.value} textValue={option.label} className="option">
    {({ isSelected }) => (
      <>
        <span className="option-words">
          {option.label}
          {option.detail !== undefined && <span className="option-detail">{option.detail}</span>}
        </span>
        {isSelected && <Check aria-hidden size={15} className="option-check" />}
      </>
    )}
  </ListBoxItem>
);

/** One of a closed set. Where other words may be typed, take ComboBox. */
export const Select = <T extends string>(props: Props<T>) => {
  const { options, value, onChange, placeholder = 'Choose', isDisabled = false } = props;
  const choose = (key: unknown) => {
    const option = options.find((known) => known.value === key);
    if (option !== undefined) onChange(option.value);
  };
  return (
    <Field
      className="field"
      value={value}
      onChange={choose}
      placeholder={placeholder}
      isDisabled={isDisabled}
      isInvalid={hasText(props.error)}
      validationBehavior="aria"
    >
      <FieldLabel {...props} />
      <Button className="field-box select-button">
        <SelectValue className="select-value" />
        <ChevronDown aria-hidden size={15} />
      </Button>
      <FieldNotes {...props} />
      <Popover className="popover" offset={4}>
        <ListBox
          className="option-list"
          items={options.map((option) => ({ ...option, id: option.value }))}
        >
          {(option) => <Line option={option} />}
        </ListBox>
      </Popover>
    </Field>
  );
};
