import { describe, expect, test } from 'vitest';
import { isPress } from '#renderer/app/screen-keys.ts';
import { commandsFor, hereCommands } from '#renderer/app/palette-commands.ts';
import { cardActions } from '#renderer/features/board/card-actions.ts';
import { lanesOf } from '#renderer/features/board/board-model.ts';
import type { ScreenPart } from '#renderer/state/screen-actions.tsx';

const press = (key: string, held: object = {}) => ({
  key,
  ctrl: false,
  shift: false,
  alt: false,
  ...held,
});
const nothing = () => undefined;

describe('keys', () => {
  test.each([
    [['Ctrl', 'Shift', 'E'], press('E', { ctrl: true, shift: true })],
    [['Alt', 'Del'], press('Delete', { alt: true })],
    [['Page Up'], press('PageUp')],
    [['b'], press('B')],
    [['3'], press('3')],
  ] as const)('KEY4 %j is pressed by %o', (keys, pressed) => {
    expect(isPress(keys, pressed)).toBe(true);
    expect(isPress(keys, { ...pressed, ctrl: !pressed.ctrl })).toBe(false);
    expect(isPress(keys, { ...pressed, shift: !pressed.shift })).toBe(false);
    expect(isPress(keys, { ...pressed, key: 'q' })).toBe(false);
  });

  test('KEY4 what is no single key is never pressed', () => {
    expect(isPress(['←', '→'], press('ArrowLeft'))).toBe(false);
    expect(isPress([], press('a'))).toBe(false);
  });
});

describe('what a screen offers', () => {
  const parts: readonly ScreenPart[] = [
    {
      title: 'Profiles',
      actions: [
        { id: 'sort', label: 'Sort ascending: City', words: 'order', run: nothing },
        { id: 'fill', label: 'Fill down', obstacle: 'The cursor is on no record.', run: nothing },
        { id: 'walk', label: 'Walk', keys: ['↓'] },
      ],
    },
  ];
  const found = (text: string) =>
    commandsFor(text, hereCommands(parts))
      .filter(({ group }) => group === 'Here')
      .map(({ label }) => label);

  test('KEY2 is found by label and words, not by the name of the screen', () => {
    expect(found('sort')).toEqual(['Sort ascending: City']);
    expect(found('order city')).toEqual(['Sort ascending: City']);
    expect(found('profiles')).toEqual([]);
    expect(found('here')).toEqual(['Sort ascending: City', 'Fill down']);
  });

  test('KEY5 what only keys can do is no command, and what cannot be done says why', () => {
    const commands = hereCommands(parts);
    expect(commands.map(({ label }) => label)).not.toContain('Walk');
    expect(commands[1]).toMatchObject({ obstacle: 'The cursor is on no record.' });
  });
});

describe('cards of a board', () => {
  const lanes = lanesOf([{ id: 1, state: 'contacted', score: NaN, created: '' }], 'score');
  const deeds = {
    lanes,
    lane: lanes.find(({ state }) => state === 'contacted'),
    name: 'Ana',
    count: 1,
    selected: 0,
    move: nothing,
    open: nothing,
    menu: nothing,
    select: nothing,
    selectLane: nothing,
    clear: nothing,
  };
  const byId = (id: string, given: Partial<typeof deeds> = {}) =>
    cardActions({ ...deeds, ...given }).find((action) => action.id === id);

  test('can go to every state, with the keys of the neighbouring steps', () => {
    expect(byId('move responded')).toMatchObject({
      label: 'Move Ana to Responded',
      keys: ['Shift', '→'],
      obstacle: null,
    });
    expect(byId('move identified')).toMatchObject({ keys: ['Shift', '←'] });
    expect(byId('move contacted')).toMatchObject({ obstacle: 'It is there already.' });
    expect(byId('move withdrawn')?.label).toBe('Move Ana to Withdrawn…');
  });

  test('are named by their number where several are selected', () => {
    expect(byId('move responded', { count: 3 })?.label).toBe('Move 3 candidates to Responded');
  });
});
