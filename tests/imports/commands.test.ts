import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Command } from '#electron/commands/command.ts';
import { importSql } from '#electron/commands/import-sql.ts';
import { sample } from '#electron/commands/sample.ts';
import { problemText } from '#shared/problems/index.ts';
import { fixture } from './reading.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'expert-desk-command-'));
});
afterEach(() => rm(folder, { recursive: true }));

const run = async (
  command: Command,
  files: string[],
  options: Record<string, string | boolean>,
  signal = new AbortController().signal,
) => {
  const [results, notices]: [string[], string[]] = [[], []];
  const output = {
    result: async (text: string) => void results.push(text),
    notice: (line: string) => void notices.push(line),
  };
  const done = await command.run({ files, options }, output, { signal, appVersion: '0.1.0' });
  const problem = done.ok ? null : problemText(done.problem);
  return { problem, result: results.join(''), notices };
};

describe('import-sql', () => {
  test('writes a snapshot; with the same time the same file', async () => {
    const [one, two] = [join(folder, 'one.edesk'), join(folder, 'two.edesk')];
    const at = '2026-03-31T14:30:00Z';
    const done = await run(importSql, [fixture('access_db.sql')], { output: one, at });
    expect(done.problem).toBeNull();
    expect(done.result).toMatch(/^ +90 {2}profiles$/m);
    await run(importSql, [fixture('access_db.sql')], { output: two, at });
    expect(await readFile(two)).toEqual(await readFile(one));
  });

  test('a dry run writes nothing and lists what is not ours', async () => {
    const path = fixture('odd-values.copy.sql');
    const done = await run(importSql, [path], { 'dry-run': true, json: true });
    expect(done.problem).toBeNull();
    expect(JSON.parse(done.result)).toMatchObject({ problemCount: 0, rows: { users: 5 } });
    expect(done.notices).toEqual([
      `${path}:86: The table public.audit_log (2 rows) is not one of this desk’s; it is left out.`,
      `${path}:54: The column Internal Note of users is not one of this desk’s; it is kept as it is.`,
      `${path}:148: The column title_length of expert_requests is not one of this desk’s; it is kept as it is.`,
    ]);
  });

  test('nothing is written where there is a problem or a reference to nothing', async () => {
    const path = join(folder, 'bad.sql');
    await writeFile(
      path,
      "INSERT INTO users (id, referrer, deleted) VALUES\n(1, 2, true),\n(3, 3, 'x');",
    );
    const done = await run(importSql, [path], { output: join(folder, 'out.edesk') });
    expect(done.problem).toBe(
      '“bad.sql” was not imported; problems: 1, references to records that are not in it: 1. No file was written.',
    );
    expect(done.notices).toEqual([
      `${path}:3: users.deleted: In the trash must be yes, no or unknown, not “x”.`,
      `${path}:2: users.referrer: Referred by points to user 2, which is not in the dump.`,
    ]);
    expect(await readdir(folder)).toEqual(['bad.sql']);
  });

  test('it says what it lacks', async () => {
    expect((await run(importSql, ['x.sql'], {})).problem).toMatch(/-o FILE/);
    expect((await run(importSql, ['x.sql'], { 'dry-run': true })).problem).toMatch(
      /no file “x.sql”/,
    );
    expect((await run(importSql, ['x'], { 'dry-run': true, at: 'noon' })).problem).toMatch(/noon/);
  });

  test('interrupted, it leaves nothing behind', async () => {
    const options = { output: join(folder, 'out.edesk') };
    const done = await run(importSql, [fixture('access_db.sql')], options, AbortSignal.abort());
    expect(done.problem).toMatch(/Cancelled/);
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('sample', () => {
  test('writes a desk; with the same seed and time the same file', async () => {
    const options = { rows: 'small', seed: '5', at: '2026-03-31' };
    for (const name of ['a.edesk', 'b.edesk'])
      expect(
        (await run(sample, [], { ...options, output: join(folder, name) })).problem,
      ).toBeNull();
    expect(await readFile(join(folder, 'a.edesk'))).toEqual(
      await readFile(join(folder, 'b.edesk')),
    );
  });

  test.each([
    [{ rows: '10' }, /“10” is no number of rows/],
    [{ rows: '5000001' }, /5000001/],
    [{ rows: 'many' }, /many/],
    [{ seed: '-1' }, /“-1” is no seed/],
  ])('%j is refused', async (options, sentence) => {
    const done = await run(sample, [], { ...options, output: join(folder, 'x.edesk') });
    expect(done.problem).toMatch(sentence);
    expect(await readdir(folder)).toEqual([]);
  });
});
