import { appendFile, copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { problemText } from '#shared/problems/index.ts';
import { verify } from '#electron/commands/verify.ts';
import { appVersion, newFolder, smallDesk, writeTables } from '../snapshots/made-snapshot.ts';
import { closeJournals, desk, entries, entry, otherDesk, writeJournal } from './journal-desk.ts';

afterEach(closeJournals);

const run = async (path: string, signal = new AbortController().signal) => {
  let out = '';
  const output = {
    result: (text: string) => ((out += text), Promise.resolve()),
    notice: () => undefined,
  };
  const args = { files: [path], options: {} };
  const done = await verify.run(args, output, { signal, appVersion });
  return { out, problem: done.ok ? null : problemText(done.problem) };
};

const newJournal = async (): Promise<string> => {
  const folder = join(await newFolder(), 'journal');
  for (let n = 0; n < 3; n++)
    await writeJournal(folder, [entries(3 * n + 1, 3 * n + 3)], {
      desk: n === 1 ? otherDesk : desk,
    });
  return folder;
};

const edit = async (path: string, change: (text: string) => string): Promise<void> =>
  writeFile(path, change(await readFile(path, 'utf8')));

describe('JRN16: verify of a journal folder', () => {
  it('reads all of it, and says what is there', async () => {
    const folder = await newJournal();
    expect(await run(folder)).toEqual({
      out: `${folder}: whole and good, 9 entries (1 to 9) with 9 changes in 3 files\n`,
      problem: null,
    });
  });

  it.each<[string, (folder: string) => Promise<void>, string]>([
    [
      'an altered line',
      (folder) =>
        edit(join(folder, '000002.jsonl'), (text) => text.replace('Project 5', 'Project 6')),
      'The journal file “000002.jsonl” is damaged at line 3: its checksum is not right.',
    ],
    [
      'a line too few at the end of a sealed file',
      (folder) =>
        edit(join(folder, '000001.jsonl'), (text) =>
          text.slice(0, text.lastIndexOf('\n', text.length - 2) + 1),
        ),
      'The journal lacks the entries 3 to 3.',
    ],
    [
      'a file too few',
      (folder) => rm(join(folder, '000002.jsonl')),
      'The journal lacks the entries 4 to 6.',
    ],
    [
      'the first file missing',
      (folder) => rm(join(folder, '000001.jsonl')),
      'The journal lacks the entries 1 to 3.',
    ],
    [
      'a sealed file that ends within a line',
      (folder) => appendFile(join(folder, '000001.jsonl'), 'abc'),
      'The journal file “000001.jsonl” is damaged at line 5: it has no end.',
    ],
    [
      'a newest file that ends within a line',
      (folder) => appendFile(join(folder, '000003.jsonl'), 'abc'),
      'The journal file “000003.jsonl” ends within a line: its last 3 bytes were never acknowledged, and the desk cuts them off when it starts.',
    ],
    [
      'a file of another number',
      (folder) => copyFile(join(folder, '000003.jsonl'), join(folder, '000004.jsonl')),
      'The journal file “000004.jsonl” is damaged at line 1: it is segment 3 by its header.',
    ],
  ])('says so of %s', async (_, damage, sentence) => {
    const folder = await newJournal();
    await damage(folder);
    expect(await run(folder)).toEqual({ out: '', problem: sentence });
  });

  it('tells a file of another journal, of the same number and place', async () => {
    const [folder, other] = [await newJournal(), join(await newFolder(), 'journal')];
    for (let n = 0; n < 3; n++)
      await writeJournal(
        other,
        [
          entries(3 * n + 1, 3 * n + 3).map((made) => ({
            ...made,
            stamp: entry(made.seq + 100).stamp,
          })),
        ],
        {
          desk: n === 1 ? otherDesk : desk,
        },
      );
    await copyFile(join(other, '000002.jsonl'), join(folder, '000002.jsonl'));
    expect((await run(folder)).problem).toContain('of another journal');
  });

  it('can be broken off', async () => {
    const stop = new AbortController();
    stop.abort();
    expect((await run(await newJournal(), stop.signal)).problem).toContain('Cancelled');
  });
});

describe('verify of a backups folder', () => {
  const backups = async (): Promise<string> => {
    const folder = await newFolder();
    for (const name of ['one.edesk', 'two.edesk'])
      await writeTables(join(folder, name), smallDesk());
    await writeFile(join(folder, 'backups.json'), '{}');
    return folder;
  };

  it('reads each, and says so on a line', async () => {
    expect(await run(await backups())).toEqual({
      out: 'one.edesk: whole and good, 5 rows in 11 tables\ntwo.edesk: whole and good, 5 rows in 11 tables\n',
      problem: null,
    });
  });

  it('reads the others too when one is bad, and fails', async () => {
    const folder = await backups();
    await writeFile(join(folder, 'one.edesk'), 'not a snapshot');
    const { out, problem } = await run(folder);
    expect(out.split('\n')).toEqual([
      expect.stringMatching(/^“one\.edesk” .+\.$/),
      'two.edesk: whole and good, 5 rows in 11 tables',
      '',
    ]);
    expect(problem).toBe(`1 of 2 backups in “${folder}” cannot be restored.`);
  });
});

describe('verify of something else', () => {
  it('says of a folder without either that it holds neither', async () => {
    const folder = join(await newFolder(), 'photos');
    await mkdir(folder);
    expect((await run(folder)).problem).toBe('“photos” holds neither a journal nor backups.');
  });

  it('says of a path that is not there that it is not', async () => {
    expect((await run(join(await newFolder(), 'gone'))).problem).toBe('There is no file “gone”.');
  });
});
