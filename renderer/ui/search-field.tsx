import { Search, X } from 'lucide-react';
import type { Ref } from 'react';
import { Button, Input, SearchField as Field } from 'react-aria-components';
import './field.css';
import './search-field.css';

interface Props {
  label: string;
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
  inputRef?: Ref<HTMLInputElement>;
  onSubmit?: (value: string) => void;
}

/** A field that narrows what is shown; Escape empties it. */
export const SearchField = (props: Props) => {
  const { label, value, onChange, placeholder = label, inputRef, onSubmit } = props;
  return (
    <Field
      aria-label={label}
      className="search-field field-box"
      value={value}
      onChange={onChange}
      {...(onSubmit === undefined ? {} : { onSubmit })}
    >
      <Search aria-hidden size={15} className="search-field-icon" />
      <Input
        ref={inputRef ?? null}
        className="field-input search-field-input"
        placeholder={placeholder}
      />
      <Button className="search-field-clear" aria-label="Clear">
        <X aria-hidden size={14} />
      </Button>
    </Field>
  );
};
