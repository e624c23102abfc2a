import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { shells, type RunningShell } from '../support/shells.ts';
import { restoreNewestBackup } from './backup-acts.ts';
import { importDump, startRestoring } from './desk-acts.ts';
import { fill, onScreen, tabTo } from './keyboard.ts';
import { dumpPath, freshPlaces } from './places.ts';
import { newProfile, openRecord, rowsNow, setTitle, untilValue } from './record-acts.ts';
import {
  exportEncrypted,
  fromMenu,
  goTo,
  nextSecond,
  readMessages,
  undoByMessage,
  untilFree,
  untilTold,
} from './safety-acts.ts';

describe.each(shells)('what keeps a desk safe, in the $name', ({ launch }) => {
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

  /** Goes to a moment’s preview, by what somebody types who knows when it was. */
  const lookBack = async (moment: Date) => {
    const { page } = shell;
    await goTo(shell, 'go back to a', /^Go back to a moment/);
    await page.getByRole('textbox', { name: 'Date and time' }).waitFor();
    await fill(page, /^Date and time/, moment.toISOString().replace('T', ' '));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /^Going back to today/ }).waitFor();
  };

  const restoreMoment = async () => {
    await tabTo(shell.page, /^Restore this moment/);
    await readMessages(shell);
    await shell.page.keyboard.press('Enter');
  };

  test('history says who changed what, and takes one change back', async () => {
    const { page } = shell;
    const who = await page.locator('.status-desk').innerText();
    const entries = page.getByRole('region', { name: 'History' }).locator('.history-line');
    await newProfile(shell, places, { first: 'Clio', last: 'Chronicle' });
    await setTitle(shell, places, 'Lecturer');
    await setTitle(shell, places, 'Professor');
    await fromMenu(shell, /^More actions/, 'History');
    await expect.poll(() => entries.count(), { timeout: 60_000 }).toBe(3);
    const newest = (await entries.first().innerText()).replace(/\s+/g, ' ');
    expect(newest).toContain('Edited');
    expect(newest).toContain(`by ${who}`);
    expect(newest).toContain('Title from Lecturer to Professor');

    await tabTo(page, /^Revert this change/);
    await page.keyboard.press('Enter');
    await untilValue(shell, 'Title', 'Lecturer');
    await expect.poll(() => entries.count(), { timeout: 60_000 }).toBe(4);
    const revert = (await entries.first().innerText()).replace(/\s+/g, ' ');
    expect(revert).toMatch(/Revert a change of profile/);
    expect(revert).toContain('Title from Professor to Lecturer');
  });

  describe('any moment can be gone back to', () => {
    let moment: Date;

    test('what would differ is shown first, then the record has its older value', async () => {
      const { page } = shell;
      await newProfile(shell, places, { first: 'Odile', last: 'Momentary' });
      await setTitle(shell, places, 'Buyer of copper');
      moment = await nextSecond();
      await setTitle(shell, places, 'Seller of zinc');

      await lookBack(moment);
      await page.getByText('1 profile would change', { exact: true }).waitFor();
      await restoreMoment();
      await untilTold(shell, /^The desk is as it was today/);
      await openRecord(shell, 'Odile Momentary');
      await untilValue(shell, 'Title', 'Buyer of copper');
    });

    test('the backup of the present, made before, brings it back', async () => {
      await restoreNewestBackup(shell, 'Before a restore');
      await untilTold(shell, /^The desk is as it was today/);
      await openRecord(shell, 'Odile Momentary');
      await untilValue(shell, 'Title', 'Seller of zinc');
    });

    test('so does Undo in the message that says it is done', async () => {
      await lookBack(moment);
      await restoreMoment();
      await undoByMessage(shell, /The desk is as it was today/);
      await untilTold(shell, 'The desk is again as it was before.');
      await openRecord(shell, 'Odile Momentary');
      await untilValue(shell, 'Title', 'Seller of zinc');
    });
  });

  test('an encrypted export opens with its passphrase only, and brings every row back', async () => {
    const { page } = shell;
    const before = await rowsNow(shell);
    const file = await exportEncrypted(shell, 'correct horse battery');
    expect(readFileSync(file).subarray(0, 21).toString()).toBe('age-encryption.org/v1');

    await newProfile(shell, places, { first: 'Late', last: 'Comer' });
    await goTo(shell, 'restore a snap', /^Restore a snapshot/);
    await shell.chooseFile(file, async () => {
      await tabTo(page, /^Choose a snapshot/);
      await page.keyboard.press('Enter');
    });
    await page.getByRole('heading', { name: /is encrypted$/ }).waitFor();
    await fill(page, /^Passphrase of the file/, 'wrong horse battery');
    await page.keyboard.press('Enter');
    await page.getByText(`That is not the passphrase of “${basename(file)}”.`).waitFor();
    await untilFree(shell);
    await fill(page, /^Passphrase of the file/, 'correct horse battery');
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: 'What the file holds' }).waitFor();
    await tabTo(page, /^Replace everything on this desk/);
    await page.keyboard.press('Space');
    await startRestoring(shell);
    await page.getByRole('region', { name: 'Restored' }).waitFor();
    expect(await rowsNow(shell)).toEqual(before);
  });
});
