import { readlinkSync } from 'node:fs';
import { join } from 'node:path';

/** Kills, with no warning, the Chromium that uses a profile: its lock is a link that ends in its number. */
export const killBrowserOf = (profile: string): void => {
  try {
    const pid = Number(/-(\d+)$/.exec(readlinkSync(join(profile, 'SingletonLock')))?.[1]);
    if (pid > 1) process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
};
