import { fail, ok, type Result } from '#shared/result.ts';

export interface HostArguments {
  /** Whether to open a window; without, the address is printed. */
  open: boolean;
  /** Only say which shells have a desk in the data folder, a line each. */
  desks: boolean;
}

const known = ['--no-open', '--desks'];

export const parseHostArguments = (args: readonly string[]): Result<HostArguments> => {
  const unknown = args.find((arg) => !known.includes(arg));
  if (unknown !== undefined) return fail('shell.badOption', { option: unknown });
  return ok({ open: !args.includes('--no-open'), desks: args.includes('--desks') });
};
