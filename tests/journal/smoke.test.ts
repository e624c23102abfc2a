import { appendFile, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { newFolder } from '../snapshots/made-snapshot.ts';
import {
  entries,
  linesIn,
  mustAppend,
  openJournal,
  readAll,
  seqs,
  writeJournal,
} from './journal-desk.ts';

it('smoke', async () => {
  const folder = join(await newFolder(), 'journal');
  await writeJournal(folder, [entries(1, 3), entries(4, 9)]);
  expect(seqs(await readAll(folder))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  console.log((await linesIn(join(folder, '000001.jsonl'))).slice(0, 2));
  await appendFile(join(folder, '000001.jsonl'), 'abc');
  const j = await openJournal(folder);
  console.log(j.state(), j.needsBackup);
  await mustAppend(j, entries(8, 12));
  await j.close();
  const text = await readFile(join(folder, '000001.jsonl'), 'latin1');
  await writeFile(join(folder, '000001.jsonl'), text.replace('Project 5', 'Project 6'), 'latin1');
  const k = await openJournal(folder);
  console.log(k.state(), k.needsBackup, k.wholeFrom, await readdir(folder));
  await mustAppend(k, entries(13, 14));
  expect(seqs(await readAll(folder, { from: 13 }))).toEqual([13, 14]);
  await expect(readAll(folder)).rejects.toThrow('journal.gap');
});
