import { useEffect, useEffectEvent } from 'react';
import { flushSync } from 'react-dom';
import { focusNextRegion } from './page-focus.ts';

/** What the keys of a record page do. */
export interface RecordKeys {
  save: () => void;
  /** Escape, where no menu, list or dialog took it. */
  away: () => void;
  /** Alt and a digit: the section of that number, counted from 1. */
  section: (number: number) => void;
}

const isInOverlay = (event: KeyboardEvent): boolean =>
  event.target instanceof Element &&
  event.target.closest('[role=dialog], [role=alertdialog], [role=menu], [role=listbox]') !== null;

const isExpanded = (event: KeyboardEvent): boolean =>
  event.target instanceof Element && event.target.getAttribute('aria-expanded') === 'true';

const isSave = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean =>
  (ctrlKey || metaKey) && !altKey && key.toLowerCase() === 's';

/** Inputs that take their text when they are left, such as tags, take it now. */
const finishTyping = () => {
  const input = document.activeElement;
  if (!(input instanceof HTMLElement)) return;
  flushSync(() => input.blur());
  input.focus({ preventScroll: true });
};

/** The action for a key press on the page, or null where the key is none of ours. */
const actionOf = (event: KeyboardEvent, keys: RecordKeys): (() => void) | null => {
  const { key, code, altKey, shiftKey } = event;
  const ctrl = event.ctrlKey || event.metaKey;
  if (isSave(event)) return keys.save;
  if (key === 'F6') return () => void focusNextRegion(shiftKey);
  if (key === 'Escape' && !isExpanded(event)) return keys.away;
  const digit = /^Digit([1-9])$/.exec(code)?.[1];
  if (altKey && !ctrl && digit !== undefined) return () => keys.section(Number(digit));
  return null;
};

/** Listens while the page is shown. Keys that an input or an overlay has used stay theirs. */
export const useRecordKeys = (keys: RecordKeys) => {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || isInOverlay(event)) return;
    const action = actionOf(event, keys);
    if (action === null) return;
    event.preventDefault();
    action();
  });
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (isSave(event)) finishTyping();
      onKey(event);
    };
    window.addEventListener('keydown', hear);
    return () => window.removeEventListener('keydown', hear);
  }, []);
};
