import { expect, test } from 'vitest';
import { layerProblem, mayUseElectron } from '../../build/lint/layers.mjs';

test.each([
  ['shared/schema/values.ts', 'shared/entities/index.ts'],
  ['shared/entities/users.ts', 'shared/sync/change.ts'],
  ['renderer/ui/button.tsx', 'renderer/grid/grid.tsx'],
  ['renderer/grid/grid.tsx', 'renderer/features/records/page.tsx'],
  ['renderer/features/start/start.tsx', 'renderer/features/records/page.tsx'],
  ['renderer/features/start/start.tsx', 'renderer/app/routes.tsx'],
  ['renderer/db/mutate.ts', 'electron/disk/atomic-file.ts'],
  ['electron/ipc/router.ts', 'renderer/db/desk.ts'],
])('%s may not import %s', (from, to) => {
  expect(layerProblem(from, to)).not.toBeNull();
});

test.each([
  ['shared/entities/users.ts', 'shared/schema/fields.ts'],
  ['renderer/features/records/page.tsx', 'renderer/features/records/related.ts'],
  ['renderer/features/records/page.tsx', 'renderer/forms/field-input.tsx'],
  ['renderer/app/shell.tsx', 'renderer/features/records/page.tsx'],
  ['electron/main.ts', 'shared/ipc/channels.ts'],
])('%s may import %s', (from, to) => {
  expect(layerProblem(from, to)).toBeNull();
});

test('electron itself is for its few files', () => {
  expect(mayUseElectron('electron/main.ts')).toBe(true);
  expect(mayUseElectron('electron/window/window.ts')).toBe(true);
  expect(mayUseElectron('electron/disk/atomic-file.ts')).toBe(false);
});
