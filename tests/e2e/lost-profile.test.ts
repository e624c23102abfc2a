import { readdirSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TableName } from '#shared/entities/index.ts';
import type { Row } from '#shared/schema/row.ts';
import { shells, type RunningShell } from '../support/shells.ts';
import { readSnapshotTables } from '../support/snapshot-tables.ts';
import { exportSnapshot, importDump } from './desk-acts.ts';
import { tabTo } from './keyboard.ts';
import { dumpPath, freshPlaces } from './places.ts';
import { removeFolder } from '../support/remove-folder.ts';

const plain = (tables: Map<TableName, Row[]>) => Object.fromEntries(tables);

describe.each(shells)('a desk whose browser data is gone, in the $name', ({ launch }) => {
  const places = freshPlaces();
  let shell: RunningShell;
  let before: Record<string, Row[]>;

  const open = async () => {
    shell = await launch(places);
    shell.page.setDefaultTimeout(60_000);
    await shell.page.locator('main h1').waitFor();
  };

  const untilJournaled = () => shell.page.getByText('All changes saved and journaled').waitFor();

  /** What each shell keeps for the desk: its folder, and in it Chromium's. */
  const deskFolder = () => join(places.home, readdirSync(places.home)[0]!);
  const loseProfile = () => removeFolder(join(deskFolder(), 'chromium'));

  const goOn = async () => {
    const dialog = shell.page.getByRole('dialog', { name: 'Your desk is back' });
    await dialog.waitFor();
    const words = await dialog.innerText();
    await tabTo(shell.page, /^Go on/);
    await shell.page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    return words;
  };

  beforeAll(async () => {
    await open();
    await importDump(shell, dumpPath);
    await untilJournaled();
    before = plain(await readSnapshotTables(await exportSnapshot(shell)));
  });
  afterAll(async () => {
    await shell.close();
    places.remove();
  });

  test('is back at the next start, with every record, and says so', async () => {
    await shell.kill();
    loseProfile();
    await open();
    expect(await goOn()).toContain('The browser had lost the data of this desk.');
    expect(plain(await readSnapshotTables(await exportSnapshot(shell)))).toEqual(before);
  });

  test('is back from the journal where the newest backup is broken', async () => {
    await shell.close();
    const folder = join(deskFolder(), 'backups');
    const backups = readdirSync(folder).filter((name) => name.endsWith('.edesk'));
    expect(backups.length).toBeGreaterThan(0);
    for (const name of backups) truncateSync(join(folder, name), 1000);
    loseProfile();
    await open();
    expect(await goOn()).toContain('These backups could not be used');
    expect(plain(await readSnapshotTables(await exportSnapshot(shell)))).toEqual(before);
  });
});
