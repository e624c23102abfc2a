import { readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { channels, type ChannelName, type DeskEvent } from '#shared/ipc/channels.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { Jobs } from '#electron/ipc/jobs.ts';
import type { Services } from '#electron/ipc/services.ts';
import { snapshotHandlers } from '#electron/ipc/snapshot.ts';
import {
  appVersion,
  good,
  head,
  newFolder,
  readTables,
  sentenceOf,
  smallDesk,
  toNdjson,
  writeTables,
} from './made-snapshot.ts';
import { buildZip, snapshotParts } from './zip-parts.ts';

const job = '0198c0de-0000-4000-8000-00000000000a';
const ticket = '0198c0de-0000-4000-8000-00000000000b';
const beginning = {
  job,
  suggestedName: 'desk.edesk',
  workspace: head.workspace,
  number: 3,
  lastStamp: head.lastStamp,
};

let folder: string;
let path: string;
let events: DeskEvent[];
let jobs: Jobs;
let choice: Result<{ path: string; name: string } | null>;
let handlers: ReturnType<typeof snapshotHandlers>;

beforeEach(async () => {
  folder = await newFolder();
  path = join(folder, 'desk.edesk');
  events = [];
  jobs = new Jobs();
  choice = ok({ path, name: 'desk.edesk' });
  const services: Services = {
    jobs,
    appVersion,
    identity: () => ({ desk: head.desk.id, name: head.desk.name, number: head.desk.number }),
    files: {
      resolve: (given) =>
        given === ticket ? ok({ path, name: basename(path), size: 1 }) : fail('file.badTicket'),
    },
    exports: { choose: async () => choice, reveal: async () => ok({}) },
  };
  handlers = snapshotHandlers(services, { now: () => Date.parse(head.createdAt) });
});

const context = { emit: (event: DeskEvent) => void events.push(event) };

/** Calls a handler, and has its answer parsed as the window would. */
const call = async (
  channel: Extract<ChannelName, `snapshot.${string}`>,
  args: object,
): Promise<Result<Record<string, unknown> | null>> => {
  const handler = handlers[channel] as (
    args: object,
    c: typeof context,
  ) => Promise<Result<unknown>>;
  const answer = await handler(args, context);
  return answer.ok ? ok(channels[channel].result.parse(answer.value) as never) : answer;
};

const sendDesk = async () => {
  for (const table of ['users', 'profiles'] as const) {
    const rows = smallDesk()[table];
    good(
      await call('snapshot.exportRows', { job, table, rows: rows.length, bytes: toNdjson(rows) }),
    );
  }
};

describe('the channels of an export', () => {
  it('write a snapshot with progress, and end the job', async () => {
    expect(good(await call('snapshot.exportBegin', beginning))).toEqual({ name: 'desk.edesk' });
    await sendDesk();
    const done = good(await call('snapshot.exportFinish', { job }));
    expect(done).toMatchObject({
      name: 'desk.edesk',
      rows: { users: 2, profiles: 3, projects: 0 },
    });
    expect(good(await readTables(path))).toEqual(smallDesk());
    expect(events.length).toBeGreaterThan(0);
    expect(
      events.every((event) => event.kind === 'progress' && event.job === job && event.phase !== ''),
    ).toBe(true);
    expect(sentenceOf(await call('snapshot.exportFinish', { job }))).toContain('no longer running');
  });

  it('do nothing where the user cancels the choice of a place', async () => {
    choice = ok(null);
    expect(good(await call('snapshot.exportBegin', beginning))).toBeNull();
    expect(sentenceOf(await call('snapshot.exportFinish', { job }))).toContain('no longer running');
  });

  it('leave nothing where the job is closed', async () => {
    await call('snapshot.exportBegin', beginning);
    await sendDesk();
    await jobs.close(job);
    await jobs.close(job);
    expect(await readdir(folder)).toEqual([]);
  });

  it('leave nothing where the job is closed while the file is being finished', async () => {
    await call('snapshot.exportBegin', beginning);
    await sendDesk();
    const finishing = call('snapshot.exportFinish', { job });
    await jobs.close(job);
    expect(sentenceOf(await finishing)).toContain('Cancelled');
    expect(await readdir(folder)).toEqual([]);
  });

  it('end the job and say why where rows make no sense', async () => {
    await call('snapshot.exportBegin', beginning);
    const bytes = new TextEncoder().encode('nonsense');
    const refused = await call('snapshot.exportRows', { job, table: 'users', rows: 1, bytes });
    expect(sentenceOf(refused)).toContain('users: the last row is not whole');
    expect(await readdir(folder)).toEqual([]);
    expect((await call('snapshot.exportFinish', { job })).ok).toBe(false);
  });

  it('SNAP16: replace a file that was chosen, and none that appears meanwhile', async () => {
    await writeFile(path, 'chosen to be replaced');
    await call('snapshot.exportBegin', beginning);
    good(await call('snapshot.exportFinish', { job }));
    expect((await readFile(path)).toString('latin1', 0, 2)).toBe('PK');
    path = join(folder, 'free.edesk');
    choice = ok({ path, name: 'free.edesk' });
    await call('snapshot.exportBegin', beginning);
    await writeFile(path, 'came meanwhile');
    expect(sentenceOf(await call('snapshot.exportFinish', { job }))).toContain(
      'such a file already',
    );
    expect(await readFile(path, 'utf8')).toBe('came meanwhile');
    expect(await readdir(folder)).toEqual(['desk.edesk', 'free.edesk']);
  });
});

describe('the channels of a restore', () => {
  it('verify, say what the file is, and give its rows, then the end', async () => {
    await writeTables(path, smallDesk());
    const summary = good(await call('snapshot.open', { job, ticket }));
    expect(summary).toMatchObject({
      deskNumber: expect.any(Number) as number,
      deskName: 'Lisbon',
      number: 3,
      rows: { users: 2, profiles: 3 },
    });
    const seen: [unknown, unknown][] = [];
    for (;;) {
      const chunk = good(await call('snapshot.read', { job }))!;
      if (chunk['kind'] === 'end') break;
      seen.push([chunk['table'], chunk['rows']]);
    }
    expect(seen).toEqual([
      ['profiles', 3],
      ['users', 2],
    ]);
    await jobs.close(job);
    expect(sentenceOf(await call('snapshot.read', { job }))).toContain('no longer running');
    expect(events.at(-1)).toMatchObject({ kind: 'progress', job });
  });

  it('give no row of a file that does not verify', async () => {
    await writeTables(path, smallDesk());
    await writeFile(path, (await readFile(path)).subarray(0, -1));
    expect(sentenceOf(await call('snapshot.open', { job, ticket }))).toContain('is cut short');
    expect((await call('snapshot.read', { job })).ok).toBe(false);
  });

  it('SNAP23: or verify as they give them: the end comes only of a whole file', async () => {
    const along = { job, ticket, check: 'along' };
    const read = async () => good(await call('snapshot.read', { job }))!['kind'];
    await writeTables(path, smallDesk());
    good(await call('snapshot.open', along));
    expect([await read(), await read(), await read()]).toEqual(['rows', 'rows', 'end']);
    expect(events).toEqual([]);
    await jobs.close(job);

    const pointing = smallDesk();
    pointing.users[1] = { ...pointing.users[1]!, values: { profile_id: 12_345 } };
    await writeFile(path, buildZip(snapshotParts(pointing)));
    good(await call('snapshot.open', along));
    expect([await read(), await read()]).toEqual(['rows', 'rows']);
    const [refused, again] = [
      await call('snapshot.read', { job }),
      await call('snapshot.read', { job }),
    ];
    expect(sentenceOf(refused)).toContain('12345');
    expect(again).toEqual(refused);
    await jobs.close(job);
  });

  it('refuse a ticket that nobody gave', async () => {
    const other = { job, ticket: '0198c0de-0000-4000-8000-00000000000c' };
    expect(sentenceOf(await call('snapshot.open', other))).toContain('Choose it again');
  });

  it('break off where the job is closed while the file is being verified', async () => {
    await writeTables(path, smallDesk());
    const opening = call('snapshot.open', { job, ticket });
    await new Promise((resolve) => setImmediate(resolve));
    await jobs.close(job);
    expect(sentenceOf(await opening)).toContain('Cancelled');
    expect((await call('snapshot.read', { job })).ok).toBe(false);
  });
});
