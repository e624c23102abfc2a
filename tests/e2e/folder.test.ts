import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { shells, type RunningShell } from '../support/shells.ts';
import { importDump } from './desk-acts.ts';
import { joinFolder, setNadias } from './folder-acts.ts';
import { onScreen } from './keyboard.ts';
import { dumpPath, freshPlaces } from './places.ts';
import { rowsNow, untilValue } from './record-acts.ts';
import { untilFree } from './safety-acts.ts';
import { removeFolder } from '../support/remove-folder.ts';

describe.each(shells)('two desks and one folder, in the $name', ({ launch }) => {
  const anasPlaces = freshPlaces();
  const bensPlaces = freshPlaces();
  const folder = mkdtempSync(join(tmpdir(), 'expert-desk-shared-'));
  let ana: RunningShell;
  let ben: RunningShell;

  const opened = async (places: typeof anasPlaces) => {
    const shell = await launch(places);
    shell.page.setDefaultTimeout(60_000);
    return shell;
  };

  beforeAll(async () => {
    ana = await opened(anasPlaces);
    await onScreen(ana.page, /Welcome to your desk/);
    await importDump(ana, dumpPath);
    ben = await opened(bensPlaces);
    await onScreen(ben.page, /Welcome to your desk/);
  });
  afterAll(async () => {
    await ana.close();
    await ben.close();
    anasPlaces.remove();
    bensPlaces.remove();
    removeFolder(folder);
  });

  test('an empty desk that joins gets everything that the other one has', async () => {
    await joinFolder(ana, folder);
    await joinFolder(ben, folder);
    await expect
      .poll(() => rowsNow(ben), { timeout: 120_000, interval: 3000 })
      .toEqual(await rowsNow(ana));
  });

  test('edits to different fields come together on both desks', async () => {
    await setNadias(ana, /^Title/, 'Ana’s buyer');
    await setNadias(ben, /^City/, 'Benburg');
    await untilValue(ben, 'Title', 'Ana’s buyer');
    await untilValue(ana, 'City', 'Benburg');
    await untilFree(ana);
  });

  test('a desk that is killed, and edited again, ends equal with the other one', async () => {
    await setNadias(ana, /^Title/, 'Buyer of copper');
    await ben.kill();
    await setNadias(ana, /^City/, 'Anaville');
    ben = await opened(bensPlaces);
    await ben.page.getByRole('navigation').first().waitFor();
    await setNadias(ben, /^Skype/, '1234');
    await untilValue(ben, 'City', 'Anaville');
    await untilValue(ana, 'Skype', '1234');
    expect(await rowsNow(ben)).toEqual(await rowsNow(ana));
  });
});
