import { useEffect, useEffectEvent } from 'react';
import { setInteractionModality } from 'react-aria-components';

export type ShortcutName =
  | 'palette'
  | 'search'
  | 'undo'
  | 'redo'
  | 'new'
  | 'filter'
  | 'conditions'
  | 'help'
  | 'export'
  | 'sidebar'
  | 'home'
  | 'trash';

interface Shortcut {
  /** What it does, as the help names it. */
  label: string;
  /** The keys as people read them. */
  keys: readonly string[];
}

/** Every shortcut of the window; the grid and the forms name theirs themselves. */
export const shortcuts: Readonly<Record<ShortcutName, Shortcut>> = {
  palette: { label: 'Go to anything', keys: ['Ctrl', 'K'] },
  search: { label: 'Search everything', keys: ['Ctrl', 'Shift', 'S'] },
  new: { label: 'New record', keys: ['N'] },
  filter: { label: 'Quick filter', keys: ['/'] },
  conditions: { label: 'Filter by conditions', keys: ['Ctrl', 'Shift', 'F'] },
  undo: { label: 'Undo', keys: ['Ctrl', 'Z'] },
  redo: { label: 'Redo', keys: ['Ctrl', 'Shift', 'Z'] },
  home: { label: 'Go to Home', keys: ['G', 'H'] },
  trash: { label: 'Go to Trash', keys: ['G', 'T'] },
  export: { label: 'Go to Export', keys: ['G', 'E'] },
  sidebar: { label: 'Fold or unfold the sidebar', keys: ['Ctrl', 'B'] },
  help: { label: 'This list', keys: ['?'] },
};

/** What a key event says, apart from where it happened. */
export interface KeyPress {
  key: string;
  ctrl: boolean;
  shift: boolean;
  alt: boolean;
}

/** With Alt a key may write another sign than its letter (⌥N is ˜ on a Mac): the key itself tells it. */
const letterOf = ({ key, code, altKey }: KeyboardEvent): string =>
  altKey && code.startsWith('Key') ? code.slice(3).toLowerCase() : key;

const withShift: Readonly<Record<string, ShortcutName>> = {
  f: 'conditions',
  s: 'search',
};

const withCtrl = ({ key, shift }: KeyPress): ShortcutName | null => {
  const letter = key.toLowerCase();
  if (letter === 'z') return shift ? 'redo' : 'undo';
  if (shift) return withShift[letter] ?? null;
  if (letter === 'k') return 'palette';
  if (letter === 'y') return 'redo';
  if (letter === 'f') return 'filter';
  return letter === 'b' ? 'sidebar' : null;
};

const afterG: Readonly<Record<string, ShortcutName>> = { h: 'home', t: 'trash', e: 'export' };
const alone: Readonly<Record<string, ShortcutName>> = { n: 'new', '/': 'filter', '?': 'help' };

/**
 * The shortcut that a key press means, or null. `typing`: the keys belong to an input, where only
 * Ctrl+K and Ctrl+Shift+S stay ours. `afterLetterG`: the key before was G. On a cell letters begin an edit; there N and
 * the pairs of G are pressed with Alt.
 */
export const shortcutOf = (
  press: KeyPress,
  { typing, afterLetterG }: { typing: boolean; afterLetterG: boolean },
): ShortcutName | null => {
  if (press.alt && (press.ctrl || typing)) return null;
  if (press.ctrl) {
    const name = withCtrl(press);
    return typing && name !== 'palette' && name !== 'search' ? null : name;
  }
  if (typing) return null;
  const letter = press.key.toLowerCase();
  if (afterLetterG && afterG[letter] !== undefined) return afterG[letter];
  if (press.alt) return letter === 'n' ? 'new' : null;
  return afterLetterG ? null : (alone[letter] ?? null);
};

/** What letters are for: inputs, and lists in which typing finds an entry; the lanes of a board are none of these. */
const ownsKeys =
  'input:not([type=checkbox],[type=radio],[type=button]), textarea, select, [contenteditable=true], [role=combobox], [role=listbox]:not([data-lane])';

const isTyping = (event: KeyboardEvent): boolean =>
  event.target instanceof Element && event.target.closest(ownsKeys) !== null;

const overlays = '[role=dialog], [role=alertdialog], [role=menu], :not(main *)[role=listbox]';

/** Dialogs, menus and lists that have opened keep the keys to themselves, until they begin to go. */
const isInOverlay = ({ target }: KeyboardEvent): boolean =>
  target instanceof Element &&
  target.closest(overlays) !== null &&
  target.closest('[data-exiting]') === null;

/** A list that is part of the screen keeps its letters, which lead to its entries, unless it says otherwise. */
const isLetterOfList = ({ target, key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean =>
  /^\p{L}$/u.test(key) &&
  !(ctrlKey || metaKey || altKey) &&
  target instanceof Element &&
  target.closest('[role=listbox]:not([data-screen-keys])') !== null;

/**
 * Dialogs put off their focus while a screen reader's cursor seems to be at work, which they believe after any
 * focus that no event had led to, and keys with Ctrl do not tell them better: what was typed next would be lost.
 */
const tellKeyboard = () => setInteractionModality('keyboard');

/**
 * Listens to the window's keys; what is none of them is offered to the screen. Both say whether they did
 * something; if not, the key stays the browser's.
 */
export const useShortcuts = (
  run: (name: ShortcutName) => boolean,
  runOther: (press: KeyPress) => boolean,
) => {
  const onShortcut = useEffectEvent(run);
  const onOther = useEffectEvent(runOther);
  useEffect(() => {
    let lastG = false;
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      if (isInOverlay(event) || isLetterOfList(event)) return;
      const { ctrlKey, metaKey, shiftKey: shift, altKey: alt } = event;
      const key = letterOf(event);
      const press = { key, ctrl: ctrlKey || metaKey, shift, alt };
      const typing = isTyping(event);
      const afterLetterG = lastG;
      const name = shortcutOf(press, { typing, afterLetterG });
      lastG = !typing && !press.ctrl && key.toLowerCase() === 'g' && !lastG;
      // Ctrl and Shift together write nothing.
      const isForScreen = !afterLetterG && (!typing || (press.ctrl && press.shift));
      if (press.ctrl && key !== 'Control' && key !== 'Meta') tellKeyboard();
      const isDone = name === null ? isForScreen && onOther(press) : onShortcut(name);
      if (isDone) event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
};
