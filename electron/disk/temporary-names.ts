import { createHash, randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { errorCode, nodeDisk, type Disk } from './disk.ts';

/**
 * The names of files that are being written: beside their target, so that a rename is enough, and
 * telling which process writes them, so that the leavings of a dead one can be swept away.
 */
const pattern = /^\..*\.([0-9a-f]{8})-(\d+)-([0-9a-f]{12})\.part$/;
const dayInMs = 24 * 60 * 60 * 1000;

const machine = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);

/** The files that this very process is writing: a number of a process can come back after a restart. */
const own = new Set<string>();

/** A name beside `path` that nobody else uses; given back with `forgetTemporaryName`. */
export const temporaryNameFor = (path: string): string => {
  const token = randomBytes(6).toString('hex');
  own.add(token);
  // Names may take 255 bytes; the target's own name is cut so that this one fits in any case.
  const shown = [...basename(path)].slice(0, 40).join('');
  return join(dirname(path), `.${shown}.${machine}-${process.pid}-${token}.part`);
};

export const forgetTemporaryName = (path: string): void => {
  const token = pattern.exec(basename(path))?.[3];
  if (token !== undefined) own.delete(token);
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
};

/** Whether a name is that of a temporary file whose writer is surely gone. */
const isLeftOver = (name: string, ageInMs: number): boolean => {
  const m = pattern.exec(name);
  if (m === null) return false;
  if (ageInMs > dayInMs) return !own.has(m[3]!);
  if (m[1] !== machine) return false;
  const pid = Number(m[2]);
  return pid === process.pid ? !own.has(m[3]!) : !isAlive(pid);
};

/**
 * Removes the temporary files that dead processes left in `folder`; gives their names.
 * A folder that is not there, or a file that cannot be removed, is passed over: this is housekeeping.
 */
export const sweepLeftovers = async (
  folder: string,
  { disk = nodeDisk, now = Date.now() }: { disk?: Disk; now?: number } = {},
): Promise<string[]> => {
  const names = await disk.list(folder).catch(() => []);
  const swept: string[] = [];
  for (const name of names.filter((candidate) => pattern.test(candidate))) {
    const path = join(folder, name);
    const facts = await disk.facts(path).catch(() => null);
    if (facts === null || !isLeftOver(name, now - facts.modified)) continue;
    const removed = await disk.remove(path).then(
      () => true,
      () => false,
    );
    if (removed) swept.push(name);
  }
  return swept;
};

/** How files that are being written are named, and how the leavings of dead processes are found. */
export interface TemporaryNames {
  /** A name beside `path` that nobody else uses; given back with `forget`. */
  nameFor(path: string): string;
  forget(path: string): void;
  /** Removes from `folder` what dead processes left. Never fails: this is housekeeping. */
  sweep(folder: string, disk: Disk): Promise<unknown>;
}

/** For folders of this machine: names tell the machine and the process. */
export const machineTemporaryNames: TemporaryNames = {
  nameFor: temporaryNameFor,
  forget: forgetTemporaryName,
  sweep: (folder, disk) => sweepLeftovers(folder, { disk }),
};
