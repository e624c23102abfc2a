import { fail, ok, type Result } from '#shared/result.ts';
import { openedPath } from '../disk/opened-files.ts';

export interface HostArguments {
  /** Whether to open a window; without, the address is printed. */
  open: boolean;
  /** Only say which shells have a desk in the data folder, a line each. */
  desks: boolean;
  /** The file to open, as an absolute path; null for none. */
  file: string | null;
}

const known = ['--no-open', '--desks'];

/** `folder`: what a relative path starts from. */
export const parseHostArguments = (
  args: readonly string[],
  folder: string,
): Result<HostArguments> => {
  const others = args.filter((arg) => !known.includes(arg));
  const file = openedPath(others.slice(0, 1), folder);
  const unknown = file === null ? others[0] : others[1];
  if (unknown !== undefined) return fail('shell.badOption', { option: unknown });
  return ok({ open: !args.includes('--no-open'), desks: args.includes('--desks'), file });
};
