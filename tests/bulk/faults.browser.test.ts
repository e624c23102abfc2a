import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fail, ok, type Result } from '#shared/result.ts';
import type { CurrentDesk } from '#renderer/db/current-desk.ts';
import type { WorkOptions } from '#renderer/db/desk.ts';
import { readRoot } from '#renderer/db/root.ts';
import { runExport, runImportDump, runRestore, runWipe } from '#renderer/db/work.ts';
import {
  databasesOf,
  manyRows,
  must,
  newDesk,
  newRoot,
  quietly,
  rowOf,
  storesIn,
  watching,
} from '#tests/support/bulk-desk.ts';
import { MemoryApi, type Fault } from '#tests/support/memory-api.ts';

type Run = (desk: CurrentDesk, api: MemoryApi, options: WorkOptions) => Promise<Result<unknown>>;

/** A snapshot of another desk, and a dump, each of several chunks. */
const restore =
  (ticket: string): Run =>
  (desk, api, options) =>
    runRestore(desk, api, { ticket, name: 'a.edesk' }, options);

const importing: Run = (desk, api, options) =>
  runImportDump(desk, api, { ...api.openDump({ projects: rows(120) }), name: 'a.sql' }, options);

const rows = (count: number) =>
  Array.from({ length: count }, (_, i) => rowOf(i + 1, { name: `P${i}` }));

const ready = async () => {
  const root = newRoot();
  const [desk, api] = [await newDesk(root), new MemoryApi()];
  must(await runImportDump(desk, api, { ...api.openDump(manyRows(120)), name: 'old' }, quietly));
  must(await runExport(desk, api, { suggestedName: 'a.edesk' }, quietly));
  must(await desk.mutate([{ op: 'create', table: 'projects', values: { name: 'Mine' } }], 'new'));
  return { root, desk, api, before: await storesIn(desk) };
};

/** The desk is what it was, in the only database there is. */
const expectUntouched = async (
  { root, desk, before }: Awaited<ReturnType<typeof ready>>,
  why: string,
) => {
  expect(await storesIn(desk), why).toEqual(before);
  const { database, staging } = await readRoot(root);
  expect(staging, why).toBeNull();
  await expect.poll(() => databasesOf(root), { message: why }).toEqual([database]);
};

const callsOf = async (run: (api: MemoryApi) => Run): Promise<number> => {
  const { desk, api } = await ready();
  api.calls.length = 0;
  must(await run(api)(desk, api, quietly));
  return api.calls.filter((channel) => channel !== 'job.close').length;
};

const wrongAnswers: Record<string, (channel: string) => Result<unknown>> = {
  'a failure': () => fail('desk.unreachable'),
  'an answer of another shape': () => ok({ kind: 'nonsense' }),
  'rows that are none': (channel) =>
    channel.endsWith('.read')
      ? ok({ kind: 'rows', table: 'users', rows: 1, bytes: new TextEncoder().encode('{"id":\n') })
      : fail('desk.unreachable'),
  'an end too early': (channel) =>
    channel.endsWith('.read') ? ok({ kind: 'end' }) : fail('desk.unreachable'),
};

const kinds: Record<string, (api: MemoryApi) => Run> = {
  restore: (api) => restore(api.lastTicket),
  import: () => importing,
};

test.each(
  Object.keys(kinds).flatMap((kind) => Object.keys(wrongAnswers).map((wrong) => [kind, wrong])),
)('%s: %s at any call leaves the desk as it was', async (kind, wrong) => {
  const calls = await callsOf(kinds[kind]!);
  const set = await ready();
  const run = kinds[kind]!(set.api);
  for (let at = 0; at < calls; at++) {
    set.api.calls.length = 0;
    set.api.fault = (channel, index) => (index === at ? wrongAnswers[wrong]!(channel) : undefined);
    const lastIsEnd = wrong === 'an end too early' && at === calls - 1;
    if (lastIsEnd) continue;
    expect(await run(set.desk, set.api, quietly), `call ${at}`).toMatchObject({ ok: false });
    await expectUntouched(set, `call ${at}`);
  }
});

test('export: a failure at any call gives that failure and changes nothing', async () => {
  const set = await ready();
  const run: Run = (desk, api, options) =>
    runExport(desk, api, { suggestedName: 'b.edesk' }, options);
  for (let at = 0; ; at++) {
    set.api.calls.length = 0;
    set.api.fault = (channel, index) =>
      index === at && channel !== 'job.close' ? fail('file.diskFull', { name: 'b' }) : undefined;
    const result = await run(set.desk, set.api, quietly);
    await expectUntouched(set, `call ${at}`);
    if (result.ok) break;
    expect(result.problem.code).toBe('file.diskFull');
  }
  expect(set.api.calls).toContain('snapshot.exportFinish');
});

