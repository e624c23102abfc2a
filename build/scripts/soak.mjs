// `npm run test:soak [-- --seed N]`: the long counts of what `npm test` runs a sample of, one summary line each.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runBuild } from './build.mjs';
import { needChromium } from './chromium.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { values } = parseArgs({ options: { seed: { type: 'string', default: '20261123' } } });

/** What is run, with how many, and the words with which its summary begins. */
const soaks = [
  { project: 'node', file: 'tests/snapshots/mutated', env: { EXPERT_DESK_MUTANTS: '6000' } },
  { project: 'node', file: 'tests/journal/mutated', env: { EXPERT_DESK_MUTANTS: '6000' } },
  { project: 'node', file: 'tests/rebuild', env: { EXPERT_DESK_RUNS: '200' } },
  { project: 'node', file: 'tests/backups', env: { EXPERT_DESK_FAULTS: 'all' } },
  { project: 'node', file: 'tests/laws', env: { EXPERT_DESK_RUNS: '3000' } },
  { project: 'node', file: 'tests/merge', env: { EXPERT_DESK_RUNS: '300' } },
  { project: 'node', file: 'tests/exchange/mishaps', env: { EXPERT_DESK_RUNS: '60' } },
  { project: 'e2e', file: 'tests/e2e/three-desks', env: { EXPERT_DESK_KILLS: '20' } },
  { project: 'e2e', file: 'tests/e2e/survival', env: { EXPERT_DESK_KILLS: '100' } },
];

const runSoak = (/** @type {typeof soaks[number]} */ { project, file, env }) => {
  const began = Date.now();
  const { status, stdout, stderr } = spawnSync(
    'npx',
    [
      '--no-install',
      'vitest',
      'run',
      '--config',
      'build/vitest.config.ts',
      '--project',
      project,
      file,
    ],
    {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
      shell: process.platform === 'win32',
      env: {
        ...process.env,
        ...env,
        NODE_ENV: 'test',
        NO_COLOR: '1',
        EXPERT_DESK_SEED: values.seed,
        EXPERT_DESK_CHROMIUM: needChromium(),
      },
    },
  );
  const summary = stdout.split('\n').find((line) => /^[a-z ]+(, seed \d+)?: [{]/.test(line));
  const seconds = Math.round((Date.now() - began) / 1000);
  console.log(
    `${status === 0 ? 'passed' : 'FAILED'} ${file}, ${seconds} s: ${summary ?? 'no summary'}`,
  );
  if (status !== 0) console.error(stdout, stderr);
  return status === 0;
};

await runBuild();
const passed = soaks.map(runSoak);
process.exit(passed.every(Boolean) ? 0 : 1);
