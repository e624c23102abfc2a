import { rmSync } from 'node:fs';

/** Removes a folder with all that is in it; what a process that is ending still writes there goes too. */
export const removeFolder = (path: string): void =>
  rmSync(path, { recursive: true, force: true, maxRetries: 15, retryDelay: 200 });
