// Removes the folder of a benchmark. A browser that is ending may still write there for a while.
import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/** Half a minute; what cannot be removed then is told and left: it must not cost the figures. */
const tries = 60;

/** @param {string} path */
export const removeFolder = async (path) => {
  for (let left = tries; left > 0; left -= 1)
    try {
      return await rm(path, { recursive: true, force: true });
    } catch (error) {
      if (left === 1) process.stderr.write(`${path} is left over: ${String(error)}\n`);
      else await sleep(500);
    }
};
