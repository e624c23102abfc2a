// The processes below this one, and what they take of the machine. Linux only: elsewhere there are none.
import { readdirSync, readFileSync } from 'node:fs';

/** @param {string} file */
const read = (file) => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
};

/** @param {number} pid */
const parentOf = (pid) => {
  const stat = read(`/proc/${pid}/stat`);
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
};

const allPids = () => {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number);
  } catch {
    return [];
  }
};

/** Chromium's renderers below a process. @param {number} root */
export const renderersBelow = (root) => {
  const parents = new Map(allPids().map((pid) => [pid, parentOf(pid)]));
  const isBelow = (/** @type {number | undefined} */ pid) => {
    while (pid !== undefined && pid > 1 && pid !== root) pid = parents.get(pid);
    return pid === root;
  };
  return [...parents.keys()].filter(
    (pid) => isBelow(pid) && read(`/proc/${pid}/cmdline`).includes('--type=renderer'),
  );
};

/** Resident memory in MiB. @param {number} pid */
const residentOf = (pid) =>
  (Number(read(`/proc/${pid}/statm`).split(' ')[1] ?? 0) * 4096) / 2 ** 20;

/**
 * Looks at memory ten times a second while `run` runs; gives the peaks of the processes, in MiB.
 * @template T @param {number[]} pids @param {() => Promise<T>} run
 */
export const peaksOf = async (pids, run) => {
  const peaks = pids.map(residentOf);
  const look = () =>
    pids.forEach((pid, i) => (peaks[i] = Math.max(peaks[i] ?? 0, residentOf(pid))));
  const timer = setInterval(look, 100);
  try {
    return { value: await run(), peaks };
  } finally {
    clearInterval(timer);
  }
};
