import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { tableNames } from '#shared/entities/index.ts';
import type { Row } from '#shared/schema/row.ts';
import { takeClock } from '../support/page-clock.ts';
import { watchPointer } from '../support/pointer-watch.ts';
import { shells, type RunningShell } from '../support/shells.ts';
import { importDump } from './desk-acts.ts';
import { onScreen } from './keyboard.ts';
import { dumpPath, freshPlaces } from './places.ts';
import { rowsNow } from './record-acts.ts';
import { goTo } from './safety-acts.ts';
import { storedRows } from './stored-rows.ts';
import { isSomewhere } from './work-acts.ts';
import { call } from './written-day/call.ts';
import { candidates } from './written-day/candidates.ts';
import { Day, thursday } from './written-day/day.ts';
import { evening } from './written-day/evening.ts';
import { rowsOfTheDay } from './written-day/rows.ts';
import { fullDay } from './written-day/spring.ts';

/** A row as people see it: a field that was emptied is one that holds nothing. */
const withoutEmpty = ({ id, values }: Row) => ({
  id,
  values: Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)),
});

describe.each(shells)('a recruiter’s day without a mouse, in the $name', ({ launch }) => {
  const places = freshPlaces();
  const day = new Day();
  let shell: RunningShell;
  let pointerDeeds: () => Promise<string[]>;

  beforeAll(async () => {
    vi.stubEnv('TZ', 'Europe/Lisbon');
    shell = await launch(places);
    const { page } = shell;
    page.setDefaultTimeout(20_000);
    await onScreen(page, /Welcome to your desk/);
    pointerDeeds = await watchPointer(page);
    day.begin({ shell, clock: await takeClock(page, `${thursday}T09:00:00Z`) });
  });
  afterEach(async () => {
    expect(await pointerDeeds()).toEqual([]);
    await isSomewhere(shell);
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await shell.close();
    places.remove();
  });

  test('it begins with what waits today, on a desk full of other people’s work', async () => {
    const { page } = shell;
    await onScreen(page, /Welcome to your desk/);
    await importDump(shell, dumpPath);
    day.imported = await rowsNow(shell);
    await goTo(shell, 'today', /^Today/);
    await day.see(`${fullDay(thursday)}, Lisbon time`);
    await day.see('No call today or tomorrow.');
    expect(await storedRows(page, 'profiles')).toHaveLength(day.imported['profiles']!.length);
  });

  candidates(day);
  call(day);
  evening(day);

  test('what is exported is what was done, and nothing else was touched', async () => {
    const { imported, first } = day;
    const all = await rowsNow(shell);
    const made = rowsOfTheDay(first);
    for (const table of tableNames) {
      const old = new Set(imported[table]!.map(({ id }) => id));
      const isOld = ({ id }: Row) => old.has(id);
      expect(all[table]!.filter(isOld), table).toEqual(imported[table]);
      const own = all[table]!.filter((row) => !isOld(row)).map(withoutEmpty);
      expect(own, table).toEqual(made[table] ?? []);
    }
  });
});
