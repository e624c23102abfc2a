import type { TableName } from '#shared/entities/index.ts';
import type { ArgsOf, ChannelName, DeskApi, DeskEvent, ResultOf } from '#shared/ipc/channels.ts';
import type { Chunk, DumpReport, Identity, SnapshotSummary } from '#shared/ipc/messages.ts';
import type { Reminder } from '#shared/ipc/reminders.ts';
import type { ExchangeStatus } from '#shared/ipc/exchange-channels.ts';
import { parseAnswer, parseCall } from '#shared/ipc/parse.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { stampParts } from '#shared/sync/stamp.ts';
import type { Row } from '#shared/schema/row.ts';
import type { OutboxEntry } from '#shared/sync/change.ts';

/** A main process that keeps everything in memory and can be told to fail, wait or answer nonsense. */

type RowsChunk = Extract<Chunk, { kind: 'rows' }>;
type FilledChunk = Exclude<Chunk, { kind: 'end' }>;

type NumberedEntry = OutboxEntry & { seq: number };

interface File {
  summary: SnapshotSummary;
  chunks: FilledChunk[];
}

export const testIdentity: Identity = {
  desk: '01890000-0000-7000-8000-000000000001',
  number: 4711,
  name: 'Desk of the tests',
};

/** What a desk that takes part in no shared folder says of it. */
export const noExchange: ExchangeStatus = {
  place: null,
  encrypted: false,
  locked: false,
  paused: false,
  problem: null,
  checkedAt: null,
  desks: [],
  history: [],
};

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Rows as they travel, so many to a chunk. */
export const chunksOfRows = (
  tables: Readonly<Partial<Record<TableName, readonly Row[]>>>,
  atOnce = 50,
): RowsChunk[] =>
  Object.entries(tables).flatMap(([table, rows]) => {
    const chunks: RowsChunk[] = [];
    for (let from = 0; from < rows.length; from += atOnce) {
      const part = rows.slice(from, from + atOnce);
      const bytes = encoder.encode(part.map((row) => JSON.stringify(row) + '\n').join(''));
      chunks.push({ kind: 'rows', table: table as TableName, rows: part.length, bytes });
    }
    return chunks;
  });

const countsOf = (chunks: readonly FilledChunk[]): Partial<Record<TableName, number>> => {
  const counts: Partial<Record<TableName, number>> = {};
  for (const chunk of chunks)
    if (chunk.kind === 'rows') counts[chunk.table] = (counts[chunk.table] ?? 0) + chunk.rows;
  return counts;
};

/** What stands between a call and its answer: give a result to answer in the main process's place. */
export type Fault = (
  channel: ChannelName,
  index: number,
) => Promise<Result<unknown> | undefined> | Result<unknown> | undefined | void;

export class MemoryApi implements DeskApi {
  /** Finished snapshots by ticket. */
  readonly files = new Map<string, File>();
  /** Every call in order, by its channel. */
  readonly calls: ChannelName[] = [];
  /** Chunks that were sent and not answered yet: the most at once. */
  mostUnderWay = 0;
  fault: Fault = () => undefined;
  lastTicket = '';
  readonly #listeners = new Set<(event: DeskEvent) => void>();
  readonly #writing = new Map<string, File>();
  readonly #reading = new Map<string, FilledChunk[]>();
  readonly #dumps = new Map<string, RowsChunk[]>();
  #underWay = 0;

