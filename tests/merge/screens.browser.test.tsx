import { page, userEvent } from 'vitest/browser';
import { beforeEach, describe, expect, test } from 'vitest';
import type { CurrentDesk } from '#renderer/db/current-desk.ts';
import { useTheme } from '#renderer/state/theme.ts';
import { openBackups, type OpenBackups } from '#tests/app/open-backups.tsx';
import { newDesk, newRoot } from '#tests/support/bulk-desk.ts';
import { MemoryApi, testIdentity } from '#tests/support/memory-api.ts';
import { violationsIn } from '#tests/ui/axe.ts';
import { apart, edit, exported, id, mergeFrom, rivals, row } from './two-titles.ts';

beforeEach(() => localStorage.clear());

const button = (name: string | RegExp) => page.getByRole('button', { name });
const conflict = () => page.getByRole('group', { name: 'Title, in conflict' });
const text = (words: string | RegExp) => page.getByText(words);

/** Drops the file that was exported last on the window. */
const dropFile = () => {
  const data = new DataTransfer();
  data.items.add(new File(['content'], 'exported.edesk'));
  const options = { dataTransfer: data, bubbles: true, cancelable: true };
  document.body.dispatchEvent(new DragEvent('drop', options));
};

/** Motion over: nothing has moved for a while. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 500));

const expectAccessible = async () => {
  for (const theme of ['light', 'dark'] as const) {
    useTheme.getState().choose(theme);
    await settled();
    expect(await violationsIn(document.body)).toEqual([]);
  }
  useTheme.getState().choose('system');
};

const withConflict = async ({ desk }: OpenBackups) => {
  const api = new MemoryApi();
  await mergeFrom(desk, await apart(desk, api), api);
};

describe('merging a colleague’s file', () => {
  const withFile = async ({ api, desk }: OpenBackups) => {
    const ben = await apart(desk, new MemoryApi());
    await edit(ben, { op: 'create', table: 'projects', values: { name: 'Lithium' } });
    await exported(ben, api);
  };
  const openReview = async () => {
    const open = await openBackups('/transfer/merge', withFile);
    dropFile();
    await expect.element(text('What becomes of the records of the file')).toBeVisible();
    return open;
  };
  const shownTitle = async (desk: CurrentDesk) => (await row(desk)).values['title'];

  test('shows what would be done, record by record and field by field', async () => {
    await openReview();
    await expect.element(page.getByRole('row', { name: 'Profiles 0 0 1 0 0' })).toBeVisible();
    await expect.element(page.getByRole('row', { name: 'Projects 1 0 0 0 0' })).toBeVisible();
    await expect.element(page.getByRole('row', { name: 'All tables 1 0 1 0 0' })).toBeVisible();
    await button(/^Nadia Moreau/).click();
    await expect
      .element(page.getByRole('row', { name: 'Title in conflict Ana’s Ben’s Ana’s' }))
      .toBeVisible();
    await expectAccessible();
    await page.viewport(800, 300);
    const { scrollHeight, clientHeight } = document.documentElement;
    expect(scrollHeight).toBe(clientHeight);
    await page.viewport(1280, 800);
  });

  test('tells afterwards whose value each is, by the name in the file', async () => {
    await openReview();
    await button('Merge 2 records').click();
    await page.getByRole('link', { name: 'Settle what is in conflict' }).click();
    const whose = `${testIdentity.name} (desk 4712)`;
    await expect.element(conflict().getByText(whose, { exact: false })).toBeVisible();
  });

  test('leaves out what is unticked, and says what was done', async () => {
    const { desk } = await openReview();
    (page.getByRole('checkbox', { name: 'Profiles' }).element() as HTMLElement).focus();
    await userEvent.keyboard(' ');
    await button('Merge 1 record').click();
    await expect.element(text('1 record: 1 new.')).toBeVisible();
    expect(await rivals(desk)).toEqual([]);
    expect(await desk.database.records('projects').count()).toBe(1);
    await expectAccessible();
  });

  test('is undone by the backup that was made before', async () => {
    const { api, desk } = await openReview();
    await button('Merge 2 records').click();
    await expect.element(text('2 records: 1 new, 1 in conflict.')).toBeVisible();
    expect(api.kept.map(({ backup }) => backup.reason)).toEqual(['merge']);
    expect(await rivals(desk)).toEqual(['Ana’s', 'Ben’s']);
    await button('Undo the merge').click();
    await expect.element(text('The desk is again as it was before.')).toBeVisible();
    expect(await rivals(desk)).toEqual([]);
    expect(await shownTitle(desk)).toBe('Ana’s');
    expect(await desk.database.records('projects').count()).toBe(0);
  });

  test('asks to compare again when the desk was edited meanwhile', async () => {
    const { desk } = await openReview();
    await edit(desk, { op: 'update', table: 'profiles', id, values: { city: 'Faro' } });
    await button('Compare again').click();
    await button('Merge 2 records').click();
    await expect.element(text('2 records: 1 new, 1 in conflict.')).toBeVisible();
    expect((await row(desk)).values['city']).toBe('Faro');
  });

  test('of another workspace is explained, with what can be done', async () => {
    await openBackups('/transfer/merge', async ({ api, desk }) => {
      await apart(desk, new MemoryApi());
      const other = await newDesk(newRoot(), { number: 99 });
      await edit(other, { op: 'create', table: 'projects', values: { name: 'Foreign' } });
      await exported(other, api);
    });
    dropFile();
    await expect.element(text('This file is of another workspace')).toBeVisible();
    await expect.element(page.getByRole('link', { name: 'restores it' })).toBeVisible();
    await expectAccessible();
  });

  test('of another workspace comes in as new records if the user wants that', async () => {
    const { desk } = await openBackups('/transfer/merge', async ({ api, desk }) => {
      await apart(desk, new MemoryApi());
      const other = await newDesk(newRoot(), { number: 99 });
      await edit(other, { op: 'create', table: 'projects', values: { name: 'Foreign' } });
      await exported(other, api);
    });
    dropFile();
    await button('Bring in as new records…').click();
    await expect.element(text('All of its records are new here')).toBeVisible();
    await expectAccessible();
    await button('Merge 1 record').click();
    await expect.element(text('1 record: 1 new.')).toBeVisible();
    const [project] = await desk.database.records('projects').toArray();
    expect(project!.values['name']).toBe('Foreign');
  });
});

describe('the inbox of conflicts', () => {
  const openInbox = async () => {
    const open = await openBackups('/conflicts', withConflict);
    await expect.element(conflict()).toBeVisible();
    return open;
  };
  const noneLeft = () =>
    expect.element(page.getByRole('heading', { name: 'No conflicts' })).toBeVisible();

  test('says how much waits, whose each value is, and is empty once all is settled', async () => {
    const { desk } = await openInbox();
    await expect.element(page.getByRole('link', { name: 'Conflicts 1 to settle' })).toBeVisible();
    await expect.element(conflict().getByText(/^desk 4712/)).toBeVisible();
    await expectAccessible();
    await button('Take this: Ben’s, for Title').click();
    await noneLeft();
    expect((await row(desk)).values['title']).toBe('Ben’s');
    await expect.element(page.getByRole('link', { name: 'Conflicts', exact: true })).toBeVisible();
    await expectAccessible();
  });

  test('lets a third value be written, in the field’s own input, without a mouse', async () => {
    const { desk } = await openInbox();
    (button('Write another for Title').element() as HTMLElement).focus();
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByRole('textbox', { name: 'Title' })).toHaveFocus();
    await page.getByRole('textbox', { name: 'Title' }).fill('A third');
    await userEvent.keyboard('{Enter}');
    await noneLeft();
    expect((await row(desk)).values['title']).toBe('A third');
    expect(await rivals(desk)).toEqual([]);
    await expect.element(page.getByRole('heading', { level: 1, name: 'Conflicts' })).toHaveFocus();
  });

  test('takes a choice back with Ctrl+Z, even that of what was shown', async () => {
    const { desk } = await openInbox();
    await button('Keep this: Ana’s, for Title').click();
    await noneLeft();
    await userEvent.keyboard('{Control>}z{/Control}');
    await expect.element(conflict()).toBeVisible();
    expect(await rivals(desk)).toEqual(['Ana’s', 'Ben’s']);
  });
});

describe('the page of a record', () => {
  const openRecord = async () => {
    const open = await openBackups(`/t/profiles/${id}`, withConflict);
    await expect.element(text('One field is in conflict')).toBeVisible();
    return open;
  };

  test('marks a field in conflict, and settles it in place', async () => {
    const { desk } = await openRecord();
    await expectAccessible();
    await button('Settle Title').click();
    await expect.element(button('Keep this: Ana’s, for Title')).toHaveFocus();
    await button('Take this: Ben’s, for Title').click();
    await expect.element(conflict()).not.toBeInTheDocument();
    await expect.element(page.getByRole('textbox', { name: 'Title' })).toHaveValue('Ben’s');
    expect(await rivals(desk)).toEqual([]);
  });

  test('settles it by another value that is saved', async () => {
    const { desk } = await openRecord();
    await page.getByRole('textbox', { name: 'Title' }).fill('A third');
    await userEvent.keyboard('{Control>}s{/Control}');
    await expect.element(conflict()).not.toBeInTheDocument();
    expect((await row(desk)).values['title']).toBe('A third');
  });
});
