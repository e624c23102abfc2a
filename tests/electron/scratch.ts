import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { removeFolder } from '#tests/support/remove-folder.ts';

/** A folder of its own for one test, removed when it ends. */
export const scratchFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'expert-desk-test-'));
  // Processes of a killed browser may write there for a moment more.
  onTestFinished(() => removeFolder(folder));
  return folder;
};
