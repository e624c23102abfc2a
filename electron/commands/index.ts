import type { Command } from './command.ts';
import { diff } from './diff.ts';
import { exchange } from './exchange.ts';
import { exportCsv } from './export-csv.ts';
import { importSql } from './import-sql.ts';
import { inspect } from './inspect.ts';
import { merge } from './merge.ts';
import { rebuild } from './rebuild.ts';
import { sample } from './sample.ts';
import { verify } from './verify.ts';

/** Every command of the desk, in the order in which `--help` lists them. */
export const commands: readonly Command[] = [
  importSql,
  verify,
  inspect,
  diff,
  merge,
  rebuild,
  exchange,
  exportCsv,
  sample,
];
