import { page, userEvent } from 'vitest/browser';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { runLongWork } from '#renderer/state/long-work.ts';
import type { DumpReport } from '#shared/ipc/messages.ts';
import { ok, type Result } from '#shared/result.ts';
import { chunksOfRows } from '#tests/support/memory-api.ts';
import { rowOf } from '#tests/support/bulk-desk.ts';
import { enter, openApp, type OpenApp } from './open-app.tsx';

beforeEach(() => localStorage.clear());

const heading = (name: string) => page.getByRole('heading', { level: 1, name });
const button = (name: string | RegExp) => page.getByRole('button', { name });

const profiles = [
  rowOf(1, { first_name: 'Ana', last_name: 'Lima' }),
  rowOf(2, { first_name: 'Bo', last_name: 'Ek' }),
];

const report: DumpReport = {
  rows: { profiles: 2 },
  unknownTables: [],
  unknownColumns: [],
  problems: [],
  problemCount: 0,
  missing: [],
  lines: 12,
};

/** Drops a file on the window, as from the file manager. */
const drop = (name: string, content = 'content') => {
  const data = new DataTransfer();
  data.items.add(new File([content], name));
  const options = { dataTransfer: data, bubbles: true, cancelable: true };
  document.body.dispatchEvent(new DragEvent('dragover', options));
  document.body.dispatchEvent(new DragEvent('drop', options));
};

const knowDump =
  (changes: Partial<DumpReport> = {}) =>
  async ({ api }: OpenApp) => {
    const chunks = chunksOfRows({ profiles });
    api.dumps.set('old.sql', { report: { ...report, ...changes }, chunks });
  };

const withProfile = async ({ desk }: OpenApp) =>
  enter(desk, { op: 'create', table: 'profiles', id: 7, values: { first_name: 'Mine' } });

const namesOf = async ({ desk }: OpenApp): Promise<unknown[]> => {
  const { rows } = await desk.page('profiles', { trash: false, limit: 10 });
  return rows.map(({ values }) => values['first_name']).sort();
};

describe('importing a dump', () => {
  test('a dropped .sql file goes through its dry run, and comes in when the user says so', async () => {
    const app = await openApp('/', knowDump());
    drop('old.sql');
    await expect.element(heading('Import a dump')).toBeVisible();
    await expect.element(page.getByText('What would come in')).toBeVisible();
    expect(await namesOf(app)).toEqual([]);
    await button('Import 2 rows').click();
    await expect.element(page.getByText('The dump is in')).toBeVisible();
    expect(await namesOf(app)).toEqual(['Ana', 'Bo']);
  });

  test('problems are shown with their places, and stand in the way with their reason', async () => {
    const problems = [
      { line: 1204, column: 'email', table: 'users', message: 'It is too long.' },
      { line: 1300, column: null, table: null, message: 'The dump ends here.' },
    ];
    const app = await openApp('/transfer/import', knowDump({ problems, problemCount: 2 }));
    drop('old.sql');
    await expect.element(page.getByText('line 1,204, users, email: It is too long.')).toBeVisible();
    await expect.element(page.getByText(/^2 problems must be mended/)).toBeVisible();
    await expect.element(button(/^Import/)).toBeDisabled();
    expect(await namesOf(app)).toEqual([]);
  });

  test('unknown tables, unknown columns and missing references are told', async () => {
    await openApp(
      '/transfer/import',
      knowDump({
        unknownTables: [{ name: 'audit_log', rows: 12, line: 7 }],
        unknownColumns: [{ table: 'profiles', column: 'shoe_size', line: 9 }],
        missing: [{ table: 'users', column: 'profile_id', line: 3, target: 'profiles', id: 44 }],
      }),
    );
    drop('old.sql');
    await expect.element(page.getByText(/“audit_log”/)).toBeVisible();
    await expect.element(page.getByText(/“shoe_size”/)).toBeVisible();
    await expect.element(page.getByText(/Profile 44/)).toBeVisible();
  });

  test('a file that cannot be read is told in full, and nothing is changed', async () => {
    const app = await openApp('/transfer/import');
    drop('broken.sql');
    await expect
      .element(page.getByRole('alert').getByText(/“broken.sql” cannot be read/))
      .toBeVisible();
    expect(await namesOf(app)).toEqual([]);
  });

  test('a file that the desk was opened with is read as soon as the window is there', async () => {
    const app = await openApp('/settings', async (open) => {
      await knowDump()(open);
      open.api.opened.push('old.sql');
    });
    await expect.element(heading('Import a dump')).toBeVisible();
    await expect.element(page.getByText('What would come in')).toBeVisible();
    expect(await namesOf(app)).toEqual([]);
  });

  test('files that come in the midst of work wait for its end, or say so', async () => {
    const { api } = await openApp('/settings', knowDump());
    await expect.element(heading('Settings')).toBeVisible();
    let end = () => {};
    const run = () => new Promise<Result<null>>((resolve) => (end = () => resolve(ok(null))));
    const work = runLongWork('Counting', run);
    onTestFinished(() => end());
    api.opened.push('old.sql');
    api.emit({ kind: 'fileOpened' });
    drop('photo.sql');
    const told = page.getByText('“photo.sql” can be read once “Counting” is done.');
    await expect.element(told).toBeInTheDocument();
    await expect.element(page.getByRole('alertdialog', { name: 'Counting' })).toBeVisible();
    expect(api.opened).toEqual(['old.sql']);
    end();
    await work;
    await expect.element(heading('Import a dump')).toBeVisible();
    await expect.element(page.getByText('What would come in')).toBeVisible();
  });

  test('a file of another kind is refused in words', async () => {
    await openApp('/');
    drop('photo.png');
    await expect.element(page.getByText(/neither a snapshot/)).toBeVisible();
  });
});

