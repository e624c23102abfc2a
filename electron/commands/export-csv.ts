import { join } from 'node:path';
import {
  entityOf,
  isWorkTable,
  workTables,
  type TableName,
  type WorkTable,
} from '#shared/entities/index.ts';
import { csvLine } from '#shared/formats/csv.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import type { Row } from '#shared/schema/row.ts';
import { AtomicFile } from '#electron/disk/atomic-file.ts';
import { tryWriting } from '#electron/disk/disk-problems.ts';
import { nodeDisk } from '#electron/disk/disk.ts';
import { openSnapshot, type OpenSnapshot } from '#electron/snapshots/read-snapshot.ts';
import type { Command, CommandContext } from './command.ts';
import { csvColumns, type CsvColumn } from './csv-columns.ts';
import { openerFor, passphraseOptions } from './passphrase.ts';

interface CsvOptions {
  folder: string;
  replace: boolean;
  withSecrets: boolean;
  spreadsheetSafe: boolean;
  bom: boolean;
}

const bom = '\uFEFF';
const encoder = new TextEncoder();
const decoder = new TextDecoder();

const rowsOf = (bytes: Uint8Array): Row[] =>
  decoder
    .decode(bytes)
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Row);

const csvPath = ({ folder }: CsvOptions, table: TableName) => join(folder, `${table}.csv`);

/** Runs over the rows of a snapshot, chunk by chunk; stops at the first problem. */
const eachChunk = async (
  snapshot: OpenSnapshot,
  signal: AbortSignal,
  take: (table: WorkTable, rows: Row[]) => Promise<Result<void>>,
): Promise<Result<void>> => {
  for (;;) {
    if (signal.aborted) return fail('file.cancelled');
    const chunk = await snapshot.read();
    if (!chunk.ok) return chunk;
    if (chunk.value.kind === 'end') return ok(undefined);
    if (chunk.value.kind === 'tombstones' || !isWorkTable(chunk.value.table)) continue;
    const taken = await take(chunk.value.table, rowsOf(chunk.value.bytes));
    if (!taken.ok) return taken;
  }
};

type UnknownColumns = ReadonlyMap<TableName, ReadonlySet<string>>;

/** The columns that this version does not know, by table: a pass of their own, as the header needs them. */
const findUnknownColumns = async (
  snapshot: OpenSnapshot,
  signal: AbortSignal,
): Promise<Result<UnknownColumns>> => {
  const found = new Map(workTables.map((table) => [table, new Set<string>()]));
  const read = await eachChunk(snapshot, signal, async (table, rows) => {
    const { fields } = entityOf(table);
    for (const { values } of rows)
      for (const column in values)
        if (!Object.hasOwn(fields, column)) found.get(table)!.add(column);
    return ok(undefined);
  });
  return read.ok ? ok(found) : read;
};

/** Writes the tables one after the other, each file whole or not at all. */
class CsvFiles {
  readonly #options: CsvOptions;
  readonly #unknown: UnknownColumns;
  #open: { table: WorkTable; file: AtomicFile; columns: CsvColumn[] } | null = null;

  constructor(options: CsvOptions, unknown: UnknownColumns) {
    this.#options = options;
    this.#unknown = unknown;
  }

