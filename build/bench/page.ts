import type { TableName } from '#shared/entities/index.ts';
import type { ChannelName, DeskApi, ResultOf } from '#shared/ipc/channels.ts';
import type { Chunk } from '#shared/ipc/messages.ts';
import { problemText } from '#shared/problems/index.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import type { Row } from '#shared/schema/row.ts';
import { openCurrentDesk, type CurrentDesk } from '#renderer/db/current-desk.ts';
import type { Operation } from '#renderer/db/desk.ts';
import { startPump, type JournalPump } from '#renderer/db/journal-pump.ts';
import { takeLog } from '#renderer/db/exchange-work.ts';
import { runMergeApply, runMergePlan } from '#renderer/db/merge-work.ts';
import { nothingLeftOut } from '#renderer/db/merging.ts';
import { removeOrphans } from '#renderer/db/root.ts';
import { runBackupOnly, runExport, runRestore, runSample } from '#renderer/db/work.ts';
import { benchApi, plainApi } from './bench-api.ts';
import type { Measured, Step } from './messages.ts';
import { profileRows, targetRows } from './rows.ts';
import { spreadRows } from './spread.ts';

/** The benchmarks' page: does one step after the other, as its host says. */

const identity = { desk: '01890000-0000-7000-8000-000000000001', number: 4711, name: 'Bench' };
const quietly = { signal: new AbortController().signal, onProgress: () => undefined };

const must = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(problemText(result.problem));
  return result.value;
};

/** Another desk of the same workspace. */
const colleague = {
  desk: '01890000-0000-7000-8000-000000000002',
  number: 4712,
  name: 'Colleague',
};
const colleagueRoot = 'bench-colleague';

const desks = new Map<string, Promise<CurrentDesk>>();
const deskOf = (root: string): Promise<CurrentDesk> => {
  const who = root === colleagueRoot ? colleague : identity;
  const known = desks.get(root) ?? openCurrentDesk({ identity: who, root }).then(must);
  desks.set(root, known);
  return known;
};

const pumps = new Map<string, JournalPump>();
const pumpOf = async (root: string): Promise<JournalPump> => {
  const known = pumps.get(root) ?? startPump(await deskOf(root), benchApi);
  pumps.set(root, known);
  return known;
};

let turn = 0;

/** So many edits one after the other, each of so many records, the first 10,000 of them or so many. */
const edit = async (
  desk: CurrentDesk,
  edits: number,
  size: number,
  records = 10_000,
): Promise<void> => {
  turn += 1;
  for (let n = 0; n < edits; n += 1) {
    const operations = Array.from({ length: size }, (_, i): Operation => {
      const id = 1 + ((n * size + i) % records);
      return { op: 'update', table: 'profiles', id, values: { title: `Turn ${turn}, edit ${n}` } };
    });
    must(await desk.mutate(operations, 'edit'));
  }
};

const encoder = new TextEncoder();

const chunkOf = (table: TableName, rows: readonly Row[]): Chunk => {
  const bytes = encoder.encode(rows.map((row) => JSON.stringify(row) + '\n').join(''));
  return { kind: 'rows', table, rows: rows.length, bytes };
};

const chunksOf = function* (rows: number): Generator<Chunk> {
  yield chunkOf('users', targetRows.users);
  yield chunkOf('expert_requests', targetRows.expert_requests);
  for (let from = 1; from <= rows; from += 800)
    yield chunkOf('profiles', profileRows(from, Math.min(rows, from + 799)));
};

const spreadChunks = function* ({ batches }: ReturnType<typeof spreadRows>): Generator<Chunk> {
  for (const { table, rows } of batches()) yield chunkOf(table, rows);
};

/** So many profiles, and the few records that they point to. */
const profilesApi = (rows: number): DeskApi =>
  sampleApi(chunksOf(rows), { users: 40, expert_requests: 2000, profiles: rows });

/** So many rows of all tables. */
const spreadApi = (rows: number): DeskApi => {
  const spread = spreadRows(rows);
  return sampleApi(spreadChunks(spread), spread.counts);
};

/** Stands in for the sample. */
const sampleApi = (
  chunks: Generator<Chunk>,
  counts: Partial<Record<TableName, number>>,
): DeskApi => {
  const answer = (channel: ChannelName): Result<unknown> => {
    if (channel === 'sample.open') return ok({ rows: counts });
    if (channel === 'sample.read') return ok(chunks.next().value ?? { kind: 'end' });
    return channel === 'job.close' ? ok({}) : fail('desk.unknownChannel', { channel });
  };
  return {
    onEvent: () => () => undefined,
    call: <C extends ChannelName>(channel: C) =>
      Promise.resolve(answer(channel) as Result<ResultOf<C>>),
  };
};

const timed = async <T>(run: () => Promise<T>): Promise<{ ms: number; value: T }> => {
  const started = performance.now();
  const value = await run();
  return { ms: performance.now() - started, value };
};

const worker = new Worker(new URL('./bench.worker.ts', import.meta.url), { type: 'module' });

const inWorker = (step: Step): Promise<Measured> =>
  new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<{ measured?: Measured; error?: string }>) => {
      if (data.measured !== undefined) resolve(data.measured);
      else reject(new Error(data.error));
    };
    worker.postMessage(step);
  });

