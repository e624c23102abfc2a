import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tableNames, type TableName } from '#shared/entities/index.ts';
import type { Row } from '#shared/schema/row.ts';
import { readCopyTables } from '../support/copy-oracle.ts';
import { shells, type RunningShell } from '../support/shells.ts';
import { readSnapshotTables, rowAsTexts } from '../support/snapshot-tables.ts';
import { exportSnapshot, importDump, restoreSnapshot, wipeDesk } from './desk-acts.ts';
import { byPalette, chooseRecord, fill, onScreen, tabTo } from './keyboard.ts';
import { dumpPath, freshPlaces } from './places.ts';

const sqlName = (table: TableName) => table.replaceAll('_', '');

/** What the dump’s own COPY says of a table, each row with the columns that the old system has. */
const oldRows = (table: TableName) => readCopyTables(dumpPath).get(sqlName(table)) ?? [];

const textsLike = (table: TableName, row: Row, like: Record<string, string | null>) => {
  const texts = rowAsTexts(table, row);
  return Object.fromEntries(Object.keys(like).map((column) => [column, texts[column]]));
};

const sizes = (tables: Map<TableName, Row[]>) =>
  Object.fromEntries([...tables].map(([table, rows]) => [table, rows.length]));

describe.each(shells)('a day by keyboard, in the $name', ({ launch }) => {
  const places = freshPlaces();
  let shell: RunningShell;
  let imported: Map<TableName, Row[]>;
  let worked: Map<TableName, Row[]>;
  let file: string;

  beforeAll(async () => {
    shell = await launch(places);
    shell.page.setDefaultTimeout(60_000);
  });
  afterAll(async () => {
    await shell.close();
    places.remove();
  });

  const save = async () => {
    await shell.page.keyboard.press('Control+s');
    const unsaved = shell.page.locator('.record-unsaved', { hasText: /^$/ });
    await unsaved.waitFor({ state: 'attached' });
  };

  test('the dump of the old system comes in, value for value', async () => {
    await onScreen(shell.page, /Welcome to your desk/);
    await importDump(shell, dumpPath);
    imported = await readSnapshotTables(await exportSnapshot(shell));
    for (const table of tableNames) {
      const old = new Map(oldRows(table).map((row) => [row['id'], row]));
      const rows = imported.get(table)!;
      expect(rows).toHaveLength(old.size);
      for (const row of rows) {
        const was = old.get(String(row.id))!;
        expect(textsLike(table, row, was), `${table} ${row.id}`).toEqual(was);
      }
    }
  });

  test('a profile is found by name and edited', async () => {
    const { page } = shell;
    await byPalette(page, 'moreau nad', /Nadia Moreau/);
    await onScreen(page, /Nadia Moreau/);
    await fill(page, /^Title/, 'Chief Buyer, cold chain');
    await save();
    await byPalette(page, 'profiles', /^Profiles/);
    await page.getByRole('grid').waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('chief cold');
    await page.getByRole('gridcell', { name: /Chief Buyer, cold chain/ }).waitFor();
  });

  test('a request is created, with a candidate and a consultation', async () => {
    const { page } = shell;
    await byPalette(page, 'new request', /^New request/);
    await onScreen(page, /New request/);
    await fill(page, /^Title/, 'Cold chain in Kenya');
    await fill(page, /^Expected duration/, '45');
    await page.keyboard.press('Control+s');
    await onScreen(page, /Cold chain in Kenya/);
    const request = page.url();

    await tabTo(page, /^Add candidate/);
    await page.keyboard.press('Enter');
    await onScreen(page, /New candidate/);
    await chooseRecord(page, /^Profile/, 'nadia m');
    await fill(page, /^Score/, '87.5');
    await page.keyboard.press('Control+s');
    await onScreen(page, /Nadia Moreau/);

    await byPalette(page, 'cold chain in k', /Cold chain in Kenya/);
    await onScreen(page, /Cold chain in Kenya/);
    expect(page.url()).toBe(request);
    await tabTo(page, /^Add consultation/);
    await page.keyboard.press('Enter');
    await onScreen(page, /New consultation/);
    await fill(page, /^Expert’s name/, 'Nadia Moreau');
    await fill(page, /^Credit rate/, '450');
    await page.keyboard.press('Control+s');
    await onScreen(page, /Nadia Moreau/);
  });

  test('it is exported, with every record and every value', async () => {
    file = await exportSnapshot(shell);
    worked = await readSnapshotTables(file);
    const before = sizes(imported);
    expect(sizes(worked)).toEqual({
      ...before,
      expert_requests: before['expert_requests']! + 1,
      expert_request_candidates: before['expert_request_candidates']! + 1,
      consultations: before['consultations']! + 1,
    });
    const request = worked.get('expert_requests')!.at(-1)!;
    expect(request.values).toMatchObject({ title: 'Cold chain in Kenya', expected_duration: 45 });
    expect(worked.get('expert_request_candidates')!.at(-1)!.values).toMatchObject({
      request_id: request.id,
      match_score: '87.5',
    });
    expect(worked.get('consultations')!.at(-1)!.values).toMatchObject({
      request: request.id,
      expert_name: 'Nadia Moreau',
      credit_rate: '450.00',
    });
  });

  test('the desk is emptied and restored, and every row is equal', async () => {
    await wipeDesk(shell);
    await restoreSnapshot(shell, file);
    const again = await readSnapshotTables(await exportSnapshot(shell));
    for (const table of tableNames) expect(again.get(table), table).toEqual(worked.get(table));
  });
});
