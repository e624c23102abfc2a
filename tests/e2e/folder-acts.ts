import { isDeepStrictEqual } from 'node:util';
import { expect } from 'vitest';
import type { RunningShell } from '../support/shells.ts';
import { fill, tabTo } from './keyboard.ts';
import { rowsNow } from './record-acts.ts';
import { goTo } from './safety-acts.ts';

/** What recruiters do who work through one folder, by keyboard. */

const press = async ({ page }: RunningShell, name: RegExp) => {
  await tabTo(page, name);
  await page.keyboard.press('Enter');
};

const save = async ({ page }: RunningShell) => {
  await page.keyboard.press('Control+s');
  await page.locator('.record-unsaved', { hasText: /^$/ }).waitFor({ state: 'attached' });
};

/** Chooses a folder by its path, as everybody can, and joins what is found there. */
export const joinFolder = async (shell: RunningShell, folder: string) => {
  await goTo(shell, 'shared folder', /^Shared folder/);
  await fill(shell.page, /^Folder/, folder);
  await shell.page.keyboard.press('Enter');
  await shell.page.locator('#exchange-found-heading').waitFor();
  await press(shell, /^(Join|Make it a shared folder|Begin here|Take over)/);
  await shell.page.locator('#exchange-desks-heading').waitFor();
};

/** Edits a field of Nadia Moreau, who is in everybody’s dump. */
export const setNadias = async (shell: RunningShell, field: RegExp, value: string) => {
  await goTo(shell, 'nadia moreau', /^Nadia Moreau/);
  await fill(shell.page, field, value);
  await save(shell);
};

/** Ends taking part; what was taken in stays. */
export const leaveFolder = async (shell: RunningShell) => {
  await goTo(shell, 'shared folder', /^Shared folder/);
  await press(shell, /^Leave…/);
  await shell.page.getByText('Leave the shared folder?').waitFor();
  await press(shell, /^Leave$/);
  await shell.page.getByRole('textbox', { name: /^Folder/ }).waitFor();
};

/** Waits until all desks have the same rows, value for value. */
export const untilEqual = async ([first, ...others]: readonly RunningShell[]) => {
  for (const other of others)
    await expect
      .poll(async () => isDeepStrictEqual(await rowsNow(other), await rowsNow(first!)), {
        timeout: 120_000,
        interval: 1000,
      })
      .toBe(true);
};