const bench = {
  inWorker,
  /** Fills the desk under `root`; gives the name of its database. */
  seed: async (root: string, rows: number): Promise<string> => {
    const desk = await deskOf(root);
    must(await runSample(desk, profilesApi(rows), { rows, seed: 1 }, quietly));
    await removeOrphans(root);
    return desk.database.name;
  },
  /** The same, spread over all tables. */
  seedSpread: async (root: string, rows: number): Promise<string> => {
    const desk = await deskOf(root);
    must(await runSample(desk, spreadApi(rows), { rows, seed: 1 }, quietly));
    await removeOrphans(root);
    return desk.database.name;
  },
  /** Edits that count as done when they are committed, or when they are in the journal. */
  edit: async (root: string, edits: number, size: number, kept: boolean): Promise<Measured> => {
    const desk = await deskOf(root);
    const pump = kept ? await pumpOf(root) : null;
    if (pump !== null) must(await pump.flush());
    const { ms } = await timed(async () => {
      await edit(desk, edits, size);
      if (pump !== null) must(await pump.flush());
    });
    return { ms };
  },
  export: async (root: string, passphrase: string | null = null): Promise<Measured> => {
    const desk = await deskOf(root);
    const to = { suggestedName: 'bench.edesk', passphrase };
    const work = () => runExport(desk, benchApi, to, quietly);
    const { ms, value } = await timed(work);
    const file = must(value)!;
    return { ms, packed: file.size, unpacked: file.uncompressed };
  },
  exportPlainly: async (root: string): Promise<Measured> => {
    const desk = await deskOf(root);
    const work = () => runExport(desk, plainApi, { suggestedName: 'plain.edesk' }, quietly);
    const { ms, value } = await timed(work);
    return { ms, packed: must(value)!.size };
  },
  backup: async (root: string): Promise<Measured> => {
    const desk = await deskOf(root);
    const work = () => runBackupOnly(desk, benchApi, { reason: 'change' }, quietly);
    const { ms, value } = await timed(work);
    const file = must(value);
    return { ms, packed: file.size, unpacked: file.uncompressed };
  },
  /** Gives the colleague what the desk under `root` has. */
  share: async (root: string): Promise<void> => {
    const desk = await deskOf(root);
    must(await runExport(desk, benchApi, { suggestedName: 'bench.edesk' }, quietly));
    const other = await deskOf(colleagueRoot);
    const file = { ticket: crypto.randomUUID(), name: 'bench.edesk' };
    must(await runRestore(other, benchApi, file, quietly));
    await removeOrphans(colleagueRoot);
  },
  /** The colleague edits every tenth record, and sends a file, which is then merged: preview and all of it. */
  merge: async (root: string, rows: number): Promise<Measured> => {
    const [desk, other] = [await deskOf(root), await deskOf(colleagueRoot)];
    await edit(other, Math.ceil(rows / 10_000), 1000, Math.ceil(rows / 10));
    must(await runExport(other, benchApi, { suggestedName: 'bench.edesk' }, quietly));
    const file = { ticket: crypto.randomUUID(), name: 'bench.edesk' };
    const { ms } = await timed(async () => {
      const { plan } = must(await runMergePlan(desk, benchApi, file, quietly));
      must(await runMergeApply(desk, benchApi, { plan, leftOut: nothingLeftOut }, quietly));
    });
    return { ms };
  },
  /** The colleague edits every record, a hundred at a time; the log of that is then taken in from a folder. */
  collect: async (root: string, rows: number): Promise<Measured> => {
    const [desk, other] = [await deskOf(root), await deskOf(colleagueRoot)];
    await other.database.outbox.clear();
    await edit(other, Math.ceil(rows / 100), 100, rows);
    const entries = await other.database.outbox.toArray();
    const lines = entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
    await fetch(`/log/${desk.workspace}`, { method: 'POST', body: lines });
    const { ms } = await timed(async () => {
      for (;;) {
        const work = must(await benchApi.call('exchange.next', { seen: {} }));
        if (work.kind !== 'entries') return;
        const held = must(await takeLog(desk, work));
        if (held !== null) throw new Error(problemText(held));
      }
    });
    return { ms };
  },
  restore: async (root: string): Promise<Measured> => {
    const desk = await deskOf(root);
    const file = { ticket: crypto.randomUUID(), name: 'bench.edesk' };
    const { ms, value } = await timed(() => runRestore(desk, benchApi, file, quietly));
    must(value);
    await removeOrphans(root);
    return { ms };
  },
};

type Steps = Record<string, (...args: never[]) => Promise<unknown>>;

const doStep = async ({ step, args }: { step: string; args: unknown[] }): Promise<object> => {
  try {
    return { value: await (bench as Steps)[step]!(...(args as never[])) };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
};

const serveSteps = async (): Promise<never> => {
  for (;;) {
    const step = (await (await fetch('/step')).json()) as { step: string; args: unknown[] };
    await fetch('/done', { method: 'POST', body: JSON.stringify(await doStep(step)) });
  }
};

// The benchmark of the start brings this page to the app's own host, and calls it by itself.
Object.assign(window, { bench });
if (location.hash === '#steps') void serveSteps();
