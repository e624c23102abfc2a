import { join } from 'node:path';
import {
  folderFileName,
  isNameUuid,
  plainName,
  type NameEnding,
} from '#shared/formats/exchange-names.ts';
import type { Disk } from '#electron/disk/disk.ts';
import type { Listed } from './transport.ts';

/** Files that are asked about at once: a network drive takes its time for each. */
const atOnce = 16;

const within = (folder: string, names: readonly string[]) =>
  names.map((name) => `${folder}/${name}`);

/** The names in a folder of the folder; none where it is not there, or is a file of that name. */
const namesIn = async (disk: Disk, root: string, folder: string): Promise<string[]> => {
  const facts = await disk.facts(join(root, folder));
  return facts?.isFolder === true ? within(folder, await disk.list(join(root, folder))) : [];
};

/** Every name at the three depths that the format has, whatever it is; other folders are not looked into. */
const allNames = async (disk: Disk, root: string, top: readonly string[]): Promise<string[]> => {
  const names = [...top];
  for (const folder of ['base', 'desks'].filter((known) => top.includes(known)))
    names.push(...(await namesIn(disk, root, folder)));
  const logs = top.includes('log') ? await namesIn(disk, root, 'log') : [];
  for (const log of logs.filter((name) => isNameUuid(name.slice('log/'.length))))
    names.push(...(await namesIn(disk, root, log)));
  return names;
};

/** Null where there is no file of that name any more. */
const look = async (disk: Disk, root: string, name: string): Promise<Listed | null> => {
  const facts = await disk.facts(join(root, name));
  return facts?.isFile === true ? { name, size: facts.size, changedAt: facts.modified } : null;
};

const lookAtAll = async (disk: Disk, root: string, names: readonly string[]): Promise<Listed[]> => {
  const listed: (Listed | null)[] = [];
  for (let at = 0; at < names.length; at += atOnce) {
    const some = names.slice(at, at + atOnce).map((name) => look(disk, root, name));
    listed.push(...(await Promise.all(some)));
  }
  return listed.filter((file) => file !== null);
};

/** What the format has at the top. */
const tops = [folderFileName, 'base', 'desks', 'log'];

const vanished = () => Object.assign(new Error('the folder changed'), { code: 'ENOENT' });

/**
 * EXC5: the files of a shared folder whose names end so, by name. A drive may be pulled out meanwhile, and
 * then everything seems to be gone piece by piece: the top of the folder must be the same before and after.
 * Throws system errors.
 */
export const listFolder = async (
  disk: Disk,
  root: string,
  ending: NameEnding,
): Promise<Listed[]> => {
  const top = await disk.list(root);
  const names = (await allNames(disk, root, top)).filter(
    (name) => plainName(name, ending) !== null,
  );
  const listed = await lookAtAll(disk, root, names.sort());
  const still = new Set(await disk.list(root));
  if (tops.some((name) => top.includes(name) && !still.has(name))) throw vanished();
  return listed;
};

/** What the first file and those that desks say of themselves look like, whatever their names end in. */
export const glanceAt = async (disk: Disk, root: string): Promise<string> => {
  const top = await disk.list(root);
  const desks = top.includes('desks') ? await namesIn(disk, root, 'desks') : [];
  const listed = await lookAtAll(disk, root, [folderFileName, ...desks]);
  return listed.map(({ name, size, changedAt }) => `${name} ${size} ${changedAt}`).join('\n');
};
