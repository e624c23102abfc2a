import type { ArgsOf, ChannelName, ResultOf } from '#shared/ipc/channels.ts';
import type { Chunk, DumpReport, Identity } from '#shared/ipc/messages.ts';
import { parseAnswer, parseCall } from '#shared/ipc/parse.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { MemoryApi, testIdentity } from '#tests/support/memory-api.ts';

/** A dump as this stand-in knows it: what a dry run reports, and its rows. */
export interface KnownDump {
  report: DumpReport;
  chunks: readonly Chunk[];
}

type RowsChunk = Extract<Chunk, { kind: 'rows' }>;

type Servers = { [C in ChannelName]?: (args: ArgsOf<C>) => Promise<Result<ResultOf<C>>> };

/**
 * The main process in memory, with what only screens ask of it besides: information, uploads, dry runs.
 * An uploaded file is not looked into: it is the known dump or the exported snapshot of its name.
 */
export class AppApi extends MemoryApi {
  /** What dry runs give, by the dump's name. */
  readonly dumps = new Map<string, KnownDump>();
  /** Tickets of exported snapshots by the name under which they can be chosen. */
  readonly snapshots = new Map<string, string>();
  /** Names of files that the user has opened with the desk, and that no window has taken. */
  readonly opened: string[] = [];
  sample: readonly RowsChunk[] = [];
  /** Milliseconds that reading a file takes. */
  delay = 0;
  #identity: Identity = testIdentity;
  readonly #names = new Map<string, string>();
  readonly #chunks = new Map<string, Chunk[]>();

  override async call<C extends ChannelName>(
    channel: C,
    args: ArgsOf<C>,
  ): Promise<Result<ResultOf<C>>> {
    const serve = this.#own[channel];
    const answer = serve === undefined ? null : await this.#ask(channel, args, serve);
    if (answer !== null) return answer;
    const result = await super.call(channel, args);
    if (channel === 'snapshot.exportFinish' && result.ok)
      this.snapshots.set('exported.edesk', this.lastTicket);
    return result;
  }

  async #ask<C extends ChannelName>(
    channel: C,
    args: ArgsOf<C>,
    serve: NonNullable<Servers[C]>,
  ): Promise<Result<ResultOf<C>> | null> {
    const parsed = parseCall(channel, args);
    if (!parsed.ok) return parsed;
    const own = await serve(parsed.value.args as ArgsOf<C>);
    if (!own.ok && own.problem.code === 'desk.noSuchJob') return null;
    this.calls.push(channel);
    return parseAnswer(channel, own);
  }

  async #slowly(job: string) {
    this.emit({ kind: 'progress', job, phase: 'Checking', done: 1, total: 2 });
    await new Promise((resolve) => setTimeout(resolve, this.delay));
  }

  async #next(job: string): Promise<Result<Chunk>> {
    const chunks = this.#chunks.get(job);
    if (chunks === undefined) return fail('desk.noSuchJob');
    return ok(chunks.shift() ?? ({ kind: 'end' } as const));
  }

  async #openDump({ job, ticket }: ArgsOf<'dump.open'>): Promise<Result<DumpReport>> {
    await this.#slowly(job);
    const name = this.#names.get(ticket) ?? '';
    const found = this.dumps.get(name);
    if (found === undefined) return fail('file.notReadable', { name, reason: 'it is no dump' });
    this.#chunks.set(job, [...found.chunks]);
    return ok(found.report);
  }

  async #openSnapshot({ job, ticket }: ArgsOf<'snapshot.open'>) {
    await this.#slowly(job);
    const name = this.#names.get(ticket) ?? '';
    const stored = this.snapshots.get(name);
    return stored === undefined
      ? fail('file.notReadable', { name, reason: 'it is cut short' })
      : super.call('snapshot.open', { job, ticket: stored });
  }

  async #rename(name: string): Promise<Result<Identity>> {
    this.#identity = { ...this.#identity, name };
    return ok(this.#identity);
  }

  readonly #own: Servers = {
    'app.info': async () =>
      ok({
        shell: 'browser',
        version: '0.0.0',
        platform: 'test',
        dialogs: false,
        exportsFolder: 'Downloads/Expert Desk',
        identity: this.#identity,
      }),
    'app.rename': ({ name }) => this.#rename(name),
    'files.uploadBegin': async ({ name, size }) => {
      const ticket = crypto.randomUUID();
      this.#names.set(ticket, name);
      return ok({ ticket, name, size });
    },
    'files.uploadChunk': async () => ok({}),
    'files.release': async () => ok({}),
    'files.opened': async () => {
      const name = this.opened.shift();
      if (name === undefined) return ok(null);
      const ticket = crypto.randomUUID();
      this.#names.set(ticket, name);
      return ok({ ticket, name, size: 7 });
    },
    'files.reveal': async () => ok({}),
    'snapshot.open': (args) => this.#openSnapshot(args),
    'dump.open': (args) => this.#openDump(args),
    'dump.read': ({ job }) => this.#next(job),
    'sample.open': async ({ job }) => {
      this.#chunks.set(job, [...this.sample]);
      return ok({ rows: Object.fromEntries(this.sample.map(({ table, rows }) => [table, rows])) });
    },
    'sample.read': ({ job }) => this.#next(job),
  };
}
