import { describe, expect, test } from 'vitest';
import { commandsFor, paletteCommands } from '#renderer/app/palette-commands.ts';
import { routeOf } from '#renderer/state/routes.ts';
import { entityOf, workTables } from '#shared/entities/index.ts';

const labels = (text: string) => commandsFor(text).map(({ label }) => label);

describe('palette', () => {
  test('offers every table, and a new record of every table', () => {
    const all = labels('');
    for (const table of workTables) {
      const { one, many } = entityOf(table).label;
      expect(all).toContain(many);
      expect(all).toContain(`New ${one.toLowerCase()}`);
    }
  });

  test('every way that it offers leads to a screen', () => {
    for (const { act } of paletteCommands)
      if (act.do === 'go') expect(routeOf(act.path).screen).not.toBe('unknown');
  });

  test('ids are unique', () => {
    const ids = paletteCommands.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('words are found by their beginnings, in any order, whatever case and accents', () => {
    expect(labels('PROF')[0]).toBe('Profiles');
    expect(labels('request new')[0]).toBe('New request');
    expect(labels('néw prof')[0]).toBe('New profile');
  });

  test('what is found by its label comes before what is found by further words', () => {
    const found = labels('re');
    const lastByLabel = found.findLastIndex((label) => /(^| )re/i.test(label));
    const firstByWords = found.findIndex((label) => !/(^| )re/i.test(label));
    expect(lastByLabel).toBeGreaterThan(-1);
    if (firstByWords !== -1) expect(firstByWords).toBeGreaterThan(lastByLabel);
  });

  test('“backup” finds backups, export and restore, “postgresql” the import', () => {
    expect(labels('backup')).toEqual(['Backups', 'Export a snapshot', 'Restore a snapshot']);
    expect(labels('postgresql')).toEqual(['Import a dump']);
  });

  test('what nothing begins with finds nothing', () => {
    expect(labels('zzzz')).toEqual([]);
  });
});
