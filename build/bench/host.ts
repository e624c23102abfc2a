import { mkdirSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { createInterface } from 'node:readline';
import { Backups } from '#electron/backups/backups.ts';
import { Calls } from '#electron/host/calls.ts';
import { EventStreams } from '#electron/host/event-streams.ts';
import { readBody } from '#electron/host/reply.ts';
import { backupsHandlers } from '#electron/ipc/backups.ts';
import { Jobs } from '#electron/ipc/jobs.ts';
import { journalHandlers } from '#electron/ipc/journal.ts';
import { Journal } from '#electron/journal/journal.ts';
import { createRouter, type AllHandlers } from '#electron/ipc/router.ts';
import { snapshotHandlers } from '#electron/ipc/snapshot.ts';
import { WindowJobs } from '#electron/ipc/window-jobs.ts';
import { ok } from '#shared/result.ts';
import { LogFolder } from './log-folder.ts';
import { PlainExport } from './plain-export.ts';

/**
 * The benchmarks' main process: the app's own snapshot handlers behind the calls of the browser host, without
 * its token and other duties. Started by `npm run bench` with the built pages and a folder.
 *
 * The page asks it for steps, which come in on standard input, and what they gave goes out on standard
 * output: a debugging connection would look at every request, and be measured along.
 */
const [pages = '.', folder = '.'] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });

const appVersion = '0.3.0';
const identity = { desk: '01890000-0000-7000-8000-000000000001', number: 4711, name: 'Bench' };
const journal = await Journal.open(join(folder, 'journal'), {
  desk: { id: identity.desk, number: identity.number },
});
if (!journal.ok) throw new Error(journal.problem.code);

const protection = {
  encrypted: false,
  unlocked: true,
  kept: false,
  passphrase: () => null,
  protect: async () => ok(undefined),
  unlock: async () => ok(undefined),
};
const backups = await Backups.open(join(folder, 'backups'), {
  appVersion,
  identity: () => identity,
  protection,
  journal: join(folder, 'journal'),
  bases: async () => [],
});

const jobs = new Jobs();
const fileAt = (name: string) => ({ path: join(folder, name), name, size: 0 });
const files = { resolve: () => ok(fileAt('bench.edesk')) };
const exports = { choose: async () => ok(fileAt('bench.edesk')), reveal: async () => ok({}) };
const show = async () => ok({});
const shared = { jobs, files, exports, identity: () => identity, appVersion };
const logs = new LogFolder(join(folder, 'log'), appVersion);
const handlers = {
  'exchange.next': () => logs.next(),
  ...snapshotHandlers(shared),
  ...backupsHandlers({ ...shared, backups, protection, show } as never),
  ...journalHandlers({ journal: journal.value }),
  'job.close': async ({ job }: { job: string }) => {
    await jobs.close(job);
    return ok({});
  },
} as unknown as AllHandlers;

const plain = new PlainExport(join(folder, 'plain.edesk'));

/** What the peer of a backup answers to the calls of an export. */
const plainHandlers = {
  ...handlers,
  'snapshot.exportBegin': () => plain.begin(),
  'snapshot.exportRows': (args: never) => plain.rows(args),
  'snapshot.exportFinish': () => plain.finish(),
  'snapshot.exportTombstones': async () => ok({}),
} as unknown as AllHandlers;

const streams = new EventStreams(() => undefined);
const windowJobs = new WindowJobs(jobs);
const calls = new Calls(createRouter(handlers), streams, windowJobs);
const plainCalls = new Calls(createRouter(plainHandlers), streams, windowJobs);

const textOf = async (request: IncomingMessage): Promise<string> =>
  String(await readBody(request, 2 ** 30));

const types: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.wasm': 'application/wasm',
};

const answerPage = (request: IncomingMessage, response: ServerResponse) => {
  const path = normalize(String(request.url).split('?')[0]!);
  response.setHeader('content-type', types[extname(path)] ?? 'application/octet-stream');
  response.end(readFileSync(join(pages, path)));
};

const steps: string[] = [];
let asking: ServerResponse | null = null;

const giveStep = () => {
  if (asking === null || steps.length === 0) return;
  asking.end(steps.shift());
  asking = null;
};

createInterface({ input: process.stdin }).on('line', (line) => {
  steps.push(line);
  giveStep();
});

const answerStep = (response: ServerResponse) => {
  asking = response;
  giveStep();
};

const tellDone = async (request: IncomingMessage, response: ServerResponse) => {
  console.log(await textOf(request));
  response.end();
};

const takeLog = async (request: IncomingMessage, response: ServerResponse) => {
  const workspace = String(request.url).slice('/log/'.length);
  await logs.write(workspace, await textOf(request));
  response.end();
};

const server = createServer((request, response) => {
  if (request.url?.startsWith('/log/') === true) return void takeLog(request, response);
  if (request.url === '/step') return answerStep(response);
  if (request.url === '/done') return void tellDone(request, response);
  if (request.url === '/call') return void calls.serve(request, response);
  if (request.url === '/plain') return void plainCalls.serve(request, response);
  try {
    answerPage(request, response);
  } catch {
    response.writeHead(404).end();
  }
});
server.listen(0, '127.0.0.1', () => console.log(JSON.stringify(server.address())));
