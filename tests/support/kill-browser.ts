import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** What Linux tells of a process: whose child it is, and whether it still runs (a zombie writes no more). */
const processFacts = (pid: number): { parent: number; runs: boolean } | null => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold anything; state and parent come after it.
    const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { parent: Number(parent), runs: state !== 'Z' && state !== 'X' };
  } catch {
    return null;
  }
};

const processNumbers = (): number[] => {
  try {
    return readdirSync('/proc').map(Number).filter(Number.isInteger);
  } catch {
    return [];
  }
};

/** A process and all that it started, as far as the system tells. */
const familyOf = (pid: number): number[] => {
  const parents = processNumbers().map((child) => [child, processFacts(child)?.parent] as const);
  const family = [pid];
  for (const member of family)
    family.push(...parents.filter(([, parent]) => parent === member).map(([child]) => child));
  return family;
};

const killOne = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
};

const browserOf = (profile: string): number | null => {
  try {
    // The lock of a profile is a link that ends in the browser’s number.
    const pid = Number(/-(\d+)$/.exec(readlinkSync(join(profile, 'SingletonLock')))?.[1]);
    return pid > 1 ? pid : null;
  } catch {
    return null;
  }
};

/**
 * Kills, with no warning, the Chromium that uses a profile, and its helpers; resolves once none of them
 * runs, so that nobody writes to the profile any more.
 */
export const killBrowserOf = async (profile: string): Promise<void> => {
  const browser = browserOf(profile);
  if (browser === null) return;
  const family = familyOf(browser);
  for (const pid of family) killOne(pid);
  for (let looks = 0; looks < 500; looks += 1) {
    if (!family.some((pid) => processFacts(pid)?.runs)) return;
    await wait(10);
  }
  throw new Error(`The browser of ${profile} does not end.`);
};
