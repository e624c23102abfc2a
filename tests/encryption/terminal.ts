import { spawn } from 'node:child_process';

export interface Typed {
  status: number | null;
  /** Everything that the terminal showed. */
  shown: string;
}

const quoted = (word: string) => `'${word.replaceAll("'", `'\\''`)}'`;

/**
 * Runs a command on a terminal of its own and answers its questions for a passphrase, one after the other,
 * as a person would: programs read those from the terminal and from nowhere else.
 */
export const runOnTerminal = (
  command: readonly string[],
  answers: readonly string[],
): Promise<Typed> =>
  new Promise((resolve, reject) => {
    const line = command.map(quoted).join(' ');
    const child = spawn('script', ['-qec', line, '/dev/null'], { stdio: 'pipe' });
    let shown = '';
    let given = 0;
    const take = (text: Buffer) => {
      shown += text.toString();
      const questions = shown.match(/(passphrase|same again)[^\n]*: ?/gi)?.length ?? 0;
      for (; given < Math.min(questions, answers.length); given++)
        child.stdin.write(`${answers[given]!}\r`);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, shown }));
  });
