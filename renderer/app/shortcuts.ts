import { useEffect, useEffectEvent } from 'react';

export type ShortcutName =
  | 'palette'
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

const withCtrl = ({ key, shift }: KeyPress): ShortcutName | null => {
  const letter = key.toLowerCase();
  if (letter === 'z') return shift ? 'redo' : 'undo';
  if (shift) return letter === 'f' ? 'conditions' : null;
  if (letter === 'k') return 'palette';
  if (letter === 'y') return 'redo';
  if (letter === 'f') return 'filter';
  return letter === 'b' ? 'sidebar' : null;
};

const afterG: Readonly<Record<string, ShortcutName>> = { h: 'home', t: 'trash', e: 'export' };
const alone: Readonly<Record<string, ShortcutName>> = { n: 'new', '/': 'filter', '?': 'help' };

/**
 * The shortcut that a key press means, or null. `typing`: the keys belong to an input, where only
 * Ctrl+K stays ours. `afterLetterG`: the key before was G. On a cell letters begin an edit; there N and
 * the pairs of G are pressed with Alt.
 */
export const shortcutOf = (
  press: KeyPress,
  { typing, afterLetterG }: { typing: boolean; afterLetterG: boolean },
): ShortcutName | null => {
  if (press.alt && (press.ctrl || typing)) return null;
  if (press.ctrl) {
    const name = withCtrl(press);
    return typing && name !== 'palette' ? null : name;
  }
  if (typing) return null;
  const letter = press.key.toLowerCase();
  if (afterLetterG && afterG[letter] !== undefined) return afterG[letter];
  if (press.alt) return letter === 'n' ? 'new' : null;
  return afterLetterG ? null : (alone[letter] ?? null);
};

const ownsKeys =
  'input:not([type=checkbox],[type=radio],[type=button]), textarea, select, [contenteditable=true], [role=combobox]';

const isTyping = (event: KeyboardEvent): boolean =>
  event.target instanceof Element && event.target.closest(ownsKeys) !== null;

/** Dialogs and menus keep the keys to themselves. */
const isInOverlay = (event: KeyboardEvent): boolean =>
  event.target instanceof Element &&
  event.target.closest('[role=dialog], [role=alertdialog], [role=menu], [role=listbox]') !== null;

/** Listens to the window's keys. `run` says whether it did something; if not, the key stays the browser's. */
export const useShortcuts = (run: (name: ShortcutName) => boolean) => {
  const onShortcut = useEffectEvent(run);
  useEffect(() => {
    let lastG = false;
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || isInOverlay(event)) return;
      const { ctrlKey, metaKey, shiftKey: shift, altKey: alt } = event;
      const key = letterOf(event);
      const press = { key, ctrl: ctrlKey || metaKey, shift, alt };
      const typing = isTyping(event);
      const name = shortcutOf(press, { typing, afterLetterG: lastG });
      lastG = !typing && !press.ctrl && key.toLowerCase() === 'g' && !lastG;
      if (name !== null && onShortcut(name)) event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
};
