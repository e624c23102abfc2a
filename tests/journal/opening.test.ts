import {
  appendFile,
  chmod,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { problemText } from '#shared/problems/index.ts';
import { chainStart, sealLine } from '#electron/journal/lines.ts';
import { faultyDisk } from '../support/faulty-disk.ts';
import { newFolder, sentenceOf } from '../snapshots/made-snapshot.ts';
import {
  append,
  closeJournals,
  desk,
  entries,
  entry,
  linesIn,
  mustAppend,
  openJournal,
  otherDesk,
  readAll,
  readUntilRefused,
  seqs,
  tryOpen,
  writeJournal,
} from './journal-desk.ts';

afterEach(closeJournals);

const segment = (folder: string, number: number) => join(folder, `00000${number}.jsonl`);

/** A journal of so many segments with two entries each. */
const segments = async (count: number): Promise<string> => {
  const folder = join(await newFolder(), 'journal');
  for (let n = 0; n < count; n++)
    await writeJournal(folder, [entries(2 * n + 1, 2 * n + 2)], {
      desk: n % 2 === 0 ? desk : otherDesk,
    });
  return folder;
};

const edit = async (path: string, change: (text: string) => string): Promise<void> =>
  writeFile(path, change(await readFile(path, 'utf8')));

const sentence = (journal: { state(): { mended: Parameters<typeof problemText>[0] | null } }) => {
  const { mended } = journal.state();
  return mended === null ? null : problemText(mended);
};

/** A first line with other members, its checksum right. */
const rewriteHeader = async (path: string, members: object): Promise<void> => {
  const [first, ...rest] = await linesIn(path);
  const header = { ...(JSON.parse(first!.slice(65)) as object), ...members };
  let { bytes, checksum } = sealLine(chainStart, JSON.stringify(header));
  const lines = [bytes];
  for (const line of rest) {
    ({ bytes, checksum } = sealLine(checksum, line.slice(65)));
    lines.push(bytes);
  }
  await writeFile(path, Buffer.concat(lines));
};

describe('a journal that is opened', () => {
  it('need not be there, and writes nothing until there is something to write', async () => {
    const folder = join(await newFolder(), 'desk', 'journal');
    const journal = await openJournal(folder);
    await expect(readdir(folder)).rejects.toThrow('ENOENT');
    expect(journal.state().mended).toBeNull();
    expect(await journal.range()).toEqual({ ok: true, value: { from: null, to: null } });
    await mustAppend(journal, [entry(1)]);
    expect(await readdir(folder)).toEqual(['000001.jsonl']);
  });

  it('JRN13: changes nothing where all is well', async () => {
    const folder = await segments(3);
    const before = await Promise.all(
      (await readdir(folder)).map((name) => readFile(join(folder, name))),
    );
    const disk = faultyDisk(null);
    const journal = await openJournal(folder, { disk });
    expect(journal.state()).toMatchObject({ lastSeq: 6, mended: null });
    expect({ needsBackup: journal.needsBackup, wholeFrom: journal.wholeFrom }).toEqual({
      needsBackup: false,
      wholeFrom: 1,
    });
    const writing = ['write', 'truncate', 'rename', 'remove', 'open create'];
    expect(disk.calls.filter((call) => writing.includes(call))).toEqual([]);
    const after = (await readdir(folder)).map((name) => readFile(join(folder, name)));
    expect(await Promise.all(after)).toEqual(before);
  });

  it('JRN13: reads of the older segments only the first lines', async () => {
    const folder = await segments(3);
    for (const number of [1, 2]) await appendFile(segment(folder, number), 'x\n'.repeat(20_000));
    const readOf = async () => {
      const disk = faultyDisk(null);
      await openJournal(folder, { disk });
      return disk.calls.filter((call) => call === 'read').length;
    };
    const few = await readOf();
    for (const number of [1, 2]) await appendFile(segment(folder, number), 'x\n'.repeat(5_000_000));
    expect(await readOf()).toBe(few);
  });

  it('JRN13: cuts a torn tail off at the last whole line, and says so', async () => {
    const folder = await segments(1);
    const whole = await readFile(segment(folder, 1));
    const torn = 'a'.repeat(64) + ' {"seq":3,"at"';
    await appendFile(segment(folder, 1), torn);
    const journal = await openJournal(folder);
    expect(sentence(journal)).toBe(
      `The last ${torn.length} bytes of the journal were not whole and were cut off; the window sends them again.`,
    );
    expect(journal.needsBackup).toBe(true);
    expect(await readFile(segment(folder, 1))).toEqual(whole);
    await mustAppend(journal, [entry(3)]);
    expect(seqs(await readAll(folder))).toEqual([1, 2, 3]);
    await journal.close();
    expect((await openJournal(folder)).state().mended).toBeNull();
  });

  it('JRN13: flushes what a killed process may not have flushed, before it counts', async () => {
    const folder = await segments(1);
    const disk = faultyDisk(null);
    const journal = await openJournal(folder, { disk });
    expect(disk.calls).toContain('sync');
    const at = disk.calls.indexOf('sync');
    const failing = faultyDisk({ at, code: 'EIO', lasts: true });
    const other = await openJournal(folder, { disk: failing });
    expect(sentenceOf(await append(other, entries(1, 2)))).toContain('the disk reports an error');
    await mustAppend(journal, entries(1, 2));
  });
});

describe('JRN14: a journal that is damaged', () => {
  it('keeps the damaged file aside and what was whole in a new one, and says so', async () => {
    const folder = await segments(2);
    await writeJournal(folder, [entries(5, 9)], { desk: otherDesk });
    await edit(segment(folder, 2), (text) => text.replace('"Project 6"', '"Project 7"'));
    const damaged = await readFile(segment(folder, 2));
    const journal = await openJournal(folder);
    expect(sentence(journal)).toMatch(
      /^The journal file “000002\.jsonl” was damaged at line 5: its checksum is not right\. All that was whole is kept/,
    );
    expect(journal.state()).toMatchObject({ lastSeq: 5 });
    expect({ needsBackup: journal.needsBackup, wholeFrom: journal.wholeFrom }).toEqual({
      needsBackup: true,
      wholeFrom: 10,
    });
    expect((await readdir(folder)).sort()).toEqual([
      '000001.jsonl',
      '000002.jsonl.damaged',
      '000003.jsonl',
    ]);
    expect(await readFile(`${segment(folder, 2)}.damaged`)).toEqual(damaged);
    await mustAppend(journal, [entry(10)]);
    const { read, problem } = await readUntilRefused(folder);
    expect(seqs(read)).toEqual([1, 2, 3, 4, 5]);
    expect(problem).toEqual({ code: 'journal.gap', data: { from: 6, to: 9 } });
    expect(seqs(await readAll(folder, { from: 10 }))).toEqual([10]);
  });

  it('is not told twice, but stays known by where it is whole again', async () => {
    const folder = await segments(1);
    await edit(segment(folder, 1), (text) => text.replace('"Project 2"', '"Project 3"'));
    await (await openJournal(folder)).close();
    const journal = await openJournal(folder);
    expect(journal.state().mended).toBeNull();
    expect(journal.needsBackup).toBe(false);
    expect(journal.wholeFrom).toBe(3);
    const { read, problem } = await readUntilRefused(folder);
    expect(seqs(read)).toEqual([1]);
    expect(problem).toEqual({ code: 'journal.gap', data: { from: 2, to: 2 } });
    expect(await readAll(folder, { from: 3 })).toEqual([]);
    await mustAppend(journal, [entry(2)]);
    expect(seqs(await readAll(folder))).toEqual([1, 2]);
  });

  it('again says of both what is missing', async () => {
    const folder = await segments(1);
    await edit(segment(folder, 1), (text) => text.replace('"Project 2"', '"Project 3"'));
    await writeJournal(folder, [entries(3, 6)]);
    await edit(segment(folder, 2), (text) => text.replace('"Project 5"', '"Project 3"'));
    await writeJournal(folder, [entries(7, 8)]);
    expect((await readUntilRefused(folder)).problem).toEqual({
      code: 'journal.gap',
      data: { from: 2, to: 2 },
    });
    const { read, problem } = await readUntilRefused(folder, { from: 3 });
    expect(seqs(read)).toEqual([3, 4]);
    expect(problem).toEqual({ code: 'journal.gap', data: { from: 5, to: 6 } });
    expect(seqs(await readAll(folder, { from: 7 }))).toEqual([7, 8]);
    expect((await openJournal(folder)).wholeFrom).toBe(7);
  });

  it('in its newest first line goes on from the segment before', async () => {
    const folder = await segments(3);
    await edit(segment(folder, 3), (text) => `x${text}`);
    const journal = await openJournal(folder);
    expect(journal.state()).toMatchObject({ lastSeq: 4, mended: { code: 'journal.setAside' } });
    await mustAppend(journal, [entry(7)]);
    expect(seqs((await readUntilRefused(folder)).read)).toEqual([1, 2, 3, 4]);
    expect(seqs(await readAll(folder, { from: 7 }))).toEqual([7]);
  });

  it('in the first line of an older segment has that set aside, and a gap from then on', async () => {
    const folder = await segments(4);
    await edit(segment(folder, 2), (text) => `x${text}`);
    const journal = await openJournal(folder);
    expect(journal.state()).toMatchObject({ lastSeq: 8, mended: { code: 'journal.setAside' } });
    expect(journal.wholeFrom).toBe(5);
    expect(await readdir(folder)).toContain('000002.jsonl.damaged');
    expect((await readUntilRefused(folder)).problem).toEqual({
      code: 'journal.gap',
      data: { from: 3, to: 4 },
    });
    expect(seqs(await readAll(folder, { from: 5 }))).toEqual([5, 6, 7, 8]);
  });

  it('in all its first lines goes on, and lacks everything before', async () => {
    const folder = await segments(2);
    for (const number of [1, 2]) await edit(segment(folder, number), (text) => `x${text}`);
    const journal = await openJournal(folder);
    expect(journal.state()).toMatchObject({ lastSeq: 0, workspace: null });
    expect(journal.wholeFrom).toBe(5);
    await mustAppend(journal, [entry(5)]);
    expect((await readUntilRefused(folder)).problem).toEqual({
      code: 'journal.gap',
      data: { from: 1, to: 4 },
    });
    expect(seqs(await readAll(folder, { from: 5 }))).toEqual([5]);
  });

  it('is mended only when the disk lets it, and starts all the same', async () => {
    const folder = await segments(1);
    await edit(segment(folder, 1), (text) => text.replace('"Project 2"', '"Project 3"'));
    const calls = faultyDisk(null);
    const folder2 = join(await newFolder(), 'journal');
    await mkdir(folder2);
    await writeFile(segment(folder2, 1), await readFile(segment(folder, 1)));
    await openJournal(folder2, { disk: calls });
    const at = calls.calls.indexOf('open create');
    const journal = await openJournal(folder, { disk: faultyDisk({ at, code: 'ENOSPC' }) });
    expect(journal.state()).toMatchObject({ lastSeq: 1, mended: { code: 'journal.setAside' } });
    expect(await readdir(folder)).toEqual(['000001.jsonl']);
    await mustAppend(journal, [entry(3)]);
    expect((await readdir(folder)).sort()).toEqual(['000001.jsonl.damaged', '000002.jsonl']);
    expect(seqs(await readAll(folder, { from: 3 }))).toEqual([3]);
  });

  it('keeps each damaged file, also of one name', async () => {
    const folder = await segments(1);
    await writeFile(`${segment(folder, 1)}.damaged`, 'older');
    await edit(segment(folder, 1), (text) => `x${text}`);
    await openJournal(folder);
    expect(await readFile(`${segment(folder, 1)}.damaged`, 'utf8')).toBe('older');
    expect((await readdir(folder)).sort()).toContain('000001.jsonl.damaged-2');
  });

  it('JRN6: passes over a file that another has replaced, and clears it away', async () => {
    const folder = await segments(2);
    const copy = await readFile(segment(folder, 1));
    await edit(segment(folder, 2), (text) => text.replace('"Project 4"', '"Project 5"'));
    await (await openJournal(folder)).close();
    await rename(`${segment(folder, 2)}.damaged`, segment(folder, 2));
    expect(seqs((await readUntilRefused(folder)).read)).toEqual([1, 2, 3]);
    await openJournal(folder);
    expect(await readdir(folder)).toContain('000002.jsonl.damaged');
    expect(await readFile(segment(folder, 1))).toEqual(copy);
  });
});

describe('JRN4: a segment that is rewritten', () => {
  it.each([1, 2, 3])(
    '(number %i) leaves the others as they are, and the journal goes on',
    async (number) => {
      const folder = await segments(3);
      const journal = await openJournal(folder);
      const before = await readAll(folder);
      await journal.paused(() => rewriteHeader(segment(folder, number), { rewritten: true }));
      expect(journal.state()).toMatchObject({ lastSeq: 6, mended: null });
      await mustAppend(journal, [entry(7)]);
      expect((await readAll(folder)).slice(0, 6)).toEqual(before);
      expect(seqs(await readAll(folder))).toEqual([1, 2, 3, 4, 5, 6, 7]);
    },
  );
});

describe('a journal that cannot be opened', () => {
  it.each([
    ['a newer format', { formatVersion: 2 }],
    ['a newer program', { minAppVersion: '99.0.0' }],
  ])('JRN15: is of %s, and is left as it is', async (_, members) => {
    const folder = await segments(2);
    await rewriteHeader(segment(folder, 1), members);
    const before = await readFile(segment(folder, 1));
    expect(sentenceOf(await tryOpen(folder))).toBe(
      'The journal file “000001.jsonl” was written by a newer version of Expert Desk.',
    );
    expect(await readFile(segment(folder, 1))).toEqual(before);
    expect((await readUntilRefused(folder)).problem).toMatchObject({ code: 'journal.newer' });
  });

  it('JRN5: passes over members of a header that it does not know', async () => {
    const folder = await segments(2);
    await rewriteHeader(segment(folder, 2), { colour: 'red' });
    expect((await openJournal(folder)).state()).toMatchObject({ lastSeq: 4, mended: null });
    expect(seqs(await readAll(folder))).toEqual([1, 2, 3, 4]);
  });

  it('cannot be read', async () => {
    const folder = await segments(1);
    const calls = faultyDisk(null);
    await openJournal(folder, { disk: calls });
    const at = calls.calls.indexOf('read');
    const opened = await tryOpen(folder, { disk: faultyDisk({ at, code: 'EIO' }) });
    expect(sentenceOf(opened)).toBe('“journal” cannot be read: the disk reports an error.');
    expect((await openJournal(folder)).state().mended).toBeNull();
  });

  it('is a file, and no folder', async () => {
    const path = join(await newFolder(), 'journal');
    await writeFile(path, 'x');
    expect(sentenceOf(await tryOpen(path))).toContain('journal');
    await rm(path);
    await mkdir(path);
    await chmod(path, 0o700);
    expect((await openJournal(path)).state().lastSeq).toBe(0);
  });
});
