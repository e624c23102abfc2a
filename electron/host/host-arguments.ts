import { fail, ok, type Result } from '#shared/result.ts';

export interface HostArguments {
  /** Whether to open a window; without, the address is printed. */
  open: boolean;
}

export const parseHostArguments = (args: readonly string[]): Result<HostArguments> => {
  const unknown = args.find((arg) => arg !== '--no-open');
  if (unknown !== undefined) return fail('shell.badOption', { option: unknown });
  return ok({ open: !args.includes('--no-open') });
};
