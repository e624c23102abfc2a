import { basename } from 'node:path';
import { tableNames } from '#shared/entities/index.ts';
import type { Value } from '#shared/schema/fields.ts';
import { ok, type Result } from '#shared/result.ts';
import { readProblem } from '#electron/disk/disk-problems.ts';
import {
  compareSnapshots,
  type Comparison,
  type RowDifference,
} from '#electron/rebuild/compare.ts';
import { openSnapshot, type OpenSnapshot } from '#electron/snapshots/read-snapshot.ts';
import { refusalsAsProblems } from '#electron/snapshots/refusal.ts';
import type { Command, CommandContext } from './command.ts';
import { openerFor, passphraseOptions, type Opener } from './passphrase.ts';

/** Rows that are told one by one. */
const mostRows = 100;
/** Characters of a value that are told. */
const longestValue = 60;

const shown = (value: Value): string => {
  const text = JSON.stringify(value);
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text;
};

const signs = { added: '+', removed: '-', changed: '~' } as const;

const rowLines = ({ table, id, kind, fields }: RowDifference): string[] => [
  `${signs[kind]} ${table} ${id}`,
  ...(kind === 'changed'
    ? fields.map(({ field, from, to }) => `    ${field}: ${shown(from)} → ${shown(to)}`)
    : []),
];

const asText = ({ tables, rows }: Comparison): string => {
  const counts = tableNames.map((table) => {
    const { added, removed, changed, same } = tables[table];
    return `${table}: ${added} added, ${removed} removed, ${changed} changed, ${same} the same`;
  });
  const all = tableNames.reduce((sum, table) => {
    const { added, removed, changed } = tables[table];
    return sum + added + removed + changed;
  }, 0);
  const more = all > rows.length ? [`and ${all - rows.length} more`] : [];
  return [...counts, ...rows.flatMap(rowLines), ...more].map((line) => `${line}\n`).join('');
};

const open = (path: string, opener: Opener, { appVersion, signal }: CommandContext) =>
  opener((passphrase) => openSnapshot(path, { appVersion, signal, passphrase }));

const compareFiles = (
  first: OpenSnapshot,
  second: OpenSnapshot,
  { path, signal }: { path: string; signal: AbortSignal },
): Promise<Result<Comparison>> =>
  refusalsAsProblems(
    (error) => readProblem(error, basename(path)),
    () => compareSnapshots(first, second, { most: mostRows, signal }),
  );

/** `diff A B [--json]`: how two snapshots differ; the order of the files is that of time. */
export const diff: Command = {
  name: 'diff',
  files: ['A', 'B'],
  options: { json: { type: 'boolean', help: 'Print one JSON object.' }, ...passphraseOptions },
  summary: 'Say which rows of two snapshots differ, and in what.',
  run: async ({ files: [a = '', b = ''], options }, output, context) => {
    const opener = openerFor(options, output);
    const first = await open(a, opener, context);
    if (!first.ok) return first;
    try {
      const second = await open(b, opener, context);
      if (!second.ok) return second;
      const { signal } = context;
      const compared = await compareFiles(first.value, second.value, { path: b, signal });
      await second.value.close();
      if (!compared.ok) return compared;
      const text =
        options['json'] === true ? `${JSON.stringify(compared.value)}\n` : asText(compared.value);
      await output.result(text);
      return ok(undefined);
    } finally {
      await first.value.close();
    }
  },
};
