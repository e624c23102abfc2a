import { basename, resolve } from 'node:path';
import { tableNames, type TableName } from '#shared/entities/index.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { nodeDisk } from '#electron/disk/disk.ts';
import { forgetTemporaryName, temporaryNameFor } from '#electron/disk/temporary-names.ts';
import {
  mergeSnapshots,
  type MergedSnapshots,
  type MergedTable,
} from '#electron/merging/merge-snapshots.ts';
import { openSnapshot } from '#electron/snapshots/read-snapshot.ts';
import type { Command, CommandContext, Output } from './command.ts';
import { commandDesk, textOption } from './command-desk.ts';
import { encryptOptions, openerFor, passphraseToWrite, type Opener } from './passphrase.ts';

type Counts = Record<TableName, MergedTable>;

interface Step {
  /** What was merged so far, and what is merged into it. */
  first: string;
  second: string;
  into: string | null;
  isLast: boolean;
  passphrase: string | null;
}

const added = (a: Counts | null, b: Counts): Counts => {
  if (a === null) return b;
  for (const table of tableNames)
    for (const kind of Object.keys(a[table]) as (keyof MergedTable)[])
      a[table][kind] += b[table][kind];
  return a;
};

const asText = (tables: Counts): string =>
  tableNames
    .map((table) => {
      const { new: created, changed, conflicting, erased, unchanged } = tables[table];
      return `${table}: ${created} new, ${changed} changed, ${conflicting} conflicting, ${erased} erased, ${unchanged} unchanged\n`;
    })
    .join('');

const mergeTwo = async (
  { first, second, into, isLast, passphrase }: Step,
  opener: Opener,
  { appVersion, signal }: CommandContext,
): Promise<Result<MergedSnapshots>> => {
  const open = (path: string) =>
    opener((secret) => openSnapshot(path, { appVersion, signal, passphrase: secret }));
  const a = await open(first);
  if (!a.ok) return a;
  const b = await open(second);
  if (!b.ok) {
    await a.value.close();
    return b;
  }
  const { head } = commandDesk(appVersion, null, Date.now());
  const secret = isLast ? passphrase : null;
  const options = { into, head, signal, passphrase: secret, replace: true };
  const names = [basename(first), basename(second)] as const;
  const merged = await mergeSnapshots(a.value, b.value, names, options);
  await Promise.all([a.value.close(), b.value.close()]);
  return merged;
};

interface Asked {
  files: readonly string[];
  into: string | null;
  passphrase: string | null;
}

/** Files one after the other; what lies between is written beside the last one, and removed. */
const mergeAll = async (
  { files: [first = '', ...others], into, passphrase }: Asked,
  opener: Opener,
  context: CommandContext,
): Promise<Result<{ tables: Counts; rows: number | null }>> => {
  const between: string[] = [];
  let [soFar, tables] = [first, null as Counts | null];
  let rows: number | null = null;
  try {
    for (const [at, second] of others.entries()) {
      const isLast = at === others.length - 1;
      const aside = temporaryNameFor(resolve(into ?? 'merged.edesk'));
      if (!isLast) between.push(aside);
      const step = { first: soFar, second, into: isLast ? into : aside, isLast, passphrase };
      const merged = await mergeTwo(step, opener, context);
      if (!merged.ok) return merged;
      tables = added(tables, merged.value.tables);
      const { written } = merged.value;
      if (written !== null) rows = Object.values(written.rows).reduce((a, b) => a + b, 0);
      soFar = aside;
    }
    return ok({ tables: tables!, rows });
  } finally {
    for (const path of between) {
      await nodeDisk.remove(path).catch(() => undefined);
      forgetTemporaryName(path);
    }
  }
};

const tell = async (
  { tables, rows }: { tables: Counts; rows: number | null },
  { into, json }: { into: string | null; json: boolean },
  output: Output,
): Promise<void> => {
  const result = { tables, ...(into === null ? {} : { file: into, rows }) };
  await output.result(json ? `${JSON.stringify(result)}\n` : asText(tables));
  if (into !== null) output.notice(`Wrote ${rows} rows to ${into}.`);
};

/** `merge A B [...] -o C [--dry-run] [--json]`: what several desks did, in one file. */
export const merge: Command = {
  name: 'merge',
  files: ['A', 'B'],
  takesMore: true,
  options: {
    output: { type: 'string', short: 'o', value: 'FILE', help: 'Write the merged desk to FILE.' },
    'dry-run': { type: 'boolean', help: 'Only say what would come of it.' },
    json: { type: 'boolean', help: 'Print one JSON object.' },
    ...encryptOptions,
  },
  summary: 'Merge snapshots of one workspace, whatever their order.',
  run: async ({ files, options }, output, context) => {
    const isDry = options['dry-run'] === true;
    const into = isDry ? null : textOption(options['output']);
    if (!isDry && into === null) return fail('merge.noOutput');
    const secret = await passphraseToWrite(options, output);
    if (!secret.ok) return secret;
    const asked = { files, into, passphrase: secret.value };
    const merged = await mergeAll(asked, openerFor(options, output), context);
    if (!merged.ok) return merged;
    await tell(merged.value, { into, json: options['json'] === true }, output);
    return ok(undefined);
  },
};
