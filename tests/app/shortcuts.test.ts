import { describe, expect, test } from 'vitest';
import { shortcutOf, type KeyPress } from '#renderer/app/shortcuts.ts';

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrl: false,
  shift: false,
  alt: false,
  ...held,
});
const free = { typing: false, afterLetterG: false };
const typing = { typing: true, afterLetterG: false };
const afterG = { typing: false, afterLetterG: true };

describe('shortcuts', () => {
  test.each([
    [press('k', { ctrl: true }), 'palette'],
    [press('K', { ctrl: true }), 'palette'],
    [press('S', { ctrl: true, shift: true }), 'search'],
    [press('z', { ctrl: true }), 'undo'],
    [press('Z', { ctrl: true, shift: true }), 'redo'],
    [press('y', { ctrl: true }), 'redo'],
    [press('b', { ctrl: true }), 'sidebar'],
    [press('n'), 'new'],
    [press('/'), 'filter'],
    [press('?', { shift: true }), 'help'],
  ] as const)('%o means %s', (keys, name) => {
    expect(shortcutOf(keys, free)).toBe(name);
  });

  test('in an input only Ctrl+K and Ctrl+Shift+S are ours: letters are text, and undo is the input’s own', () => {
    expect(shortcutOf(press('k', { ctrl: true }), typing)).toBe('palette');
    expect(shortcutOf(press('S', { ctrl: true, shift: true }), typing)).toBe('search');
    for (const keys of [press('n'), press('/'), press('z', { ctrl: true })])
      expect(shortcutOf(keys, typing)).toBeNull();
  });

  test('G, then a letter goes to a screen', () => {
    expect(shortcutOf(press('h'), afterG)).toBe('home');
    expect(shortcutOf(press('t'), afterG)).toBe('trash');
    expect(shortcutOf(press('e'), afterG)).toBe('export');
    expect(shortcutOf(press('h'), free)).toBeNull();
  });

  test('with Alt, N and G do the same on a cell, where letters alone begin an edit', () => {
    expect(shortcutOf(press('n', { alt: true }), free)).toBe('new');
    expect(shortcutOf(press('h', { alt: true }), afterG)).toBe('home');
    expect(shortcutOf(press('t', { alt: true }), afterG)).toBe('trash');
    expect(shortcutOf(press('n', { alt: true }), typing)).toBeNull();
  });

  test('other keys with Alt, and the browser’s own combinations, are left alone', () => {
    expect(shortcutOf(press('h', { alt: true }), free)).toBeNull();
    expect(shortcutOf(press('?', { alt: true }), free)).toBeNull();
    expect(shortcutOf(press('n', { ctrl: true, alt: true }), free)).toBeNull();
    expect(shortcutOf(press('n', { ctrl: true }), free)).toBeNull();
    expect(shortcutOf(press('k', { ctrl: true, shift: true }), free)).toBeNull();
  });
});
