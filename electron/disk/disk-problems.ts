import { basename } from 'node:path';
import type { Problem } from '#shared/problems/index.ts';
import type { Result } from '#shared/result.ts';
import { errorCode } from './disk.ts';

/** What the system's error codes mean, in the words of people. */
const reasons: Record<string, string> = {
  EACCES: 'you are not allowed to',
  EPERM: 'the system does not allow it',
  EROFS: 'the disk can only be read',
  EIO: 'the disk reports an error',
  ENOENT: 'the folder is not there',
  ENOTDIR: 'the folder is not a folder',
  EISDIR: 'it is a folder',
  EEXIST: 'there is such a file already',
  EBUSY: 'another program is using it',
  ETXTBSY: 'another program is using it',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
  ENAMETOOLONG: 'the name is too long',
  EFBIG: 'the file is too large for this disk',
  EXDEV: 'the folder spans two disks',
  ENODEV: 'the disk is gone',
  ENXIO: 'the disk is gone',
  ESTALE: 'the network folder is gone',
  ETIMEDOUT: 'the network folder does not answer',
};

/** The codes of a disk, or a share of one, on which there is no room. */
export const full = new Set(['ENOSPC', 'EDQUOT']);

/** A system error's code in the words of people. */
export const reasonOf = (code: string) => reasons[code] ?? `the system says ${code}`;

/** The problem behind a failed write; what is no system error is a bug, and thrown on. */
export const writeProblem = (error: unknown, path: string): Problem => {
  const code = errorCode(error);
  if (code === null) throw error;
  const name = basename(path);
  if (full.has(code)) return { code: 'file.diskFull', data: { name } };
  return { code: 'file.notWritable', data: { name, reason: reasonOf(code) } };
};

/** The problem behind a failed read; what is no system error is a bug, and thrown on. */
export const readProblem = (error: unknown, path: string): Problem => {
  const code = errorCode(error);
  if (code === null) throw error;
  const name = basename(path);
  if (code === 'ENOENT') return { code: 'file.notFound', data: { name } };
  return { code: 'file.notReadable', data: { name, reason: reasonOf(code) } };
};

/** The problem behind a system error; throws on what is none. */
export type ProblemOf = (error: unknown, path: string) => Problem;

/** Runs work on a path; system errors become problems. */
export const attempt =
  (problemOf: ProblemOf) =>
  async <T>(path: string, work: () => Promise<T>): Promise<Result<T>> => {
    try {
      return { ok: true, value: await work() };
    } catch (error) {
      return { ok: false, problem: problemOf(error, path) };
    }
  };

/** Runs work that writes `path`; system errors become problems. */
export const tryWriting = attempt(writeProblem);

/** Runs work that reads `path`; system errors become problems. */
export const tryReading = attempt(readProblem);
