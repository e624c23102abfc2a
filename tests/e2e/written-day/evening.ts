import { expect, test } from 'vitest';
import { tableNames } from '#shared/entities/index.ts';
import type { Row } from '#shared/schema/row.ts';
import { byPalette, fill, onScreen, tabTo } from '../keyboard.ts';
import { rowsNow } from '../record-acts.ts';
import { fromMenu, goTo, untilFree, untilTold } from '../safety-acts.ts';
import { storedRows, untilStored } from '../stored-rows.ts';
import {
  chooseOption,
  finish,
  inDialog,
  isOn,
  openRequest,
  openTable,
  press,
  take,
  toColumn,
  typeOver,
  untilSaid,
} from '../work-acts.ts';
import { title, zoe, type Day } from './day.ts';

/** A row but for when it was written: taking back is an edit too. */
const withoutClock = ({ id, values, source, items }: Row) => ({ id, values, source, items });

/** What is done with many records at once, and found again. */
export const evening = (day: Day): void => {
  test('one value goes into four records at once, and one Ctrl+Z takes it back', async () => {
    const { shell, first } = day;
    const { page } = shell;
    const before = await rowsNow(shell);
    await openTable(shell, 'Candidates');
    await toColumn(shell, 'Score');
    await press(shell, 'Shift+ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowDown', 'F2');
    await typeOver(shell, '88.8');
    await press(shell, 'Control+Enter');
    await untilSaid(shell, /^4 cells changed\.$/);
    const scores = async () =>
      (await storedRows(page, 'expert_request_candidates'))
        .filter(({ id }) => id >= first)
        .map(({ values }) => values['match_score'] ?? null);
    await expect.poll(scores).toEqual(['92.5', '88.8', '88.8', '88.8', '88.8']);
    await page.getByRole('gridcell', { name: '88.8' }).nth(3).waitFor();
    await isOn(shell, /^Candidates/);
    await press(shell, 'Control+z');
    await untilTold(shell, /^Undone: edit of 4 cells\.$/);
    await expect.poll(scores).toEqual(['92.5', '71.0', null, null, null]);
    const after = await rowsNow(shell);
    for (const table of tableNames)
      expect(after[table]!.map(withoutClock), table).toEqual(before[table]!.map(withoutClock));
  });

  test('a view is kept, and found again by the palette', async () => {
    const { shell, see, first } = day;
    const { page } = shell;
    await openTable(shell, 'Candidates');
    await press(shell, 'Control+Shift+f');
    await inDialog(shell, /^Filter/);
    await take(shell, /^\s*Add a condition/);
    await chooseOption(shell, /^Column|Profile/, 'State');
    await fill(page, /^Add a value for State/, 'by client');
    await press(shell, 'ArrowDown', 'Enter');
    await press(shell, 'Escape');
    await untilFree(shell);
    await see('State is any of “declined by client”');
    await page.locator('.table-count', { hasText: '1 candidate' }).waitFor();
    await fromMenu(shell, /^View:/, 'Save as a new view…');
    await inDialog(shell, /^Save as a new view/);
    await page.keyboard.type('Clients said no');
    await finish(shell);
    await openTable(shell, 'Profiles');
    await byPalette(page, 'clients said', /^Clients said no/);
    await page
      .getByRole('gridcell', { name: /Sofia Okafor/ })
      .first()
      .waitFor();
    await page.locator('.table-count', { hasText: '1 candidate' }).waitFor();
    await untilStored(page, 'saved_views', first, {
      name: 'Clients said no',
      table_name: 'expert_request_candidates',
    });
  });

  test('the request is found by a word without its accent', async () => {
    const { shell, first } = day;
    const { page } = shell;
    await press(shell, 'Control+Shift+s');
    await onScreen(page, /^Search/);
    await isOn(shell, /^Search everything/);
    await page.keyboard.type('sao tome');
    await page
      .getByRole('list', { name: 'Found' })
      .getByRole('link', { name: title })
      .first()
      .waitFor();
    await press(shell, 'ArrowDown');
    await isOn(shell, new RegExp(title));
    await press(shell, 'Enter');
    await onScreen(page, new RegExp(title));
    expect(page.url()).toContain(String(first));
    await untilStored(page, 'expert_requests', first, { title });
  });

  test('the figures count it, and the shortlist shows no more than it may', async () => {
    const { shell, see, untilCandidate } = day;
    const { page } = shell;
    await goTo(shell, 'dashboard', /^Dashboard/);
    const tiles = page.getByRole('region', { name: 'In short' }).getByRole('button');
    for (const told of [
      /^5\s*Candidates added/,
      /^1\s*Calls held/,
      /^320\s*Margin/,
      /^4\.0\s*Rating/,
    ])
      await tiles.filter({ hasText: told }).waitFor();
    await page.getByRole('button', { name: /Mar \d{4}, Margin: 319\.50/ }).waitFor();
    await tabTo(page, /Calls held/);
    await press(shell, 'Enter');
    await page.locator('.table-count', { hasText: '1 consultation' }).waitFor();
    await page
      .getByRole('gridcell', { name: new RegExp(zoe) })
      .first()
      .waitFor();

    await openRequest(shell, title);
    await take(shell, /^Shortlist/);
    await see(zoe);
    await see('Bought from 200 farms for ten years.');
    expect(await page.locator('main').innerText()).not.toContain('Sharp');
    await tabTo(page, /^With rates/);
    await press(shell, 'Space');
    await see(/600.00 credits an hour/);
    await untilCandidate(1, { match_note: 'Sharp; asks for 300 at least.' });
  });
};
