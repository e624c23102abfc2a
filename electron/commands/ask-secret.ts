import { fail, ok, type Result } from '#shared/result.ts';
import type { Output } from './command.ts';

const keys = { interrupt: '\u0003', end: '\u0004', backspace: '\b', delete: '\u007f' } as const;

type Typed = { kind: 'more' } | { kind: 'done' } | { kind: 'cancelled' };

/** A line as it is typed on a terminal that shows nothing of it. */
class SecretLine {
  #characters: string[] = [];

  get text(): string {
    return this.#characters.join('');
  }

  type(character: string): Typed {
    if (character === keys.interrupt) return { kind: 'cancelled' };
    if (character === '\r' || character === '\n' || character === keys.end) return { kind: 'done' };
    if (character === keys.backspace || character === keys.delete) this.#characters.pop();
    else if (character >= ' ') this.#characters.push(character);
    return { kind: 'more' };
  }
}

/** Reads until the line ends; what came behind its end is left for the next question. */
let typedAhead = '';

const readLine = (input: NodeJS.ReadStream): Promise<string | null> =>
  new Promise((resolve) => {
    const line = new SecretLine();
    const finish = (text: string | null) => {
      input.off('data', take);
      input.off('end', end);
      input.pause();
      resolve(text);
    };
    const end = () => finish(line.text);
    const take = (text: string) => {
      const characters = [...text];
      for (const [at, character] of characters.entries()) {
        const { kind } = line.type(character);
        if (kind === 'more') continue;
        typedAhead = characters.slice(at + 1).join('');
        return finish(kind === 'done' ? line.text : null);
      }
    };
    input.on('data', take);
    input.on('end', end);
    const ahead = typedAhead;
    typedAhead = '';
    take(ahead);
    if (input.listenerCount('data') > 0) input.resume();
  });

/**
 * Asks on the terminal and shows nothing of what is typed; null where nobody is there to be asked,
 * `file.cancelled` after Ctrl-C.
 */
export const askSecret = async (
  question: string,
  output: Output,
): Promise<Result<string | null>> => {
  const input = process.stdin;
  if (!input.isTTY) return ok(null);
  input.setEncoding('utf8');
  // First: what is typed while the question appears must not be shown either.
  input.setRawMode(true);
  try {
    process.stderr.write(question);
    const text = await readLine(input);
    return text === null ? fail('file.cancelled') : ok(text);
  } finally {
    input.setRawMode(false);
    output.notice('');
  }
};