test('cancelling at any moment leaves no trace', async () => {
  const set = await ready();
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('restore', 'import'),
      fc.integer({ min: 0, max: 7 }),
      fc.integer({ min: 0, max: 12 }),
      async (kind, at, wait) => {
        const { stop, options } = watching();
        set.api.calls.length = 0;
        set.api.fault = async (_, index) => {
          if (index !== at) return;
          setTimeout(() => stop.abort(), wait);
          await new Promise((resolve) => setTimeout(resolve, 12));
        };
        const result = await kinds[kind]!(set.api)(set.desk, set.api, options);
        if (result.ok) set.before = await storesIn(set.desk);
        else expect(result.problem.code).toBe('file.cancelled');
        await expectUntouched(set, `${kind} ${at}`);
      },
    ),
    { numRuns: 15 },
  );
});

test('cancelling before the start, or in the export, leaves no trace either', async () => {
  const set = await ready();
  const { stop, options } = watching();
  set.api.fault = (channel) => {
    if (channel === 'snapshot.exportRows') stop.abort();
  };
  const during = await runExport(set.desk, set.api, { suggestedName: 'b' }, options);
  expect(during).toMatchObject({ problem: { code: 'file.cancelled' } });
  const after = await runWipe(set.desk, set.api, options);
  expect(after).toMatchObject({ problem: { code: 'file.cancelled' } });
  await expectUntouched(set, 'cancelled');
});

test('a window that dies in mid-restore leaves the old data, and the next start clears up', async () => {
  const root = newRoot();
  const desk = await newDesk(root);
  const api = new MemoryApi();
  must(await runImportDump(desk, api, { ...api.openDump(manyRows(120)), name: 'old' }, quietly));
  must(await runExport(desk, api, { suggestedName: 'a.edesk' }, quietly));
  const before = await storesIn(desk);
  // The worker goes without a word, as a killed process does; the call that it waits for stays open.
  const killed: Worker[] = [];
  const real = globalThis.Worker;
  globalThis.Worker = class extends real {
    constructor(...given: ConstructorParameters<typeof Worker>) {
      super(...given);
      killed.push(this);
    }
  };
  const reached = new Promise<void>((resolve) => {
    api.fault = (channel) => {
      if (channel !== 'snapshot.read' || api.calls.length % 3 !== 0) return;
      killed.at(-1)!.terminate();
      resolve();
    };
  });
  void runRestore(desk, api, { ticket: api.lastTicket, name: 'a' }, quietly);
  await reached;
  globalThis.Worker = real;
  desk.close();
  expect(await databasesOf(root)).toHaveLength(2);

  const next = await newDesk(root);
  expect(await storesIn(next)).toEqual(before);
  const { database } = await readRoot(root);
  await expect.poll(() => databasesOf(root)).toEqual([database]);
  expect((await readRoot(root)).staging).toBeNull();
});

test('edits that come while the data is brought in refuse it; they are kept', async () => {
  const set = await ready();
  for (const kind of Object.keys(kinds)) {
    let created = 0;
    const fault: Fault = async (channel) => {
      if (!channel.endsWith('.read') || created > 0) return;
      const made = await set.desk.mutate([{ op: 'create', table: 'projects', values: {} }], 'new');
      created = must(made).touched[0]!.id;
    };
    set.api.fault = fault;
    const result = await kinds[kind]!(set.api)(set.desk, set.api, quietly);
    expect(result).toMatchObject({ problem: { code: 'work.editedMeanwhile' } });
    expect(await set.desk.get('projects', created)).not.toBeNull();
  }
});

test('a desk that was left behind takes no edit any more', async () => {
  const { desk, api, root } = await ready();
  const { openDesk } = await import('#renderer/db/open-desk.ts');
  const left = must(await openDesk({ identity: desk.identity, database: desk.database.name }));
  const stop = desk.watch(() => undefined);
  must(await runWipe(desk, api, quietly));
  const late = await left.mutate([{ op: 'create', table: 'projects', values: {} }], 'late');
  expect(late.ok).toBe(false);
  stop();
  left.close();
  expect((await readRoot(root)).database).toBe(desk.database.name);
});

describe('in a browser host, where the worker calls by itself,', () => {
  const unreachable = (api: MemoryApi) => ({
    call: api.call.bind(api),
    onEvent: api.onEvent.bind(api),
    loopback: { address: 'http://127.0.0.1:1/call', headers: {} },
  });

  test('nobody who answers is a problem that is told; the window only closes the job', async () => {
    const state = await ready();
    const { desk, api } = state;
    api.calls.length = 0;
    const result = await runExport(desk, unreachable(api), { suggestedName: 'b.edesk' }, quietly);
    expect(result).toEqual(fail('desk.unreachable'));
    expect(api.calls).toEqual(['job.close']);
    await expectUntouched(state, 'an export that reached nobody');
  });

  test('what is cancelled counts as that, whatever the worker hears first', async () => {
    const { desk, api } = await ready();
    const stop = new AbortController();
    const options = { ...quietly, signal: stop.signal };
    const exporting = runExport(desk, unreachable(api), { suggestedName: 'b.edesk' }, options);
    stop.abort();
    expect(await exporting).toEqual(fail('file.cancelled'));
  });
});
