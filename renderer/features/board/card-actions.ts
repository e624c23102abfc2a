import type { ScreenAction } from '../../state/screen-actions.tsx';
import { stateWords, stepBeside, type Lane } from './board-model.ts';

/** What can be done with the card under the cursor, or with those that are selected. */
export interface CardDeeds {
  lanes: readonly Lane[];
  /** The lane of the cursor. */
  lane: Lane | undefined;
  /** What the card is called; null where there is none. */
  name: string | null;
  /** Cards that a deed is about. */
  count: number;
  selected: number;
  move: (state: string) => void;
  open: () => void;
  menu: () => void;
  select: () => void;
  selectLane: () => void;
  clear: () => void;
}

const nobody = 'No candidate is under the cursor.';

const stepKeys = (from: Lane | undefined, to: string): readonly string[] | undefined => {
  if (stepBeside(from?.state ?? null, 1) === to) return ['Shift', '→'];
  return stepBeside(from?.state ?? null, -1) === to ? ['Shift', '←'] : undefined;
};

const moves = (deeds: CardDeeds, who: string): ScreenAction[] => {
  const { lanes, lane, name, count, move } = deeds;
  return lanes.map(({ key, state, kind }) => {
    const keys = stepKeys(lane, state);
    const isThere = count === 1 && state === lane?.state;
    return {
      id: `move ${key}`,
      label: `Move ${who} to ${stateWords(state)}${kind === 'exit' ? '…' : ''}`,
      words: 'state stage step',
      ...(keys === undefined ? {} : { keys }),
      obstacle: name === null ? nobody : isThere ? 'It is there already.' : null,
      run: () => move(state),
    };
  });
};

/** The card under the cursor, as the palette and the list of keys show it. */
export const cardActions = (deeds: CardDeeds): ScreenAction[] => {
  const { name, count, selected } = deeds;
  const who = count > 1 ? `${count} candidates` : (name ?? 'the candidate');
  const obstacle = name === null ? nobody : null;
  return [
    { id: 'open', label: `Open ${name ?? 'the card'}`, keys: ['Enter'], obstacle, run: deeds.open },
    ...moves(deeds, who),
    { id: 'menu', label: `Move ${who} to…`, keys: ['M'], obstacle, run: deeds.menu },
    {
      id: 'select',
      label: `Select or leave ${name ?? 'the card'}`,
      keys: ['Space'],
      obstacle,
      run: deeds.select,
    },
    { id: 'lane', label: 'Select the lane', keys: ['Ctrl', 'A'], obstacle, run: deeds.selectLane },
    {
      id: 'clear',
      label: 'Clear the selection',
      keys: ['Escape'],
      obstacle: selected === 0 ? 'Nobody is selected.' : null,
      run: deeds.clear,
    },
    { id: 'key-walk', label: 'Walk cards and lanes', keys: ['←', '↑', '↓', '→'] },
  ];
};
