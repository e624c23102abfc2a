import { X } from 'lucide-react';
import { useRef, useState, type ClipboardEvent, type KeyboardEvent } from 'react';
import { Input, TextField as Field } from 'react-aria-components';
import { FieldLabel, FieldNotes, hasText, type FieldFrame } from './field.tsx';
import { added, cut, type Separator } from './tags.ts';
import './tag-input.css';

interface Props extends FieldFrame {
  value: readonly string[];
  onChange: (items: readonly string[]) => void;
  separator?: Separator;
  placeholder?: string;
  /** What stands in the input at first, typed already. */
  initialText?: string;
  /** Hears what stands in the input and is no item yet. */
  onText?: (text: string) => void;
  isDisabled?: boolean;
}

/** Moves the focus between the crosses of the chips, and past the last into the input. */
const step = (event: KeyboardEvent<HTMLElement>, list: HTMLElement, input: HTMLInputElement) => {
  const crosses = [...list.querySelectorAll<HTMLElement>('.tag-input-remove')];
  const at = crosses.findIndex((cross) => cross === document.activeElement);
  const to = (at < 0 ? crosses.length : at) + (event.key === 'ArrowLeft' ? -1 : 1);
  if (to < 0 || (at < 0 && to > crosses.length)) return;
  (crosses[to] ?? input).focus();
  event.preventDefault();
};

const Chip = ({ item, onRemove }: { item: string; onRemove: () => void }) => (
  <li className="tag-input-chip">
    <span className="tag-input-word">{item}</span>
    <button
      type="button"
      tabIndex={-1}
      className="tag-input-remove"
      aria-label={`Remove ${item}`}
      onClick={onRemove}
    >
      <X aria-hidden size={12} />
    </button>
  </li>
);

/** A list of words: Enter or a comma adds, Backspace takes the last one back, pasted text is cut. */
export const TagInput = (props: Props) => {
  const { label, value, onChange, separator = 'comma', placeholder, isDisabled = false } = props;
  const [text, setText] = useState(props.initialText ?? '');
  const type = (typed: string) => {
    setText(typed);
    props.onText?.(typed);
  };
  const box = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const add = (typed: string) => {
    type('');
    const items = added(value, cut(typed, separator));
    if (items.length > value.length) onChange(items);
  };
  const remove = (index: number) => {
    onChange(value.filter((_, i) => i !== index));
    input.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const isEnd = event.key === 'Enter' || (event.key === ',' && separator === 'comma');
    const atStart = event.currentTarget.selectionEnd === 0;
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return;
    if (isEnd && (text !== '' || event.key === ',')) add(text);
    else if (event.key === 'Backspace' && text === '' && value.length > 0) remove(value.length - 1);
    else if (event.key === 'ArrowLeft' && atStart && box.current !== null)
      return step(event, box.current, event.currentTarget);
    else return;
    event.preventDefault();
  };
  const onChipKey = (event: KeyboardEvent<HTMLElement>) => {
    const isArrow = event.key === 'ArrowLeft' || event.key === 'ArrowRight';
    if (isArrow && box.current && input.current) step(event, box.current, input.current);
    else if (event.key === 'Backspace' || event.key === 'Delete')
      (event.target as HTMLElement).click();
  };
  const onPaste = (event: ClipboardEvent<HTMLInputElement>) => {
    const pasted = event.clipboardData.getData('text');
    if (cut(pasted, separator).length < 2) return;
    event.preventDefault();
    add(text + pasted);
  };
  return (
    <Field
      className="field"
      value={text}
      onChange={type}
      isDisabled={isDisabled}
      validationBehavior="aria"
      isInvalid={hasText(props.error)}
    >
      <FieldLabel {...props} />
      <div ref={box} className="field-box tag-input" onClick={() => input.current?.focus()}>
        {value.length > 0 && (
          <ul className="tag-input-list" aria-label={label} onKeyDown={onChipKey}>
            {value.map((item, index) => (
              <Chip key={`${index} ${item}`} item={item} onRemove={() => remove(index)} />
            ))}
          </ul>
        )}
        <Input
          ref={input}
          className="field-input tag-input-text"
          autoComplete="off"
          onKeyDown={onKeyDown}
          onPaste={onPaste}
          onBlur={() => add(text)}
          {...(placeholder === undefined || value.length > 0 ? {} : { placeholder })}
        />
      </div>
      <FieldNotes {...props} />
    </Field>
  );
};