describe('export and restore', () => {
  test('an exported snapshot, restored over other records, brings back what it held', async () => {
    const app = await openApp('/transfer/export', withProfile);
    await button('Export').click();
    await expect.element(page.getByText(/is written and was read back in full/)).toBeVisible();
    await enter(app.desk, { op: 'create', table: 'profiles', values: { first_name: 'Later' } });
    drop('exported.edesk');
    await expect.element(heading('Restore a snapshot')).toBeVisible();
    const replace = button('Replace everything');
    await expect.element(replace).toBeDisabled();
    await page.getByText('Replace everything on this desk').click();
    await replace.click();
    await expect.element(page.getByText('The desk is restored')).toBeVisible();
    expect(await namesOf(app)).toEqual(['Mine']);
  });

  test('a snapshot that does not verify is refused, and the desk stays as it is', async () => {
    const app = await openApp('/transfer/restore', withProfile);
    drop('torn.edesk');
    await expect.element(page.getByRole('alert').getByText(/it is cut short/)).toBeVisible();
    expect(await namesOf(app)).toEqual(['Mine']);
  });

  test('long reading shows its progress and can be cancelled', async () => {
    const { api } = await openApp('/transfer/restore', async ({ api: given }) => {
      given.delay = 3_000;
    });
    drop('slow.edesk');
    await expect
      .element(page.getByRole('alertdialog', { name: /Reading slow.edesk/ }))
      .toBeVisible();
    await expect.element(page.getByRole('progressbar')).toBeVisible();
    await button('Cancel').click();
    await expect.element(page.getByText('Cancelled. Nothing was changed.')).toBeVisible();
    expect(api.calls).toContain('job.close');
  });

  test('every verb is a screen, reached by keyboard', async () => {
    await openApp('/transfer/export');
    await page.getByRole('link', { name: 'Restore', exact: true }).click();
    await expect.element(heading('Restore a snapshot')).toHaveFocus();
    await userEvent.tab({ shift: true });
    await userEvent.keyboard('{Enter}');
    await expect.element(heading('Merge a colleague’s file')).toHaveFocus();
    await userEvent.tab({ shift: true });
    await userEvent.tab({ shift: true });
    await userEvent.keyboard('{Enter}');
    await expect.element(heading('Import a dump')).toHaveFocus();
  });
});
