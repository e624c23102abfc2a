import type { ArgsOf, ChannelName, DeskApi, ResultOf } from '#shared/ipc/channels.ts';
import { problemText } from '#shared/problems/index.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { openCurrentDesk, type CurrentDesk } from '#renderer/db/current-desk.ts';
import { removeOrphans } from '#renderer/db/root.ts';
import { runExport, runRestore, runSample } from '#renderer/db/work.ts';
import { benchApi } from './bench-api.ts';
import type { Measured, Step } from './messages.ts';
import { profileRows } from './rows.ts';

/** The benchmarks' page: `window.bench` is what `npm run bench` calls, one step at a time. */

const identity = { desk: '01890000-0000-7000-8000-000000000001', number: 4711, name: 'Bench' };
const quietly = { signal: new AbortController().signal, onProgress: () => undefined };

const must = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(problemText(result.problem));
  return result.value;
};

const desks = new Map<string, Promise<CurrentDesk>>();
const deskOf = (root: string): Promise<CurrentDesk> => {
  const known = desks.get(root) ?? openCurrentDesk({ identity, root }).then(must);
  desks.set(root, known);
  return known;
};

const encoder = new TextEncoder();

/** Stands in for the sample: profiles only, so that both sides have one table to move. */
const profilesApi = (rows: number): DeskApi => {
  let last = 0;
  const read = () => {
    if (last >= rows) return ok({ kind: 'end' });
    const part = profileRows(last + 1, Math.min(rows, last + 800));
    last += part.length;
    const bytes = encoder.encode(part.map((row) => JSON.stringify(row) + '\n').join(''));
    return ok({ kind: 'rows', table: 'profiles', rows: part.length, bytes });
  };
  const answer = (channel: ChannelName): Result<unknown> => {
    if (channel === 'sample.open') return ok({ rows: { profiles: rows } });
    if (channel === 'sample.read') return read();
    return channel === 'job.close' ? ok({}) : fail('desk.unknownChannel', { channel });
  };
  return {
    onEvent: () => () => undefined,
    call: <C extends ChannelName>(channel: C, _: ArgsOf<C>) =>
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
  export: async (root: string): Promise<Measured> => {
    const desk = await deskOf(root);
    const work = () => runExport(desk, benchApi, { suggestedName: 'bench.edesk' }, quietly);
    const { ms, value } = await timed(work);
    const file = must(value)!;
    return { ms, packed: file.size, unpacked: file.uncompressed };
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

export type Bench = typeof bench;
Object.assign(window, { bench });
