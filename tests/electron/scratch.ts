import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A folder of its own for one test, removed when it ends. */
export const scratchFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'expert-desk-test-'));
  // Processes of a killed browser may write there for a moment more.
  onTestFinished(() =>
    rmSync(folder, { recursive: true, force: true, maxRetries: 15, retryDelay: 200 }),
  );
  return folder;
};
