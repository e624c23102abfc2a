import { basename } from 'node:path';
import type { DumpReport } from '#shared/ipc/messages.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { readDump, type OpenDump } from '../imports/read-dump.ts';
import { reportNotices, reportTable } from '../imports/report-text.ts';
import type { Command, CommandArguments, CommandContext, Output } from './command.ts';
import { commandDesk, momentOf, textOption } from './command-desk.ts';
import { encryptOptions, passphraseToWrite } from './passphrase.ts';
import { writeChunks } from './write-chunks.ts';

/** `import-sql FILE -o OUT.edesk`: a PostgreSQL dump into a snapshot, all of it or nothing. */
export const importSql: Command = {
  name: 'import-sql',
  files: ['FILE'],
  options: {
    output: { type: 'string', short: 'o', value: 'OUT.edesk', help: 'The snapshot to write.' },
    'dry-run': { type: 'boolean', help: 'Only report what would come in.' },
    json: { type: 'boolean', help: 'Give the report as JSON.' },
    at: { type: 'string', value: 'TIME', help: 'Date the snapshot so: the same file each time.' },
    ...encryptOptions,
  },
  summary: 'Turns a plain-text PostgreSQL dump into a snapshot.',
  run: async (args, output, context) => {
    const path = args.files[0]!;
    const isDry = args.options['dry-run'] === true;
    const target = textOption(args.options['output']);
    const at = textOption(args.options['at']);
    const moment = momentOf(at);
    if (!moment.ok) return moment;
    if (target === null && !isDry) return fail('sql.noOutput');
    const secret = await passphraseToWrite(args.options, output);
    if (!secret.ok) return secret;
    const dump = await readDump(path, { signal: context.signal });
    if (!dump.ok) return dump;
    try {
      const told = await tell(args, output, dump.value.report);
      if (!told.ok || isDry || target === null) return told;
      const to = { target, at, moment: moment.value, passphrase: secret.value };
      return await write(dump.value, to, output, context);
    } finally {
      await dump.value.close();
    }
  },
};

const tell = async (
  { files, options }: CommandArguments,
  output: Output,
  report: DumpReport,
): Promise<Result<void>> => {
  const path = files[0]!;
  await output.result(
    options['json'] === true ? `${JSON.stringify(report, null, 2)}\n` : reportTable(report),
  );
  for (const notice of reportNotices(report)) output.notice(`${path}:${notice}`);
  const { problemCount: problems, missing } = report;
  if (problems === 0 && missing.length === 0) return ok(undefined);
  return fail('sql.notImported', { name: basename(path), problems, missing: missing.length });
};

interface Target {
  target: string;
  at: string | null;
  moment: number;
  passphrase: string | null;
}

const write = async (
  dump: OpenDump,
  { target, at, moment, passphrase }: Target,
  output: Output,
  { appVersion, signal }: CommandContext,
): Promise<Result<void>> => {
  const { head, clock } = commandDesk(appVersion, at === null ? null : `import-sql ${at}`, moment);
  const writing = { signal, passphrase };
  const written = await writeChunks(target, head, () => dump.next(clock), writing);
  if (!written.ok) return written;
  output.notice(`Wrote ${written.value.name} (${written.value.size} bytes).`);
  return ok(undefined);
};
