import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { problemText } from '#shared/problems/index.ts';
import type { CommandArguments, Output } from '#electron/commands/command.ts';
import { commands } from '#electron/commands/index.ts';
import { newFolder } from '../snapshots/made-snapshot.ts';
import { drawHistory, timeOf, writeBackup, writeJournalOf } from './model.ts';

const run = async (name: string, args: Partial<CommandArguments>) => {
  const said = { out: '', notices: [] as string[] };
  const output: Output = {
    result: async (text) => void (said.out += text),
    notice: (line) => void said.notices.push(line),
  };
  const command = commands.find((found) => found.name === name)!;
  const context = { signal: new AbortController().signal, appVersion: '0.2.0' };
  const done = await command.run({ files: [], options: {}, ...args }, output, context);
  return { ...said, problem: done.ok ? null : problemText(done.problem) };
};

const laid = async (seed: number, length: number, backups: readonly number[]) => {
  const history = drawHistory(seed, length);
  const folder = await newFolder();
  const options = {
    journal: join(folder, 'journal'),
    backups: join(folder, 'backups'),
    output: join(folder, 'made.edesk'),
  };
  await mkdir(options.backups);
  await writeJournalOf(options.journal, history);
  for (const seq of new Set([...backups, ...history.backedUp]))
    await writeBackup(options.backups, history, seq);
  return { history, folder, options };
};

describe('rebuild', () => {
  it('makes the desk of the newest moment, and of any other', async () => {
    const { options, history } = await laid(3, 20, [9]);
    const newest = await run('rebuild', { options });
    expect(newest.problem).toBeNull();
    const rows = history.states.get(20)!.rows.size;
    expect(newest.notices.at(-1)).toContain(`Wrote ${rows} rows to made.edesk`);
    expect(newest.notices.at(-1)).toContain('up to entry 20');
    const at = new Date(timeOf(12) + 500).toISOString();
    const earlier = await run('rebuild', { options: { ...options, at } });
    expect(earlier.notices.at(-1)).toContain('up to entry 12');
  });

  it('says which backups it could not use', async () => {
    const { options } = await laid(3, 20, []);
    await writeFile(join(options.backups, 'bad.edesk'), 'PK nonsense');
    const made = await run('rebuild', { options });
    expect(made.problem).toBeNull();
    expect(made.notices[0]).toContain('Not used: “bad.edesk”');
  });

  it.each([
    [{ journal: '/nowhere/at/all' }, 'nowhere'],
    [{ backups: '/nowhere/at/all' }, 'nowhere'],
    [{ at: 'yesterday' }, 'yesterday'],
  ])('%o: refused in plain words', async (wrong, words) => {
    const { options } = await laid(3, 4, []);
    expect((await run('rebuild', { options: { ...options, ...wrong } })).problem).toContain(words);
  });
});

describe('diff', () => {
  it('counts per table, and says what changed in which rows', async () => {
    const { folder, history } = await laid(5, 30, []);
    const [a, b] = [await writeBackup(folder, history, 10), await writeBackup(folder, history, 20)];
    const text = await run('diff', { files: [a, b] });
    expect(text.problem).toBeNull();
    expect(text.out).toMatch(/^projects: \d+ added, \d+ removed, \d+ changed, \d+ the same$/m);
    const json = await run('diff', { files: [a, b], options: { json: true } });
    const { tables, rows } = JSON.parse(json.out) as {
      tables: Record<string, Record<string, number>>;
      rows: { kind: string }[];
    };
    const counted = Object.values(tables).reduce(
      (sum, { added = 0, removed = 0, changed = 0 }) => sum + added + removed + changed,
      0,
    );
    expect(rows).toHaveLength(counted);
    const same = await run('diff', { files: [a, a] });
    expect(same.out).not.toMatch(/^[+~-]/m);
  });

  it('a file that is no snapshot has its sentence', async () => {
    const { folder, history } = await laid(5, 10, []);
    const a = await writeBackup(folder, history, 10);
    await writeFile(join(folder, 'b.edesk'), await readFile(a).then((bytes) => bytes.subarray(9)));
    expect((await run('diff', { files: [a, join(folder, 'b.edesk')] })).problem).toContain(
      'b.edesk',
    );
  });
});
