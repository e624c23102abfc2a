import type { Page } from 'playwright';
import { expect } from 'vitest';
import type { RunningShell } from '../support/shells.ts';
import { byPalette, fill, focusedName, onScreen, tabTo } from './keyboard.ts';
import { untilFree } from './safety-acts.ts';

/** What a recruiter does all day, by keys alone: nothing here moves the focus but them. */

export const press = async ({ page }: RunningShell, ...keys: string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};

/** Goes to a control by Tab and presses Enter. */
export const take = async (shell: RunningShell, name: RegExp): Promise<void> => {
  await tabTo(shell.page, name);
  await press(shell, 'Enter');
};

/** Waits until the keyboard is on something of this name, without a key being pressed. */
export const isOn = ({ page }: RunningShell, name: RegExp) =>
  expect.poll(() => focusedName(page), { timeout: 20_000 }).toMatch(name);

/** The keyboard is on something, and that is in sight. */
export const isSomewhere = ({ page }: RunningShell) =>
  expect
    .poll(() =>
      page.evaluate(() => {
        const element = document.activeElement;
        if (element === null || element === document.body) return 'nowhere';
        const { top, bottom, left, right } = element.getBoundingClientRect();
        const isSeen = bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
        return isSeen ? 'in sight' : `out of sight: ${element.outerHTML.slice(0, 120)}`;
      }),
    )
    .toBe('in sight');

/** Waits for a dialog; gives it. */
export const inDialog = async ({ page }: RunningShell, name: RegExp) => {
  const dialog = page.getByRole('dialog', { name });
  await dialog.waitFor();
  return dialog;
};

/** Types into the line that has the keyboard, over what stands there. */
export const typeOver = async (shell: RunningShell, text: string): Promise<void> => {
  await press(shell, 'Control+a');
  await shell.page.keyboard.type(text);
};

/** Finishes a dialog by Enter in one of its lines. */
export const finish = async (shell: RunningShell): Promise<void> => {
  await press(shell, 'Enter');
  await untilFree(shell);
};

const focusedGroup = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const group = document.activeElement?.closest('[role=radiogroup]');
    const label = document.getElementById(group?.getAttribute('aria-labelledby') ?? '');
    return label?.textContent ?? '';
  });

/** Chooses one of a few: Tab leads to the group, arrows walk through it. */
export const chooseRadio = async (shell: RunningShell, group: string, choice: RegExp) => {
  const { page } = shell;
  for (let i = 0; i < 60 && (await focusedGroup(page)) !== group; i++) await press(shell, 'Tab');
  await press(shell, 'Space');
  for (let i = 0; i < 10; i++) {
    if (choice.test(await focusedName(page))) return;
    await press(shell, 'ArrowDown');
  }
  throw new Error(`“${group}” offers nothing like ${String(choice)}.`);
};

/** Chooses from a list that opens: its first letters are typed. */
export const chooseOption = async (shell: RunningShell, list: RegExp, typed: string) => {
  const { page } = shell;
  await take(shell, list);
  await page.getByRole('listbox').last().waitFor();
  await page.keyboard.type(typed);
  await press(shell, 'Enter');
  await page.getByRole('option').first().waitFor({ state: 'hidden' });
};

/** Chooses a record for a reference that has the keyboard, by typing its whole name. */
export const typeRecord = async (shell: RunningShell, name: string): Promise<void> => {
  const { page } = shell;
  const chosen = () =>
    page.evaluate(() => (document.activeElement as HTMLInputElement | null)?.value ?? '');
  await page.keyboard.type(name.toLowerCase());
  const offer = page.getByRole('option', { name: new RegExp(`^${name}`) });
  await offer.waitFor();
  // What was found for the first letters may give way to the answer for all of them.
  const choose = async () => {
    if ((await chosen()) !== name && (await offer.isVisible())) await press(shell, 'Enter');
    return chosen();
  };
  await expect.poll(choose, { interval: 100, timeout: 20_000 }).toBe(name);
};

/** Enters a candidate on the form that the request’s page leads to, and comes back by the palette. */
export const enterCandidate = async (
  shell: RunningShell,
  name: string,
  { score, rate }: { score: string; rate: string },
): Promise<void> => {
  const { page } = shell;
  await take(shell, /^\s*New candidate/);
  await onScreen(page, /New candidate/);
  await tabTo(page, /^Profile/);
  await typeRecord(shell, name);
  await fill(page, /^Score/, score);
  await fill(page, /^Credit rate/, rate);
  await press(shell, 'Control+s');
  await onScreen(page, new RegExp(`^${name}`));
};

