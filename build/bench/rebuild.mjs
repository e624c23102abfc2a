// Snapshots and rebuilds by the command line, each in a process of its own, whose most memory is told.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runBuild } from '../scripts/build.mjs';
import { out } from './machine.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const cli = join(root, 'build/out/cli/cli.js');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
/** At its end a process says its most memory in KiB. What `resourceUsage` says is that of who began it, too. */
const tellPeak = `data:text/javascript,import { readFileSync } from 'node:fs';
process.on('exit', () => console.error(/VmHWM:.*/.exec(readFileSync('/proc/self/status', 'utf8'))[0]));`;

/** Runs a script; gives what it wrote, how long it took, and its most memory in MiB. */
const run = (/** @type {string} */ script, /** @type {string[]} */ args) => {
  const began = Date.now();
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', tellPeak, script, ...args],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(stderr);
  const peak = Math.round(Number(/VmHWM:\s*(\d+)/.exec(stderr)?.[1]) / 1024);
  return { stdout, ms: Date.now() - began, peak };
};

/** Writes a snapshot of so many rows, changes a tenth of them in a journal, and makes the desk anew. */
export const runRebuild = async (/** @type {number} */ rows) => {
  await runBuild();
  const folder = mkdtempSync(join(tmpdir(), 'expert-desk-rebuild-'));
  try {
    const [backups, journal] = [join(folder, 'backups'), join(folder, 'journal')];
    mkdirSync(backups);
    const [snapshot, rebuilt] = [join(backups, 'sample.edesk'), join(folder, 'made.edesk')];
    const made = run(cli, ['sample', '--rows', String(rows), '--seed', '1', '-o', snapshot]);
    const { stdout } = run(`${out}/host/journal-of.js`, [snapshot, journal, version]);
    const { changed } = JSON.parse(stdout);
    const again = run(cli, ['rebuild', '--journal', journal, '--backups', backups, '-o', rebuilt]);
    const verified = run(cli, ['verify', rebuilt]);
    const size = statSync(rebuilt).size;
    return { made, again, verified, changed, size };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
