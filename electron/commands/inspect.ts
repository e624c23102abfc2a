import { tableNames } from '#shared/entities/index.ts';
import { inspectSnapshot, type SnapshotFacts } from '#electron/snapshots/read-snapshot.ts';
import type { Command } from './command.ts';
import { openerFor, passphraseOptions } from './passphrase.ts';

const asJson = ({ manifest, rows, encrypted, size, uncompressed }: SnapshotFacts): string => {
  // JSON leaves out what is undefined: the checksums are of no use to people.
  const facts = { ...manifest, entries: undefined };
  return `${JSON.stringify({ ...facts, rows, encrypted, size, uncompressed }, null, 2)}\n`;
};

const asText = ({ manifest, rows, encrypted, size, uncompressed }: SnapshotFacts): string => {
  const { workspace, desk, number, createdAt, appVersion, minAppVersion } = manifest;
  const { formatVersion, schemaVersion, lastStamp } = manifest;
  const facts: [string, string][] = [
    ['workspace', workspace],
    ['desk', `${desk.name} (${desk.id}, number ${desk.number})`],
    ['snapshot', `number ${number}, created ${createdAt}`],
    ['versions', `format ${formatVersion}, schema ${schemaVersion}, written by ${appVersion}`],
    ['needs', `Expert Desk ${minAppVersion} or later`],
    ['last stamp', lastStamp ?? 'none'],
    ['size', `${size} bytes, ${uncompressed} unpacked`],
    ['encrypted', encrypted ? 'yes, with a passphrase' : 'no'],
  ];
  const head = facts.map(([name, value]) => `${name.padEnd(11)} ${value}\n`).join('');
  const width = Math.max(...tableNames.map((table) => table.length));
  const body = tableNames.map((table) => `  ${table.padEnd(width)} ${rows[table]}\n`).join('');
  return `${head}rows\n${body}`;
};

/** `inspect FILE [--json]`: what a snapshot says of itself. The rows are not read: `verify` does that. */
export const inspect: Command = {
  name: 'inspect',
  files: ['FILE'],
  options: { json: { type: 'boolean', help: 'Print one JSON object.' }, ...passphraseOptions },
  summary: 'Print workspace, desk, versions, rows per table and sizes of a snapshot.',
  run: async ({ files, options }, output, { appVersion, signal }) => {
    const inspected = await openerFor(
      options,
      output,
    )((passphrase) => inspectSnapshot(files[0]!, { appVersion, signal, passphrase }));
    if (!inspected.ok) return inspected;
    const write = options['json'] === true ? asJson : asText;
    await output.result(write(inspected.value));
    return { ok: true, value: undefined };
  },
};
