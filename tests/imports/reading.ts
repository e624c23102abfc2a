import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readDump, type OpenDump, type ReadDumpOptions } from '#electron/imports/read-dump.ts';
import type { TableName } from '#shared/entities/index.ts';
import type { DumpReport } from '#shared/ipc/messages.ts';
import type { Row } from '#shared/schema/row.ts';
import { problemText } from '#shared/problems/index.ts';

export const clock = '00000000000a-0000-0000020';

export const fixture = (name: string) =>
  new URL(`../fixtures/sql/${name}`, import.meta.url).pathname;

export type Rows = Partial<Record<TableName, Row[]>>;

/** Every row of an open dump; a refusal is thrown as its sentence. */
const rowsOf = async (dump: OpenDump): Promise<Rows> => {
  const rows: Rows = {};
  for (;;) {
    const chunk = await dump.next(clock);
    if (!chunk.ok) throw new Error(problemText(chunk.problem));
    if (chunk.value === null) return rows;
    const lines = new TextDecoder().decode(chunk.value.bytes).trimEnd().split('\n');
    (rows[chunk.value.table] ??= []).push(...lines.map((line) => JSON.parse(line) as Row));
  }
};

export const readFileAsDump = async (
  path: string,
  options: ReadDumpOptions = {},
): Promise<{ report: DumpReport; rows: Rows }> => {
  const dump = await readDump(path, options);
  if (!dump.ok) throw new Error(problemText(dump.problem));
  try {
    const { report } = dump.value;
    return { report, rows: report.problemCount === 0 ? await rowsOf(dump.value) : {} };
  } finally {
    await dump.value.close();
  }
};

/** Runs with a file of this content, which is removed afterwards. */
export const withFile = async <T>(
  content: string | Uint8Array,
  run: (path: string) => Promise<T>,
): Promise<T> => {
  const folder = await mkdtemp(join(tmpdir(), 'expert-desk-sql-'));
  try {
    const path = join(folder, 'dump.sql');
    await writeFile(path, content);
    return await run(path);
  } finally {
    await rm(folder, { recursive: true });
  }
};

export const readText = (content: string | Uint8Array) => withFile(content, readFileAsDump);

/** The problems of a text, each as `line column: sentence`. */
export const problemsIn = async (content: string | Uint8Array): Promise<string[]> => {
  const { report } = await readText(content);
  return report.problems.map(
    ({ line, column, message }) => `${line}${column === null ? '' : ` ${column}`}: ${message}`,
  );
};
