import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { shells, type RunningShell } from '../support/shells.ts';
import { readSnapshotTables } from '../support/snapshot-tables.ts';
import { backUpNow, backupsHolding } from './backup-acts.ts';
import { importDump, restoreSnapshot } from './desk-acts.ts';
import { chooseRecord, fill, onScreen } from './keyboard.ts';
import { dumpPath, freshPlaces } from './places.ts';
import { exportNow, newProfile, plain, rowsNow, save } from './record-acts.ts';
import { eraseForGood, goTo, journalHolding, plainlyHolding, untilFree } from './safety-acts.ts';

describe.each(shells)('a person can be erased for good, in the $name', ({ launch }) => {
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

  const traces = ['Vanishing', 'vanishing-billing-4711'];
  let address: string;
  let older: string;

  const expectGone = async () => {
    const { page } = shell;
    const rows = JSON.stringify(await rowsNow(shell));
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
    await newProfile(shell, places, { first: 'Amnesia', last: 'Vanishing' });
    address = new URL(page.url()).hash;
    await goTo(shell, 'new user', /^New user/);
    await chooseRecord(page, /^Profile/, 'amnesia');
    await fill(page, /^Billing account/, 'vanishing-billing-4711');
    await save(shell, places, 'vanishing-billing-4711');
    await onScreen(page, /^Amnesia Vanishing$/);
    older = await exportNow(shell);
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

  test('nor does the copy of that snapshot hold them that stays among the backups', async () => {
    expect(await backupsHolding(places, 'Amnesia')).toEqual([]);
    for (const text of traces) expect(await backupsHolding(places, text)).toEqual([]);
  });
});