  onEvent(listener: (event: DeskEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  emit(event: DeskEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  /** Parses on both sides, as the real bridges do. */
  async call<C extends ChannelName>(channel: C, args: ArgsOf<C>): Promise<Result<ResultOf<C>>> {
    const parsed = parseCall(channel, args);
    if (!parsed.ok) return parsed;
    const index = this.calls.push(channel) - 1;
    this.mostUnderWay = Math.max(this.mostUnderWay, ++this.#underWay);
    try {
      const wrong = await this.fault(channel, index);
      return parseAnswer(channel, wrong ?? this.#serve(channel, args));
    } finally {
      this.#underWay--;
    }
  }

  /** A dump as `dump.open` leaves it: under this job, with this report. */
  openDump(
    tables: Readonly<Partial<Record<TableName, readonly Row[]>>>,
    missing: DumpReport['missing'] = [],
  ): { job: string; report: DumpReport } {
    const chunks = chunksOfRows(tables);
    const job = crypto.randomUUID();
    this.#dumps.set(job, chunks);
    const rows = countsOf(chunks);
    const nothing = { unknownTables: [], unknownColumns: [], problems: [], problemCount: 0 };
    return { job, report: { rows, ...nothing, missing, lines: 100 } };
  }

  /** The text of each table of a finished snapshot. */
  texts(ticket: string): Partial<Record<TableName, string>> {
    const texts: Partial<Record<TableName, string>> = {};
    for (const chunk of this.files.get(ticket)!.chunks)
      if (chunk.kind === 'rows')
        texts[chunk.table] = (texts[chunk.table] ?? '') + decoder.decode(chunk.bytes);
    return texts;
  }

  #begin(args: ArgsOf<'snapshot.exportBegin'>) {
    const { job, suggestedName, workspace, number, lastStamp } = args;
    const summary = {
      workspace,
      desk: testIdentity.desk,
      deskNumber: lastStamp === null ? testIdentity.number : stampParts(lastStamp).desk,
      deskName: testIdentity.name,
      createdAt: '2026-01-01T00:00:00.000Z',
      number,
      appVersion: '0.1.0',
      rows: {},
      lastStamp,
      seen: args.seen,
    };
    this.#writing.set(job, { summary, chunks: [] });
    return ok({ name: suggestedName });
  }

  #serve(channel: ChannelName, args: ArgsOf<ChannelName>): Result<unknown> {
    const serve = this.#servers[channel] as ((args: unknown) => Result<unknown>) | undefined;
    return serve === undefined ? fail('desk.unknownChannel', { channel }) : serve(args);
  }

  /** Reminders that the system was to show. */
  readonly reminders: Reminder[] = [];
  /** Who shows reminders. */
  remindedBy: ResultOf<'app.remind'>['by'] = 'system';

  /** What was journaled, in order. */
  readonly journal: NumberedEntry[] = [];
  #journalOf: string | null = null;

  #append({ workspace, last, bytes }: ArgsOf<'journal.append'>) {
    const lines = decoder.decode(bytes).trimEnd().split('\n');
    const known = this.journal.at(-1)?.seq ?? 0;
    const entries = lines.map((line) => JSON.parse(line) as NumberedEntry);
    this.journal.push(...entries.filter(({ seq }) => seq > known));
    this.#journalOf = workspace;
    return ok({ acknowledged: last });
  }

  #journalState(): ResultOf<'journal.state'> {
    const last = this.journal.at(-1);
    return {
      workspace: this.#journalOf,
      lastSeq: last?.seq ?? 0,
      lastStamp: last?.stamp ?? null,
      size: 0,
      acknowledgedAt: null,
      mended: null,
      needsBackup: false,
    };
  }

  readonly #servers: { [C in ChannelName]?: (args: ArgsOf<C>) => Result<ResultOf<C>> } = {
    'app.remind': (reminder) => {
      this.reminders.push(reminder);
      return ok({ by: this.remindedBy });
    },
    'journal.state': () => ok(this.#journalState()),
    'journal.append': (args) => this.#append(args),
    'rebuild.make': () => fail('journal.nothingToRebuild'),
    'backups.begin': (args) => {
      const { reason, ...head } = args;
      return this.#begin({ ...head, suggestedName: `${reason}.edesk` });
    },
    'backups.keepBase': () =>
      ok({
        snapshot: { desk: testIdentity.desk, number: 1, createdAt: '2026-01-01T00:00:00.000Z' },
      }),
    'backups.failed': () => ok({}),
    'exchange.status': () => ok(noExchange),
    'exchange.next': () => fail('exchange.notChosen'),
    'snapshot.exportBegin': (args) => this.#begin(args),
    'snapshot.exportRows': ({ job, table, rows, bytes }) => {
      const file = this.#writing.get(job);
      if (file === undefined) return fail('desk.noSuchJob');
      file.chunks.push({ kind: 'rows', table, rows, bytes });
      return ok({});
    },
    'snapshot.exportTombstones': ({ job, rows, bytes }) => {
      const file = this.#writing.get(job);
      if (file === undefined) return fail('desk.noSuchJob');
      file.chunks.push({ kind: 'tombstones', rows, bytes });
      return ok({});
    },
    'snapshot.exportFinish': ({ job }) => {
      const file = this.#writing.get(job);
      if (file === undefined) return fail('desk.noSuchJob');
      this.#writing.delete(job);
      const rows = countsOf(file.chunks);
      this.lastTicket = crypto.randomUUID();
      this.files.set(this.lastTicket, { ...file, summary: { ...file.summary, rows } });
      this.emit({ kind: 'progress', job, phase: 'Checking', done: 1, total: 1 });
      return ok({ name: 'desk.edesk', size: 1, uncompressed: 1, rows });
    },
    'snapshot.open': ({ job, ticket }) => {
      const file = this.files.get(ticket);
      if (file === undefined) return fail('file.badTicket');
      this.#reading.set(job, [...file.chunks]);
      return ok(file.summary);
    },
    'snapshot.read': ({ job }) => this.#next(this.#reading.get(job)),
    'dump.read': ({ job }) => this.#next(this.#dumps.get(job)),
    'job.close': ({ job }) => {
      this.#writing.delete(job);
      this.#reading.delete(job);
      this.#dumps.delete(job);
      return ok({});
    },
  };

  #next(chunks: FilledChunk[] | undefined): Result<Chunk> {
    if (chunks === undefined) return fail('desk.noSuchJob');
    const chunk = chunks.shift();
    // A copy, since the window hands the bytes on and keeps nothing.
    return ok(chunk === undefined ? { kind: 'end' } : { ...chunk, bytes: chunk.bytes.slice() });
  }
}
