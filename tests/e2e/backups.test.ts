import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { shells, type RunningShell } from '../support/shells.ts';
import { readSnapshotTables } from '../support/snapshot-tables.ts';
import {
  backupsFolder,
  backupsHolding,
  backupsIn,
  backUpNow,
  encryptBackups,
  enterPassphrase,
  newestBackup,
  restoreNewestBackup,
  toBackups,
  withBackup,
} from './backup-acts.ts';
import { importDump } from './desk-acts.ts';
import { onScreen, tabTo } from './keyboard.ts';
import { dumpPath, freshPlaces } from './places.ts';
import { newProfile, openRecord, plain, rowsNow, setTitle, untilValue } from './record-acts.ts';
import { readMessages, undoByMessage, untilFree, untilTold } from './safety-acts.ts';

const isEncrypted = (path: string): boolean =>
  readFileSync(path).subarray(0, 21).toString() === 'age-encryption.org/v1';

describe.each(shells)('backups of a desk, in the $name', ({ launch }) => {
  const places = freshPlaces();
  const passphrase = 'correct horse battery';
  let shell: RunningShell;

  const open = async () => {
    shell = await launch(places);
    shell.page.setDefaultTimeout(60_000);
  };

  beforeAll(async () => {
    await open();
    await onScreen(shell.page, /Welcome to your desk/);
    await importDump(shell, dumpPath);
    await untilFree(shell);
  });
  afterAll(async () => {
    await shell.close();
    places.remove();
  });

  test('one that is made now can be verified, and its copy holds every row', async () => {
    await newProfile(shell, places, { first: 'Vera', last: 'Keepsake' });
    const before = await rowsNow(shell);
    await backUpNow(shell);
    await untilFree(shell);
    await readMessages(shell);
    await withBackup(shell, 'Asked for', 'Verify');
    await untilTold(shell, /^The backup of today .+ is whole and can be restored/);

    await untilFree(shell);
    await readMessages(shell);
    const name = `copy-${Date.now()}.edesk`;
    await shell.saveFile(name, () => withBackup(shell, 'Asked for', 'Export copy…'));
    const told = shell.page.getByText(/^Copied as “.+”\.$/);
    await told.waitFor();
    const copied = /“(.+)”/.exec(await told.innerText())![1]!;
    const copy = await readSnapshotTables(join(shell.exportsFolder, copied));
    expect(plain(copy)).toEqual(before);
  });

  test('one that was altered on the disk is told when it is verified, until it is whole again', async () => {
    await backUpNow(shell);
    await untilFree(shell);
    const newest = backupsIn(places).sort().at(-1)!;
    const whole = readFileSync(newest);
    const altered = Buffer.from(whole);
    altered[Math.floor(altered.length / 2)]! ^= 1;
    writeFileSync(newest, altered);
    await withBackup(shell, 'Asked for', 'Verify');
    const line = newestBackup(shell, 'Asked for');
    await line.locator('[data-tone=bad]').waitFor();
    writeFileSync(newest, whole);
    await untilFree(shell);
    await withBackup(shell, 'Asked for', 'Verify');
    await line.locator('[data-tone=good]').waitFor();
  });

  test('before one is restored the present is backed up, and Undo brings that back', async () => {
    await openRecord(shell, 'Vera Keepsake');
    await setTitle(shell, places, 'Keeper of copies');
    await backUpNow(shell);
    await openRecord(shell, 'Vera Keepsake');
    await setTitle(shell, places, 'Loser of originals');
    expect(await backupsHolding(places, 'Loser of originals')).toEqual([]);

    await restoreNewestBackup(shell, 'Asked for');
    await untilTold(shell, /^The desk is as it was/);
    const [safe, ...others] = await backupsHolding(places, 'Loser of originals');
    expect(safe).toContain(' restore ');
    expect(others).toEqual([]);
    await undoByMessage(shell, /^The desk is as it was/);
    await untilTold(shell, 'The desk is again as it was before.');
    await openRecord(shell, 'Vera Keepsake');
    await untilValue(shell, 'Title', 'Loser of originals');
  });

  test('one that fails is told wherever one is, and tried again by itself', async () => {
    const { page } = shell;
    const folder = backupsFolder(places);
    renameSync(folder, `${folder} away`);
    // A file in its place: nothing can be written, whoever runs this.
    writeFileSync(folder, '');
    await toBackups(shell);
    await tabTo(page, /^Back up now/);
    await page.keyboard.press('Enter');
    const note = page.locator('main').getByText('No backup could be made');
    await note.waitFor();
    await openRecord(shell, 'Vera Keepsake');
    const foot = page.getByRole('link', { name: /^Backups fail/ });
    await foot.waitFor();

    rmSync(folder);
    renameSync(`${folder} away`, folder);
    const before = new Set(backupsIn(places));
    // A minute after the failure, with nobody doing anything (BAK5).
    await foot.waitFor({ state: 'detached', timeout: 150_000 });
    expect(backupsIn(places).filter((path) => !before.has(path))).toHaveLength(1);
  });

  test('encrypted ones wait for their passphrase after a start, and go on with it', async () => {
    await encryptBackups(shell, passphrase);
    await shell.close();
    await open();
    const { page } = shell;
    const question = page.getByRole('dialog', { name: 'Backups wait for their passphrase' });
    await question.waitFor();
    await enterPassphrase(shell, 'wrong horse battery');
    await question.getByText(/is not the passphrase/).waitFor();
    await enterPassphrase(shell, passphrase);
    await question.waitFor({ state: 'detached' });
    const known = new Set(backupsIn(places));
    await backUpNow(shell);
    const made = backupsIn(places).filter((path) => !known.has(path));
    expect(made.map(isEncrypted)).toEqual([true]);
    expect(await newestBackup(shell, 'Asked for').innerText()).toContain('Encrypted');
  });
});