/** Adds a candidate in the box of the board. */
export const addCandidate = async (shell: RunningShell, name: string): Promise<void> => {
  await take(shell, /^\s*Add candidate/);
  await inDialog(shell, /^Add a candidate/);
  await typeRecord(shell, name);
  await finish(shell);
  await isOn(shell, /^\s*Add candidate/);
};

/** Opens the page of a request from wherever one is. */
export const openRequest = async (shell: RunningShell, title: string): Promise<void> => {
  const { page } = shell;
  await untilFree(shell);
  await byPalette(page, title.toLowerCase(), new RegExp(`^${title}`));
  await onScreen(page, new RegExp(`^${title}`));
  await take(shell, /Work on this request/);
  await page.getByRole('list', { name: 'State of the request' }).waitFor();
};

/** Where a lane’s cards are: by lane, their names in order. */
const lanesIn = (page: Page): Promise<{ cards: string[] }[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('[data-lane]')].map((lane) => ({
      cards: [...lane.querySelectorAll('.card-name')].map((card) => card.textContent),
    })),
  );

const laneOfFocus = (page: Page): Promise<number> =>
  page.evaluate(() =>
    [...document.querySelectorAll('[data-lane]')].findIndex(
      (lane) => lane === document.activeElement,
    ),
  );

/** The card that the cursor of the board is on. */
export const cardUnderCursor = ({ page }: RunningShell): Promise<string> =>
  page.evaluate(() => {
    const id = document.activeElement?.getAttribute('aria-activedescendant') ?? '';
    return document.getElementById(id)?.querySelector('.card-name')?.textContent ?? '';
  });

/** Puts the keyboard into the lanes. */
export const toLanes = (shell: RunningShell) => tabTo(shell.page, /, \d+ candidates?$/);

/** Walks from the lane that has the keyboard to a card. */
export const walkTo = async (shell: RunningShell, name: string): Promise<void> => {
  const { page } = shell;
  await page.getByRole('option', { name: new RegExp(name) }).waitFor();
  const lanes = await lanesIn(page);
  const to = lanes.findIndex(({ cards }) => cards.includes(name));
  const by = to - (await laneOfFocus(page));
  const side = by < 0 ? 'ArrowLeft' : 'ArrowRight';
  for (let i = 0; i < Math.abs(by); i++) await press(shell, side);
  await press(shell, 'Home');
  for (let i = 0; i < lanes[to]!.cards.indexOf(name); i++) await press(shell, 'ArrowDown');
  await expect.poll(() => cardUnderCursor(shell)).toBe(name);
};

/** Waits until a card stands in a lane. */
export const untilInLane = ({ page }: RunningShell, name: string, lane: string) =>
  page
    .getByRole('listbox', { name: new RegExp(`^${lane},`) })
    .getByRole('option', { name: new RegExp(name) })
    .waitFor();

/** Moves what is selected, or the card under the cursor, by the list of states. */
export const moveTo = async (shell: RunningShell, state: string): Promise<void> => {
  const { page } = shell;
  await press(shell, 'm');
  await page.getByRole('menuitem', { name: state }).waitFor();
  await page.keyboard.type(state.toLowerCase());
  await press(shell, 'Enter');
};

/** Waits for what screen readers hear. */
export const untilSaid = ({ page }: RunningShell, text: string | RegExp) =>
  page.getByRole('status').filter({ hasText: text }).first().waitFor({ state: 'attached' });

/** Opens a table by the palette, with the keyboard in its grid. */
export const openTable = async (shell: RunningShell, name: string): Promise<void> => {
  const { page } = shell;
  await untilFree(shell);
  await byPalette(page, name.toLowerCase(), new RegExp(`^${name}`));
  await page.locator('[role=grid][aria-busy=false]').waitFor();
  await isOn(shell, new RegExp(`^${name}`));
};

/** The cell under the cursor of the grid. */
const cellUnderCursor = ({ page }: RunningShell): Promise<string> =>
  page.evaluate(() => {
    const id = document.activeElement?.getAttribute('aria-activedescendant') ?? '';
    return document.getElementById(id)?.textContent ?? '';
  });

/** Puts the cursor on the first cell of a column. */
export const toColumn = async (shell: RunningShell, label: string): Promise<void> => {
  await press(shell, 'Control+Home', 'ArrowUp');
  for (let i = 0; i < 60 && (await cellUnderCursor(shell)) !== label; i++)
    await press(shell, 'ArrowRight');
  expect(await cellUnderCursor(shell)).toBe(label);
  await press(shell, 'ArrowDown');
  // A cell whose record is still on its way cannot be edited.
  await shell.page
    .locator('[data-row="0"]:not([data-waiting]) [data-cursor]:not(:has(.grid-ghost))')
    .waitFor();
};
