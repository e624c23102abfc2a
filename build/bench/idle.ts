import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { formatStamp } from '#shared/sync/stamp.ts';
import type { Result } from '#shared/result.ts';
import { Exchange } from '#electron/exchange/exchange.ts';
import { Journal } from '#electron/journal/journal.ts';

/**
 * What an exchange costs while nothing happens: ten desks in one process share a folder with so many log
 * files each, and the processor time of a minute is told, with them and without.
 */
const [desks = 10, logs = 30, seconds = 60] = process.argv.slice(2).map(Number);

const must = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.problem.code);
  return result.value;
};

const folder = mkdtempSync(join(tmpdir(), 'expert-desk-idle-'));
const place = join(folder, 'shared');
mkdirSync(place);
const workspace = randomUUID();

/** What every desk has seen: all of it is taken in, as far as each is concerned. */
const seen: Record<string, string> = {};

const startDesk = async (number: number) => {
  const deskFolder = join(folder, String(number));
  mkdirSync(join(deskFolder, 'backups'), { recursive: true });
  const identity = { desk: randomUUID(), number, name: `Desk ${number}` };
  const desk = { id: identity.desk, number };
  const journal = must(await Journal.open(join(deskFolder, 'journal'), { desk }));
  const exchange = await Exchange.open({
    deskFolder,
    backups: join(deskFolder, 'backups'),
    journal,
    identity: () => identity,
    renumber: async () => ({ ok: true, value: identity }),
    appVersion: '0.3.0',
    passphrase: () => null,
  });
  must(await exchange.join(place, { workspace, passphrase: null }));
  for (let n = 1; n <= logs; n += 1) {
    const stamp = formatStamp({ time: Date.now(), counter: n, desk: number });
    const row = { id: number * 2 ** 26 + n, values: { name: `Project ${n}` }, clock: stamp };
    const change = { kind: 'create', table: 'projects', row };
    const line = `${JSON.stringify({ seq: n, stamp, action: 'new project', changes: [change] })}\n`;
    must(await journal.append(workspace, Buffer.from(line), { first: n, last: n }));
    must(await exchange.next({ [number]: stamp }));
    seen[number] = stamp;
  }
  return { exchange, journal };
};

/** Milliseconds of processor time in the time to come. */
const costOf = async (): Promise<number> => {
  const before = process.cpuUsage();
  await sleep(seconds * 1000);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
};

const running = [];
for (let number = 41; number < 41 + desks; number += 1) running.push(await startDesk(number));
for (const { exchange } of running) must(await exchange.next(seen));
// What the last of them wrote is looked at by the others, once.
await sleep(15_000);
for (const { exchange } of running) {
  const next = must(await exchange.next(seen));
  if (!('kind' in next) || next.kind !== 'nothing') throw new Error('a desk is not idle');
}
const ours = await costOf();
for (const { exchange, journal } of running) {
  await exchange.close();
  await journal.close();
}
const without = await costOf();
rmSync(folder, { recursive: true, force: true });
console.log(JSON.stringify({ ours, without, seconds }));
