import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TableName } from '#shared/entities/index.ts';
import type { Row } from '#shared/schema/row.ts';
import { builtFile } from '../support/built.ts';
import { shells, type RunningShell } from '../support/shells.ts';
import { readSnapshotTables } from '../support/snapshot-tables.ts';
import {
  exportSnapshot,
  importDump,
  openSnapshotToRestore,
  restoreSnapshot,
  startRestoring,
} from './desk-acts.ts';
import { dumpPath, freshPlaces } from './places.ts';

const plain = (tables: Map<TableName, Row[]>) => Object.fromEntries(tables);

describe.each(shells)('killed in the middle of a restore, in the $name', ({ launch }) => {
  const places = freshPlaces();
  let file: string;
  let before: Record<string, Row[]>;
  let coming: Record<string, Row[]>;
  let shell: RunningShell;

  const open = async () => {
    shell = await launch(places);
    shell.page.setDefaultTimeout(60_000);
    await shell.page.locator('main h1').waitFor();
  };

  beforeAll(async () => {
    file = join(places.exportsFolder, 'coming.edesk');
    const sample = ['sample', '--rows', '12000', '--seed', '5', '-o', file];
    execFileSync(process.execPath, [builtFile('cli/cli.js'), ...sample]);
    coming = plain(await readSnapshotTables(file));
    await open();
    await importDump(shell, dumpPath);
    before = plain(await readSnapshotTables(await exportSnapshot(shell)));
  });
  afterAll(async () => {
    await shell.close();
    places.remove();
  });

  test.each([0, 400, 1500])(
    '%i ms into the writing: the old data or the new, whole',
    async (wait) => {
      await openSnapshotToRestore(shell, file);
      await startRestoring(shell);
      await new Promise((resolve) => setTimeout(resolve, wait));
      await shell.kill();
      await open();
      const now = plain(await readSnapshotTables(await exportSnapshot(shell)));
      const whole = now['profiles']!.length === coming['profiles']!.length ? coming : before;
      expect(now).toEqual(whole);
    },
  );

  test('and then the restore goes through', async () => {
    await restoreSnapshot(shell, file);
    expect(plain(await readSnapshotTables(await exportSnapshot(shell)))).toEqual(coming);
  });
});
