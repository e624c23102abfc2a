import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, vi } from 'vitest';
import type { Places, RunningShell } from '../support/shells.ts';
import { readSnapshotEntries } from '../support/snapshot-tables.ts';
import { fill, tabTo } from './keyboard.ts';
import { chooseEntry, deskFolder, filesIn, goTo, readMessages, untilFree } from './safety-acts.ts';

/** What a recruiter does with backups, by keyboard, and the files that come of it. */

export const backupsFolder = (places: Places): string => join(deskFolder(places), 'backups');

/** Where the backups are, in no order. */
export const backupsIn = (places: Places): string[] => {
  const folder = backupsFolder(places);
  return existsSync(folder) ? filesIn(folder).filter((path) => path.endsWith('.edesk')) : [];
};

const snapshotHolds = async (path: string, text: string): Promise<boolean> => {
  const entries = await readSnapshotEntries(path);
  return [...entries.values()].some((entry) => entry.includes(text));
};

/** The backups in which a text stands, unpacked. */
export const backupsHolding = async (places: Places, text: string): Promise<string[]> => {
  const found: string[] = [];
  for (const path of backupsIn(places))
    if (await snapshotHolds(path, text)) found.push(basename(path));
  return found;
};

/** Goes to the backups, and waits until they are there. */
export const toBackups = async (shell: RunningShell) => {
  await goTo(shell, 'backups', /^Backups/);
  await shell.page.getByRole('region', { name: 'How backups stand' }).waitFor();
};

/** The line of the newest backup that was made for a reason. */
export const newestBackup = ({ page }: RunningShell, reason: string) =>
  page.getByRole('listitem').filter({ hasText: reason }).first();

/** Chooses what is done with the newest backup of a reason, from the menu at the end of its line. */
export const withBackup = async (shell: RunningShell, reason: string, entry: string) => {
  // By its place in the list: several have the same minute, and so the same name.
  await newestBackup(shell, reason)
    .getByRole('button', { name: /^More for the backup/ })
    .focus();
  await chooseEntry(shell, entry);
};

/** Gives backups a passphrase from now on. */
export const encryptBackups = async (shell: RunningShell, passphrase: string) => {
  const { page } = shell;
  await toBackups(shell);
  await page.getByRole('region', { name: 'Encryption' }).waitFor();
  await tabTo(page, /^Encrypt backups/);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Encrypt backups' }).waitFor();
  await tabTo(page, /^Passphrase/);
  await page.keyboard.type(passphrase);
  await tabTo(page, /^The same again/);
  await page.keyboard.type(passphrase);
  await page.keyboard.press('Enter');
  await page.getByText('New backups are encrypted.').waitFor();
};

/** Enters the passphrase that backups wait for. */
export const enterPassphrase = async ({ page }: RunningShell, passphrase: string) => {
  await fill(page, /^Passphrase of the backups/, passphrase);
  await page.keyboard.press('Enter');
};

/** The name of the newest backup in the list; null for an empty list. */
const newestName = ({ page }: RunningShell): Promise<string | null> =>
  page.evaluate(() => document.querySelector('.backup-line')?.getAttribute('data-name') ?? null);

/** Makes a backup now, and waits until it is in the list. */
export const backUpNow = async (shell: RunningShell) => {
  const { page } = shell;
  await toBackups(shell);
  const before = await newestName(shell);
  await tabTo(page, /^Back up now/);
  await page.keyboard.press('Enter');
  // Not by their number: rotation may remove one at the same time.
  // A plain wait: this is asked for before tests begin, too.
  await vi.waitFor(
    async () => {
      expect(await newestName(shell)).not.toBe(before);
    },
    { timeout: 60_000, interval: 200 },
  );
  await untilFree(shell);
};

/** Restores the newest backup that was made for a reason. */
export const restoreNewestBackup = async (shell: RunningShell, reason: string) => {
  const { page } = shell;
  await toBackups(shell);
  // By its place in the list: several have the same minute, and so the same name.
  await newestBackup(shell, reason)
    .getByRole('button', { name: /^Restore the backup of/ })
    .focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: /^Restore the backup of/ });
  await dialog.getByText('Here now').waitFor();
  await tabTo(page, /^Restore$/);
  await readMessages(shell);
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
};
