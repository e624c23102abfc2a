import { screenParts, type ScreenAction } from '../state/screen-actions.tsx';
import { tellInfo } from '../state/tell.ts';
import type { KeyPress } from './shortcuts.ts';

/** Keys as people read them, where events call them otherwise. */
const named: Readonly<Record<string, string>> = {
  del: 'delete',
  'page up': 'pageup',
  'page down': 'pagedown',
  '←': 'arrowleft',
  '→': 'arrowright',
  '↑': 'arrowup',
  '↓': 'arrowdown',
};

const modifiers = new Set(['Ctrl', 'Shift', 'Alt']);

/** Whether a key press is these keys, such as `['Ctrl', 'Shift', 'E']`. */
export const isPress = (keys: readonly string[], { key, ctrl, shift, alt }: KeyPress): boolean => {
  const own = keys.filter((name) => !modifiers.has(name)).map((name) => name.toLowerCase());
  return (
    own.length === 1 &&
    (named[own[0]!] ?? own[0]) === key.toLowerCase() &&
    keys.includes('Ctrl') === ctrl &&
    keys.includes('Shift') === shift &&
    keys.includes('Alt') === alt
  );
};

/** Does an action of the screen, or says why it cannot be done. */
const runAction = ({ label, obstacle = null, run }: ScreenAction): void => {
  if (obstacle === null) run?.();
  else tellInfo(`${label.replace(/…$/, '')}: ${obstacle}`);
};

/** Does what the screen has offered; says so where it offers that no longer, or something else in its place. */
export const runHere = ({ part, id, label }: { part: string; id: string; label: string }): void => {
  const actions = screenParts().find(({ title }) => title === part)?.actions ?? [];
  const action = actions.find((known) => known.id === id && known.label === label);
  if (action === undefined) tellInfo('That can no longer be done here.');
  else runAction(action);
};

/** Does what the screen has for a key press (KEY4); false where that is nothing. */
export const runScreenKey = (press: KeyPress): boolean => {
  const action = screenParts()
    .flatMap(({ actions }) => actions)
    .find(({ isAnywhere, keys }) => isAnywhere === true && isPress(keys ?? [], press));
  if (action !== undefined) runAction(action);
  return action !== undefined;
};
