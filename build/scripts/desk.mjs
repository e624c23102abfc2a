// `npm run --silent desk -- COMMAND …`: the command line. Standard output holds the result and nothing else.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { needNode } from './node-version.mjs';

needNode();
const { buildStale, outFolder } = await import('./stale.mjs');
await buildStale(['cli']).catch((/** @type {unknown} */ error) => {
  console.error('The command line could not be built:', error);
  process.exit(1);
});

const child = spawn(
  process.execPath,
  [join(outFolder, 'cli', 'cli.js'), ...process.argv.slice(2)],
  // Names of files mean what they mean where the command was typed, not at the top of the project.
  { stdio: 'inherit', cwd: process.env['INIT_CWD'] ?? process.cwd() },
);
/** @type {NodeJS.Signals[]} */
const passedOn = ['SIGINT', 'SIGTERM', 'SIGHUP'];
// Ctrl-C reaches the child by itself; this process then waits for what it says.
for (const signal of passedOn) process.on(signal, () => signal === 'SIGINT' || child.kill(signal));
child.on('exit', (code) => process.exit(code ?? 1));
