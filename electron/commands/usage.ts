import type { Command, CommandOption } from './command.ts';

const call = 'npm run --silent desk --';

const optionForm = (name: string, { short, value, type }: CommandOption): string => {
  const forms = short === undefined ? [`--${name}`] : [`-${short}`, `--${name}`];
  return `${forms.join(', ')}${type === 'string' ? ` ${value ?? 'VALUE'}` : ''}`;
};

const synopsisOf = ({ name, files, takesMore, options }: Command): string => {
  const parts = Object.entries(options).map(([option, { short, value, type, required }]) => {
    const form = short === undefined ? `--${option}` : `-${short}`;
    const text = type === 'string' ? `${form} ${value ?? 'VALUE'}` : form;
    return required === true ? text : `[${text}]`;
  });
  const more = takesMore === true ? ['[…]'] : [];
  return [call, name, ...files, ...more, ...parts].join(' ');
};

/** What `NAME --help` prints. */
export const commandHelp = (command: Command): string => {
  const options = Object.entries(command.options).map(([name, option]) => [
    optionForm(name, option),
    option.help,
  ]);
  const width = Math.max(0, ...options.map(([form]) => form!.length));
  const lines = options.map(([form, help]) => `  ${form!.padEnd(width)}  ${help}\n`).join('');
  return `${command.summary}\n\nUsage: ${synopsisOf(command)}\n${lines === '' ? '' : `\n${lines}`}`;
};

/** What `--help` prints. */
export const generalHelp = (commands: readonly Command[]): string => {
  const width = Math.max(...commands.map(({ name }) => name.length));
  const lines = commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}\n`);
  return [
    'Expert Desk without its window: for files and scripts.\n\n',
    `Usage: ${call} COMMAND …\n\n`,
    ...lines,
    `\n${call} COMMAND --help says more. Results go to standard output, everything else to\n`,
    'standard error. The exit status is 0, or 1 when something went wrong.\n',
  ].join('');
};
