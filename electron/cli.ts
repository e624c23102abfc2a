/** The command line: `npm run --silent desk -- COMMAND …`. Composition root; see commands/. */
import { problemText } from '#shared/problems/index.ts';
import { appVersion } from './app-version.ts';
import type { Output } from './commands/command.ts';
import { commands } from './commands/index.ts';
import { parseCall, type Call } from './commands/parse-call.ts';
import { commandHelp, generalHelp } from './commands/usage.ts';

/** A reader that has gone away (`… | head`) is no failure: the rest is simply not printed. */
let readerIsGone = false;
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  readerIsGone = true;
  if (error.code !== 'EPIPE') process.exitCode = 1;
});
process.stderr.on('error', () => undefined);

const output: Output = {
  result: (text) =>
    readerIsGone
      ? Promise.resolve()
      : new Promise((resolve) => process.stdout.write(text, () => resolve())),
  notice: (line) => {
    process.stderr.write(`${line}\n`);
  },
};

/** The first interruption asks the command to leave nothing half-done; the second ends it at once. */
const interruption = (): AbortSignal => {
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort());
  return stop.signal;
};

/** Gives the exit status. */
const runCall = async (call: Call): Promise<number> => {
  switch (call.kind) {
    case 'version':
      await output.result(`${appVersion}\n`);
      return 0;
    case 'help':
      await output.result(
        call.command === null ? generalHelp(commands) : commandHelp(call.command),
      );
      return 0;
    case 'wrong':
      output.notice(`${call.reason} Add --help to see what there is.`);
      return 1;
    case 'run': {
      const context = { signal: interruption(), appVersion };
      const done = await call.command.run(call.args, output, context);
      if (!done.ok) output.notice(problemText(done.problem));
      return done.ok ? 0 : 1;
    }
  }
};

const fallback = (error: unknown): number => {
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
  output.notice(`Something went wrong inside Expert Desk; this is a mistake of ours. ${reason}`);
  return 1;
};

process.exitCode = await runCall(parseCall(commands, process.argv.slice(2))).catch(fallback);
