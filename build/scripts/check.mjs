// `npm run check`: types, layering and lint, formatting, dead code. Prints what failed and exits 1, or is brief.
import { spawnSync } from 'node:child_process';

const steps = [
  ['types', 'tsc', ['--build']],
  ['lint', 'eslint', ['-c', 'build/eslint.config.mjs', '--max-warnings', '0', '.']],
  ['format', 'prettier', ['--check', '--log-level', 'warn', '.']],
  ['dead code', 'knip', ['--config', 'build/knip.json', '--no-progress']],
];

let failed = 0;
for (const [name, command, args] of steps) {
  const started = performance.now();
  const { status } = spawnSync(
    'npx',
    ['--no-install', String(command), .../** @type {string[]} */ (args)],
    {
      stdio: 'inherit',
      shell: process.platform === 'win32',
    },
  );
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`);
  if (status !== 0) failed += 1;
}
process.exit(failed === 0 ? 0 : 1);
