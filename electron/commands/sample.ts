import { fail, ok, type Result } from '#shared/result.ts';
import { planSample } from '#shared/sample/desk-plan.ts';
import { sampleChunks } from '../imports/sample-chunks.ts';
import type { Command } from './command.ts';
import { commandDesk, momentOf, textOption } from './command-desk.ts';
import { encryptOptions, passphraseToWrite } from './passphrase.ts';
import { writeChunks } from './write-chunks.ts';

const sizes: Readonly<Record<string, number>> = { small: 1000, large: 100_000 };
const [fewest, most] = [11, 5_000_000];

const readRows = (text: string): Result<number> => {
  const rows = sizes[text] ?? (/^\d{1,7}$/.test(text) ? Number(text) : 0);
  return rows >= fewest && rows <= most ? ok(rows) : fail('sample.badRows', { value: text });
};

const readSeed = (text: string): Result<number> =>
  /^\d{1,15}$/.test(text) ? ok(Number(text)) : fail('sample.badSeed', { value: text });

/** `sample --rows N --seed S -o FILE`: a made-up desk as a snapshot. */
export const sample: Command = {
  name: 'sample',
  files: [],
  options: {
    rows: { type: 'string', value: 'N', help: 'Rows in all: 11 to 5000000, small or large.' },
    seed: { type: 'string', value: 'S', help: 'The same seed gives the same people. 1 if absent.' },
    output: {
      type: 'string',
      short: 'o',
      value: 'FILE',
      required: true,
      help: 'The snapshot to write.',
    },
    at: { type: 'string', value: 'TIME', help: 'The day it is made for: the same file each time.' },
    ...encryptOptions,
  },
  summary: 'Writes a made-up desk to try things with.',
  run: async ({ options }, output, { appVersion, signal }) => {
    const at = textOption(options['at']);
    const rows = readRows(textOption(options['rows']) ?? 'small');
    const seed = readSeed(textOption(options['seed']) ?? '1');
    const moment = momentOf(at);
    if (!rows.ok) return rows;
    if (!seed.ok) return seed;
    if (!moment.ok) return moment;
    const passphrase = await passphraseToWrite(options, output);
    if (!passphrase.ok) return passphrase;
    const plan = planSample({ rows: rows.value, seed: seed.value, today: moment.value });
    const given = at === null ? null : `sample ${rows.value} ${seed.value} ${at}`;
    const { head, clock } = commandDesk(appVersion, given, moment.value);
    const chunks = sampleChunks(plan, clock);
    const next = async () => ok(chunks.next().value ?? null);
    const writing = { signal, passphrase: passphrase.value };
    const written = await writeChunks(textOption(options['output'])!, head, next, writing);
    if (!written.ok) return written;
    output.notice(
      `Wrote ${rows.value} rows to ${written.value.name} (${written.value.size} bytes).`,
    );
    return ok(undefined);
  },
};
