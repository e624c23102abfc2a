import { ChevronDown } from 'lucide-react';
import { useRef, useState } from 'react';
import { Input, TextField as Field, type TextFieldProps } from 'react-aria-components';
import { FieldLabel, FieldNotes, hasText, splitFrame, type FieldFrame } from './field.tsx';
import { matching } from './matching.ts';
import { SuggestionList } from './suggestion-list.tsx';
import { useSuggestions } from './use-suggestions.ts';

export interface Word {
  value: string;
  detail?: string;
}

interface Look extends FieldFrame {
  /** What is offered; any other text may be typed as well. */
  options: readonly Word[];
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
}

type Passed = Omit<TextFieldProps, 'className' | 'style' | 'children' | 'value' | 'onChange'>;

/** As many lines as a list shows at once; the rest comes by typing. */
const limit = 100;

/** Text with suggestions: an open vocabulary. */
export const ComboBox = (props: Look & Passed) => {
  const [frame, { options, value, onChange, placeholder, ...field }] = splitFrame(props);
  const [narrows, setNarrows] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const suggestions = matching(options, narrows ? value : '', limit).map((word) => ({
    id: word.value,
    label: word.value,
    ...(word.detail === undefined ? {} : { detail: word.detail }),
  }));
  const state = useSuggestions({
    suggestions,
    onChoose: ({ id }) => onChange(id),
    onOpen: () => setNarrows(false),
  });
  const type = (text: string) => {
    setNarrows(true);
    state.typed();
    onChange(text);
  };
  const toggle = () => {
    if (state.isOpen) state.close();
    else state.open();
    input.current?.focus();
  };
  return (
    <Field
      {...field}
      className="field"
      value={value}
      onChange={type}
      validationBehavior="aria"
      isInvalid={hasText(frame.error)}
    >
      <FieldLabel {...frame} />
      <div ref={box} className="field-box">
        <Input
          ref={input}
          className="field-input"
          autoComplete="off"
          {...state.inputProps}
          onKeyDown={state.handleKey}
          onBlur={state.close}
          {...(placeholder === undefined ? {} : { placeholder })}
        />
        {options.length > 0 && field.isDisabled !== true && (
          <button
            type="button"
            className="suggestion-open"
            tabIndex={-1}
            aria-label={`Suggestions for ${frame.label}`}
            onMouseDown={(event) => event.preventDefault()}
            onClick={toggle}
          >
            <ChevronDown aria-hidden size={15} />
          </button>
        )}
      </div>
      <SuggestionList label={frame.label} suggestions={suggestions} state={state} anchor={box} />
      <FieldNotes {...frame} />
    </Field>
  );
};
