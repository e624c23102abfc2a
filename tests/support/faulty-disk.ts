import { nodeDisk, type Disk, type OpenFile } from '#electron/disk/disk.ts';

/** What a disk does wrong: at its n-th call (from 0) it fails with a system error of this code. */
export interface Fault {
  at: number;
  code: string;
  /** Whether every later call fails as well, as for a process that is killed there. */
  lasts?: boolean;
  /** Whether a write that fails has taken half of its bytes. */
  half?: boolean;
}

export interface FaultyDisk extends Disk {
  /** The calls so far, by name. */
  calls: string[];
}

/**
 * The real disk, or another `under` it, which fails once at a chosen call; with `shortWrites` it takes a few
 * bytes at a time.
 */
export const faultyDisk = (
  fault: Fault | null,
  { shortWrites = false, under = nodeDisk }: { shortWrites?: boolean; under?: Disk } = {},
): FaultyDisk => {
  const calls: string[] = [];
  const isFaulty = (call: number): boolean =>
    fault !== null && (fault.lasts === true ? call >= fault.at : call === fault.at);
  const step = (name: string): void => {
    calls.push(name);
    if (!isFaulty(calls.length - 1)) return;
    const { code } = fault!;
    throw Object.assign(new Error(`${code}: injected into ${name}`), { code });
  };
  const write = async (file: OpenFile, bytes: Uint8Array, position: number): Promise<number> => {
    const isTorn = fault?.half === true && calls.length === fault.at;
    if (isTorn) await file.write(bytes.subarray(0, bytes.length >> 1), position);
    step('write');
    return file.write(shortWrites ? bytes.subarray(0, 1000) : bytes, position);
  };
  const faultyFile = (file: OpenFile): OpenFile => ({
    read: async (into, position) => (step('read'), file.read(into, position)),
    write: (bytes, position) => write(file, bytes, position),
    truncate: async (size) => (step('truncate'), file.truncate(size)),
    sync: async () => (step('sync'), file.sync()),
    size: async () => (step('size'), file.size()),
    close: async () => {
      // As the system does it: the descriptor is gone even where closing reports an error.
      await file.close();
      step('close');
    },
  });
  return {
    calls,
    open: async (path, how) => (step(`open ${how}`), faultyFile(await under.open(path, how))),
    rename: async (from, to) => (step('rename'), under.rename(from, to)),
    link: async (from, to) => (step('link'), under.link(from, to)),
    remove: async (path) => (step('remove'), under.remove(path)),
    facts: async (path) => (step('facts'), under.facts(path)),
    list: async (folder) => (step('list'), under.list(folder)),
    makeFolder: async (folder) => (step('makeFolder'), under.makeFolder(folder)),
    syncFolder: async (folder) => (step('syncFolder'), under.syncFolder(folder)),
  };
};

/**
 * The calls at which to fail: all of them in a long run (`EXPERT_DESK_FAULTS=all`), otherwise the first, the
 * second and the last of each row of equal calls, which come from one place in the code.
 */
export const sitesOf = (calls: readonly string[]): number[] => {
  const all = [...calls.keys()];
  if (process.env['EXPERT_DESK_FAULTS'] === 'all') return all;
  const isLike = (at: number, other: number): boolean => calls[at] === calls[other];
  return all.filter((at) => !isLike(at, at - 1) || !isLike(at, at - 2) || !isLike(at, at + 1));
};
