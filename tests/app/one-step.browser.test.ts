import { expect, test } from 'vitest';
import { bulkWorkOf } from '#renderer/app/bulk-work.ts';
import { startPump } from '#renderer/db/journal-pump.ts';
import { forgetEdits, redoStep, undoStep } from '#renderer/state/edits.ts';
import { useToasts } from '#renderer/state/toasts.ts';
import { must, newDesk, quietly, rowOf } from '#tests/support/bulk-desk.ts';
import { onTestFinished } from 'vitest';
import { BackupApi } from './backup-api.ts';

const opened = async () => {
  const [desk, api] = [await newDesk(), new BackupApi()];
  const pump = startPump(desk, api);
  onTestFinished(() => pump.close());
  forgetEdits();
  useToasts.setState({ toasts: [] });
  const names = async (): Promise<string[]> =>
    (await desk.database.records('projects').toArray()).map(({ values }) => String(values['name']));
  const bringIn = async (...given: string[]) => {
    const rows = given.map((name, i) => rowOf(100 + i, { name }));
    const dump = api.openDump({ projects: rows });
    const file = { ...dump, name: 'old.sql', onExisting: 'refuse' } as const;
    return bulkWorkOf(desk, api).importDump(file, quietly);
  };
  return { desk, api, names, bringIn };
};

const lastSaid = () => useToasts.getState().toasts.at(-1)?.text;

test('an import is one step: undone, done again, and undone with what was there before', async () => {
  const { desk, names, bringIn } = await opened();
  must(
    await desk.mutate(
      [{ op: 'create', table: 'projects', values: { name: 'Own' } }],
      'new project',
    ),
  );
  must(await bringIn('Ports', 'Rail'));
  expect((await names()).toSorted()).toEqual(['Own', 'Ports', 'Rail']);
  await undoStep();
  expect(await names()).toEqual(['Own']);
  expect(lastSaid()).toBe('Undone: import of a dump.');
  await redoStep();
  expect((await names()).toSorted()).toEqual(['Own', 'Ports', 'Rail']);
  await undoStep();
  expect(await names()).toEqual(['Own']);
  await undoStep();
  expect(lastSaid()).toBe('Nothing to undo.');
});

test('an import into an empty desk is undone to an empty desk, and done again from its backup', async () => {
  const { names, bringIn } = await opened();
  must(await bringIn('Ports'));
  await undoStep();
  expect(await names()).toEqual([]);
  await redoStep();
  expect(await names()).toEqual(['Ports']);
});

test('where the backup is gone, nothing is changed, the reason is told, and the step stays', async () => {
  const { desk, api, names, bringIn } = await opened();
  must(
    await desk.mutate(
      [{ op: 'create', table: 'projects', values: { name: 'Own' } }],
      'new project',
    ),
  );
  must(await bringIn('Ports'));
  const kept = api.kept;
  api.kept = [];
  await undoStep();
  expect(lastSaid()).toMatch(/is not in the backups folder any more/);
  expect((await names()).toSorted()).toEqual(['Own', 'Ports']);
  api.kept = kept;
  await undoStep();
  expect(await names()).toEqual(['Own']);
});

test('two undos at once keep their order', async () => {
  const { names, bringIn } = await opened();
  must(await bringIn('Ports'));
  await Promise.all([undoStep(), undoStep()]);
  expect(await names()).toEqual([]);
  expect(lastSaid()).toBe('Nothing to undo.');
});

test('an erasure ends what can be undone, and says so', async () => {
  const { desk, api } = await opened();
  const made = must(
    await desk.mutate(
      [{ op: 'create', table: 'projects', values: { name: 'Own' } }],
      'new project',
    ),
  );
  must(await bulkWorkOf(desk, api).erase(made.touched, quietly));
  await undoStep();
  expect(lastSaid()).toMatch(/^What was erased for good/);
});
