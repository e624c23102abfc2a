import { mkdtempSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Places } from '../support/shells.ts';
import { removeFolder } from '../support/remove-folder.ts';

export const dumpPath = fileURLToPath(new URL('../fixtures/sql/access_db.sql', import.meta.url));

/** Fresh folders for one desk; `remove` takes them away again. */
export const freshPlaces = (): Places & { remove(): void } => {
  const base = mkdtempSync(join(tmpdir(), 'expert-desk-e2e-'));
  const home = join(base, 'home');
  const exportsFolder = join(base, 'exports');
  mkdirSync(exportsFolder, { recursive: true });
  return {
    home,
    exportsFolder,
    remove: () => removeFolder(base),
  };
};
