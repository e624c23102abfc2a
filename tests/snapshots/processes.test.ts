import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { verifySnapshot } from '#electron/snapshots/read-snapshot.ts';
import { buildChild } from './children/build-child.ts';
import { appVersion, good, newFolder, noTables, writeTables } from './made-snapshot.ts';

const run = promisify(execFile);
let exporter: string;
let measurer: string;
beforeAll(async () => {
  const folder = await newFolder();
  exporter = await buildChild('export-again-and-again', folder);
  measurer = await buildChild('measure-memory', folder);
}, 120_000);

/** Lets a process export until it has printed, and some time has passed, and kills it. */
const killInMidExport = async (path: string, rows: number, delay: number): Promise<void> => {
  const child = spawn(process.execPath, [exporter, path, String(rows)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  await once(child.stdout, 'data');
  child.stdout.resume();
  await new Promise((resolve) => setTimeout(resolve, delay));
  child.kill('SIGKILL');
  await ended;
};

describe('a process that is killed while it exports', () => {
  it('SNAP15: leaves nothing under the final name; the next export sweeps its temporary file', async () => {
    const folder = await newFolder();
    const path = join(folder, 'desk.edesk');
    await killInMidExport(path, 100_000_000, 50);
    const left = await readdir(folder);
    expect(left).toHaveLength(1);
    expect(left[0]).toMatch(/^\.desk\.edesk\..+\.part$/);
    await writeTables(join(folder, 'next.edesk'), noTables());
    expect(await readdir(folder)).toEqual(['next.edesk']);
  });

  it('SNAP15: leaves the old file or the new one, whole, whenever it is killed', async () => {
    const folder = await newFolder();
    const path = join(folder, 'desk.edesk');
    await writeTables(path, noTables());
    for (let delay = 0; delay < 400; delay += 57) {
      await killInMidExport(path, 4000, delay);
      const { rows } = good(await verifySnapshot(path, { appVersion }));
      expect([0, 4000]).toContain(rows.users);
    }
    await writeTables(path, noTables());
    expect(await readdir(folder)).toEqual(['desk.edesk']);
  });
});

describe('a large snapshot', () => {
  it('SNAP15, SNAP18: is written, verified and read in bounded memory', async () => {
    const path = join(await newFolder(), 'large.edesk');
    const { stdout } = await run(process.execPath, [
      '--max-old-space-size=64',
      measurer,
      path,
      '300000',
    ]);
    const { read, most } = JSON.parse(stdout) as { read: number; most: number };
    expect(read).toBe(300_000);
    expect(most).toBeLessThan(300e6);
  });
});
