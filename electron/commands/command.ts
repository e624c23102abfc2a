import type { Result } from '#shared/result.ts';

/** Where a command writes: results only to `result`, everything else to `notice`. */
export interface Output {
  /** Text for standard output; waits while the reader is slow. Fails quietly when the reader is gone. */
  result(text: string): Promise<void>;
  /** A line for standard error: progress and warnings, in plain words. */
  notice(line: string): void;
}

/** An option of a command, as `parseArgs` of node:util takes it, and what `--help` says of it. */
export interface CommandOption {
  type: 'string' | 'boolean';
  short?: string;
  /** The word for the value in the usage: `-o FILE`. */
  value?: string;
  /** Whether the command cannot run without it. */
  required?: boolean;
  help: string;
}

/** What was given: `files` are the arguments that are no options. */
export interface CommandArguments {
  files: readonly string[];
  options: Readonly<Record<string, string | boolean | undefined>>;
}

/**
 * One command of `npm run --silent desk -- NAME …`. Arguments arrive checked: as many files as `files`
 * names, known options only, the required ones present. Failures are problems (exit status 1, the
 * sentence on standard error); success is exit status 0.
 */
export interface Command {
  name: string;
  /** The words for the arguments in the usage, one each: `['FILE']`. All are needed. */
  files: readonly string[];
  /** Whether more arguments of the last kind may follow. */
  takesMore?: boolean;
  options: Readonly<Record<string, CommandOption>>;
  /** One sentence. */
  summary: string;
  run(args: CommandArguments, output: Output, context: CommandContext): Promise<Result<void>>;
}

export interface CommandContext {
  /** Aborted when the user interrupts (Ctrl-C): leave nothing half-done behind. */
  signal: AbortSignal;
  appVersion: string;
}
