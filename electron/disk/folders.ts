import { constants, existsSync } from 'node:fs';
import { access, mkdir, readFile } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { fail, ok, type Result } from '#shared/result.ts';
import { tryWriting } from './disk-problems.ts';
import { identityFileName } from './identity.ts';

/** What decides where a desk keeps its files. */
export interface Surroundings {
  platform: NodeJS.Platform;
  env: Readonly<Record<string, string | undefined>>;
  /** The user's home folder. */
  home: string;
}

/** A folder named by an environment variable: must be absolute, or a start elsewhere would find nothing. */
const folderFrom = ({ env }: Surroundings, variable: string, standard: string): Result<string> => {
  const value = env[variable];
  if (value === undefined || value === '') return ok(standard);
  return isAbsolute(value) ? ok(value) : fail('shell.notAbsolute', { variable, value });
};

const standardDataFolder = ({ platform, env, home }: Surroundings): string => {
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Expert Desk');
  if (platform === 'win32')
    return join(env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'Expert Desk');
  const share = env['XDG_DATA_HOME'];
  // The XDG rules say that a relative path there is to be ignored.
  const base = share !== undefined && isAbsolute(share) ? share : join(home, '.local', 'share');
  return join(base, 'expert-desk');
};

/** Where all desks of this user are kept: EXPERT_DESK_HOME, or the system's place for such data. */
const dataFolder = (around: Surroundings): Result<string> =>
  folderFrom(around, 'EXPERT_DESK_HOME', standardDataFolder(around));

const shells = ['electron', 'browser'] as const;
export type ShellName = (typeof shells)[number];

/** Which shells have a desk on this machine. */
export const desksThere = (around: Surroundings): Result<ShellName[]> => {
  const data = dataFolder(around);
  if (!data.ok) return data;
  return ok(shells.filter((shell) => existsSync(join(data.value, shell, identityFileName))));
};

/** The folder of one shell's desk: each shell has a database of its own, so it is a desk of its own. */
export const openDeskFolder = async (
  around: Surroundings,
  shell: ShellName,
): Promise<Result<string>> => {
  const data = dataFolder(around);
  if (!data.ok) return data;
  const folder = join(data.value, shell);
  const made = await tryWriting(folder, () => mkdir(folder, { recursive: true, mode: 0o700 }));
  return made.ok ? ok(folder) : made;
};

const userDirsLine = /^\s*XDG_DOWNLOAD_DIR\s*=\s*"(.*)"\s*$/m;

/** The Downloads folder by `user-dirs.dirs`, which names it in the user's language. */
export const downloadsFromUserDirs = (text: string, home: string): string | null => {
  const named = userDirsLine
    .exec(text)?.[1]
    ?.replace(/^\$HOME/, home)
    .replace(/\\(.)/g, '$1');
  // The system's tools write the home folder itself there to say that there is no such folder.
  if (named === undefined || !isAbsolute(named)) return null;
  return named.replace(/\/+$/, '') === home ? null : named;
};

const downloadsFolder = async ({ platform, env, home }: Surroundings): Promise<string> => {
  const standard = join(home, 'Downloads');
  if (platform === 'darwin' || platform === 'win32') return standard;
  const settings = join(env['XDG_CONFIG_HOME'] ?? join(home, '.config'), 'user-dirs.dirs');
  const text = await readFile(settings, 'utf8').catch(() => '');
  return downloadsFromUserDirs(text, home) ?? standard;
};

const isWritable = (folder: string): Promise<boolean> =>
  access(folder, constants.W_OK).then(
    () => existsSync(folder),
    () => false,
  );

/** Where exports go when no dialog asks: EXPERT_DESK_EXPORTS, else Downloads, else inside the desk's folder. */
export const openExportsFolder = async (
  around: Surroundings,
  deskFolder: string,
): Promise<Result<string>> => {
  const downloads = await downloadsFolder(around);
  const own = join(deskFolder, 'exports');
  const wanted = folderFrom(
    around,
    'EXPERT_DESK_EXPORTS',
    (await isWritable(downloads)) ? downloads : own,
  );
  if (!wanted.ok) return wanted;
  const folder = wanted.value;
  const made = await tryWriting(folder, () => mkdir(folder, { recursive: true }));
  return made.ok ? ok(folder) : made;
};
