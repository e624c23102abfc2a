import { X } from 'lucide-react';
import { useEffect, useEffectEvent, useRef, useState, type KeyboardEvent } from 'react';
import { Input, TextField as Field, type TextFieldProps } from 'react-aria-components';
import { FieldLabel, FieldNotes, hasText, splitFrame, type FieldFrame } from './field.tsx';
import { SuggestionList } from './suggestion-list.tsx';
import {
  asSuggestions,
  emptyTextOf,
  useAsyncOptions,
  type AsyncOption,
  type LoadOptions,
} from './use-async-options.ts';
import { useSuggestions } from './use-suggestions.ts';

interface Look extends FieldFrame {
  /** The record that the field points to; null for none. */
  value: AsyncOption | null;
  onChange: (option: AsyncOption | null) => void;
  /** Finds what the typed words mean; called again as they change. */
  load: LoadOptions;
  placeholder?: string;
}

type Passed = Omit<TextFieldProps, 'className' | 'style' | 'children' | 'value' | 'onChange'>;

/** Text that was left without choosing is kept in sight, and said not to count. */
const leftover = (typed: string | null, value: AsyncOption | null): string | null => {
  if (typed === null || typed === '') return null;
  const still =
    value === null ? 'The field is still empty.' : `The field still holds ${value.title}.`;
  return `“${typed}” was not chosen from the list. ${still}`;
};

/**
 * Enter that comes before the list does, as from who types quickly, chooses the first that is found for that text.
 * Gives the function to be called on such an Enter; any other text, and leaving, is no longer that text.
 */
const useHurry = (typed: string | null, isLoading: boolean, chooseFirst: () => void) => {
  const wanted = useRef<string | null>(null);
  const settle = useEffectEvent(() => {
    const isWanted = wanted.current !== null && wanted.current === typed;
    if (isWanted) chooseFirst();
    wanted.current = null;
  });
  useEffect(() => {
    if (!isLoading) settle();
  }, [isLoading]);
  return {
    hurry: () => {
      if (isLoading) wanted.current = typed;
    },
    forget: () => {
      wanted.current = null;
    },
  };
};

const useChoice = ({ value, onChange, load }: Pick<Look, 'value' | 'onChange' | 'load'>) => {
  const [typed, setTyped] = useState<string | null>(null);
  const [hasLeft, setLeft] = useState(false);
  const [asked, setAsked] = useState(false);
  const { options, isLoading, retry } = useAsyncOptions(load, asked ? (typed ?? '') : null);
  const suggestions = asSuggestions(options);
  const choose = (option: AsyncOption | null) => {
    setTyped(null);
    setAsked(false);
    onChange(option);
  };
  const state = useSuggestions({
    suggestions: isLoading && typed !== null ? [] : suggestions,
    onChoose: ({ option }) => choose(option),
    onOpen: () => setAsked(true),
    startsAtFirst: typed !== null && typed !== '',
  });
  const { hurry, forget } = useHurry(typed, isLoading, () => {
    const [first] = suggestions;
    if (first !== undefined && retry === null) choose(first.option);
  });
  const type = (text: string) => {
    setTyped(text);
    setAsked(true);
    state.typed();
  };
  const leave = () => {
    state.close();
    forget();
    setLeft(true);
    if (typed === '' && value !== null) choose(null);
    else if (typed === '') setTyped(null);
  };
  const enter = () => setLeft(false);
  const giveUp = () => setTyped(null);
  const warning = hasLeft ? leftover(typed, value) : null;
  const shown = { typed, isLoading, retry, suggestions, state, warning };
  return { ...shown, choose, type, leave, enter, giveUp, hurry };
};

/** A reference: the name is typed, the record chosen from what is found. */
export const AsyncComboBox = (props: Look & Passed) => {
  const [frame, { value, onChange, load, placeholder, ...field }] = splitFrame(props);
  const choice = useChoice({ value, onChange, load });
  const { state, typed } = choice;
  const box = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && state.isOpen && choice.retry !== null) {
      event.preventDefault();
      return choice.retry();
    }
    if (state.handleKey(event)) return;
    // The list is on its way: Enter is meant for it, not for the form around.
    if (event.key === 'Enter' && typed !== null) {
      choice.hurry();
      return event.preventDefault();
    }
    if (event.key !== 'Escape' || typed === null) return;
    event.stopPropagation();
    choice.giveUp();
  };
  return (
    <Field
      {...field}
      className="field"
      value={typed ?? value?.title ?? ''}
      onChange={choice.type}
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
          onKeyDown={onKeyDown}
          onFocus={(event) => {
            choice.enter();
            event.currentTarget.select();
          }}
          onBlur={choice.leave}
          {...(placeholder === undefined ? {} : { placeholder })}
        />
        {value !== null && field.isDisabled !== true && (
          <button
            type="button"
            className="suggestion-open"
            aria-label={`Clear ${frame.label}`}
            onClick={() => {
              choice.choose(null);
              input.current?.focus();
            }}
          >
            <X aria-hidden size={14} />
          </button>
        )}
      </div>
      <SuggestionList
        label={frame.label}
        suggestions={choice.isLoading && typed !== null ? [] : choice.suggestions}
        state={state}
        anchor={box}
        emptyText={emptyTextOf(choice.isLoading)}
        onRetry={choice.retry}
      />
      <FieldNotes {...frame} warning={frame.warning ?? choice.warning} />
    </Field>
  );
};
