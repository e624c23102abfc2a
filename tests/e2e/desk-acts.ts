import { join } from 'node:path';
import { expect } from 'vitest';
import { onScreen, byPalette, tabTo } from './keyboard.ts';
import { untilFree } from './safety-acts.ts';
import type { RunningShell } from '../support/shells.ts';

/** What a recruiter does with files, by keyboard, on any shell. */

const press = (shell: RunningShell, name: RegExp) => async () => {
  await tabTo(shell.page, name);
  await shell.page.keyboard.press('Enter');
};

export const importDump = async (shell: RunningShell, path: string) => {
  const { page } = shell;
  await byPalette(page, 'import a dump', /^Import a dump/);
  await onScreen(page, /Import a dump/);
  await shell.chooseFile(path, press(shell, /^Choose a dump/));
  await page.getByRole('region', { name: 'What the dump holds' }).waitFor();
  await press(shell, /^Import [\d,]+ rows/)();
  await page.getByRole('region', { name: 'Imported' }).waitFor();
};

/** Presses the button, and not the link of the same name above it: Enter on that exports nothing. */
const pressExport = async ({ page }: RunningShell) => {
  const isOnButton = () =>
    page.evaluate(() => document.activeElement?.closest('main button')?.textContent === 'Export');
  await tabTo(page, /^Export$/);
  if (!(await isOnButton())) {
    await page.keyboard.press('Tab');
    await tabTo(page, /^Export$/);
  }
  expect(await isOnButton()).toBe(true);
  await page.keyboard.press('Enter');
};

/** Exports the desk; gives where the file is. */
export const exportSnapshot = async (shell: RunningShell): Promise<string> => {
  const { page } = shell;
  await byPalette(page, 'export a snap', /^Export a snapshot/);
  await onScreen(page, /Export a snapshot/);
  const said = page.locator('main').getByText(/is written and was read back in full/);
  await shell.saveFile(`export-${Date.now()}.edesk`, () => pressExport(shell));
  await said.waitFor();
  const name = await said.locator('strong').first().textContent();
  return join(shell.exportsFolder, name ?? '');
};

/** Chooses a snapshot and waits until it is verified, so that only the last word is left to say. */
export const openSnapshotToRestore = async (shell: RunningShell, path: string) => {
  const { page } = shell;
  await byPalette(page, 'restore a snap', /^Restore a snapshot/);
  await onScreen(page, /Restore a snapshot/);
  await shell.chooseFile(path, press(shell, /^Choose a snapshot/));
  await page.getByRole('region', { name: 'What the file holds' }).waitFor();
  await page.getByText('Here today').waitFor();
  await untilFree(shell);
  const sure = page.getByRole('checkbox', { name: 'Replace everything on this desk' });
  const restore = page.getByRole('button', { name: 'Restore', exact: true });
  await sure.or(restore).waitFor();
  if ((await sure.count()) === 0) return;
  await tabTo(page, /^Replace everything on this desk/);
  await page.keyboard.press('Space');
};

export const startRestoring = (shell: RunningShell) =>
  press(shell, /^(Restore|Replace everything)$/)();

export const restoreSnapshot = async (shell: RunningShell, path: string) => {
  await openSnapshotToRestore(shell, path);
  await startRestoring(shell);
  await shell.page.getByRole('region', { name: 'Restored' }).waitFor({ timeout: 120_000 });
};

export const wipeDesk = async (shell: RunningShell) => {
  const { page } = shell;
  await byPalette(page, 'settings', /^Settings/);
  await onScreen(page, /Settings/);
  await press(shell, /^Start over/)();
  await page.getByRole('dialog', { name: 'Empty this desk?' }).waitFor();
  await tabTo(page, /^Type/);
  await page.keyboard.type('start over');
  await press(shell, /^Empty this desk$/)();
  await onScreen(page, /Welcome to your desk/);
};
