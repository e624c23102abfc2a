import { parseArgs } from 'node:util';
import type { Command, CommandArguments } from './command.ts';

/** What a command line asks for; `wrong` is a sentence for people. */
export type Call =
  | { kind: 'help'; command: Command | null }
  | { kind: 'version' }
  | { kind: 'run'; command: Command; args: CommandArguments }
  | { kind: 'wrong'; reason: string };

type ParsedOption = { type: 'string' | 'boolean'; short?: string };

const wrong = (reason: string): Call => ({ kind: 'wrong', reason });

const parseOptions = ({ options }: Command, words: readonly string[]) => {
  const known: Record<string, ParsedOption> = { help: { type: 'boolean', short: 'h' } };
  for (const [name, { type, short }] of Object.entries(options))
    known[name] = short === undefined ? { type } : { type, short };
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      options: known,
      allowPositionals: true,
    });
    return { ok: true as const, values: values as CommandArguments['options'], positionals };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { ok: false as const, reason: message.split('. ')[0]!.replace(/\.?$/, '.') };
  }
};

const parseCommand = (command: Command, words: readonly string[]): Call => {
  const parsed = parseOptions(command, words);
  if (!parsed.ok) return wrong(parsed.reason);
  if (parsed.values['help'] === true) return { kind: 'help', command };
  const { positionals: files } = parsed;
  const missing = command.files[files.length];
  if (missing !== undefined) return wrong(`${command.name} needs ${missing}.`);
  if (files.length > command.files.length && command.takesMore !== true)
    return wrong(`${command.name} does not know what to do with “${files[command.files.length]}”.`);
  const options = parsed.values;
  for (const [name, { required, short }] of Object.entries(command.options))
    if (required === true && options[name] === undefined)
      return wrong(`${command.name} needs ${short === undefined ? `--${name}` : `-${short}`}.`);
  return { kind: 'run', command, args: { files, options } };
};

/** Reads the words of a command line. */
export const parseCall = (commands: readonly Command[], words: readonly string[]): Call => {
  const [first, ...rest] = words;
  if (first === undefined) return wrong('Which command?');
  if (first === '--version' || first === '-v') return { kind: 'version' };
  if (first === '--help' || first === '-h' || first === 'help')
    return { kind: 'help', command: null };
  const command = commands.find(({ name }) => name === first);
  return command === undefined
    ? wrong(`There is no command “${first}”.`)
    : parseCommand(command, rest);
};
