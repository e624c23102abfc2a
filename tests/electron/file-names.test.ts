import fc from 'fast-check';
import { expect, test } from 'vitest';
import { freeName, parseFileName, parseShownName, shownName } from '#electron/disk/file-names.ts';

const accepted = (name: string) => parseFileName(name).ok;

test('ordinary names are taken as they are', () => {
  for (const name of ['desk.edesk', 'Zoë’s desk (2).edesk', '专家.edesk', 'a', '.hidden', 'a..b'])
    expect(parseFileName(name)).toEqual({ ok: true, value: name });
});

test('names with folders, nothing in them, or anything unseen are refused', () => {
  const bad = [
    '',
    '.',
    '..',
    '../a',
    'a/b',
    'a\\b',
    '/etc/passwd',
    'C:\\a',
    'a\0b',
    'a\nb',
    'a\u202eb',
  ];
  for (const name of bad) {
    expect(accepted(name), JSON.stringify(name)).toBe(false);
    expect(parseShownName(name).ok, JSON.stringify(name)).toBe(false);
  }
});

test('names that Windows keeps for itself are refused for new files, but can be shown', () => {
  for (const name of [
    'con',
    'CON.edesk',
    'Lpt1.txt',
    'nul',
    'a:b',
    'a?',
    'a.',
    'a ',
    ' a',
    'a|b',
  ]) {
    expect(accepted(name), name).toBe(false);
    expect(parseShownName(name).ok, name).toBe(true);
  }
  for (const name of ['console.edesk', 'com10', 'lpt', 'nullable.txt'])
    expect(accepted(name), name).toBe(true);
});

test('a refusal shows the name without what is unseen in it', () => {
  const refused = parseFileName('a\nb/c');
  expect(refused).toMatchObject({ problem: { code: 'file.badName', data: { name: 'a?b/c' } } });
});

test('whatever is accepted has one part, no control character, and fits on any disk', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 260 }), (name) => {
      if (!accepted(name)) return;
      expect(name).not.toMatch(/[/\\\p{Cc}<>:"|?*]/u);
      expect(['', '.', '..']).not.toContain(name);
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(240);
    }),
  );
});

test('any name of a file on disk can be shown in 200 characters', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 300 }), (name) => {
      const shown = shownName(name);
      expect(shown.length).toBeGreaterThan(0);
      expect(shown.length).toBeLessThanOrEqual(200);
      expect(shown).not.toMatch(/\p{Cc}/u);
    }),
  );
});

test('a free name keeps its ending and counts on', async () => {
  const taken = new Set(['desk.edesk', 'desk (2).edesk', 'plain']);
  const isTaken = async (name: string) => taken.has(name);
  expect(await freeName('desk.edesk', isTaken)).toBe('desk (3).edesk');
  expect(await freeName('plain', isTaken)).toBe('plain (2)');
  expect(await freeName('new.edesk', isTaken)).toBe('new.edesk');
});
