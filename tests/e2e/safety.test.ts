import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TableName } from '#shared/entities/index.ts';
import type { Row } from '#shared/schema/row.ts';
import { shells, type RunningShell } from '../support/shells.ts';
import { readSnapshotTables } from '../support/snapshot-tables.ts';
import { exportSnapshot, importDump, restoreSnapshot, startRestoring } from './desk-acts.ts';
import { chooseRecord, fill, onScreen, tabTo } from './keyboard.ts';
import { dumpPath, freshPlaces } from './places.ts';
import {
  backUpNow,
  backupsHolding,
  eraseForGood,
  exportEncrypted,
  fromMenu,
  goTo,
  journalHolding,
  nextSecond,
  plainlyHolding,
  readMessages,
  restoreNewestBackup,
  undoByMessage,
  untilFree,
  untilJournaled,
  untilTold,
} from './safety-acts.ts';

const plain = (tables: Map<TableName, Row[]>) => Object.fromEntries(tables);

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

  const field = (name: string) => shell.page.getByRole('textbox', { name, exact: true });
  const valueOf = (name: string) =>
    expect.poll(() => field(name).inputValue(), { timeout: 60_000 });

  const exportNow = async () => {
    await untilFree(shell);
    const file = await exportSnapshot(shell);
    await untilFree(shell);
    return file;
  };
  const rowsNow = async () => plain(await readSnapshotTables(await exportNow()));

  const save = async (text: string) => {
    await shell.page.keyboard.press('Control+s');
    const unsaved = shell.page.locator('.record-unsaved', { hasText: /^$/ });
    await unsaved.waitFor({ state: 'attached' });
    await untilJournaled(shell, places, text);
  };

  const setTitle = async (title: string) => {
    await fill(shell.page, /^Title/, title);
    await save(title);
  };

  const newProfile = async (first: string, last: string) => {
    const { page } = shell;
    await goTo(shell, 'new profile', /^New profile/);
    await fill(page, /^First name/, first);
    await fill(page, /^Last name/, last);
    await page.keyboard.press('Control+s');
    await onScreen(page, new RegExp(`^${first} ${last}$`));
    await untilJournaled(shell, places, last);
  };

  const openRecord = async (name: string) => {
    await goTo(shell, name.toLowerCase(), new RegExp(`^${name}`));
  };

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
    await newProfile('Clio', 'Chronicle');
    await setTitle('Lecturer');
    await setTitle('Professor');
    await fromMenu(shell, /^More actions/, 'History');
    await expect.poll(() => entries.count(), { timeout: 60_000 }).toBe(3);
    const newest = (await entries.first().innerText()).replace(/\s+/g, ' ');
    expect(newest).toContain('Edited');
    expect(newest).toContain(`by ${who}`);
    expect(newest).toContain('Title from Lecturer to Professor');

    await tabTo(page, /^Revert this change/);
    await page.keyboard.press('Enter');
    await valueOf('Title').toBe('Lecturer');
    await expect.poll(() => entries.count(), { timeout: 60_000 }).toBe(4);
    const revert = (await entries.first().innerText()).replace(/\s+/g, ' ');
    expect(revert).toMatch(/Revert a change of profile/);
    expect(revert).toContain('Title from Professor to Lecturer');
  });

  describe('any moment can be gone back to', () => {
    let moment: Date;

    test('what would differ is shown first, then the record has its older value', async () => {
      const { page } = shell;
      await newProfile('Odile', 'Momentary');
      await setTitle('Buyer of copper');
      moment = await nextSecond();
      await setTitle('Seller of zinc');

      await lookBack(moment);
      await page.getByText('1 profile would change', { exact: true }).waitFor();
      await restoreMoment();
      await untilTold(shell, /^The desk is as it was today/);
      await openRecord('Odile Momentary');
      await valueOf('Title').toBe('Buyer of copper');
    });

    test('the backup of the present, made before, brings it back', async () => {
      await restoreNewestBackup(shell, 'Before a restore');
      await untilTold(shell, /^The desk is as it was today/);
      await openRecord('Odile Momentary');
      await valueOf('Title').toBe('Seller of zinc');
    });

    test('so does Undo in the message that says it is done', async () => {
      await lookBack(moment);
      await restoreMoment();
      await undoByMessage(shell, /The desk is as it was today/);
      await untilTold(shell, 'The desk is again as it was before.');
      await openRecord('Odile Momentary');
      await valueOf('Title').toBe('Seller of zinc');
    });
  });

  describe('a person can be erased for good', () => {
    const traces = ['Vanishing', 'vanishing-billing-4711'];
    let address: string;
    let older: string;

    const expectGone = async () => {
      const { page } = shell;
      const rows = JSON.stringify(await rowsNow());
      for (const text of traces) {
        expect(rows).not.toContain(text);
        expect(plainlyHolding(places, text)).toEqual([]);
      }
      await page.evaluate((hash) => (location.hash = hash), address);
      await page.getByText(/was erased for good$/).waitFor();
      await goTo(shell, 'trash', /^Trash/);
      await page.locator('main .tab-links, main .empty-state').first().waitFor();
      expect(await page.locator('main').innerText()).not.toContain('Vanishing');
    };

    test('from desk, trash, journal and backups, with a report', async () => {
      const { page } = shell;
      await newProfile('Amnesia', 'Vanishing');
      address = new URL(page.url()).hash;
      await goTo(shell, 'new user', /^New user/);
      await chooseRecord(page, /^Profile/, 'amnesia');
      await fill(page, /^Billing account/, 'vanishing-billing-4711');
      await save('vanishing-billing-4711');
      await onScreen(page, /^Amnesia Vanishing$/);
      older = await exportNow();
      await backUpNow(shell);
      for (const text of traces) {
        expect(journalHolding(places, text)).not.toEqual([]);
        expect(await backupsHolding(places, text)).toHaveLength(1);
      }

      await page.evaluate((hash) => (location.hash = hash), address);
      await onScreen(page, /^Amnesia Vanishing$/);
      const report = await eraseForGood(shell, 2);
      expect(report).toMatch(/From this desk\s+2 records/);
      expect(report).toMatch(/From the journal\s+2 entries in 1 file/);
      expect(report).toMatch(/From backups\s+1 backup, written anew without it/);
      expect(report).not.toContain('Not everywhere yet');

      await expectGone();
      for (const text of traces) expect(await backupsHolding(places, text)).toEqual([]);
    });

    test('and an older snapshot that is restored does not bring them back', async () => {
      expect(JSON.stringify(plain(await readSnapshotTables(older)))).toContain('Vanishing');
      await untilFree(shell);
      await restoreSnapshot(shell, older);
      await expectGone();
    });

    // Fails today: the copy of a restored snapshot that is kept among the backups (BAK7) has the values (ERA1, ERA5).
    test.fails(
      'nor does the copy of that snapshot hold them that stays among the backups',
      async () => {
        for (const text of traces) expect(await backupsHolding(places, text)).toEqual([]);
      },
    );
  });

  test('an encrypted export opens with its passphrase only, and brings every row back', async () => {
    const { page } = shell;
    const before = await rowsNow();
    const file = await exportEncrypted(shell, 'correct horse battery');
    expect(readFileSync(file).subarray(0, 21).toString()).toBe('age-encryption.org/v1');

    await newProfile('Late', 'Comer');
    await goTo(shell, 'restore a snap', /^Restore a snapshot/);
    await shell.chooseFile(file, async () => {
      await tabTo(page, /^Choose a snapshot/);
      await page.keyboard.press('Enter');
    });
    await page.getByRole('heading', { name: /is encrypted$/ }).waitFor();
    await fill(page, /^Passphrase of the file/, 'wrong horse battery');
    await page.keyboard.press('Enter');
    await page.getByText(`That is not the passphrase of “${basename(file)}”.`).waitFor();
    await fill(page, /^Passphrase of the file/, 'correct horse battery');
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: 'What the file holds' }).waitFor();
    await tabTo(page, /^Replace everything on this desk/);
    await page.keyboard.press('Space');
    await startRestoring(shell);
    await page.getByRole('region', { name: 'Restored' }).waitFor();
    expect(await rowsNow()).toEqual(before);
  });
});
