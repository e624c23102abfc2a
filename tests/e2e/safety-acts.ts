import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, vi } from 'vitest';
import type { Places, RunningShell } from '../support/shells.ts';
import { byPalette, noDialog, onScreen, tabTo } from './keyboard.ts';

/** What keeps a desk safe: the files that a test looks into, and what a recruiter does, by keyboard. */

/** What each shell keeps for the desk: its folder, and in it Chromium’s. */
export const deskFolder = ({ home }: Places): string => join(home, readdirSync(home)[0]!);

/** Every file in a folder and the folders in it. */
export const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());

/** The files of a folder whose bytes hold a text. */
const filesHolding = (folder: string, text: string): string[] =>
  filesIn(folder).filter((path) => readFileSync(path).includes(text));

/** The segments of the journal in which a text stands. */
export const journalHolding = (places: Places, text: string): string[] =>
  filesHolding(join(deskFolder(places), 'journal'), text).map((path) => basename(path));

/** Where a text stands as it is, in all that the desk keeps beside Chromium’s own files. */
export const plainlyHolding = (places: Places, text: string): string[] => {
  const desk = deskFolder(places);
  return readdirSync(desk)
    .filter((name) => name !== 'chromium')
    .map((name) => join(desk, name))
    .flatMap((path) => (statSync(path).isFile() ? [path] : filesIn(path)))
    .filter((path) => readFileSync(path).includes(text));
};

/** Waits until a text has reached the journal on the disk, and the window says that nothing is left to do. */
export const untilJournaled = async (shell: RunningShell, places: Places, text: string) => {
  // The line at the foot alone could be that of the edit before.
  const stands = () => expect(journalHolding(places, text)).not.toEqual([]);
  await vi.waitFor(stands, { timeout: 60_000, interval: 100 });
  await shell.page.getByText('All changes saved and journaled').waitFor();
};

/** The moment that people mean by this second: its end, once the clock has passed it. */
export const nextSecond = async (): Promise<Date> => {
  const end = Math.ceil(Date.now() / 1000) * 1000;
  await expect.poll(() => Date.now(), { timeout: 10_000 }).toBeGreaterThan(end);
  return new Date(end);
};

/** Waits until no dialog is in the way. */
export const untilFree = ({ page }: RunningShell) => noDialog(page);

/** Goes somewhere by the palette, and waits until its screen is there. */
export const goTo = async (shell: RunningShell, typed: string, name: RegExp) => {
  await byPalette(shell.page, typed, name);
  await onScreen(shell.page, name);
};

/** Chooses an entry of the menu behind the button that has the focus. */
export const chooseEntry = async ({ page }: RunningShell, entry: string) => {
  await page.keyboard.press('Enter');
  const wanted = page.getByRole('menuitem', { name: entry });
  await wanted.waitFor();
  for (let i = 0; i < 20; i++) {
    if ((await wanted.getAttribute('data-focused')) !== null) break;
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Enter');
  await wanted.waitFor({ state: 'hidden' });
};

/** Chooses an entry of the menu behind the button of this name. */
export const fromMenu = async (shell: RunningShell, button: RegExp, entry: string) => {
  await tabTo(shell.page, button);
  await chooseEntry(shell, entry);
};

const messagesOf = ({ page }: RunningShell) =>
  page.getByRole('region', { name: 'Messages' }).locator('.toast:not([data-read])');

/** From here on, what stood there before is not taken for an answer: messages stay for some seconds. */
export const readMessages = (shell: RunningShell) =>
  messagesOf(shell).evaluateAll((found) =>
    found.forEach((message) => message.setAttribute('data-read', '')),
  );

/** Waits for a message at the window’s edge. */
export const untilTold = (shell: RunningShell, text: string | RegExp) =>
  messagesOf(shell).getByText(text).waitFor();

/** Takes the way back that a message at the window’s edge offers. */
export const undoByMessage = async (shell: RunningShell, text: RegExp) => {
  const message = messagesOf(shell).filter({ hasText: text });
  // At once, not by Tab: the message goes after six seconds, unless the focus is on it.
  await message.getByRole('button', { name: 'Undo' }).focus();
  await shell.page.keyboard.press('Enter');
};

/** Erases the record of this page, and what goes along with it; gives the words of the report. */
export const eraseForGood = async (shell: RunningShell, records: number): Promise<string> => {
  const { page } = shell;
  await fromMenu(shell, /^More actions/, 'Erase for good…');
  await page.getByRole('alertdialog', { name: /^Erase this/ }).waitFor();
  await page.getByRole('button', { name: `Erase ${records} records for good` }).waitFor();
  await tabTo(page, /^Type ERASE/);
  await page.keyboard.type('ERASE');
  await tabTo(page, /^Erase .*for good$/);
  await page.keyboard.press('Enter');
  const report = page.getByRole('alertdialog', { name: 'Erased for good' });
  await report.waitFor();
  const words = await report.innerText();
  await tabTo(page, /^Close$/);
  await page.keyboard.press('Enter');
  await report.waitFor({ state: 'detached' });
  return words;
};

/** Exports the desk under a passphrase; gives where the file is. */
export const exportEncrypted = async (shell: RunningShell, passphrase: string) => {
  const { page } = shell;
  // The screen anew: what it said of an export before would still stand there.
  await goTo(shell, 'settings', /^Settings/);
  await goTo(shell, 'export a snap', /^Export a snapshot/);
  await tabTo(page, /^Protect with a passphrase/);
  await page.keyboard.press('Space');
  await tabTo(page, /^Passphrase/);
  await page.keyboard.type(passphrase);
  await tabTo(page, /^The same again/);
  await page.keyboard.type(passphrase);
  const said = page.locator('main').getByText(/is written and was read back in full/);
  const enter = () => page.keyboard.press('Enter');
  await shell.saveFile(`encrypted-${Date.now()}.edesk`, enter);
  await said.waitFor();
  await untilFree(shell);
  const name = (await said.locator('strong').first().textContent()) ?? '';
  await tabTo(page, /^Protect with a passphrase/, 'Shift+Tab');
  // The choice is remembered: the next export is again without one.
  await page.keyboard.press('Space');
  return join(shell.exportsFolder, name);
};
