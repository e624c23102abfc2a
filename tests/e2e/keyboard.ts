import type { Page } from 'playwright';

/** Drives the desk as someone without a mouse does: only keys are ever sent. */

/** What the focused element is called, as far as an accessible name is in its attributes, labels or text. */
export const focusedName = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement as HTMLInputElement | null;
    if (element === null || element === document.body) return '';
    const ids = (element.getAttribute('aria-labelledby') ?? '').split(/\s+/).filter(Boolean);
    const labelled = ids.map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
    const labels = [...(element.labels ?? [])].map((label) => label.textContent).join(' ');
    const name = labelled || element.getAttribute('aria-label') || labels || element.textContent;
    return name.trim();
  });

/** Presses Tab (or Shift+Tab) until the focus is on something of this name. */
export const tabTo = async (page: Page, name: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab') => {
  const passed: string[] = [];
  for (let i = 0; i < 250; i++) {
    const here = await focusedName(page);
    if (name.test(here)) return;
    passed.push(here.slice(0, 40));
    await page.keyboard.press(key);
  }
  throw new Error(`Tab never reached ${String(name)}; it passed: ${passed.slice(-30).join(' · ')}`);
};

/** Waits until no dialog is in the way: that of long work closes a moment after the work is told to be done. */
export const noDialog = (page: Page) =>
  page.waitForFunction(() => document.querySelector('[role=dialog], [role=alertdialog]') === null);

/** Goes somewhere, or does something, by the command palette, once nothing is in the way of its keys. */
export const byPalette = async (page: Page, typed: string, entry: RegExp) => {
  await noDialog(page);
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Go to anything' });
  await palette.waitFor();
  await page.keyboard.type(typed);
  const wanted = palette.getByRole('menuitem', { name: entry }).first();
  await wanted.waitFor();
  for (let i = 0; i < 40; i++) {
    if ((await wanted.getAttribute('data-focused')) !== null) break;
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Enter');
  await palette.waitFor({ state: 'hidden' });
};

/** Waits for the screen of this heading. */
export const onScreen = (page: Page, heading: RegExp) =>
  page.getByRole('heading', { level: 1, name: heading }).waitFor();

/** Puts text into the input of this name, over what stands there. */
export const fill = async (page: Page, label: RegExp, text: string) => {
  await tabTo(page, label);
  await page.keyboard.press('Control+a');
  await page.keyboard.type(text);
};

/** Chooses a record for a reference by typing its name. */
export const chooseRecord = async (page: Page, label: RegExp, typed: string) => {
  await tabTo(page, label);
  await page.keyboard.type(typed);
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
};
