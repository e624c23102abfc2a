import type { Command } from './command.ts';
import { exportCsv } from './export-csv.ts';
import { inspect } from './inspect.ts';
import { verify } from './verify.ts';

/** Every command of the desk, in the order in which `--help` lists them. */
export const commands: readonly Command[] = [verify, inspect, exportCsv];
