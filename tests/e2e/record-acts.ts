import { expect } from 'vitest';
import type { TableName } from '#shared/entities/index.ts';
import type { Row } from '#shared/schema/row.ts';
import type { Places, RunningShell } from '../support/shells.ts';
import { readSnapshotTables } from '../support/snapshot-tables.ts';
import { exportSnapshot } from './desk-acts.ts';
import { fill, onScreen } from './keyboard.ts';
import { goTo, untilFree, untilJournaled } from './safety-acts.ts';

/** What a recruiter does with records, by keyboard; each edit has reached the journal when it resolves. */

export const plain = (tables: Map<TableName, Row[]>): Record<string, Row[]> =>
  Object.fromEntries(tables);

/** Waits for what an input of this name holds. */
export const untilValue = async (
  { page }: RunningShell,
  name: string,
  value: string,
): Promise<void> => {
  const read = () => page.getByRole('textbox', { name, exact: true }).inputValue();
  await expect.poll(read, { timeout: 60_000 }).toBe(value);
};

export const exportNow = async (shell: RunningShell): Promise<string> => {
  await untilFree(shell);
  const file = await exportSnapshot(shell);
  await untilFree(shell);
  return file;
};

/** Every row of the desk, by table, as an export has it. */
export const rowsNow = async (shell: RunningShell): Promise<Record<string, Row[]>> =>
  plain(await readSnapshotTables(await exportNow(shell)));

/** Saves the form; `text` is part of what was entered. */
export const save = async (shell: RunningShell, places: Places, text: string) => {
  await shell.page.keyboard.press('Control+s');
  const unsaved = shell.page.locator('.record-unsaved', { hasText: /^$/ });
  await unsaved.waitFor({ state: 'attached' });
  await untilJournaled(shell, places, text);
};

export const setTitle = async (shell: RunningShell, places: Places, title: string) => {
  await fill(shell.page, /^Title/, title);
  await save(shell, places, title);
};

export const newProfile = async (
  shell: RunningShell,
  places: Places,
  { first, last }: { first: string; last: string },
) => {
  const { page } = shell;
  await goTo(shell, 'new profile', /^New profile/);
  await fill(page, /^First name/, first);
  await fill(page, /^Last name/, last);
  await page.keyboard.press('Control+s');
  await onScreen(page, new RegExp(`^${first} ${last}$`));
  await untilJournaled(shell, places, last);
};

export const openRecord = (shell: RunningShell, name: string) =>
  goTo(shell, name.toLowerCase(), new RegExp(`^${name}`));
