import type { ScreenAction } from '../../state/screen-actions.tsx';

/** What can be done with the call under the cursor. */
export interface CallDeeds {
  /** What it is called; null where there is none. */
  title: string | null;
  isConfirmed: boolean;
  /** Whether a new time is asked about. */
  isMoving: boolean;
  open: () => void;
  /** Moves it on by an arrow key. */
  step: (key: string) => void;
  confirm: () => void;
  giveUp: () => void;
}

const steps = [
  { key: 'ArrowUp', shown: '↑', words: 'a quarter of an hour earlier' },
  { key: 'ArrowDown', shown: '↓', words: 'a quarter of an hour later' },
  { key: 'ArrowLeft', shown: '←', words: 'a day earlier' },
  { key: 'ArrowRight', shown: '→', words: 'a day later' },
] as const;

/** The call under the cursor, as the palette and the list of keys show it. */
export const callActions = (deeds: CallDeeds): ScreenAction[] => {
  const { title, isConfirmed, isMoving } = deeds;
  const none = title === null ? 'No call is under the cursor.' : null;
  const fixed = isConfirmed ? null : 'Only confirmed calls can be moved.';
  const name = title ?? 'the call';
  const asked = isMoving ? null : 'No call is being moved.';
  return [
    { id: 'open', label: `Open ${name}`, keys: ['Enter'], obstacle: none, run: deeds.open },
    ...steps.map(({ key, shown, words }) => ({
      id: `move ${key}`,
      label: `Move ${name} ${words}`,
      words: 'reschedule',
      keys: ['Alt', shown],
      obstacle: none ?? fixed,
      run: () => deeds.step(key),
    })),
    { id: 'confirm', label: 'Move it to the new time', obstacle: asked, run: deeds.confirm },
    { id: 'leave', label: 'Leave it at its time', obstacle: asked, run: deeds.giveUp },
    { id: 'key-walk', label: 'To the call before or after', keys: ['↑', '↓'] },
  ];
};
