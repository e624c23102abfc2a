import { relative, sep } from 'node:path';
import type { Problem } from '#shared/problems/index.ts';
import { full, reasonOf, type ProblemOf } from '#electron/disk/disk-problems.ts';
import { errorCode } from '#electron/disk/disk.ts';

const gone = new Set([
  'ENODEV',
  'ENXIO',
  'ESTALE',
  'ETIMEDOUT',
  'ENOTCONN',
  'ECONNRESET',
  'EHOSTDOWN',
  'EHOSTUNREACH',
  'ENETDOWN',
  'ENETUNREACH',
]);
const refused = new Set(['EACCES', 'EPERM', 'EROFS']);

/** Whether a system error says that the drive itself, or the way to it, is gone. */
export const isGone = (error: unknown): boolean => gone.has(errorCode(error) ?? '');

/** The name of a file as the folder's format has it; the folder itself has its own. */
const nameIn = (folder: string, path: string): string =>
  relative(folder, path).split(sep).join('/') || folder;

const codeOf = (error: unknown): string => {
  const code = errorCode(error);
  if (code === null) throw error;
  return code;
};

/** The problems behind failed reads and writes in a shared folder; what is no system error is thrown on. */
export const folderProblems = (folder: string): { reading: ProblemOf; writing: ProblemOf } => ({
  reading: (error, path): Problem => {
    const code = codeOf(error);
    if (isGone(error)) return { code: 'exchange.folderGone', data: { folder } };
    const data = { folder, file: nameIn(folder, path), reason: reasonOf(code) };
    return { code: 'exchange.unreadable', data };
  },
  writing: (error, path): Problem => {
    const code = codeOf(error);
    const data = { folder, file: nameIn(folder, path), reason: reasonOf(code) };
    if (isGone(error)) return { code: 'exchange.folderGone', data };
    if (refused.has(code)) return { code: 'exchange.readOnly', data };
    return { code: full.has(code) ? 'exchange.full' : 'exchange.notWritten', data };
  },
});
