// `npm test [-- filter …]`: gets a browser if there is none, builds, runs every project, and counts.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { needAge } from './age.mjs';
import { runBuild } from './build.mjs';
import { needChromium } from './chromium.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const report = `${root}node_modules/.cache/expert-desk/tests.json`;

const runProjects = () => {
  mkdirSync(`${root}node_modules/.cache/expert-desk`, { recursive: true });
  rmSync(report, { force: true });
  const args = [
    '--no-install',
    'vitest',
    'run',
    '--config',
    'build/vitest.config.ts',
    '--reporter=default',
    '--reporter=json',
  ];
  return spawnSync('npx', [...args, `--outputFile.json=${report}`, ...process.argv.slice(2)], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    // The build has set NODE_ENV to production, in which React has no `act`.
    env: { ...process.env, NODE_ENV: 'test', EXPERT_DESK_CHROMIUM: needChromium() },
  }).status;
};

/** Passed and failed tests; a file that could not even be loaded counts as one that failed. */
const readCounts = () => {
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, 'utf8'));
  const broken = testResults.filter(
    (/** @type {any} */ file) =>
      file.status === 'failed' &&
      file.assertionResults.every((/** @type {any} */ t) => t.status !== 'failed'),
  );
  return { passed: numPassedTests, failed: numFailedTests + broken.length };
};

needChromium();
needAge();
await runBuild();
const status = runProjects();
const { passed, failed } = readCounts();
const bad = failed > 0 || status !== 0 || passed === 0;
console.log(`${passed} passed, ${bad ? Math.max(failed, 1) : 0} failed`);
process.exit(bad ? 1 : 0);
