import { useEffect, useId, useState, type KeyboardEvent } from 'react';

export interface Suggestion {
  id: string;
  label: string;
  detail?: string;
}

interface Options<S extends Suggestion> {
  suggestions: readonly S[];
  onChoose: (suggestion: S) => void;
  /** Asked for when the list is opened by an arrow key or its button. */
  onOpen?: () => void;
  /** The first one counts as pointed at without an arrow key: for lists that must be chosen from. */
  startsAtFirst?: boolean;
}

const modified = ({ ctrlKey, metaKey, shiftKey }: KeyboardEvent) => ctrlKey || metaKey || shiftKey;

/** The combobox pattern of ARIA 1.2: the focus stays in the input, arrows point into the list. */
export const useSuggestions = <S extends Suggestion>(options: Options<S>) => {
  const { suggestions, onChoose, onOpen, startsAtFirst = false } = options;
  const listId = useId();
  const [isOpen, setOpen] = useState(false);
  const [pointed, setPointed] = useState<number | null>(null);
  const fallback = startsAtFirst && suggestions.length > 0 ? 0 : null;
  const active = pointed !== null && pointed < suggestions.length ? pointed : fallback;
  const isShown = isOpen && suggestions.length > 0;
  const optionId = (index: number) => `${listId}-${index}`;

  useEffect(() => {
    if (!isShown || active === null) return;
    document.getElementById(`${listId}-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [isShown, active, listId]);

  const open = () => {
    if (!isOpen) onOpen?.();
    setOpen(true);
  };
  const close = () => {
    setOpen(false);
    setPointed(null);
  };
  const choose = (index: number) => {
    const suggestion = suggestions[index];
    close();
    if (suggestion !== undefined) onChoose(suggestion);
  };
  const move = (step: 1 | -1) => {
    if (!isOpen) return open();
    const { length } = suggestions;
    if (length === 0) return;
    const start = active ?? (step === 1 ? -1 : length);
    setPointed((start + step + length) % length);
  };
  /** True when the key was for the list; the input's owner then leaves it alone. */
  const handleKey = (event: KeyboardEvent): boolean => {
    if (event.nativeEvent.isComposing || modified(event)) return false;
    if (event.key === 'ArrowDown') move(1);
    else if (event.key === 'ArrowUp') move(-1);
    else if (event.key === 'Enter' && isShown && active !== null) choose(active);
    else if (event.key === 'Escape' && isOpen) close();
    else {
      if (event.key === 'Tab' && isShown && active !== null) choose(active);
      return false;
    }
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  /** To be called whenever the text was typed into. */
  const typed = () => {
    setOpen(true);
    setPointed(null);
  };
  const inputProps = {
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-haspopup': 'listbox',
    'aria-expanded': isShown,
    ...(isShown ? { 'aria-controls': listId } : {}),
    ...(isShown && active !== null ? { 'aria-activedescendant': optionId(active) } : {}),
  } as const;
  return {
    isOpen,
    isShown,
    active,
    listId,
    optionId,
    inputProps,
    open,
    close,
    choose,
    handleKey,
    typed,
  };
};

export type Suggestions<S extends Suggestion> = ReturnType<typeof useSuggestions<S>>;
