import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { shells, type RunningShell } from '../support/shells.ts';
import { importDump } from './desk-acts.ts';
import { byPalette, onScreen } from './keyboard.ts';
import { dumpPath, freshPlaces } from './places.ts';
import { rowsNow } from './record-acts.ts';
import { untilFree } from './safety-acts.ts';

describe.each(shells)('many cells at once, by keyboard, in the $name', ({ launch }) => {
  const places = freshPlaces();
  let shell: RunningShell;

  beforeAll(async () => {
    shell = await launch(places);
    shell.page.setDefaultTimeout(60_000);
    await onScreen(shell.page, /Welcome to your desk/);
    await importDump(shell, dumpPath);
    await untilFree(shell);
  });
  afterAll(async () => {
    await shell.close();
    places.remove();
  });

  const press = async (...keys: string[]) => {
    for (const key of keys) await shell.page.keyboard.press(key);
  };

  const toProfiles = async () => {
    const { page } = shell;
    await byPalette(page, 'profiles', /^Profiles/);
    await page.getByRole('grid').waitFor();
    await page.locator('[role=grid][aria-busy=false]').waitFor();
    await page.getByRole('grid').focus();
  };

  /** Puts the cursor on the first cell of a column. */
  const toColumn = async (label: string) => {
    const { page } = shell;
    await press('Control+Home', 'ArrowUp');
    for (let i = 0; i < 60; i += 1) {
      const id = await page.getByRole('grid').getAttribute('aria-activedescendant');
      const text = await page.evaluate((of) => document.getElementById(of!)?.textContent, id);
      if (text === label) {
        await press('ArrowDown');
        // A cell whose record is still on its way cannot be edited.
        return page
          .locator('[data-row="0"]:not([data-waiting]) [data-cursor]:not(:has(.grid-ghost))')
          .waitFor();
      }
      await press('ArrowRight');
    }
    throw new Error(`There is no column “${label}”.`);
  };

  const titles = async () =>
    new Map((await rowsNow(shell))['profiles']!.map(({ id, values }) => [id, values['title']]));

  /** Profiles that the grid shows: those out of the trash. */
  const liveCount = async () =>
    (await rowsNow(shell))['profiles']!.filter(({ values }) => values['deleted'] !== true).length;

  const said = (text: RegExp) => shell.page.getByRole('status').filter({ hasText: text }).waitFor();

  test('one value goes into a whole column of what is shown, and one Ctrl+Z takes it back', async () => {
    const before = await titles();
    await toProfiles();
    await toColumn('Title');
    await press('Control+Space', 'F2', 'Control+a');
    await shell.page.keyboard.type('Advisor');
    await press('Control+Enter');
    await said(/cells changed\.$/);
    const changed = await titles();
    const trashed = [...before.keys()].length - (await liveCount());
    const others = [...changed.values()].filter((title) => title !== 'Advisor');
    expect(changed.size).toBe(before.size);
    expect(others).toHaveLength(trashed);
    await toProfiles();
    await press('Control+z');
    await shell.page.getByText(/^Undone: edit of [\d,]+ cells\.$/).waitFor();
    expect(await titles()).toEqual(before);
  });

  test('cells are copied and pasted elsewhere, and that is undone as one step', async () => {
    const before = await titles();
    await toProfiles();
    await toColumn('Title');
    const first = await shell.page.locator('[data-row="0"] [data-cursor]').textContent();
    await press('Control+c');
    await said(/^Copied\.$/);
    await press('ArrowDown', 'Shift+ArrowDown', 'Control+v');
    await said(/^2 cells changed\.$/);
    const changed = [...(await titles()).values()].filter((title) => title === first);
    expect(changed.length).toBeGreaterThanOrEqual(3);
    await toProfiles();
    await press('Control+z');
    await shell.page.getByText(/^Undone: paste of 2 cells\.$/).waitFor();
    expect(await titles()).toEqual(before);
  });
});