  async begin(table: WorkTable): Promise<Result<void>> {
    const { replace } = this.#options;
    const ended = await this.end();
    if (!ended.ok) return ended;
    const file = await AtomicFile.create(csvPath(this.#options, table), { replace });
    if (!file.ok) return file;
    const columns = csvColumns(table, this.#unknown.get(table) ?? new Set(), this.#options);
    this.#open = { table, file: file.value, columns };
    const head = csvLine(columns.map(({ name }) => name));
    return file.value.write(encoder.encode(this.#options.bom ? bom + head : head));
  }

  async take(table: WorkTable, rows: readonly Row[]): Promise<Result<void>> {
    while (this.#open?.table !== table) {
      const begun = await this.begin(this.#next());
      if (!begun.ok) return begun;
    }
    const { columns, file } = this.#open;
    const lines = rows.map((row) => csvLine(columns.map(({ textOf }) => textOf(row))));
    return file.write(encoder.encode(lines.join('')));
  }

  #next(): WorkTable {
    const at = this.#open === null ? 0 : workTables.indexOf(this.#open.table) + 1;
    return workTables[at]!;
  }

  async end(): Promise<Result<void>> {
    const ended = (await this.#open?.file.commit()) ?? ok(undefined);
    return ended;
  }

  /** Writes the tables that had no rows, and ends the last. */
  async finish(): Promise<Result<void>> {
    while (this.#open?.table !== workTables.at(-1)) {
      const begun = await this.begin(this.#next());
      if (!begun.ok) return begun;
    }
    return this.end();
  }

  async discard(): Promise<void> {
    await this.#open?.file.discard();
  }
}

const refuseExisting = async (options: CsvOptions): Promise<Result<void>> => {
  if (options.replace) return ok(undefined);
  for (const table of workTables) {
    const path = csvPath(options, table);
    if ((await nodeDisk.facts(path)) !== null) return fail('csv.exists', { name: path });
  }
  return ok(undefined);
};

const writeTables = async (
  snapshot: OpenSnapshot,
  options: CsvOptions,
  signal: AbortSignal,
): Promise<Result<void>> => {
  const unknown = await findUnknownColumns(snapshot, signal);
  if (!unknown.ok) return unknown;
  await snapshot.rewind();
  const files = new CsvFiles(options, unknown.value);
  const written = await eachChunk(snapshot, signal, (table, rows) => files.take(table, rows));
  const finished = written.ok ? await files.finish() : written;
  if (!finished.ok) await files.discard();
  return finished;
};

const runExport = async (
  path: string,
  options: CsvOptions,
  open: (path: string) => Promise<Result<OpenSnapshot>>,
  { signal }: CommandContext,
): Promise<Result<void>> => {
  const made = await tryWriting(options.folder, () => nodeDisk.makeFolder(options.folder));
  if (!made.ok) return made;
  const free = await refuseExisting(options);
  if (!free.ok) return free;
  const snapshot = await open(path);
  if (!snapshot.ok) return snapshot;
  const written = await writeTables(snapshot.value, options, signal);
  await snapshot.value.close();
  return written;
};

/**
 * `export-csv FILE -o DIR`: a CSV file per table. Values are written as PostgreSQL writes them (booleans
 * `t` and `f`), null as an empty field and the empty text as `""`, so that `COPY … WITH (FORMAT csv,
 * HEADER)` reads every value back. Secrets are left out unless asked for.
 */
export const exportCsv: Command = {
  name: 'export-csv',
  files: ['FILE'],
  options: {
    output: {
      type: 'string',
      short: 'o',
      value: 'DIR',
      required: true,
      help: 'The folder for the CSV files, one per table; it is made if missing.',
    },
    'with-secrets': { type: 'boolean', help: 'Write passwords and other secrets too.' },
    'spreadsheet-safe': {
      type: 'boolean',
      help: 'Put an apostrophe before what a spreadsheet would run as a formula (changes such values).',
    },
    bom: { type: 'boolean', help: 'Begin with a byte order mark, as some spreadsheets want it.' },
    force: { type: 'boolean', help: 'Replace CSV files that are there.' },
    ...passphraseOptions,
  },
  summary: 'Verify a snapshot and write its tables as CSV files.',
  run: async ({ files, options }, output, context) => {
    const csv: CsvOptions = {
      folder: String(options['output']),
      replace: options['force'] === true,
      withSecrets: options['with-secrets'] === true,
      spreadsheetSafe: options['spreadsheet-safe'] === true,
      bom: options['bom'] === true,
    };
    const { appVersion, signal } = context;
    const open = (path: string) =>
      openerFor(
        options,
        output,
      )((passphrase) => openSnapshot(path, { appVersion, signal, passphrase }));
    const written = await runExport(files[0]!, csv, open, context);
    if (!written.ok) return written;
    await output.result(workTables.map((table) => `${csvPath(csv, table)}\n`).join(''));
    return written;
  },
};
