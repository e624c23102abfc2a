import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { shells, type RunningShell } from '../support/shells.ts';
import { readSnapshotTables } from '../support/snapshot-tables.ts';
import { exportSnapshot, importDump, restoreSnapshot } from './desk-acts.ts';
import { fill, onScreen, tabTo } from './keyboard.ts';
import { dumpPath, freshPlaces } from './places.ts';
import { goTo, readMessages, untilFree, untilTold } from './safety-acts.ts';

const press = async ({ page }: RunningShell, name: RegExp, key = 'Enter') => {
  await tabTo(page, name);
  await page.keyboard.press(key);
};

const save = async ({ page }: RunningShell) => {
  await page.keyboard.press('Control+s');
  await page.locator('.record-unsaved', { hasText: /^$/ }).waitFor({ state: 'attached' });
};

const exportNow = async (shell: RunningShell): Promise<string> => {
  await untilFree(shell);
  const file = await exportSnapshot(shell);
  await untilFree(shell);
  return file;
};

const setNadiasTitle = async (shell: RunningShell, title: string) => {
  await goTo(shell, 'nadia moreau', /^Nadia Moreau/);
  await fill(shell.page, /^Title/, title);
  await save(shell);
};

describe.each(shells)('a colleague’s file, in the $name', ({ launch }) => {
  const places = freshPlaces();
  const bensPlaces = freshPlaces();
  let ana: RunningShell;
  let file: string;

  const opened = async (at: typeof places): Promise<RunningShell> => {
    const shell = await launch(at);
    shell.page.setDefaultTimeout(60_000);
    await onScreen(shell.page, /Welcome to your desk/);
    return shell;
  };

  /** What Ben does on a copy of Ana’s desk; gives the file that he sends. */
  const bensWork = async (copy: string): Promise<string> => {
    const ben = await opened(bensPlaces);
    await restoreSnapshot(ben, copy);
    await setNadiasTitle(ben, 'Ben’s buyer');
    await goTo(ben, 'new profile', /^New profile/);
    await fill(ben.page, /^First name/, 'Clio');
    await fill(ben.page, /^Last name/, 'Colleague');
    await ben.page.keyboard.press('Control+s');
    await onScreen(ben.page, /^Clio Colleague$/);
    const made = await exportNow(ben);
    await ben.close();
    return made;
  };

  beforeAll(async () => {
    ana = await opened(places);
    await importDump(ana, dumpPath);
    file = await bensWork(await exportNow(ana));
    await setNadiasTitle(ana, 'Ana’s buyer');
  });
  afterAll(async () => {
    await ana.close();
    places.remove();
    bensPlaces.remove();
  });

  const rowsNow = async () => Object.fromEntries(await readSnapshotTables(await exportNow(ana)));

  const compare = async () => {
    await goTo(ana, 'merge a', /^Merge a colleague’s file/);
    await ana.chooseFile(file, () => press(ana, /^Choose a colleague/));
    await ana.page.getByText('What becomes of the records of the file').waitFor();
    await untilFree(ana);
  };

  const mergeBoth = async () => {
    await press(ana, /^Merge 2 records/);
    const outcome = ana.page.getByRole('region', { name: 'Merged' });
    await outcome.waitFor();
    await untilFree(ana);
    return outcome.innerText();
  };

  const conflicts = () => ana.page.getByRole('group', { name: 'Title, in conflict' });

  test('is compared with the desk, record by record and field by field', async () => {
    const { page } = ana;
    await compare();
    const profiles = page.getByRole('row', { name: /^Profiles/ });
    const figures = (await profiles.innerText()).replace(/\s+/g, ' ').trim();
    expect(figures).toMatch(/^Profiles 1 0 1 0 \d+$/);
    await press(ana, /^Nadia Moreau/);
    const title = page.getByRole('row', { name: /^Title/ });
    await title.waitFor();
    expect((await title.innerText()).replace(/\s+/g, ' ')).toMatch(
      /in conflict Ana’s buyer Ben’s buyer Ana’s buyer$/,
    );
  });

  test('a record that is unticked is left out of the count', async () => {
    await press(ana, /^Merge Clio Colleague/, 'Space');
    await ana.page.getByRole('button', { name: 'Merge 1 record', exact: true }).waitFor();
    await ana.page.keyboard.press('Space');
    await ana.page.getByRole('button', { name: 'Merge 2 records', exact: true }).waitFor();
  });

  test('is merged, and unmerged by one press, with every row as it was', async () => {
    const before = await rowsNow();
    await compare();
    expect(await mergeBoth()).toContain('2 records: 1 new, 1 in conflict.');
    await readMessages(ana);
    await press(ana, /^Undo the merge/);
    await untilTold(ana, 'The desk is again as it was before.');
    await untilFree(ana);
    expect(await rowsNow()).toEqual(before);
  });

  test('what is in conflict waits in the inbox, and is settled there, undone and settled again', async () => {
    const { page } = ana;
    await compare();
    await mergeBoth();
    await press(ana, /^Settle what is in conflict/);
    await onScreen(page, /^Conflicts$/);
    await page.getByRole('link', { name: 'Conflicts 1 to settle' }).waitFor();
    await conflicts().waitFor();
    await press(ana, /^Take this: Ben’s buyer/);
    await page.getByRole('heading', { name: 'No conflicts' }).waitFor();
    await page.keyboard.press('Control+z');
    await conflicts().waitFor();
    await page.keyboard.press('Control+y');
    await page.getByRole('heading', { name: 'No conflicts' }).waitFor();
    const { profiles } = await rowsNow();
    const nadia = profiles!.find(({ values }) => values['last_name'] === 'Moreau')!;
    expect(nadia.values['title']).toBe('Ben’s buyer');
    expect(nadia.contest).toBeUndefined();
    expect(profiles!.some(({ values }) => values['last_name'] === 'Colleague')).toBe(true);
  });
});
