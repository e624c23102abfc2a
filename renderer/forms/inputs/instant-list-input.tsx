import { Plus, X } from 'lucide-react';
import { useId, useRef } from 'react';
import { Button, IconButton } from '../../ui/button.tsx';
import { DateTimeInput } from '../../ui/date-time-input.tsx';
import { itemsOf } from '../entries.ts';
import type { InputProps } from './input-props.ts';

/** Several dates and times, one input each. Empty ones are no items. */
export const InstantListInput = ({ frame, entry, onEntry }: InputProps) => {
  const id = useId();
  const fieldset = useRef<HTMLFieldSetElement>(null);
  const items = itemsOf(entry);
  const { label, description, error } = frame;
  const focusLast = () =>
    requestAnimationFrame(() =>
      [...(fieldset.current?.querySelectorAll('input') ?? [])].at(-1)?.focus(),
    );
  const add = () => {
    onEntry([...items, '']);
    focusLast();
  };
  const remove = (at: number) => {
    onEntry(items.filter((_, i) => i !== at));
    fieldset.current?.querySelector<HTMLElement>('[data-add] button')?.focus();
  };
  return (
    <fieldset ref={fieldset} className="list-input" aria-describedby={`${id}-notes`}>
      <legend className="field-label">{label}</legend>
      {items.length > 0 && (
        <div className="list-input-items">
          {items.map((item, at) => (
            <div key={at} className="input-with-side">
              <DateTimeInput
                label={`${label} ${at + 1}`}
                isLabelHidden
                value={item}
                onChange={(text) => onEntry(items.map((old, i) => (i === at ? text : old)))}
              />
              <IconButton
                label={`Remove ${label.toLowerCase()} ${at + 1}`}
                onPress={() => remove(at)}
              >
                <X aria-hidden size={15} />
              </IconButton>
            </div>
          ))}
        </div>
      )}
      <div id={`${id}-notes`} className="field-notes">
        {description !== '' && <span className="field-help">{description}</span>}
        {error !== null && error !== undefined && <span className="field-error">{error}</span>}
      </div>
      <div data-add>
        <Button size="small" onPress={add} aria-label={`Add a time to ${label.toLowerCase()}`}>
          <Plus aria-hidden size={14} /> Add a time
        </Button>
      </div>
    </fieldset>
  );
};
